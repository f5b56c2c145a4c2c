import type { PrivilegedWorld } from '../../src/common/map/privileged-world.ts'
import type { RouteAgents } from '../../src/common/proposals/route-agents.ts'
import type { AgentStates } from '../../src/common/scoring/agent-states.ts'
import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'

/** One moment as the expert sees it. */
export interface Situation {
  readonly world: PrivilegedWorld
  readonly vehicle: VehicleGeometry
  /** s since the drive's origin. */
  readonly time: number
  /** Rear axle and front bumper along the route, m; rear axle beside it, m, left positive. */
  readonly station: number
  readonly front: number
  readonly offset: number
  readonly speed: number
  /** Predicted, from now on. */
  readonly agents: AgentStates
  readonly beside: RouteAgents
}

/** m/s² with which the expert counts on moving off when it judges whether a gap is long enough. */
const MOVING_OFF = 1.5

/** s to cover `distance` m from `speed`, speeding up gently: d = v·t + a·t²/2. */
export function timeToCover(distance: number, speed: number): number {
  if (distance <= 0) return 0
  return (Math.sqrt(speed * speed + 2 * MOVING_OFF * distance) - speed) / MOVING_OFF
}

/** m/s² needed to stop within `distance` m. */
export function brakingNeeded(distance: number, speed: number): number {
  return (speed * speed) / (2 * Math.max(0.1, distance))
}
