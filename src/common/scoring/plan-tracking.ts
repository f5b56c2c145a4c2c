import { angleDifference } from '../../core/angle.ts'
import { NUPLAN_BICYCLE } from '../motion/bicycle.ts'
import { NUPLAN_TRACKER, speedRegulator, steeringRegulator } from '../motion/lqr.ts'
import { PoseProfileFit } from '../motion/pose-profile.ts'
import { SCORE_STEP } from './agent-states.ts'
import { PLAN_STATES, POSE_STRIDE, STATE, STATE_STRIDE } from './motion-states.ts'

const STEPS = PLAN_STATES - 1

/**
 * Drives a kinematic bicycle along a reference with the LQR tracker (METRICS §1): what a plan becomes on a car. The
 * bicycle is stepped as in the nuPlan devkit (kinematic_bicycle.py): first-order lags x' = x + dt/(dt + τ)·(u - x), then
 * pose and speed by Euler's rule.
 */
export class PlanTracker {
  readonly #fit = new PoseProfileFit(STEPS, SCORE_STEP)
  readonly #speeds = new Float64Array(NUPLAN_TRACKER.horizon)
  /** The curvature profile, its last value repeated over the horizon beyond its end. */
  readonly #curvatures = new Float64Array(STEPS + NUPLAN_TRACKER.horizon)

  /**
   * From `start` (one state) along 41 reference poses from element `at` of `reference`; writes 41 states into `out` from
   * element `outAt`, laid out as in motion-states.ts. `wheelbase` in m.
   */
  track(
    out: Float64Array,
    outAt: number,
    reference: Float64Array,
    at: number,
    start: Float64Array,
    wheelbase: number,
  ): void {
    this.#fit.fit(reference, at)
    this.#curvatures.set(this.#fit.curvatures)
    this.#curvatures.fill(this.#fit.curvatures[STEPS - 1]!, STEPS)
    for (let i = 0; i < STATE_STRIDE; i++) out[outAt + i] = start[i]!
    for (let k = 0; k < STEPS; k++)
      this.#step(out, outAt + k * STATE_STRIDE, reference, at + k * POSE_STRIDE, k, wheelbase)
  }

  #step(out: Float64Array, o: number, reference: Float64Array, r: number, k: number, wheelbase: number): void {
    const { horizon, stoppingSpeed } = NUPLAN_TRACKER
    const speed = out[o + STATE.speed]!
    const yaw = out[o + STATE.yaw]!
    const angle = out[o + STATE.frontWheelAngle]!
    const wanted = this.#fit.speeds[Math.min(STEPS - 1, k + horizon)]!
    const asked = speedRegulator(NUPLAN_TRACKER, speed, wanted)
    const angleRate =
      wanted <= stoppingSpeed && speed <= stoppingSpeed ? 0 : this.#angleRate(out, o, reference, r, k, asked, wheelbase)
    const { accelerationLag, steeringLag, largestFrontWheelAngle: stop } = NUPLAN_BICYCLE
    const acceleration =
      out[o + STATE.acceleration]! +
      (SCORE_STEP / (SCORE_STEP + accelerationLag)) * (asked - out[o + STATE.acceleration]!)
    const turned = angle + (SCORE_STEP / (SCORE_STEP + steeringLag)) * SCORE_STEP * angleRate
    const nextAngle = Math.min(stop, Math.max(-stop, turned))
    const curvature = Math.tan(nextAngle) / wheelbase
    const nextSpeed = speed + SCORE_STEP * acceleration
    const next = o + STATE_STRIDE
    out[next + STATE.x] = out[o + STATE.x]! + SCORE_STEP * speed * Math.cos(yaw)
    out[next + STATE.y] = out[o + STATE.y]! + SCORE_STEP * speed * Math.sin(yaw)
    out[next + STATE.yaw] = yaw + SCORE_STEP * speed * curvature
    out[next + STATE.speed] = nextSpeed
    out[next + STATE.acceleration] = acceleration
    out[next + STATE.frontWheelAngle] = nextAngle
    out[next + STATE.yawRate] = nextSpeed * curvature
  }

  #angleRate(
    out: Float64Array,
    o: number,
    reference: Float64Array,
    r: number,
    k: number,
    acceleration: number,
    wheelbase: number,
  ): number {
    const yaw = reference[r + 2]!
    const dx = out[o + STATE.x]! - reference[r]!
    const dy = out[o + STATE.y]! - reference[r + 1]!
    const speed = out[o + STATE.speed]!
    for (let i = 0; i < this.#speeds.length; i++) this.#speeds[i] = speed + i * SCORE_STEP * acceleration
    const lateralError = -dx * Math.sin(yaw) + dy * Math.cos(yaw)
    const headingError = angleDifference(out[o + STATE.yaw]!, yaw)
    const angle = out[o + STATE.frontWheelAngle]!
    return steeringRegulator(
      NUPLAN_TRACKER,
      lateralError,
      headingError,
      angle,
      this.#speeds,
      this.#curvatures,
      wheelbase,
      k,
    )
  }
}
