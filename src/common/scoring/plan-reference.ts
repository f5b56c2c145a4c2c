import { angleDifference } from '../../core/angle.ts'
import { PLAN_POSES, PLAN_STATES, POSE_STRIDE, STEPS_PER_POSE } from './motion-states.ts'

/** Elements of one plan's reference at 10 Hz. */
export const REFERENCE_STRIDE = PLAN_STATES * POSE_STRIDE

/**
 * Plans at 2 Hz in the ego frame (`poses`: x, y, yaw of 8 poses each, m, m, rad, the first at 0.5 s) as references at
 * 10 Hz in the world frame into `out` ([count × 41 × 3]): linear in between, the angle the short way round. The car's
 * own pose (x, y, yaw) is the first reference.
 */
export function writeReferences(
  out: Float64Array,
  poses: ArrayLike<number>,
  count: number,
  x: number,
  y: number,
  yaw: number,
): void {
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  for (let plan = 0; plan < count; plan++) {
    let to = plan * REFERENCE_STRIDE
    out[to] = x
    out[to + 1] = y
    out[to + 2] = yaw
    let fromX = 0
    let fromY = 0
    let fromYaw = 0
    for (let pose = 0; pose < PLAN_POSES; pose++) {
      const o = (plan * PLAN_POSES + pose) * POSE_STRIDE
      const dx = (poses[o]! - fromX) / STEPS_PER_POSE
      const dy = (poses[o + 1]! - fromY) / STEPS_PER_POSE
      const turn = angleDifference(poses[o + 2]!, fromYaw) / STEPS_PER_POSE
      for (let k = 1; k <= STEPS_PER_POSE; k++) {
        to += POSE_STRIDE
        const ahead = fromX + k * dx
        const left = fromY + k * dy
        out[to] = x + cos * ahead - sin * left
        out[to + 1] = y + sin * ahead + cos * left
        out[to + 2] = yaw + fromYaw + k * turn
      }
      fromX = poses[o]!
      fromY = poses[o + 1]!
      fromYaw += STEPS_PER_POSE * turn
    }
  }
}
