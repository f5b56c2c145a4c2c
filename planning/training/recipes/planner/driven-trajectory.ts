import { sampleTrajectory } from '../../../../src/common/motion/trajectory-sampling.ts'
import { PLAN_POSES, POSE_STRIDE, STEPS_PER_POSE } from '../../../../src/common/scoring/motion-states.ts'
import { angleDifference } from '../../../../src/core/angle.ts'
import type { Trajectory } from '../../../../src/core/plan.ts'
import { TRAJECTORY_TIMES } from './trajectory-vocabulary.ts'

/** Recorded states that must follow one whose trajectory is asked for: 4 s. */
export const STATES_AHEAD = PLAN_POSES * STEPS_PER_POSE

/** m, m, rad in any frame that stands still. */
export interface DrivenPose {
  readonly x: number
  readonly y: number
  readonly yaw: number
}

/** `then` in the car's frame at `now`, as the pose number `pose` of a trajectory. */
export function writePose(now: DrivenPose, then: DrivenPose, pose: number, out: Float32Array | Float64Array): void {
  const [cos, sin] = [Math.cos(now.yaw), Math.sin(now.yaw)]
  const [dx, dy] = [then.x - now.x, then.y - now.y]
  out[pose * POSE_STRIDE] = cos * dx + sin * dy
  out[pose * POSE_STRIDE + 1] = cos * dy - sin * dx
  out[pose * POSE_STRIDE + 2] = angleDifference(then.yaw, now.yaw)
}

/** The poses of a plan every 0.5 s over 4 s, in the car's frame at its stamp; null for one that ends before. */
export function plannedTrajectory(plan: Trajectory): Float32Array | null {
  const end = plan.points.at(-1)?.time ?? 0
  if (end < TRAJECTORY_TIMES.at(-1)! - 1e-6) return null
  return Float32Array.from(
    TRAJECTORY_TIMES.flatMap((time) => {
      const { x, y, yaw } = sampleTrajectory(plan, time)!
      return [x, y, yaw]
    }),
  )
}
