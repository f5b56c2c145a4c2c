import { createPose, createProjection } from '../../src/common/map/reference-line.ts'
import {
  bendAt,
  constantOffset,
  type LateralProfile,
  lateralChange,
  offsetAt,
  slopeAt,
} from '../../src/common/proposals/lateral-profile.ts'
import { gapBehind } from './expert-gaps.ts'
import type { Situation } from './expert-situation.ts'

/** m beside the lane's middle that the car may go to make room. */
const NUDGES = [-0.8, -0.4, 0.4, 0.8, 1.2] as const
/** s over which a change of lanes or a nudge is driven, and m that it takes at least; per m of the change. */
const CHANGE_TIME = 3.5
const SHORTEST_CHANGE = 8
const LENGTH_PER_METRE = 3.5
/** m between the middles of two lanes, about. */
const LANE = 3.5
/** m from which a target is another lane's, with everybody there to be asked. */
export const OTHER_LANE = 1.6
/** m off its profile from which the car plans anew from where it is. */
const LOST = 1
/** m between the boxes beside, and s of the difference of speeds to one before, that a gap must have. */
const GAP = 3
/** s and m that it takes to come back from another lane. */
const RETURN_TIME = 7
const LEAST_RETURN = 60
const FRONT_TIME = 1.5

const pose = createPose()
const projection = createProjection()

/** The profile driven so far, or a new one where there is none or the car has left it. */
export function continued(profile: LateralProfile | null, { station, offset, speed }: Situation): LateralProfile {
  if (profile && Math.abs(offsetAt(profile, station) - offset) < LOST) return profile
  return Math.abs(offset) < 0.3
    ? constantOffset(0)
    : lateralChange(station, changeLength(offset, speed), offset, 0, 0, 0)
}

/** Ways beside the route that could be driven from here on: the present one first, then the middle, lanes, nudges. */
export function candidateProfiles(current: LateralProfile, situation: Situation): LateralProfile[] {
  const targets = [0, ...lanesBeside(situation), ...NUDGES]
  const profiles = [current]
  for (const target of targets) {
    if (Math.abs(target - current.target) < 0.2) continue
    if (Math.abs(target - situation.offset) > OTHER_LANE && !hasGap(situation, target)) continue
    profiles.push(changeTo(current, target, situation))
  }
  return profiles
}

function changeTo(current: LateralProfile, target: number, { station, speed }: Situation): LateralProfile {
  const offset = offsetAt(current, station)
  const length = changeLength(target - offset, speed)
  return lateralChange(station, length, offset, slopeAt(current, station), bendAt(current, station), target)
}

/** m that a change of `distance` m sideways takes. */
function changeLength(distance: number, speed: number): number {
  return Math.max(SHORTEST_CHANGE, LENGTH_PER_METRE * Math.abs(distance), CHANGE_TIME * speed)
}

/**
 * Offsets of the middles of the lanes left and right of the route's one, where they lead the same way and go on; there where
 * a change that begins now ends: while the route itself changes lanes they come nearer or move away.
 */
function lanesBeside(situation: Situation): number[] {
  const { world, station, speed } = situation
  const { route, index } = world
  const lane = route.lanes[route.placeAt(station)]!
  if (index.lane(lane).isJunction) return []
  const offsets: number[] = []
  const place = route.placeAt(station)
  const end = route.laneBegin[place + 1] ?? route.line.length
  route.poseAt(Math.min(end, station + changeLength(LANE, speed)), pose)
  const { x, y, heading } = pose
  for (const [neighbour, side] of [
    [index.leftSame[lane]!, 1],
    [index.rightSame[lane]!, -1],
  ] as const) {
    if (neighbour < 0 || !goesOnBeside(situation, side)) continue
    index.lines[neighbour]!.project(x, y, projection)
    const rest = index.lines[neighbour]!.length - projection.station
    if (index.successors[neighbour]!.length === 0 && rest < 80) continue
    index.lines[neighbour]!.poseAt(projection.station, pose)
    offsets.push((pose.y - y) * Math.cos(heading) - (pose.x - x) * Math.sin(heading))
  }
  return offsets
}

/**
 * Whether the way still leads beside a lane of its direction, left (1) or right (-1) of it, by the time a car could be
 * back: before an exit or a turn the route's own lane is the one to be in.
 */
export function goesOnBeside({ world, station, speed }: Situation, side: number): boolean {
  const { route, index } = world
  const ahead = Math.min(route.line.length, station + Math.max(LEAST_RETURN, RETURN_TIME * speed))
  for (let place = route.placeAt(station); place <= route.placeAt(ahead); place++) {
    const lane = route.lanes[place]!
    if (index.lane(lane).isJunction || (side > 0 ? index.leftSame[lane]! : index.rightSame[lane]!) < 0) return false
  }
  return true
}

/** Is there room among those who drive at `target` beside the route, before and behind? */
function hasGap({ beside, station, front, speed, vehicle, offset }: Situation, target: number): boolean {
  const rear = front - vehicle.length
  for (let n = 0; n < beside.nearCount; n++) {
    const i = beside.near[n]! * beside.steps
    const place = beside.offset[i]!
    const reach = 0.5 * vehicle.width + beside.across[i]! + 0.3
    // Those who are there, and those who are between here and there.
    if (Math.abs(place - target) > reach || Math.abs(place - offset) < reach) continue
    const itsSpeed = beside.speed[i]!
    const ahead = beside.station[i]! - beside.along[i]! - front
    const behind = rear - beside.station[i]! - beside.along[i]!
    if (beside.station[i]! > station) {
      if (ahead < GAP + FRONT_TIME * Math.max(0, speed - itsSpeed)) return false
    } else if (behind < GAP + gapBehind(itsSpeed, speed)) return false
  }
  return true
}
