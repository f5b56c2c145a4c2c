import { poseOnArc } from '../src/common/motion/arc.ts'
import type { TrajectoryPoint } from '../src/core/plan.ts'

/** s between points, and the last point's time. A baseline plans as far ahead as the network does. */
const PLAN_STEP = 0.2
const PLAN_HORIZON = 4

/** s. The rollout's step; nuPlan's and PDM-Closed's too. */
const ROLLOUT_STEP = 0.1

/** Acceleration along the path, m/s², as a function of what has been driven so far. */
export type AccelerationLaw = (time: number, speed: number, station: number) => number

/** Points every {@link PLAN_STEP} along the arc from the ego origin, speed by the law, never backwards. */
export function arcTrajectory(
  curvature: number,
  startSpeed: number,
  law: AccelerationLaw,
  horizon = PLAN_HORIZON,
): TrajectoryPoint[] {
  const points: TrajectoryPoint[] = []
  const substeps = Math.round(PLAN_STEP / ROLLOUT_STEP)
  const last = Math.ceil(horizon / PLAN_STEP)
  let speed = Math.max(0, startSpeed)
  let station = 0
  for (let i = 0; i <= last; i++) {
    const time = i * PLAN_STEP
    const asked = law(time, speed, station)
    // A standing car does not brake on: the plan says what the car will do.
    const acceleration = speed === 0 ? Math.max(0, asked) : asked
    points.push({ time, ...poseOnArc(curvature, station), speed, acceleration, curvature })
    for (let k = 0; k < substeps; k++) {
      const wanted = law(time + k * ROLLOUT_STEP, speed, station)
      const next = Math.max(0, speed + wanted * ROLLOUT_STEP)
      station += 0.5 * (speed + next) * ROLLOUT_STEP
      speed = next
    }
  }
  return points
}
