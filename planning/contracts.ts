import type { CommandMode } from '../src/core/command.ts'
import type { Trajectory } from '../src/core/plan.ts'
import type { EgoState, Scene } from '../src/core/scene.ts'

/** Why the supervisor took the wheel from the planner. Stable: reports count interventions by these codes. */
export type Intervention =
  | 'ego-not-valid'
  | 'scene-stale'
  | 'speed-stale'
  | 'yaw-rate-stale'
  | 'object-sensor-stale'
  | 'object-sensors-lost'
  | 'plan-missing'
  | 'plan-stale'
  | 'plan-malformed'
  | 'collision'
  | 'rss-distance'
  | 'drivable-area'
  | 'limits'

/** What opens the emergency envelope, and nothing else does. */
export interface Threat {
  readonly reason: string
  /** Track id of the scene. */
  readonly objectId: number
}

/** The supervisor's word on one tick: what control follows, and how far it may go. */
export interface SupervisedPlan {
  readonly mode: CommandMode
  /** Frozen when the mode was entered; empty while driving normally. */
  readonly reason: string
  readonly intervention: Intervention | null
  /** The planner's, or the supervisor's in its place; null when there is nothing to follow (standby, no valid ego state). */
  readonly plan: Trajectory | null
  /** Not null exactly in the mode `emergency`. */
  readonly threat: Threat | null
}

/** What control asks of the car before the limits: may be anything, even NaN; the gate decides. */
export interface DesiredMotion {
  /** rad at the front wheels, left positive. */
  readonly frontWheelAngle: number
  /** m/s² along x. */
  readonly acceleration: number
}

/** What the output gate sees of one tick. */
export interface LimitInput {
  readonly scene: Scene
  readonly supervised: SupervisedPlan
  readonly desired: DesiredMotion
}

/** What the supervisor sees of one tick. A planner that has nothing to say gives null or a plan without points. */
export interface SuperviseInput {
  readonly scene: Scene
  readonly plan: Trajectory | null
}

/** What the controller sees of one tick. */
export interface ControlInput {
  readonly ego: EgoState
  readonly supervised: SupervisedPlan
}

/** m/s². What a braking stop in lane for lack of inputs asks for; inside service, so that it also serves unseen. */
export const MINIMAL_RISK_DECELERATION = 3
