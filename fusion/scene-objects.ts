import { wrapAngle } from '../src/core/angle.ts'
import { createMatrix, multiply, multiplyTransposed } from '../src/core/matrix.ts'
import type { ObjectClass } from '../src/core/messages.ts'
import type { TrackedObject } from '../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../src/core/time.ts'
import { CTRA, CTRA_SIZE } from './models/ctra-state.ts'
import type { EgoMotion } from './models/sensor-pose.ts'
import { BOX_SENSOR, detectability, RADAR_SENSOR } from './sensors/detectability.ts'
import { ROAD_USER } from './sensors/tracking-table.ts'
import type { TrackFold } from './track-fold.ts'
import { likeliestClass } from './tracks/class-fusion.ts'
import { SLOT } from './tracks/track-slot.ts'

/** Least probability of existence that is told of. */
const LEAST_EXISTENCE = 0.5

/**
 * The tracks as objects in the ego frame at a stamp. Between sensor cycles they go straight on: the combined moments of a
 * track are computed once for each cycle that says something of it and moved on from there, at a hundredth of the cost of
 * predicting every model.
 */
export class SceneObjects {
  readonly #fold: TrackFold
  #version = -1
  /** By slot. */
  readonly #combined: CombinedTrack[] = []

  constructor(fold: TrackFold) {
    this.#fold = fold
  }

  /** `stamp` is at or after the last cycle; `ego` at that stamp. */
  at(stamp: Stamp, ego: EgoMotion): TrackedObject[] {
    const { count } = this.#fold.tracker.store
    if (this.#version !== this.#fold.version) this.#combine()
    const objects: TrackedObject[] = []
    for (let slot = 0; slot < count; slot++) {
      const track = this.#combined[slot]!
      if (track.existence < LEAST_EXISTENCE) continue
      const isSeen = secondsBetween(track.lastUpdate, stamp) <= ROAD_USER.existence.longestCoast
      if (isSeen) objects.push(toObject(track, stamp, ego))
    }
    return objects
  }

  #combine(): void {
    const { tracker } = this.#fold
    const { data, revisions, count } = tracker.store
    for (let slot = 0; slot < count; slot++) {
      const offset = tracker.store.offset(slot)
      const track = (this.#combined[slot] ??= new CombinedTrack())
      if (track.revision === revisions[slot]) continue
      track.revision = revisions[slot]!
      track.existence = 1 / (1 + Math.exp(-data[offset + SLOT.existence]!))
      if (track.existence < LEAST_EXISTENCE) continue
      tracker.combine(slot, track.x, track.P)
      track.read(data, offset)
    }
    this.#version = this.#fold.version
  }
}

/**
 * s between a track's first and last measurement from which on it is confirmed, and how many it must have: two radars that
 * meet in one place give as much evidence at once as one radar in two cycles, but of one reflection, and nothing of where it
 * goes; and a false reflection that a post's box happens to fit is a fast car for that moment.
 */
const CONFIRMED_AFTER = 0.2
const CONFIRMED_HITS = 3

/**
 * m within which a lidar sees whatever stands about, and detectability below which it has looked for it in vain for a second: what
 * is left is a radar's mirrored target, to which a camera's box of something in its direction has given a shape. Where no
 * lidar looks nothing is learnt, and it is believed.
 */
const IN_PLAIN_VIEW = 25
const UNSEEN = 0.38
/**
 * m within which lidar or radar find whatever is in the way, and detectability below which both have looked in vain for half
 * a second: what only boxes of pictures then go on to tell of lies before or behind what they show, for a foot gives no
 * good distance. People and cyclists give radars little: of them that is believed as far as the lidar's plain view.
 */
const IN_VIEW = 45
const UNSEEN_BY_BOTH = 0.44

/** One track as of the last cycle that said something of it, tracks' frame. */
class CombinedTrack {
  /** The slot's, when it was read. */
  revision = 0
  readonly x = new Float64Array(CTRA_SIZE)
  readonly P = createMatrix(CTRA_SIZE)
  /** Of x, y, vx, vy in the ego axes of that cycle; shared by the objects made until the next one. */
  covariance: Float64Array = createMatrix(4)
  id = 0
  class: ObjectClass = 'unknown'
  existence = 0
  isConfirmed = false
  /** m within which it would be found if it were there, and is not; 0 where nothing speaks against it. */
  unseenWithin = 0
  stamp: Stamp = 0
  lastUpdate: Stamp = 0
  birth: Stamp = 0
  z = 0
  size: readonly [number, number, number] = [0, 0, 0]

