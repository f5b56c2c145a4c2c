import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { EgoState } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'
import { arcTrajectory } from '../arc-trajectory.ts'

/** s to stand still after the stop, so that the plan can be read ahead to its end. */
const REST = 2

/**
 * Braking in lane: along the curvature that the car drives, from its acceleration to -`braking` (m/s²) with `jerk`
 * (m/s³), until it stands.
 */
export function brakingPlan(
  ego: EgoState,
  vehicle: VehicleTable,
  braking: number,
  jerk: number,
  stamp: Stamp,
): Trajectory {
  const from = Math.min(0, Number.isFinite(ego.acceleration) ? ego.acceleration : 0)
  const law = (time: number) => Math.max(-braking, from - jerk * time)
  const horizon = ego.speed / braking + braking / jerk + REST
  const points = arcTrajectory(drivenCurvature(ego, vehicle), ego.speed, law, horizon)
  return { stamp, planner: 'supervisor', points, reason: `brakes in lane with ${braking} m/s²` }
}
