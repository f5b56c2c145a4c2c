import { createProjection } from '../map/reference-line.ts'
import { SCORE_STEP } from './agent-states.ts'
import { type FirstEvent, settleInitialContacts, timeToCollision } from './collisions.ts'
import { ComfortFilter } from './comfort.ts'
import { collisionInfractions, type DriveMotion, infractionAt, prepareDrive } from './drive-motion.ts'
import type { DriveRecord, Infraction } from './drive-record.ts'
import { CORNERS } from './ego-motion.ts'
import { type ClauseVerdict, RouteFollower, scoreDirection } from './road-clauses.ts'

/** METRICS §2, nuPlan's closed-loop score: what is multiplied, and what is weighed. */
export const CLOSED_LOOP_FACTORS = ['nac', 'dac', 'mp', 'ddc'] as const
export const CLOSED_LOOP_WEIGHTS = { progress: 5, ttc: 5, speed: 4, comfort: 2 } as const
type Factor = (typeof CLOSED_LOOP_FACTORS)[number]
type Weighted = keyof typeof CLOSED_LOOP_WEIGHTS
export type ClosedLoopClause = Factor | Weighted
const WEIGHTED: readonly Weighted[] = ['progress', 'ttc', 'speed', 'comfort']

export interface ClosedLoopReport {
  /** 0..1 */
  readonly score: number
  /** null: no verdict, for want of an input. */
  readonly clauses: Readonly<Record<ClosedLoopClause, number | null>>
  /** Clauses without a verdict: factors are left out, weights leave sum and divisor. */
  readonly missing: readonly ClosedLoopClause[]
  readonly infractions: readonly Infraction[]
  /** s, up to 3; Infinity where nothing was ever on the way. */
  readonly leastTimeToCollision: number
  /** m along the route. */
  readonly progress: number
}

/** m by which a corner may leave the drivable area. */
const DRIVABLE_TOLERANCE = 0.3
/** Share of the expert's progress that must be made; m of it up to which there was none to make (nuPlan devkit). */
const LEAST_PROGRESS = 0.2
const NO_PROGRESS = 0.1
/** s: how far ahead collisions are looked for, and the least that must be left. */
const COLLISION_HORIZON = 3
const LEAST_TIME = 0.95
/** m/s of mean overspeed at which nothing is left of the clause. */
const OVERSPEED = 2.23
/** m beside a lane within which its speed limit holds. */
const LIMIT_REACH = 2

/**
 * nuPlan's closed-loop score of a record taken as one. `progress` is the share of the expert's progress where it is not
 * to be taken from the record itself. Allocates.
 */
export function closedLoopScore(record: DriveRecord, progress?: number | null): ClosedLoopReport {
  const drive = prepareDrive(record)
  const { motion } = drive
  const infractions: Infraction[] = []
  const follower = new RouteFollower()
  follower.follow(motion, record.road, record.route, follower.firstStation(motion, record.route, record.routeBegin))
  const ratio = progress === undefined ? progressRatio(follower.progress, record.expertProgress) : progress
  const isProgressing = ratio === null || ratio > LEAST_PROGRESS
  if (!isProgressing) infractions.push(infractionAt('no-progress', motion, motion.count - 1))
  const ttc = judgeTimeToCollision(drive, infractions)
  const clauses = {
    nac: judgeCollisions(drive, record, infractions),
    dac: judgeDrivable(drive, record, infractions),
    mp: ratio === null ? null : isProgressing ? 1 : 0,
    ddc: judgeDirection(drive, record, infractions),
    progress: ratio,
    ttc: ttc < LEAST_TIME ? 0 : 1,
    speed: judgeSpeed(drive, record, infractions),
    comfort: judgeComfort(drive, record, infractions),
  }
  return {
    score: combine(clauses),
    clauses,
    missing: [...CLOSED_LOOP_FACTORS, ...WEIGHTED].filter((clause) => clauses[clause] === null),
    infractions: infractions.sort((a, b) => a.time - b.time),
    leastTimeToCollision: ttc,
    progress: follower.progress,
  }
}

function combine(clauses: Readonly<Record<ClosedLoopClause, number | null>>): number {
  let product = 1
  for (const factor of CLOSED_LOOP_FACTORS) product *= clauses[factor] ?? 1
  let sum = 0
  let total = 0
  for (const clause of WEIGHTED) {
    const value = clauses[clause]
    if (value === null) continue
    sum += CLOSED_LOOP_WEIGHTS[clause] * value
    total += CLOSED_LOOP_WEIGHTS[clause]
  }
  return total === 0 ? product : (product * sum) / total
}

