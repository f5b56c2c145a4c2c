import { type Stamp, secondsBetween } from '../src/core/time.ts'
import { type EgoFilterState, MEMORY } from './ego/ego-filter-state.ts'
import { EGO, EGO_SIZE } from './ego/ego-index.ts'
import type { EgoMotion } from './models/sensor-pose.ts'

/**
 * One entry: where the car was at the stamp of an observation of its own, and what the filter said after it. Variances of
 * speed and yaw rate; `isMoving` is 1 once the filter has seen both.
 */
const ENTRY = {
  stamp: 0,
  x: 1,
  y: 2,
  yaw: 3,
  filterStamp: 4,
  speed: 5,
  acceleration: 6,
  yawRate: 7,
  speedVariance: 8,
  yawRateVariance: 9,
  isMoving: 10,
} as const
const STRIDE = 11

const SPEED = 3
const YAW_RATE = 4
const COVARIANCE_ROWS = 5
const FIRST_CAPACITY = 1024

/**
 * The car's way in the world-fixed frame of the tracks. The frame starts at the car, and the car moves in it by the fused
 * speed and yaw rate alone. Fixes never move it, so that tracks do not jump when the world frame is turned to the first
 * course or when a fix shifts the car by decimetres; it drifts instead, by what tracks and car share.
 *
 * The way is kept for as long as the windows of past states reach, so that objects which are told of late find the car
 * where it was without the ego filter going back for them. What it remembers of its end is the number of its entries:
 * `cut` to an earlier number and added to again, it is what it would have been.
 */
export class OdometryTrail {
  /** A ring: entry k, counted from the start of the drive, is at k modulo the capacity. */
  #entries = new Float64Array(FIRST_CAPACITY * STRIDE)
  #first = 0
  #end = 0
  #shortest = 0
  readonly #motion: EgoMotion & MutableMotion = {
    position: [0, 0, 0],
    yaw: 0,
    speed: 0,
    yawRate: 0,
    covariance: new Float64Array(COVARIANCE_ROWS ** 2),
  }

  /** Entries since the start of the drive. */
  get length(): number {
    return this.#end
  }

  /** Goes on from entry `length` - 1; not before the last `promise`. */
  cut(length: number): void {
    this.#end = length
  }

  /** Will not be cut to less than `length` from now on. */
  promise(length: number): void {
    this.#shortest = length
  }

  /** Will not be asked for the car before `stamp` from now on. */
  forgetBefore(stamp: Stamp): void {
    while (this.#first + 1 < this.#shortest && this.#stampOf(this.#first + 1) <= stamp) this.#first++
  }

  /** The car at `stamp`, at or after the last entry, with the filter's state after the observation of that stamp. */
  add(stamp: Stamp, { x, P, memory }: EgoFilterState): void {
    const { position, yaw } = this.at(stamp)
    if (this.#end - this.#first === this.#entries.length / STRIDE) this.#grow()
    const at = this.#offset(this.#end)
    const entries = this.#entries
    entries[at + ENTRY.stamp] = stamp
    entries[at + ENTRY.x] = position[0]
    entries[at + ENTRY.y] = position[1]
    entries[at + ENTRY.yaw] = yaw
    entries[at + ENTRY.filterStamp] = memory[MEMORY.stamp]!
    entries[at + ENTRY.speed] = x[EGO.speed]!
    entries[at + ENTRY.acceleration] = x[EGO.acceleration]!
    entries[at + ENTRY.yawRate] = x[EGO.yawRate]!
    entries[at + ENTRY.speedVariance] = P[EGO.speed * EGO_SIZE + EGO.speed]!
    entries[at + ENTRY.yawRateVariance] = P[EGO.yawRate * EGO_SIZE + EGO.yawRate]!
    entries[at + ENTRY.isMoving] = memory[MEMORY.hasSpeed]! * memory[MEMORY.hasYawRate]!
    this.#end++
  }

  /** Whether a speed and a yaw rate had been seen by `stamp`. */
  isMoving(stamp: Stamp): boolean {
    const entry = this.#entryBefore(stamp)
    return entry >= 0 && this.#entries[this.#offset(entry) + ENTRY.isMoving] === 1
  }

  /**
   * The car at `stamp`, from all observations up to it: valid until the next call. Position and yaw count as known: tracks
   * are relative to the car.
   */
  at(stamp: Stamp): EgoMotion {
    const entry = this.#entryBefore(stamp)
    if (entry >= 0) this.#moveOn(this.#offset(entry), stamp)
    else this.#begin()
    return this.#motion
  }

  /** The frame's origin. */
  #begin(): void {
    const motion = this.#motion
    motion.position.fill(0)
    motion.yaw = 0
    motion.speed = 0
    motion.yawRate = 0
    motion.covariance.fill(0)
  }

  /** The chord of the mean speed at the mean heading; its error is (yaw rate · dt)³ / 24 of the way. */
  #moveOn(at: number, stamp: Stamp): void {
    const motion = this.#motion
    const entries = this.#entries
    const isMoving = entries[at + ENTRY.isMoving] === 1
    const dt = isMoving ? Math.max(0, secondsBetween(entries[at + ENTRY.stamp]!, stamp)) : 0
    const sinceFilter = isMoving ? Math.max(0, secondsBetween(entries[at + ENTRY.filterStamp]!, stamp)) : 0
    const acceleration = entries[at + ENTRY.acceleration]!
    motion.speed = entries[at + ENTRY.speed]! + sinceFilter * acceleration
    motion.yawRate = entries[at + ENTRY.yawRate]!
    const distance = (motion.speed - 0.5 * dt * acceleration) * dt
    const turn = motion.yawRate * dt
    const heading = entries[at + ENTRY.yaw]! + 0.5 * turn
    motion.position[0] = entries[at + ENTRY.x]! + distance * Math.cos(heading)
    motion.position[1] = entries[at + ENTRY.y]! + distance * Math.sin(heading)
    motion.yaw = entries[at + ENTRY.yaw]! + turn
    motion.covariance[SPEED * COVARIANCE_ROWS + SPEED] = entries[at + ENTRY.speedVariance]!
    motion.covariance[YAW_RATE * COVARIANCE_ROWS + YAW_RATE] = entries[at + ENTRY.yawRateVariance]!
  }

  /** The last entry up to and including `stamp`; -1 before the first. */
  #entryBefore(stamp: Stamp): number {
    let entry = this.#end - 1
    while (entry >= this.#first && this.#stampOf(entry) > stamp) entry--
    return entry >= this.#first ? entry : -1
  }

  #stampOf(entry: number): Stamp {
    return this.#entries[this.#offset(entry) + ENTRY.stamp]!
  }

  #offset(entry: number): number {
    return (entry % (this.#entries.length / STRIDE)) * STRIDE
  }

  #grow(): void {
    const before = this.#entries
    const capacity = before.length / STRIDE
    this.#entries = new Float64Array(2 * before.length)
    for (let entry = this.#first; entry < this.#end; entry++) {
      const from = (entry % capacity) * STRIDE
      this.#entries.set(before.subarray(from, from + STRIDE), this.#offset(entry))
    }
  }
}

interface MutableMotion {
  position: [number, number, number]
  yaw: number
  speed: number
  yawRate: number
}
