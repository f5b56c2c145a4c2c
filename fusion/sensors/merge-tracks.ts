import { CTRA } from '../models/ctra-state.ts'
import type { ObjectTracker } from '../tracks/object-tracker.ts'
import { SLOT, SLOT_MODELS, SLOT_STRIDE } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { heaviestMean } from './slot-target.ts'
import { ROAD_USER } from './tracking-table.ts'

/** m around a body in which the centre of another track is the same object. */
const MARGIN = 0.3
/** m/s: tracks of one object agree within this. */
const SAME_VELOCITY = 3
/** m: half of any body, and more than motion models differ by. */
const FAR = 20
/** A slot's probabilities come first, then the first model's mean. */
const FIRST_X = SLOT_MODELS + ROAD_USER.models.length + CTRA.x
const FIRST_Y = SLOT_MODELS + ROAD_USER.models.length + CTRA.y

/**
 * Two sensors may begin two tracks of one object before either knows where its middle is. Where one track's centre lies in
 * another's body, one goes: the one that fewer kinds of evidence speak for, of equals the younger. The object keeps the
 * elder id.
 */
export function mergeTracks(tracker: ObjectTracker): void {
  const { store } = tracker
  const { data } = store
  let hasGone = false
  for (let elder = 0; elder < store.count; elder++) {
    for (let younger = elder + 1; younger < store.count && !isGone(data, store.offset(elder)); younger++) {
      if (isFar(data, store.offset(elder), store.offset(younger))) continue
      if (isGone(data, store.offset(younger)) || !isInside(store, elder, younger)) continue
      hasGone = merge(store, elder, younger) || hasGone
    }
  }
  if (hasGone) store.compact((offset) => !isGone(data, offset))
}

/** By the first motion model's means, which lie near the others': spares nearly all pairs the closer look. */
function isFar(data: Float64Array, a: number, b: number): boolean {
  return (
    Math.abs(data[a + FIRST_X]! - data[b + FIRST_X]!) > FAR || Math.abs(data[a + FIRST_Y]! - data[b + FIRST_Y]!) > FAR
  )
}

/** Whether one of the two has gone. */
function merge(store: TrackStore, elder: number, younger: number): boolean {
  const { data } = store
  const [a, b] = [store.offset(elder), store.offset(younger)]
  const lead = rank(data, a) - rank(data, b)
  const isAlike = velocityDifference(store, elder, younger) < SAME_VELOCITY
  if (lead === 0 && !isAlike) return false
  if (lead < 0 && !isAlike) {
    markGone(data, a)
    return true
  }
  if (lead < 0) inherit(data, a, b)
  markGone(data, b)
  return true
}

/** The elder's slot takes over the younger's estimate; id, age and what was once found out stay. */
function inherit(data: Float64Array, elder: number, younger: number): void {
  const id = data[elder + SLOT.id]!
  const birth = data[elder + SLOT.birthStamp]!
  const isConfirmed = Math.max(data[elder + SLOT.isConfirmed]!, data[younger + SLOT.isConfirmed]!)
  const existence = Math.max(data[elder + SLOT.existence]!, data[younger + SLOT.existence]!)
  data.copyWithin(elder, younger, younger + SLOT_STRIDE)
  data[elder + SLOT.id] = id
  data[elder + SLOT.birthStamp] = birth
  data[elder + SLOT.isConfirmed] = isConfirmed
  data[elder + SLOT.existence] = existence
}

function rank(data: Float64Array, offset: number): number {
  return 2 * data[offset + SLOT.hasShape]! + data[offset + SLOT.hasMoved]!
}

/** The smaller one's centre lies in the larger one's body. */
function isInside(store: TrackStore, a: number, b: number): boolean {
  const { data } = store
  const isLarger = data[store.offset(a) + SLOT.length]! >= data[store.offset(b) + SLOT.length]!
  const body = isLarger ? a : b
  const mean = heaviestMean(store, body)
  const other = heaviestMean(store, isLarger ? b : a)
  const dx = other[CTRA.x]! - mean[CTRA.x]!
  const dy = other[CTRA.y]! - mean[CTRA.y]!
  const offset = store.offset(body)
  const reach = data[offset + SLOT.length]! / 2 + MARGIN
  if (!(Math.abs(dx) <= reach && Math.abs(dy) <= reach)) return false
  const cos = Math.cos(mean[CTRA.yaw]!)
  const sin = Math.sin(mean[CTRA.yaw]!)
  const isAlong = Math.abs(cos * dx + sin * dy) <= reach
  return isAlong && Math.abs(cos * dy - sin * dx) <= data[offset + SLOT.width]! / 2 + MARGIN
}

function velocityDifference(store: TrackStore, a: number, b: number): number {
  const p = heaviestMean(store, a)
  const q = heaviestMean(store, b)
  const dvx = p[CTRA.speed]! * Math.cos(p[CTRA.yaw]!) - q[CTRA.speed]! * Math.cos(q[CTRA.yaw]!)
  const dvy = p[CTRA.speed]! * Math.sin(p[CTRA.yaw]!) - q[CTRA.speed]! * Math.sin(q[CTRA.yaw]!)
  return Math.hypot(dvx, dvy)
}

/** Ids count up from 1. */
function markGone(data: Float64Array, offset: number): void {
  data[offset + SLOT.id] = 0
}

function isGone(data: Float64Array, offset: number): boolean {
  return data[offset + SLOT.id] === 0
}
