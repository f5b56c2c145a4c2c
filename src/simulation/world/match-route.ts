import { buildRoute } from '../../common/map/build-route.ts'
import type { MapIndex } from '../../common/map/map-index.ts'
import { createProjection } from '../../common/map/reference-line.ts'
import { angleDifference } from '../../core/angle.ts'
import type { RecordedEgo } from './recorded-track.ts'
import type { WorldRoute } from './world.ts'

/** m between poses that are matched. */
const STEP = 1
/** m; lanes farther away than this are no candidates. */
const REACH = 3
/** Cost of a rad of heading and of a change of lanes, in metres of offset. */
const HEADING_PRICE = 4
const CHANGE_PRICE = 6
/** m of route beyond the last pose: planners look ahead. */
const LOOK_AHEAD = 120

interface Candidate {
  readonly lane: number
  readonly cost: number
  readonly before: Candidate | null
}

/**
 * The lanes that a recorded drive took: the cheapest chain of lanes under its poses, each the same, a successor or a
 * neighbour of the one before (Viterbi). It goes on straight ahead where the drive ends. Null where no chain fits.
 */
export function matchRoute(index: MapIndex, ego: RecordedEgo): Omit<WorldRoute, 'name'> | null {
  const rows = thinned(ego)
  let candidates: Candidate[] = []
  for (const row of rows) {
    const next = matchPose(index, ego, row, candidates)
    // Poses off the lanes (a yard, a kerb) are passed over.
    if (next.length > 0) candidates = next
  }
  const best = candidates.reduce<Candidate | null>((a, b) => (a && a.cost <= b.cost ? a : b), null)
  if (!best) return null
  const matched = chainOf(best)
  const lanes = prolonged(index, withoutReturns(index, matched)).map((lane) => index.lane(lane).id)
  const route = buildRoute(index, lanes)
  const projection = createProjection()
  const last = rows.at(-1)!
  route.project(ego.x[rows[0]!]!, ego.y[rows[0]!]!, projection)
  const startStation = projection.station
  route.project(ego.x[last]!, ego.y[last]!, projection)
  return { lanes, startStation, goalStation: projection.station }
}

/** Rows of poses at least a step apart, and the last one. */
function thinned({ x, y }: RecordedEgo): number[] {
  const rows = [0]
  for (let row = 1; row < x.length; row++) {
    const last = rows.at(-1)!
    if (Math.hypot(x[row]! - x[last]!, y[row]! - y[last]!) >= STEP) rows.push(row)
  }
  return rows
}

function matchPose(index: MapIndex, ego: RecordedEgo, row: number, before: readonly Candidate[]): Candidate[] {
  const projection = createProjection()
  const next: Candidate[] = []
  for (const [lane, line] of index.lines.entries()) {
    if (index.lane(lane).kind === 'bike') continue
    line.project(ego.x[row]!, ego.y[row]!, projection)
    const isBeyond = projection.station < -STEP || projection.station > line.length + STEP
    const turned = Math.abs(angleDifference(projection.heading, ego.yaw[row]!))
    if (isBeyond || Math.abs(projection.offset) > REACH || turned > Math.PI / 3) continue
    const own = Math.abs(projection.offset) + HEADING_PRICE * turned
    if (before.length === 0) {
      next.push({ lane, cost: own, before: null })
      continue
    }
    const from = cheapest(index, before, lane)
    if (from) next.push({ lane, cost: from.cost + own, before: from.candidate })
  }
  return next
}

function cheapest(index: MapIndex, before: readonly Candidate[], lane: number) {
  let best: { readonly candidate: Candidate; readonly cost: number } | null = null
  for (const candidate of before) {
    const cost = candidate.cost + transition(index, candidate.lane, lane)
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { candidate, cost }
  }
  return best
}

function transition(index: MapIndex, from: number, to: number): number {
  if (from === to || index.successors[from]!.includes(to)) return 0
  return index.leftSame[from] === to || index.rightSame[from] === to ? CHANGE_PRICE : Number.POSITIVE_INFINITY
}

/** Lanes in order, each once in a row. */
function chainOf(last: Candidate): number[] {
  const lanes: number[] = []
  for (let one: Candidate | null = last; one; one = one.before) if (lanes.at(-1) !== one.lane) lanes.push(one.lane)
  return lanes.reverse()
}

/** A change right after a change on the same stretch is one change or none: a route knows one a lane. */
function withoutReturns(index: MapIndex, lanes: readonly number[]): number[] {
  const kept: number[] = []
  for (const lane of lanes) {
    const [before, last] = [kept.at(-2), kept.at(-1)]
    const isSecondChange =
      before !== undefined &&
      last !== undefined &&
      transition(index, before, last) === CHANGE_PRICE &&
      transition(index, last, lane) === CHANGE_PRICE
    if (isSecondChange) kept.pop()
    if (kept.at(-1) !== lane) kept.push(lane)
  }
  return kept
}

/** On along the straightest successors. */
function prolonged(index: MapIndex, lanes: readonly number[]): number[] {
  const longer = [...lanes]
  let length = 0
  while (length < LOOK_AHEAD) {
    const last = longer.at(-1)!
    const heading = index.lines[last]!.heading.at(-1)!
    const turn = (lane: number) => Math.abs(angleDifference(index.lines[lane]!.heading.at(-1)!, heading))
    const next = [...index.successors[last]!].sort((a, b) => turn(a) - turn(b))[0]
    if (next === undefined || longer.includes(next)) break
    longer.push(next)
    length += index.lines[next]!.length
  }
  return longer
}