  /** What {@link x} and {@link P} do not say. */
  read(data: Float64Array, offset: number): void {
    const hasMoved = data[offset + SLOT.hasMoved] === 1
    const hasShape = data[offset + SLOT.hasShape] === 1
    this.id = data[offset + SLOT.id]!
    this.class = hasShape ? likeliestClass(data, offset) : hasMoved ? 'unknown' : 'static'
    this.stamp = data[offset + SLOT.stamp]!
    this.lastUpdate = data[offset + SLOT.lastUpdateStamp]!
    this.birth = data[offset + SLOT.birthStamp]!
    const hasLasted =
      data[offset + SLOT.hits]! >= CONFIRMED_HITS && secondsBetween(this.birth, this.lastUpdate) >= CONFIRMED_AFTER
    // What only a radar sees, and never moving, is a bridge, a rail or a sign far oftener than an obstacle.
    this.isConfirmed = data[offset + SLOT.isConfirmed] === 1 && hasLasted && (hasMoved || hasShape)
    this.unseenWithin = unseenWithin(this.class, data, offset)
    this.z = data[offset + SLOT.z]!
    this.size = [data[offset + SLOT.length]!, data[offset + SLOT.width]!, data[offset + SLOT.height]!]
    this.covariance = this.#covarianceIn(data[offset + SLOT.egoYaw]!)
  }

  /** J·P·Jᵀ (4×4): position turned into the ego axes, (vx, vy) = speed·(cos, sin) of the yaw in them. */
  #covarianceIn(egoYaw: number): Float64Array {
    const { x, P } = this
    const cosEgo = Math.cos(egoYaw)
    const sinEgo = Math.sin(egoYaw)
    const cos = Math.cos(x[CTRA.yaw]! - egoYaw)
    const sin = Math.sin(x[CTRA.yaw]! - egoYaw)
    const speed = x[CTRA.speed]!
    // Columns x, y, yaw, speed: the first four of the state.
    J.set([cosEgo, sinEgo, 0, 0, -sinEgo, cosEgo, 0, 0, 0, 0, -speed * sin, cos, 0, 0, speed * cos, sin])
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) block[i * 4 + j] = P[i * CTRA_SIZE + j]!
    multiply(product, J, block, 4, 4, 4)
    const out = createMatrix(4)
    multiplyTransposed(out, product, J, 4, 4, 4)
    return out
  }
}

/** m within which a track of this class would be found by lidar or radar if it were there, and is not; 0 for no such doubt. */
function unseenWithin(objectClass: ObjectClass, data: Float64Array, offset: number): number {
  const byLidar = detectability(data, offset, BOX_SENSOR)
  if (byLidar < UNSEEN_BY_BOTH && detectability(data, offset, RADAR_SENSOR) < UNSEEN_BY_BOTH)
    return objectClass === 'pedestrian' || objectClass === 'cyclist' ? IN_PLAIN_VIEW : IN_VIEW
  const isThing = objectClass === 'static' || objectClass === 'unknown'
  return isThing && byLidar < UNSEEN ? IN_PLAIN_VIEW : 0
}

/** Scratch of one covariance. */
const J = createMatrix(4)
const block = createMatrix(4)
const product = createMatrix(4)

function toObject(track: CombinedTrack, stamp: Stamp, ego: EgoMotion): TrackedObject {
  const { x } = track
  const dt = Math.max(0, secondsBetween(track.stamp, stamp))
  const cosEgo = Math.cos(ego.yaw)
  const sinEgo = Math.sin(ego.yaw)
  const heading = x[CTRA.yaw]! + 0.5 * dt * x[CTRA.yawRate]!
  const yaw = x[CTRA.yaw]! + dt * x[CTRA.yawRate]!
  const speed = x[CTRA.speed]! + dt * x[CTRA.acceleration]!
  const distance = dt * (x[CTRA.speed]! + 0.5 * dt * x[CTRA.acceleration]!)
  const dx = x[CTRA.x]! + distance * Math.cos(heading) - ego.position[0]
  const dy = x[CTRA.y]! + distance * Math.sin(heading) - ego.position[1]
  const relative = wrapAngle(yaw - ego.yaw)
  const isApparition = Math.hypot(dx, dy) < track.unseenWithin
  return {
    id: track.id,
    class: track.class,
    existence: track.existence,
    isConfirmed: track.isConfirmed && !isApparition,
    coastingFor: secondsBetween(track.lastUpdate, stamp),
    age: secondsBetween(track.birth, stamp),
    position: [cosEgo * dx + sinEgo * dy, cosEgo * dy - sinEgo * dx, track.z],
    yaw: relative,
    velocity: [speed * Math.cos(relative), speed * Math.sin(relative)],
    acceleration: x[CTRA.acceleration]!,
    yawRate: x[CTRA.yawRate]!,
    size: track.size,
    covariance: track.covariance,
  }
}
