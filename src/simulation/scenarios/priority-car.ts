import type { LaneConflict } from '../../common/map/map-index.ts'
import type { Route } from '../../common/map/route.ts'
import { drawDriver } from '../traffic/vehicle-kinds.ts'
import type { VehicleOrder, VehicleScript } from '../traffic/vehicle-script.ts'
import type { Scenario } from './scenario.ts'

/** m before and behind the anchor within which a junction is looked for. */
const BEFORE = 40
const BEHIND = 80
/** m before the conflict that it starts from at least, and at most. */
const NEAREST_START = 35
const FARTHEST_START = 110
/** m before the conflict from which it does not wait for us any more, and m/s at which it comes at least. */
const COMMITTED = 30
const LEAST_SPEED = 2

interface Crossing {
  /** Of the conflict, m along the route. */
  readonly station: number
  /** Lanes on which the other comes, the first one first, and m along that where it starts, and from there to the conflict. */
  readonly way: readonly number[]
  readonly start: number
  readonly distance: number
}

/** Somebody who goes first comes along just when the ego car gets to a junction where it must give way. */
export const PRIORITY_CAR: Scenario<'lead'> = {
  name: 'priority-car',
  description: 'a car that goes first comes to the junction just before ours',
  parameters: { lead: { low: -0.3, high: 1.5, unit: 's before the ego car' } },
  play({ route, egoStart, anchor, random, nextId }, { lead }) {
    const crossing = crossingNear(route, Math.max(anchor - BEFORE, egoStart + 25), anchor + BEHIND)
    if (!crossing) return null
    const { way, start, distance } = crossing
    const { speedLimit } = route.index.lane(way[0]!)
    const limit = 0.85 * (Number.isFinite(speedLimit) ? speedLimit : 13.9)
    const script = () => comeFirst(crossing, limit, lead)
    const profile = drawDriver('car', random)
    const place = { lane: way[0]!, station: start, speed: Math.min(limit, distance / 8), way }
    return { vehicles: [{ id: nextId(), profile, ...place, script, randomSeed: random.uint32() }] }
  },
}

function crossingNear(route: Route, from: number, to: number): Crossing | null {
  const { index, lanes, laneBegin } = route
  for (let place = 1; place < lanes.length; place++) {
    const begin = laneBegin[place]!
    if (begin < from || begin > to || index.lightOf[lanes[place]!]! >= 0) continue
    for (const conflict of index.conflictsOf[lanes[place]!]!) {
      if (!conflict.mustYield) continue
      const crossing = comingOn(route, conflict)
      if (crossing) return { ...crossing, station: begin + conflict.begin }
    }
  }
  return null
}

/** Upstream of the other lane, as far as it needs to come from, on lanes that the route does not use. */
function comingOn({ index, lanes }: Route, { other, otherBegin }: LaneConflict): Omit<Crossing, 'station'> | null {
  const way = [other, ...index.successors[other]!.slice(0, 1)]
  let distance = otherBegin
  while (distance < FARTHEST_START) {
    const before = index.predecessors[way[0]!]!.find((lane) => !lanes.includes(lane) && !way.includes(lane))
    if (before === undefined) break
    way.unshift(before)
    distance += index.lines[before]!.length
  }
  const start = Math.max(8, distance - FARTHEST_START)
  const isOnRoad = way[0] !== other && !index.lane(way[0]!).isJunction
  return isOnRoad && distance - start >= NEAREST_START ? { way, start, distance: distance - start } : null
}

/** Keeps its speed such that it is at the conflict `lead` s before the ego car; near it, it comes in any case. */
function comeFirst({ distance, station }: Crossing, limit: number, lead: number): VehicleScript {
  let isCommitted = false
  let driven = 0
  let before = Number.NaN
  return ({ time, vehicle, egoStation, egoSpeed }) => {
    driven += Number.isNaN(before) ? 0 : vehicle.speed * (time - before)
    before = time
    const rest = distance - driven
    isCommitted ||= rest < COMMITTED
    // From here on it drives like anybody: others may go before it.
    if (isCommitted) return GOES_ON
    const comes = (station - egoStation) / Math.max(4, egoSpeed) - lead
    return { desiredSpeed: Math.min(limit, Math.max(LEAST_SPEED, rest / Math.max(1, comes))) }
  }
}

const GOES_ON: VehicleOrder = {}
