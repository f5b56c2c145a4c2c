import { buildMapIndex } from '../../common/map/build-map-index.ts'
import { buildRoute } from '../../common/map/build-route.ts'
import type { LaneMap } from '../../common/map/lane-map.ts'
import type { MapIndex } from '../../common/map/map-index.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import type { WorldRoute } from './world.ts'

/** s at the speed limits: a little longer than a drive, which ends where half a minute of driving has led. */
const DURATION = [36, 40] as const
/** m of road behind the start, for whoever follows. */
const RUN_UP = 12
/** m that a change of lanes needs at least, in seconds at the limit. */
const CHANGE_DURATION = 4
const CHANGE_PROBABILITY = 0.25
const ATTEMPTS = 400

interface Walk {
  readonly lanes: number[]
  /** s at the speed limits from the start. */
  duration: number
}

/**
 * Up to `count` routes of 36-40 s at the speed limits, by random walks along successors with a change of lanes now and then
 * (and wherever a lane ends). Starts lie outside of junctions; every third is one of `preferred` (ids), if there are any.
 * Throws when the map is too small for any.
 */
export function pickRoutes(
  map: LaneMap,
  random: Random,
  count: number,
  preferred: readonly number[] = [],
): WorldRoute[] {
  const index = buildMapIndex(map)
  const starts = [...map.lanes.keys()].filter((lane) => isStart(index, lane))
  const routes: WorldRoute[] = []
  for (let attempt = 0; attempt < ATTEMPTS && routes.length < count; attempt++) {
    const isPreferred = preferred.length > 0 && routes.length % 3 === 0
    const lane = isPreferred
      ? index.laneOfId(preferred[random.integer(preferred.length)]!)
      : starts[random.integer(starts.length)]
    if (lane === undefined) break
    const route = walkFrom(index, lane, random)
    if (route) routes.push({ name: `route-${routes.length}`, ...route })
  }
  if (routes.length === 0) throw new Error(`expected a map with routes of ${DURATION[0]} s, found none`)
  return routes
}

function isStart(index: MapIndex, lane: number): boolean {
  const { isJunction, predecessors } = index.lane(lane)
  return !isJunction && (predecessors.length === 0 || index.lines[lane]!.length > 2 * RUN_UP)
}

function walkFrom(index: MapIndex, first: number, random: Random): Omit<WorldRoute, 'name'> | null {
  const wanted = random.between(...DURATION)
  const length = index.lines[first]!.length
  const startStation = Math.min(RUN_UP + random.uniform() * 0.7 * Math.max(0, length - 2 * RUN_UP), 0.6 * length)
  const walk: Walk = { lanes: [], duration: 0 }
  let lane = first
  let mayChange = true
  for (;;) {
    const beside = mayChange ? changeFrom(index, lane, random) : -1
    const isFirst = walk.lanes.length === 0
    walk.lanes.push(lane)
    if (beside >= 0 && !isFirst) {
      lane = beside
      mayChange = false
      continue
    }
    const { speedLimit, successors } = index.lane(lane)
    const driven = index.lines[lane]!.length - (isFirst ? startStation : 0)
    if (walk.duration + driven / speedLimit >= wanted) {
      const rest = (wanted - walk.duration) * speedLimit
      return finish(index, walk, startStation, index.lines[lane]!.length - driven + rest)
    }
    walk.duration += driven / speedLimit
    const next = index.successors[lane]!
    if (successors.length === 0 || next.length === 0) return null
    lane = next[random.integer(next.length)]!
    mayChange = true
  }
}

/** A lane beside that is taken at random, or because this one ends; -1 to stay. */
function changeFrom(index: MapIndex, lane: number, random: Random): number {
  const { isJunction, speedLimit } = index.lane(lane)
  const isLongEnough = index.lines[lane]!.length >= CHANGE_DURATION * speedLimit
  if (isJunction || !isLongEnough) return -1
  const mustChange = index.successors[lane]!.length === 0
  if (!mustChange && random.uniform() >= CHANGE_PROBABILITY) return -1
  const sides = [index.leftSame[lane]!, index.rightSame[lane]!].filter(
    (side) => side >= 0 && index.successors[side]!.length > 0,
  )
  return sides[random.integer(Math.max(1, sides.length))] ?? -1
}

function finish(index: MapIndex, walk: Walk, startStation: number, goalOnLastLane: number): Omit<WorldRoute, 'name'> {
  const lanes = walk.lanes.map((lane) => index.lane(lane).id)
  const route = buildRoute(index, lanes)
  const goalStation = Math.min(route.line.length, route.laneBegin.at(-1)! + goalOnLastLane)
  return { lanes, startStation, goalStation }
}
