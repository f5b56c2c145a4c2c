import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import { arcTrajectory } from '../arc-trajectory.ts'

/** Keeps speed and curvature, whatever is ahead: the number that every other planner must beat. */
export function createConstantVelocityPlanner(vehicle: VehicleTable): Planner<null> {
  const name = 'constant-velocity'
  return {
    name,
    initialState: () => null,
    plan: (state, { ego }, stamp) => ({
      state,
      output: {
        stamp,
        planner: name,
        points: ego.isValid ? arcTrajectory(drivenCurvature(ego, vehicle), ego.speed, () => 0) : [],
        reason: ego.isValid ? '' : 'no ego state',
      },
      warnings: NO_WARNINGS,
    }),
  }
}
