import { type Stamp, secondsBetween } from '../../core/time.ts'

/** A pose in the plane of another frame: m, m, rad. */
export interface PlanarPose {
  readonly x: number
  readonly y: number
  readonly yaw: number
}

/** s. A longer gap between two ticks is driven blind: what lies before it is forgotten. */
const LARGEST_GAP = 0.5

/**
 * Where the car was, by its own speed and yaw rate, over the last `capacity` ticks. The absolute pose is not used: a
 * satellite fix moves it by decimetres from one tick to the next, and the path under the wheels must not jump.
 */
export class Odometry {
  readonly #stamps: Float64Array
  readonly #poses: Float64Array
  readonly #capacity: number
  #count = 0
  #speed = 0
  #yawRate = 0

  constructor(capacity = 2048) {
    this.#capacity = capacity
    this.#stamps = new Float64Array(capacity)
    this.#poses = new Float64Array(3 * capacity)
  }

  /** Adds a tick: speed m/s along x, yaw rate rad/s. A stamp that is not newer is ignored; bad values repeat the last. */
  add(stamp: Stamp, speed: number, yawRate: number): void {
    const v = Number.isFinite(speed) ? speed : this.#speed
    const w = Number.isFinite(yawRate) ? yawRate : this.#yawRate
    if (this.#count > 0) {
      const dt = secondsBetween(this.#stamps[this.#slot(this.#count - 1)]!, stamp)
      if (dt <= 0) return
      if (dt > LARGEST_GAP) this.#count = 0
      else this.#push(stamp, dt, 0.5 * (v + this.#speed), 0.5 * (w + this.#yawRate))
    }
    if (this.#count === 0) this.#pushOrigin(stamp)
    this.#speed = v
    this.#yawRate = w
  }

  /** Pose of the newest tick's ego frame in the ego frame of `stamp`, or null when that is outside what is kept. */
  newestFrom(stamp: Stamp): PlanarPose | null {
    const first = Math.max(0, this.#count - this.#capacity)
    const last = this.#count - 1
    if (last < 0 || stamp < this.#stamps[this.#slot(first)]! || stamp > this.#stamps[this.#slot(last)]!) return null
    let low = first
    let high = last
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#stamps[this.#slot(middle)]! <= stamp) low = middle
      else high = middle - 1
    }
    return this.#relative(low, Math.min(low + 1, last), stamp, last)
  }

  /** The pose `last` in the frame between the poses `before` and `after` at `stamp`. */
  #relative(before: number, after: number, stamp: Stamp, last: number): PlanarPose {
    const t0 = this.#stamps[this.#slot(before)]!
    const t1 = this.#stamps[this.#slot(after)]!
    const share = t1 > t0 ? (stamp - t0) / (t1 - t0) : 0
    const at = (index: number, axis: number) => this.#poses[3 * this.#slot(index) + axis]!
    const between = (axis: number) => at(before, axis) + share * (at(after, axis) - at(before, axis))
    const yaw = between(2)
    const dx = at(last, 0) - between(0)
    const dy = at(last, 1) - between(1)
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    return { x: cos * dx + sin * dy, y: -sin * dx + cos * dy, yaw: at(last, 2) - yaw }
  }

  #push(stamp: Stamp, dt: number, speed: number, yawRate: number): void {
    const from = 3 * this.#slot(this.#count - 1)
    const to = 3 * this.#slot(this.#count)
    // Midpoint rule: the chord has the mean heading; its error is (yaw rate · dt)³ / 24.
    const heading = this.#poses[from + 2]! + 0.5 * yawRate * dt
    this.#poses[to] = this.#poses[from]! + speed * dt * Math.cos(heading)
    this.#poses[to + 1] = this.#poses[from + 1]! + speed * dt * Math.sin(heading)
    this.#poses[to + 2] = this.#poses[from + 2]! + yawRate * dt
    this.#stamps[this.#slot(this.#count)] = stamp
    this.#count++
  }

  #pushOrigin(stamp: Stamp): void {
    this.#poses.fill(0, 0, 3)
    this.#stamps[0] = stamp
    this.#count = 1
  }

  #slot(index: number): number {
    return index % this.#capacity
  }
}
