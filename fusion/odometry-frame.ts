import { type Stamp, secondsBetween } from '../src/core/time.ts'
import { type EgoFilterState, MEMORY } from './ego/ego-filter-state.ts'
import { EGO, EGO_SIZE } from './ego/ego-index.ts'
import type { EgoMotion } from './models/sensor-pose.ts'

/** Elements of {@link OdometryFrame.memory}. */
const POSE = { stamp: 0, x: 1, y: 2, yaw: 3, yawOfLastCycle: 4 } as const
export const ODOMETRY_MEMORY_SIZE = 5

const SPEED = 3
const YAW_RATE = 4
const COVARIANCE_ROWS = 5

/**
 * The world-fixed frame of the tracks: it starts at the car, and the car moves in it by the fused speed and yaw rate
 * alone. Fixes never move it, so that tracks do not jump when the world frame is turned to the first course or when a
 * fix shifts the car by decimetres; it drifts instead, by what tracks and car share. All that it remembers is in
 * `memory`.
 */
export class OdometryFrame {
  readonly memory = new Float64Array(ODOMETRY_MEMORY_SIZE)
  /** The car at the stamp last asked for. Position and yaw count as known: tracks are relative to the car. */
  readonly motion: EgoMotion & MutableMotion = {
    position: [0, 0, 0],
    yaw: 0,
    speed: 0,
    yawRate: 0,
    covariance: new Float64Array(COVARIANCE_ROWS ** 2),
  }
  readonly #ego: EgoFilterState

  constructor(ego: EgoFilterState) {
    this.#ego = ego
    this.memory[POSE.stamp] = Number.NEGATIVE_INFINITY
  }

  /** Whether the ego filter has seen a speed and a yaw rate. */
  get isMoving(): boolean {
    return this.#ego.memory[MEMORY.hasSpeed] === 1 && this.#ego.memory[MEMORY.hasYawRate] === 1
  }

  /** Moves the car to `stamp` with the ego state as it is before the observation of that stamp. */
  advance(stamp: Stamp): void {
    const { memory } = this
    this.#place(stamp)
    memory[POSE.stamp] = Math.max(stamp, memory[POSE.stamp]!)
    memory[POSE.x] = this.motion.position[0]
    memory[POSE.y] = this.motion.position[1]
    memory[POSE.yaw] = this.motion.yaw
  }

  /** The car's yaw when objects were last observed, rad: what changes little until the next time is turned by it. */
  get yawOfLastCycle(): number {
    return this.memory[POSE.yawOfLastCycle]!
  }

  /** Objects are observed at the stamp of the last `advance`. */
  markCycle(): void {
    this.memory[POSE.yawOfLastCycle] = this.memory[POSE.yaw]!
  }

  /** The car at `stamp`, at or after the last `advance`: into `motion`, valid until the next call. */
  at(stamp: Stamp): EgoMotion {
    this.#place(stamp)
    return this.motion
  }

  /** The chord of the mean speed at the mean heading; its error is (yaw rate · dt)³ / 24 of the way. */
  #place(stamp: Stamp): void {
    const { memory, motion } = this
    const { x, P, memory: filter } = this.#ego
    const dt = Math.max(0, secondsBetween(memory[POSE.stamp]!, stamp))
    const isUsable = this.isMoving && Number.isFinite(dt)
    const sinceFilter = isUsable ? Math.max(0, secondsBetween(filter[MEMORY.stamp]!, stamp)) : 0
    const acceleration = x[EGO.acceleration]!
    motion.speed = x[EGO.speed]! + sinceFilter * acceleration
    motion.yawRate = x[EGO.yawRate]!
    const distance = isUsable ? (motion.speed - 0.5 * dt * acceleration) * dt : 0
    const turn = isUsable ? motion.yawRate * dt : 0
    const heading = memory[POSE.yaw]! + 0.5 * turn
    motion.position[0] = memory[POSE.x]! + distance * Math.cos(heading)
    motion.position[1] = memory[POSE.y]! + distance * Math.sin(heading)
    motion.yaw = memory[POSE.yaw]! + turn
    motion.covariance[SPEED * COVARIANCE_ROWS + SPEED] = P[EGO.speed * EGO_SIZE + EGO.speed]!
    motion.covariance[YAW_RATE * COVARIANCE_ROWS + YAW_RATE] = P[EGO.yawRate * EGO_SIZE + EGO.yawRate]!
  }
}

interface MutableMotion {
  position: [number, number, number]
  yaw: number
  speed: number
  yawRate: number
}
