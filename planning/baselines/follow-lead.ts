import { type IdmParameters, idmAcceleration, NUPLAN_IDM } from '../../src/common/motion/idm.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { TrajectoryPoint } from '../../src/core/plan.ts'
import type { Scene } from '../../src/core/scene.ts'
import { arcTrajectory } from '../arc-trajectory.ts'
import { findLead } from '../lead.ts'

export interface FollowOptions {
  /**
   * m/s; by default the speed at the first plan, as of a driver who presses SET, and at least IDM's own v0. A driver
   * who goes faster all the same (in a replay the human does) has set a new one.
   */
  readonly desiredSpeed?: number
  readonly parameters?: IdmParameters
}

/** m/s above the set speed: more than the controller ever overshoots, so it is the driver's foot. */
const OVERRIDE = 1

export interface FollowState {
  /** m/s; null before the first valid ego state. */
  readonly desiredSpeed: number | null
  readonly followedId: number | null
}

export const FOLLOWING_NOBODY: FollowState = { desiredSpeed: null, followedId: null }

/** Along the arc of `curvature` (1/m) behind its lead by the intelligent driver model. The ego state is valid. */
export function followLead(
  state: FollowState,
  scene: Scene,
  curvature: number,
  vehicle: VehicleTable,
  options: FollowOptions = {},
): { readonly state: FollowState; readonly points: readonly TrajectoryPoint[]; readonly reason: string } {
  const { ego } = scene
  const parameters = options.parameters ?? NUPLAN_IDM
  const lead = findLead(scene, curvature, vehicle, state.followedId)
  const desiredSpeed = options.desiredSpeed ?? setSpeed(state.desiredSpeed, ego.speed, parameters.desiredSpeed)
  const law = { ...parameters, desiredSpeed }
  const points = arcTrajectory(curvature, ego.speed, (time, speed, station) => {
    if (!lead) return idmAcceleration(law, speed, Number.POSITIVE_INFINITY, 0)
    const leadSpeed = Math.max(0, lead.speed)
    const wanted = idmAcceleration(law, speed, lead.gap + leadSpeed * time - station, leadSpeed)
    return Math.max(-vehicle.limits.braking, wanted)
  })
  const reason = lead ? `follows object ${lead.id}` : ''
  return { state: { desiredSpeed, followedId: lead?.id ?? null }, points, reason }
}

function setSpeed(current: number | null, speed: number, least: number): number {
  if (current === null) return Math.max(speed, least)
  return speed > current + OVERRIDE ? speed : current
}
