import type { Trajectory } from '../../src/core/plan.ts'
import { type Stamp, secondsBetween } from '../../src/core/time.ts'
import { type Finding, finding } from './finding.ts'

/** s: ten periods of a planner at 20 Hz. A plan is made for 4 s, but not for what happened since. */
const PLAN_AGE = 0.5
/** s that the plan must still reach ahead: the latency, the controller's look-ahead and a stop's beginning. */
const SHORTEST_REST = 1
/** m/s. No road car: above it a number is wrong. */
const LARGEST_SPEED = 100
/** m. The plan starts where the car was at its stamp; a network that decodes into another frame does not. */
const LARGEST_START_OFFSET = 2

/** Is there a plan, of now, finite, in order of time and beginning at the car? */
export function checkPlan(plan: Trajectory | null, stamp: Stamp): Finding | null {
  if (!plan || plan.points.length === 0) return finding('minimal-risk', 'plan-missing', 'expected a plan')
  const age = secondsBetween(plan.stamp, stamp)
  if (!(age >= 0 && age <= PLAN_AGE)) {
    return finding('minimal-risk', 'plan-stale', `the plan is ${age.toFixed(2)} s old, expected 0..${PLAN_AGE} s`)
  }
  const flaw = flawOf(plan, age)
  return flaw === null ? null : finding('minimal-risk', 'plan-malformed', flaw)
}

function flawOf({ points }: Trajectory, age: number): string | null {
  let before = Number.NEGATIVE_INFINITY
  for (let i = 0; i < points.length; i++) {
    const { time, x, y, yaw, speed, acceleration, curvature } = points[i]!
    // One sum instead of seven tests: it is finite only when every term is.
    if (!Number.isFinite(time + x + y + yaw + speed + acceleration + curvature)) return `point ${i} is not finite`
    if (!(time > before)) return `point ${i} is at ${time} s, expected later than ${before} s`
    if (Math.abs(speed) > LARGEST_SPEED) return `point ${i} has ${speed} m/s`
    before = time
  }
  const { x, y } = points[0]!
  if (Math.hypot(x, y) > LARGEST_START_OFFSET) return `the plan begins ${Math.hypot(x, y).toFixed(1)} m from the car`
  return before - age < SHORTEST_REST ? `the plan ends in ${(before - age).toFixed(2)} s` : null
}
