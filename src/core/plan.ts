import type { Stamp } from './time.ts'

/** A planned motion in the ego frame of `stamp`: where the rear axle shall be, and when. */
export interface Trajectory {
  readonly stamp: Stamp
  readonly planner: string
  /** By time, the first one at the plan's stamp. */
  readonly points: readonly TrajectoryPoint[]
  /** Why the plan is what it is, for reports and people. */
  readonly reason: string
}

export interface TrajectoryPoint {
  /** Seconds after the plan's stamp. */
  readonly time: number
  /** Ego frame at the plan's stamp, m. */
  readonly x: number
  readonly y: number
  /** rad, counter-clockwise from the ego x axis at the plan's stamp. */
  readonly yaw: number
  /** m/s */
  readonly speed: number
  /** m/s² */
  readonly acceleration: number
  /** 1/m, left positive. */
  readonly curvature: number
}