/** Share of the expert's progress (m), 0..1; null where that is not known. */
export function progressRatio(progress: number, expert: number | null): number | null {
  if (expert === null) return null
  return expert <= NO_PROGRESS ? 1 : Math.min(1, progress / expert)
}

/** One static object costs half, a second one or a road user all (nuPlan devkit, `no_ego_at_fault_collisions`). */
function judgeCollisions(drive: DriveMotion, record: DriveRecord, infractions: Infraction[]): number {
  const collisions = collisionInfractions(drive, record)
  infractions.push(...collisions)
  const statics = collisions.filter(({ kind }) => kind === 'collision-static').length
  if (statics < collisions.length || statics > 1) return 0
  return statics === 1 ? 0.5 : 1
}

function judgeDrivable({ motion }: DriveMotion, { road }: DriveRecord, infractions: Infraction[]): number {
  const reach = 2 * DRIVABLE_TOLERANCE
  for (let k = 0; k < motion.count; k++) {
    if (!motion.isOffRoad(k)) continue
    for (let corner = k * CORNERS; corner < (k + 1) * CORNERS; corner += 2) {
      const distance = road.distanceToDrivable(motion.corners[corner]!, motion.corners[corner + 1]!, reach)
      if (distance <= DRIVABLE_TOLERANCE) continue
      infractions.push(infractionAt('off-road', motion, k))
      return 0
    }
  }
  return 1
}

function judgeDirection({ motion }: DriveMotion, { road }: DriveRecord, infractions: Infraction[]): number {
  const verdict: ClauseVerdict = { score: 1, step: -1 }
  scoreDirection(motion, road, new Float64Array(motion.count), verdict)
  if (verdict.step >= 0) infractions.push(infractionAt('oncoming-lane', motion, verdict.step))
  return verdict.score
}

/** The least time to collision, s. An agent leaves the picture with its first contact: that is judged on its own. */
function judgeTimeToCollision({ motion, field, contacts }: DriveMotion, infractions: Infraction[]): number {
  const settled = new Uint8Array(field.count)
  settleInitialContacts(motion, field, settled)
  const event: FirstEvent = { step: -1, agent: -1 }
  let least = Number.POSITIVE_INFINITY
  let next = 0
  let isTold = false
  for (let k = 0; k < motion.count; k++) {
    while (next < contacts.count && contacts.step[next]! <= k) settled[contacts.agent[next++]!] = 1
    const time = timeToCollision(motion, k, field, settled, COLLISION_HORIZON, event)
    least = Math.min(least, time)
    if (time >= LEAST_TIME || isTold) continue
    isTold = true
    infractions.push(infractionAt('time-to-collision', motion, k, field.idOf(event.agent)))
  }
  return least
}

/** 1 - ∫ overspeed dt / (2.23 m/s · duration), over the time in which the map knows the limit. */
function judgeSpeed({ motion }: DriveMotion, { road }: DriveRecord, infractions: Infraction[]): number | null {
  const projection = createProjection()
  let over = 0
  let duration = 0
  let isTold = false
  for (let k = 0; k < motion.count; k++) {
    const lane = road.nearestLane(motion.centreX[k]!, motion.centreY[k]!, motion.yaw[k]!, projection, LIMIT_REACH)
    const limit = lane < 0 ? Number.NaN : road.lane(lane).speedLimit
    if (Number.isNaN(limit)) continue
    duration += SCORE_STEP
    const excess = Math.max(0, motion.speed[k]! - limit)
    over += excess * SCORE_STEP
    if (excess <= OVERSPEED || isTold) continue
    isTold = true
    infractions.push(infractionAt('overspeed', motion, k))
  }
  return duration === 0 ? null : Math.max(0, 1 - over / (OVERSPEED * duration))
}

function judgeComfort({ motion }: DriveMotion, record: DriveRecord, infractions: Infraction[]): number {
  const comfort = new ComfortFilter(motion.count)
  comfort.filter(record.ego, 0)
  const first = comfort.firstDiscomfort()
  if (first >= 0) infractions.push(infractionAt('discomfort', motion, first))
  return first >= 0 ? 0 : 1
}
