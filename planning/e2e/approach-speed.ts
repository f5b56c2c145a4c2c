import type { TrajectoryPoint } from '../../src/core/plan.ts'
import { arcTrajectory } from '../arc-trajectory.ts'

/** s in which the difference to the wanted speed falls to a third, and what the car is asked for at most, m/s². */
const TIME_CONSTANT = 1
const SPEEDING_UP = 2
const SLOWING_DOWN = 3.5

/** Along the arc of `curvature` (1/m) from `speed` to `wanted` (m/s), within service acceleration (ISO 15622). */
export function approachSpeed(curvature: number, speed: number, wanted: number): readonly TrajectoryPoint[] {
  return arcTrajectory(curvature, speed, (_, now) =>
    Math.min(SPEEDING_UP, Math.max(-SLOWING_DOWN, (wanted - now) / TIME_CONSTANT)),
  )
}
