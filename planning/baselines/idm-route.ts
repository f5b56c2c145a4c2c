import { egoPoseInMap, type PrivilegedWorld } from '../../src/common/map/privileged-world.ts'
import { createProjection } from '../../src/common/map/reference-line.ts'
import { NUPLAN_IDM } from '../../src/common/motion/idm.ts'
import { constantOffset } from '../../src/common/proposals/lateral-profile.ts'
import { locate } from '../../src/common/proposals/locate.ts'
import { createRouteMotion, rollOut } from '../../src/common/proposals/rollout.ts'
import { RouteAgents } from '../../src/common/proposals/route-agents.ts'
import { writeRoutePoses } from '../../src/common/proposals/route-path.ts'
import { constantVelocityAgents } from '../../src/common/proposals/scene-agents.ts'
import { signalStops } from '../../src/common/proposals/signal-stops.ts'
import { SpeedProfile } from '../../src/common/proposals/speed-profile.ts'
import { PLAN_STATES, POSE_STRIDE } from '../../src/common/scoring/motion-states.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import { NO_WARNINGS, type Planner } from '../../src/core/ports.ts'
import { NANOSECONDS_PER_SECOND } from '../../src/core/time.ts'
import { routeTrajectory } from '../route-trajectory.ts'
import type { RouteState } from './pdm-closed.ts'

/** m ahead within which lights are looked at. */
const SIGNAL_REACH = 100

/** m/s², sideways in bends, and before bends and lower limits: a driver who stays on the road. */
const HABITS = { lateralAcceleration: 2.5, braking: 2 }

/**
 * IDM in closed loop, where the route is known: follows its centre line at the speed that limits and bends allow, the nearest road user on it as
 * lead, and a red light as a standing obstacle at the stop line (METRICS §2).
 */
export function createRouteIdmPlanner(vehicle: VehicleTable, world: () => PrivilegedWorld): Planner<RouteState> {
  const name = 'idm'
  const agents = new RouteAgents()
  const motion = createRouteMotion()
  const projection = createProjection()
  const speeds = new SpeedProfile()
  const poses = new Float64Array(PLAN_STATES * POSE_STRIDE)
  const profile = constantOffset(0)
  return {
    name,
    initialState: () => ({ station: Number.NaN }),
    plan(state, scene, stamp) {
      if (!scene.ego.isValid) {
        return { state, output: { stamp, planner: name, points: [], reason: 'no ego state' }, warnings: NO_WARNINGS }
      }
      const known = world()
      const { route, usualSpeed } = known
      const ego = egoPoseInMap(known, scene)
      locate(route, ego.x, ego.y, state.station, projection)
      const { station } = projection
      agents.prepare(constantVelocityAgents(scene, ego, PLAN_STATES), route, station)
      const front = station + vehicle.geometry.rearAxleToFront
      const stops = signalStops(route, front, scene.ego.speed, stamp / NANOSECONDS_PER_SECOND, SIGNAL_REACH)
      speeds.prepare(route, station, { ...HABITS, usualSpeed })
      const input = {
        agents,
        vehicle: vehicle.geometry,
        idm: NUPLAN_IDM,
        sideMargin: 0,
        stops,
        desiredSpeed: (at: number) => speeds.at(at),
        hardestBraking: vehicle.limits.braking,
      }
      rollOut(motion, input, profile, station, scene.ego.speed)
      writeRoutePoses(poses, 0, route, profile, motion)
      const points = routeTrajectory(route, profile, motion, poses, ego)
      return { state: { station }, output: { stamp, planner: name, points, reason: '' }, warnings: NO_WARNINGS }
    },
  }
}
