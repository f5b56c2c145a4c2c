import { wrapAngle } from '../src/core/angle.ts'
import { createMatrix } from '../src/core/matrix.ts'
import type { ObjectClass } from '../src/core/messages.ts'
import type { TrackedObject } from '../src/core/scene.ts'
import { type Stamp, secondsBetween } from '../src/core/time.ts'
import { CTRA, CTRA_SIZE } from './models/ctra-state.ts'
import type { EgoMotion } from './models/sensor-pose.ts'
import type { SceneFold } from './scene-fold.ts'
import { likeliestClass } from './tracks/class-fusion.ts'
import { HEADER, SLOT } from './tracks/track-slot.ts'

/** Least probability of existence that is told of. */
const LEAST_EXISTENCE = 0.5

/**
 * The tracks as objects in the ego frame at a stamp. Between sensor cycles they go straight on: the combined moments of a
 * track are computed once a cycle and moved on from there, at a hundredth of the cost of predicting every model.
 */
export class SceneObjects {
  readonly #fold: SceneFold
  #version = -1
  #tracks: CombinedTrack[] = []
  #count = 0

  constructor(fold: SceneFold) {
    this.#fold = fold
  }

  /** `stamp` is at or after the last cycle; `ego` at that stamp. */
  at(stamp: Stamp, ego: EgoMotion): TrackedObject[] {
    if (this.#version !== this.#fold.version) this.#combine()
    const dt = Math.max(0, secondsBetween(this.#fold.tracker.store.data[HEADER.stamp]!, stamp))
    const objects: TrackedObject[] = []
    for (let i = 0; i < this.#count; i++) objects.push(toObject(this.#tracks[i]!, stamp, dt, ego))
    return objects
  }

  #combine(): void {
    const { tracker } = this.#fold
    const { store } = tracker
    this.#count = 0
    for (let slot = 0; slot < store.count; slot++) {
      const offset = store.offset(slot)
      const existence = 1 / (1 + Math.exp(-store.data[offset + SLOT.existence]!))
      if (existence < LEAST_EXISTENCE) continue
      const track = (this.#tracks[this.#count++] ??= new CombinedTrack())
      tracker.combine(slot, track.x, track.P)
      track.read(store.data, offset, existence)
    }
    this.#version = this.#fold.version
  }
}

/** One track as of the last cycle, tracks' frame. */
class CombinedTrack {
  readonly x = new Float64Array(CTRA_SIZE)
  readonly P = createMatrix(CTRA_SIZE)
  /** Covariance of x, y, vx, vy. */
  readonly covariance = createMatrix(4)
  id = 0
  class: ObjectClass = 'unknown'
  existence = 0
  isConfirmed = false
  lastUpdate: Stamp = 0
  birth: Stamp = 0
  z = 0
  size: readonly [number, number, number] = [0, 0, 0]

  read(data: Float64Array, offset: number, existence: number): void {
    const hasMoved = data[offset + SLOT.hasMoved] === 1
    const hasShape = data[offset + SLOT.hasShape] === 1
    this.id = data[offset + SLOT.id]!
    this.class = hasShape ? likeliestClass(data, offset) : hasMoved ? 'unknown' : 'static'
    this.existence = existence
    // What only a radar sees, and never moving, is a bridge, a rail or a sign far oftener than an obstacle.
    this.isConfirmed = data[offset + SLOT.isConfirmed] === 1 && (hasMoved || hasShape)
    this.lastUpdate = data[offset + SLOT.lastUpdateStamp]!
    this.birth = data[offset + SLOT.birthStamp]!
    this.z = data[offset + SLOT.z]!
    this.size = [data[offset + SLOT.length]!, data[offset + SLOT.width]!, data[offset + SLOT.height]!]
    this.#writeCovariance()
  }

  /** J·P·Jᵀ with (vx, vy) = speed·(cos yaw, sin yaw). */
  #writeCovariance(): void {
    const { x, P, covariance } = this
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    const speed = x[CTRA.speed]!
    const J = [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, -speed * sin, cos],
      [0, 0, speed * cos, sin],
    ]
    const at = [CTRA.x, CTRA.y, CTRA.yaw, CTRA.speed]
    for (let i = 0; i < 4; i++) {
      for (let j = 0; j < 4; j++) {
        let sum = 0
        for (let k = 0; k < 4; k++) {
          for (let l = 0; l < 4; l++) sum += J[i]![k]! * P[at[k]! * CTRA_SIZE + at[l]!]! * J[j]![l]!
        }
        covariance[i * 4 + j] = sum
      }
    }
  }
}

function toObject(track: CombinedTrack, stamp: Stamp, dt: number, ego: EgoMotion): TrackedObject {
  const { x, covariance } = track
  const cosEgo = Math.cos(ego.yaw)
  const sinEgo = Math.sin(ego.yaw)
  const heading = x[CTRA.yaw]! + 0.5 * dt * x[CTRA.yawRate]!
  const yaw = x[CTRA.yaw]! + dt * x[CTRA.yawRate]!
  const speed = x[CTRA.speed]! + dt * x[CTRA.acceleration]!
  const distance = dt * (x[CTRA.speed]! + 0.5 * dt * x[CTRA.acceleration]!)
  const dx = x[CTRA.x]! + distance * Math.cos(heading) - ego.position[0]
  const dy = x[CTRA.y]! + distance * Math.sin(heading) - ego.position[1]
  const relative = wrapAngle(yaw - ego.yaw)
  return {
    id: track.id,
    class: track.class,
    existence: track.existence,
    isConfirmed: track.isConfirmed,
    coastingFor: secondsBetween(track.lastUpdate, stamp),
    age: secondsBetween(track.birth, stamp),
    position: [cosEgo * dx + sinEgo * dy, cosEgo * dy - sinEgo * dx, track.z],
    yaw: relative,
    velocity: [speed * Math.cos(relative), speed * Math.sin(relative)],
    acceleration: x[CTRA.acceleration]!,
    yawRate: x[CTRA.yawRate]!,
    size: track.size,
    covariance: turned(covariance, dt, cosEgo, sinEgo),
  }
}

/** Of x, y, vx, vy: moved on by dt at constant velocity, then turned into the ego axes. */
function turned(C: Float64Array, dt: number, cos: number, sin: number): Float64Array {
  const out = new Float64Array(16)
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      const pv = C[i * 4 + 2 + j]! + dt * C[(2 + i) * 4 + 2 + j]!
      const pp = C[i * 4 + j]! + dt * (C[i * 4 + 2 + j]! + C[(2 + i) * 4 + j]!) + dt * dt * C[(2 + i) * 4 + 2 + j]!
      out[i * 4 + j] = pp
      out[i * 4 + 2 + j] = pv
      out[(2 + j) * 4 + i] = pv
      out[(2 + i) * 4 + 2 + j] = C[(2 + i) * 4 + 2 + j]!
    }
  }
  for (let row = 0; row < 4; row += 2)
    for (let column = 0; column < 4; column += 2) turnBlock(out, row, column, cos, sin)
  return out
}

/** The 2×2 block at (row, column) := Rᵀ·block·R with R the turn from ego axes. */
function turnBlock(C: Float64Array, row: number, column: number, cos: number, sin: number): void {
  const i = row * 4 + column
  const [a, b, c, d] = [C[i]!, C[i + 1]!, C[i + 4]!, C[i + 5]!]
  const [e, f, g, h] = [cos * a + sin * c, cos * b + sin * d, cos * c - sin * a, cos * d - sin * b]
  C[i] = cos * e + sin * f
  C[i + 1] = cos * f - sin * e
  C[i + 4] = cos * g + sin * h
  C[i + 5] = cos * h - sin * g
}
