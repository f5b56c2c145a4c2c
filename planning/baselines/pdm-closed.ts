import { egoPoseInMap, type PrivilegedWorld } from '../../src/common/map/privileged-world.ts'
import { createProjection } from '../../src/common/map/reference-line.ts'
import { locate } from '../../src/common/proposals/locate.ts'
import { PDM_FRACTIONS, PDM_OFFSETS, PdmProposals } from '../../src/common/proposals/pdm-proposals.ts'
import { carState } from '../../src/common/proposals/proposal-batch.ts'
import { constantVelocityAgents } from '../../src/common/proposals/scene-agents.ts'
import { PLAN_STATES } from '../../src/common/scoring/motion-states.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import { NANOSECONDS_PER_SECOND } from '../../src/core/time.ts'
import { routeTrajectory } from '../route-trajectory.ts'

/** What a planner on a route remembers: where on it the car was, m; NaN before the first plan. */
export interface RouteState {
  readonly station: number
}

/** The best of 15 proposals along the route, others predicted at constant velocity. Knows map, route and lights. */
export function createPdmClosedPlanner(vehicle: VehicleTable, world: () => PrivilegedWorld): Planner<RouteState> {
  const name = 'pdm-closed'
  const proposals = new PdmProposals()
  const projection = createProjection()
  return {
    name,
    initialState: () => ({ station: Number.NaN }),
    plan(state, scene, stamp) {
      if (!scene.ego.isValid) {
        return { state, output: { stamp, planner: name, points: [], reason: 'no ego state' }, warnings: NO_WARNINGS }
      }
      const known = world()
      const ego = egoPoseInMap(known, scene)
      locate(known.route, ego.x, ego.y, state.station, projection)
      const { station } = projection
      const { best, batch } = proposals.choose({
        world: known,
        vehicle: vehicle.geometry,
        start: carState(ego, scene.ego, vehicle.geometry.wheelbase),
        station,
        agents: constantVelocityAgents(scene, ego, PLAN_STATES),
        time: stamp / NANOSECONDS_PER_SECOND,
      })
      const points = routeTrajectory(known.route, batch.profiles[best]!, batch.motions[best]!, batch.posesOf(best), ego)
      return {
        state: { station },
        output: { stamp, planner: name, points, reason: describe(best) },
        warnings: NO_WARNINGS,
      }
    },
  }
}

function describe(proposal: number): string {
  const offset = PDM_OFFSETS[Math.floor(proposal / PDM_FRACTIONS.length)]!
  const fraction = PDM_FRACTIONS[proposal % PDM_FRACTIONS.length]!
  return `${Math.round(100 * fraction)} % of the limit, ${offset} m beside the centre line`
}
