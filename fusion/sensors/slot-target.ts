import { CTRA } from '../models/ctra-state.ts'
import { distanceToSurface, type TargetExtent } from '../models/target-extent.ts'
import { SLOT } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { ROAD_USER, UNSEEN_SIZE } from './tracking-table.ts'

const MODELS = ROAD_USER.models.length

/** m²: of the middle's height of what nothing has measured and stands on the ground: kerbs, bends of the road. */
export const GROUND_VARIANCE = 0.03

/**
 * m: how far a reflection jumps over a body from cycle to cycle, along and across the line of sight. It wanders farther,
 * but slowly, as the aspect changes: the track follows that.
 */
const SPREAD = { along: 0.1, across: 0.07 } as const
/** Along a side, wheels and mirrors take turns in reflecting: share of the side's silhouette. Assumed, as glint; seen
 * obliquely, the side's points differ in range too. */
const SIDE_SHARE = 0.12

/**
 * Glint: standard deviations of where single reflections come from, as shares of the silhouette's width and of the depth
 * up to the centre. An eighth of the extent (assumed).
 */
const GLINT_ACROSS = 0.12
const GLINT_ALONG = 0.1

/** Standard deviations of a body's size that rough gating allows for. */
const SIZE_DEVIATIONS = 4

/** A {@link TargetExtent} that is filled from a track's slot again and again. */
export type MutableTarget = { -readonly [Key in keyof TargetExtent]: TargetExtent[Key] }

export function createTarget(): MutableTarget {
  return { z: 0, zVariance: 0, height: 0, heightVariance: 0, surfaceDistance: 0, spreadAlong: 0, spreadAcross: 0 }
}

/**
 * What a point or edge measurement from (x, y) sees of the track. `isGlinting`: each detection is a reflection of its own,
 * anywhere on the body, and not what a sensor's own filter has made of many.
 */
export function writeTarget(
  out: MutableTarget,
  store: TrackStore,
  slot: number,
  x: number,
  y: number,
  isGlinting = false,
): void {
  const { data } = store
  const offset = store.offset(slot)
  out.z = data[offset + SLOT.z]!
  out.zVariance = data[offset + SLOT.z + 1]!
  out.height = data[offset + SLOT.height]!
  out.heightVariance = data[offset + SLOT.height + 1]!
  const aspect = aspectOf(store, slot, x, y)
  const length = data[offset + SLOT.length]!
  const width = data[offset + SLOT.width]!
  out.surfaceDistance = distanceToSurface(length, width, aspect)
  const side = length * Math.abs(Math.sin(aspect))
  out.spreadAlong = SPREAD.along + SIDE_SHARE * side * Math.abs(Math.cos(aspect))
  out.spreadAcross = SPREAD.across + SIDE_SHARE * side
  if (!isGlinting) return
  out.spreadAlong += GLINT_ALONG * out.surfaceDistance
  out.spreadAcross += GLINT_ACROSS * width * Math.abs(Math.cos(aspect))
}

/** From the track's centre to its surface towards (x, y), m. */
export function surfaceDistance(store: TrackStore, slot: number, x: number, y: number): number {
  const { data } = store
  const offset = store.offset(slot)
  return distanceToSurface(data[offset + SLOT.length]!, data[offset + SLOT.width]!, aspectOf(store, slot, x, y))
}

/** Largest plausible distance of the track's surface from its centre, m: half of the diagonal and of what it errs by. */
export function bodyReach(store: TrackStore, slot: number): number {
  const { data } = store
  const at = store.offset(slot) + SLOT.length
  const length = data[at]! + SIZE_DEVIATIONS * Math.sqrt(data[at + 1]!)
  const width = data[at + 2]! + SIZE_DEVIATIONS * Math.sqrt(data[at + 3]!)
  return 0.5 * Math.sqrt(length * length + width * width)
}

