import { createProjection } from '../map/reference-line.ts'
import { quadMeetsPolygon } from './contact.ts'
import { collisionInfractions, type DriveMotion, infractionAt, prepareDrive } from './drive-motion.ts'
import type { DriveRecord, Infraction, InfractionKind, StopSignArea } from './drive-record.ts'
import { CORNERS, type EgoMotion } from './ego-motion.ts'
import { comesNear, entryOnRed } from './road-clauses.ts'

/** CARLA's penalties (METRICS §2). Off the road there is none: its share reduces the completion. */
export const PENALTIES: Readonly<Partial<Record<InfractionKind, number>>> = {
  'collision-pedestrian': 0.5,
  'collision-vehicle': 0.6,
  'collision-static': 0.65,
  'red-light': 0.7,
  'stop-sign': 0.8,
}

export interface DrivingReport {
  /** Route completion times penalties, 0..1. */
  readonly drivingScore: number
  /** Share of the route, 0..1, less the share that was driven off the road. */
  readonly routeCompletion: number
  readonly penalty: number
  /** Share of the driven way off the road, 0..1. */
  readonly offRoadShare: number
  /** Completed, and without any infraction. */
  readonly isSuccess: boolean
  readonly infractions: readonly Infraction[]
}

/** m short of the route's end at which it counts as completed: the car stops before a goal, not on it. */
const ARRIVAL = 1
/** m/s up to which a car at a stop sign has stopped. */
const STOPPED_SPEED = 0.1
/** m that the search along the route reaches beyond what was driven. */
const SEARCH_SLACK = 5

/** CARLA's driving score of one route. A collision counts when ego is at fault (METRICS §1, NC). Allocates. */
export function drivingScore(record: DriveRecord): DrivingReport {
  const drive = prepareDrive(record)
  const infractions = [
    ...collisionInfractions(drive, record),
    ...redLightInfractions(drive, record),
    ...stopSignInfractions(drive, record),
  ]
  const offRoadShare = judgeOffRoad(drive, record, infractions)
  const completed = completedShare(drive, record)
  const routeCompletion = completed * (1 - offRoadShare)
  const penalty = infractions.reduce((product, { kind }) => product * (PENALTIES[kind] ?? 1), 1)
  return {
    drivingScore: routeCompletion * penalty,
    routeCompletion,
    penalty,
    offRoadShare,
    isSuccess: completed === 1 && infractions.length === 0,
    infractions: infractions.sort((a, b) => a.time - b.time),
  }
}

/** How far along the route ego ever was. The way back does not undo it. */
function completedShare({ motion }: DriveMotion, { route, routeBegin, routeEnd }: DriveRecord): number {
  const projection = createProjection()
  let station = routeBegin
  let farthest = routeBegin
  for (let k = 0; k < motion.count; k++) {
    const moved =
      k === 0 ? SEARCH_SLACK : Math.abs(motion.x[k]! - motion.x[k - 1]!) + Math.abs(motion.y[k]! - motion.y[k - 1]!)
    route.projectNear(motion.centreX[k]!, motion.centreY[k]!, station, moved + SEARCH_SLACK, projection)
    station = projection.station
    farthest = Math.max(farthest, station)
  }
  if (farthest >= routeEnd - ARRIVAL) return 1
  return Math.max(0, (farthest - routeBegin) / (routeEnd - routeBegin))
}

function redLightInfractions({ motion }: DriveMotion, { redLights }: DriveRecord): Infraction[] {
  const infractions: Infraction[] = []
  for (const area of redLights ?? []) {
    let at = entryOnRed(motion, area, 1, motion.count)
    while (at >= 0) {
      infractions.push(infractionAt('red-light', motion, at))
      at = entryOnRed(motion, area, at + 1, motion.count)
    }
  }
  return onePerEntry(infractions)
}

/** Lanes that fan out from one stop line share their first metres: one way over the line is one infraction. */
function onePerEntry(infractions: Infraction[]): Infraction[] {
  const apart = 3
  return infractions
    .sort((a, b) => a.time - b.time)
    .filter(({ time }, i) => i === 0 || time - infractions[i - 1]!.time > apart)
}

function stopSignInfractions({ motion }: DriveMotion, { stopSigns }: DriveRecord): Infraction[] {
  const infractions: Infraction[] = []
  for (const area of stopSigns ?? []) {
    if (!comesNear(motion, area.behind)) continue
    const at = entryWithoutStop(motion, area)
    if (at >= 0) infractions.push(infractionAt('stop-sign', motion, at))
  }
  return infractions
}

function entryWithoutStop(motion: EgoMotion, area: StopSignArea): number {
  let hasStopped = false
  let wasBehind = quadMeetsPolygon(motion.corners, 0, area.behind)
  for (let k = 0; k < motion.count; k++) {
    const isBehind = quadMeetsPolygon(motion.corners, k * CORNERS, area.behind)
    const isBefore = quadMeetsPolygon(motion.corners, k * CORNERS, area.before)
    if (isBefore && !isBehind && Math.abs(motion.speed[k]!) <= STOPPED_SPEED) hasStopped = true
    // Only those who come out of the waiting area: cross traffic passes the area behind the line too.
    if (isBehind && !wasBehind && isBefore && !hasStopped) return k
    if (!isBefore && !isBehind) hasStopped = false
    wasBehind = isBehind
  }
  return -1
}

/** Share of the driven way with the middle of the car outside the drivable area; tells where that began. */
function judgeOffRoad({ motion }: DriveMotion, { road }: DriveRecord, infractions: Infraction[]): number {
  let off = 0
  let total = 0
  let wasOff = false
  const point = new Float64Array(2)
  for (let k = 1; k < motion.count; k++) {
    const step = Math.hypot(motion.x[k]! - motion.x[k - 1]!, motion.y[k]! - motion.y[k - 1]!)
    point[0] = motion.centreX[k]!
    point[1] = motion.centreY[k]!
    const isOff = !road.areDrivable(point, 0, 1)
    total += step
    if (isOff) off += step
    if (isOff && !wasOff) infractions.push(infractionAt('off-road', motion, k))
    wasOff = isOff
  }
  return total > 0 ? off / total : 0
}
