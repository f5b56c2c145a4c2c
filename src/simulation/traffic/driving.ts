import type { MapIndex } from '../../common/map/map-index.ts'
import { idmAcceleration } from '../../common/motion/idm.ts'
import type { LaneOccupancy, Lead } from './lane-occupancy.ts'
import type { LaneVehicle } from './lane-vehicle.ts'
import type { LaneFacts } from './lane-way.ts'
import { mobilIncentive, TYPICAL_MOBIL } from './mobil.ts'
import type { Stop } from './stop.ts'
import type { DriverProfile } from './vehicle-kinds.ts'

/** m/s²: what traffic brakes at most. */
const HARDEST_BRAKING = 8
/** m/s² with which drivers slow down for a bend or a lower limit ahead. */
const ANTICIPATION = 1.2
/** m up to which bodies ahead count. */
export const LEAD_REACH = 120
/** m up to which followers count. */
const FOLLOWER_REACH = 60
/** m before the end of a lane that goes no farther: from here on leaving it is worth more than anything. */
const LANE_END_REACH = 150
const LANE_END_BIAS = 2

/** Free road speed, m/s: the lowest of what the lanes ahead allow, each reached by gentle braking. */
export function anticipatedSpeed(vehicle: LaneVehicle, index: MapIndex): number {
  let begin = -(vehicle.station + vehicle.halfLength)
  let lowest = Number.POSITIVE_INFINITY
  for (const lane of vehicle.way.lanes) {
    const wanted = vehicle.desiredSpeed(lane)
    lowest = Math.min(lowest, Math.sqrt(wanted * wanted + 2 * ANTICIPATION * Math.max(0, begin)))
    begin += index.lines[lane]!.length
    if (begin > LEAD_REACH) break
  }
  return Math.max(0.5, lowest)
}

/** m/s² of the intelligent driver model behind a lead and before a stop, whichever asks for less. */
export function followingAcceleration(
  profile: DriverProfile,
  speed: number,
  desiredSpeed: number,
  lead: Lead | null,
  stop: Stop | null,
): number {
  const idm = { ...profile.idm, desiredSpeed }
  const behind = lead ? idmAcceleration(idm, speed, lead.gap, lead.speed) : idmAcceleration(idm, speed, Infinity, 0)
  const before = stop ? idmAcceleration({ ...idm, minimumGap: 0.5 }, speed, stop.gap + 0.5, 0) : Infinity
  return Math.max(-HARDEST_BRAKING, Math.min(profile.idm.maximumAcceleration, behind, before))
}

/** The side to change to by MOBIL, or null. Not in junctions, not while changing. */
export function chooseLaneChange(
  vehicle: LaneVehicle,
  { index, isDeadEnd }: LaneFacts,
  occupancy: LaneOccupancy,
  profileOf: (id: number) => DriverProfile | null,
  own: number,
): 'left' | 'right' | null {
  const { lane } = vehicle.way
  if (vehicle.isChanging || index.lane(lane).isJunction || vehicle.speed < 1) return null
  const rest = index.lines[lane]!.length - vehicle.station
  const isEnding = isDeadEnd[lane] === 1 && rest < LANE_END_REACH
  let best: 'left' | 'right' | null = null
  let advantage = 0
  for (const side of ['left', 'right'] as const) {
    const target = (side === 'left' ? index.leftSame : index.rightSame)[lane]!
    if (target < 0) continue
    // Into a lane that ends: never. A change needs room before the junction, too.
    if (isDeadEnd[target] === 1 || (!isEnding && rest < 3 * vehicle.speed + 10)) continue
    const gain = incentive(vehicle, index, occupancy, profileOf, target, own, isEnding ? LANE_END_BIAS : 0)
    if (gain !== null && gain > advantage) {
      advantage = gain
      best = side
    }
  }
  return best
}

function incentive(
  vehicle: LaneVehicle,
  index: MapIndex,
  occupancy: LaneOccupancy,
  profileOf: (id: number) => DriverProfile | null,
  target: number,
  own: number,
  bias: number,
): number | null {
  const { profile, speed } = vehicle
  const half = vehicle.halfLength
  // Stations of neighbours agree to their bends; the gaps are between bodies on the target lane itself.
  const station = (vehicle.station / index.lines[vehicle.way.lane]!.length) * index.lines[target]!.length
  const lanes = [target, ...index.successors[target]!.slice(0, 1)]
  const lead = occupancy.leadOn(lanes, station + half, 0, 1, vehicle.id, LEAD_REACH)
  const follower = occupancy.followerOn(target, station + half, vehicle.id, FOLLOWER_REACH)
  if (lead && lead.gap < profile.idm.minimumGap) return null
  const ownAfter = followingAcceleration(profile, speed, vehicle.desiredSpeed(target), lead, null)
  const newFollower = { before: 0, after: 0 }
  if (follower) {
    const gap = follower.gap - vehicle.size[0]
    if (gap < 1) return null
    const its = profileOf(follower.id) ?? profile
    const itsLead = lead ? { ...lead, gap: lead.gap + follower.gap } : null
    const wanted = Math.max(follower.speed, vehicle.desiredSpeed(target))
    newFollower.before = followingAcceleration(its, follower.speed, wanted, itsLead, null)
    newFollower.after = followingAcceleration(its, follower.speed, wanted, { id: vehicle.id, gap, speed }, null)
  }
  const effect = {
    own,
    ownAfter,
    newFollower: newFollower.before,
    newFollowerAfter: newFollower.after,
    // The old follower only gains; without its gain the change is judged a little too selfishly for the better.
    oldFollower: 0,
    oldFollowerAfter: 0,
  }
  return mobilIncentive(TYPICAL_MOBIL, effect, bias)
}
