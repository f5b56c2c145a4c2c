import { sampleTrajectory } from '../../../../src/common/motion/trajectory-sampling.ts'
import type { DriveRecord } from '../../../../src/common/scoring/drive-record.ts'
import {
  PLAN_POSES,
  POSE_STRIDE,
  STATE,
  STATE_STRIDE,
  STEPS_PER_POSE,
} from '../../../../src/common/scoring/motion-states.ts'
import { angleDifference } from '../../../../src/core/angle.ts'
import type { Trajectory } from '../../../../src/core/plan.ts'
import { TRAJECTORY_TIMES } from './trajectory-vocabulary.ts'

/** Recorded states that must follow one whose trajectory is asked for: 4 s. */
export const STATES_AHEAD = PLAN_POSES * STEPS_PER_POSE

/** What was driven from recorded state `state` on, every 0.5 s over 4 s, in the car's frame there: x, y, yaw into `out`. */
export function drivenTrajectory(
  { ego }: Pick<DriveRecord, 'ego'>,
  state: number,
  out: Float32Array | Float64Array,
): void {
  const o = state * STATE_STRIDE
  const yaw = ego[o + STATE.yaw]!
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  for (let pose = 0; pose < PLAN_POSES; pose++) {
    const p = (state + (pose + 1) * STEPS_PER_POSE) * STATE_STRIDE
    const dx = ego[p + STATE.x]! - ego[o + STATE.x]!
    const dy = ego[p + STATE.y]! - ego[o + STATE.y]!
    out[pose * POSE_STRIDE] = cos * dx + sin * dy
    out[pose * POSE_STRIDE + 1] = cos * dy - sin * dx
    out[pose * POSE_STRIDE + 2] = angleDifference(ego[p + STATE.yaw]!, yaw)
  }
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
