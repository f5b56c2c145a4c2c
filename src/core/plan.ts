import type { BoxObservation } from './observations.ts'
import type { Stamp } from './time.ts'

/** A planned motion in the ego frame of `stamp`: where the rear axle shall be, and when. */
export interface Trajectory {
  readonly stamp: Stamp
  readonly planner: string
  /** By time, the first one at the plan's stamp. */
  readonly points: readonly TrajectoryPoint[]
  /** Why the plan is what it is, for reports and people. */
  readonly reason: string
  /**
   * What else the planner could do, in any order: the supervisor takes the best one that passes where the plan does not. A
   * planner that scores many candidates gives its few best ones.
   */
  readonly alternatives?: readonly PlanAlternative[]
  /** What its network saw on the way, as PLANNER_OBJECTS: the next tick fuses it with what sensors measured. */
  readonly seen?: BoxObservation
}

/** Another motion from the same stamp and in the same frame as the plan that it stands beside. */
export interface PlanAlternative {
  readonly points: readonly TrajectoryPoint[]
  /** Of the planner's own; higher is better, and only to be compared within one plan. */
  readonly score: number
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
