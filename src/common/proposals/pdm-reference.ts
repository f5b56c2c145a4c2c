import { angleDifference } from '../../core/angle.ts'
import { PLAN_POSES, POSE_STRIDE, STATE, STEPS_PER_POSE } from '../scoring/motion-states.ts'
import { type PdmMoment, PdmProposals } from './pdm-proposals.ts'

/**
 * PDM-Closed's best proposal of a moment, as a plan: what EP measures the progress of other plans by (METRICS §1; NAVSIM
 * scores it together with them). Its agents are the forecast that the planner itself would make.
 */
export class PdmReference {
  readonly #proposals = new PdmProposals()

  /** Writes 8 poses every 0.5 s (x, y, yaw in the car's frame; m, m, rad) from element `at` of `out`. */
  write(out: Float64Array, at: number, moment: PdmMoment): void {
    const { best, batch } = this.#proposals.choose(moment)
    const { start } = moment
    const [x, y, yaw] = [start[STATE.x]!, start[STATE.y]!, start[STATE.yaw]!]
    const poses = batch.posesOf(best)
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    for (let pose = 0; pose < PLAN_POSES; pose++) {
      const from = (pose + 1) * STEPS_PER_POSE * POSE_STRIDE
      const dx = poses[from]! - x
      const dy = poses[from + 1]! - y
      const to = at + pose * POSE_STRIDE
      out[to] = cos * dx + sin * dy
      out[to + 1] = -sin * dx + cos * dy
      out[to + 2] = angleDifference(poses[from + 2]!, yaw)
    }
  }
}
