import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import { FOLLOWING_NOBODY, type FollowOptions, type FollowState, followLead } from './follow-lead.ts'

/** Follows the lead in the corridor of the driven curvature by the intelligent driver model; keeps the curvature. */
export function createIdmPlanner(vehicle: VehicleTable, options: FollowOptions = {}): Planner<FollowState> {
  const name = 'idm'
  return {
    name,
    initialState: () => FOLLOWING_NOBODY,
    plan(state, scene, stamp) {
      const { ego } = scene
      if (!ego.isValid) {
        return { state, output: { stamp, planner: name, points: [], reason: 'no ego state' }, warnings: NO_WARNINGS }
      }
      const followed = followLead(state, scene, drivenCurvature(ego, vehicle), vehicle, options)
      const { points, reason } = followed
      return { state: followed.state, output: { stamp, planner: name, points, reason }, warnings: NO_WARNINGS }
    },
  }
}