/** Half of the track's silhouette as seen from (x, y), m across the line of sight. */
export function halfSilhouette(store: TrackStore, slot: number, x: number, y: number): number {
  const { data } = store
  const offset = store.offset(slot)
  const aspect = aspectOf(store, slot, x, y)
  const length = data[offset + SLOT.length]! * Math.abs(Math.sin(aspect))
  return 0.5 * (length + data[offset + SLOT.width]! * Math.abs(Math.cos(aspect)))
}

/** Direction of (x, y) seen from the track, from its long axis, rad. */
function aspectOf(store: TrackStore, slot: number, x: number, y: number): number {
  const mean = heaviestMean(store, slot)
  return Math.atan2(y - mean[CTRA.y]!, x - mean[CTRA.x]!) - mean[CTRA.yaw]!
}

/** Index of the likeliest motion model. */
export function heaviestModel(store: TrackStore, slot: number): number {
  const { probabilities } = store.states(slot, MODELS)
  let best = 0
  for (let i = 1; i < MODELS; i++) if (probabilities[i]! > probabilities[best]!) best = i
  return best
}

/** Mean of the likeliest motion model. */
export function heaviestMean(store: TrackStore, slot: number): Float64Array {
  return store.states(slot, MODELS).means[heaviestModel(store, slot)]!
}

/** m along and across the line of sight: how far off a moving car's or a standing thing's middle the first reflection is. */
export function firstSpread(
  isMoving: boolean,
  isGlinting: boolean,
): { readonly along: number; readonly across: number } {
  if (!isGlinting) return NO_GLINT
  return isMoving ? MOVING_GLINT : STANDING_GLINT
}

const NO_GLINT = { along: 0, across: 0 } as const
const MOVING_GLINT = glintOf(UNSEEN_SIZE.moving.size)
const STANDING_GLINT = glintOf(UNSEEN_SIZE.standing.size)

/** Of a body seen from any side. */
function glintOf([length, width]: readonly [number, number, number]) {
  const mean = 0.5 * (length + width)
  return { along: SPREAD.along + GLINT_ALONG * 0.5 * mean, across: SPREAD.across + GLINT_ACROSS * mean }
}

/** Sets what no sensor has measured: a moving car's size or a standing thing's. */
export function writeUnseenSize(store: TrackStore, slot: number, isMoving: boolean): void {
  const { size, deviation } = isMoving ? UNSEEN_SIZE.moving : UNSEEN_SIZE.standing
  const at = store.offset(slot) + SLOT.length
  for (let axis = 0; axis < 3; axis++) {
    store.data[at + 2 * axis] = size[axis]!
    store.data[at + 2 * axis + 1] = deviation[axis]! ** 2
  }
}

/** The part that a sensor at (x, y) sees stays where it is when the size becomes known: the centre moves instead. */
export function keepSurface(store: TrackStore, slot: number, x: number, y: number, before: number): void {
  const growth = surfaceDistance(store, slot, x, y) - before
  const mean = heaviestMean(store, slot)
  const dx = mean[CTRA.x]! - x
  const dy = mean[CTRA.y]! - y
  const distance = Math.hypot(dx, dy)
  if (!(distance > 0)) return
  for (const state of store.states(slot, MODELS).means) {
    state[CTRA.x] = state[CTRA.x]! + (growth * dx) / distance
    state[CTRA.y] = state[CTRA.y]! + (growth * dy) / distance
  }
}

const NEEDED_VOTES = 3

/** A vote that the object moves over ground, or that it stands; some in a row decide for good. */
export function voteMoving(data: Float64Array, offset: number, isMoving: boolean): void {
  const votes = Math.max(0, data[offset + SLOT.movingVotes]! + (isMoving ? 1 : -1))
  data[offset + SLOT.movingVotes] = Math.min(NEEDED_VOTES, votes)
  if (votes >= NEEDED_VOTES) data[offset + SLOT.hasMoved] = 1
}
