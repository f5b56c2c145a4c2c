import type { LaneConflict, MapIndex } from '../../src/common/map/map-index.ts'
import { createProjection } from '../../src/common/map/reference-line.ts'
import { isStopState, lightState } from '../../src/common/map/traffic-light.ts'
import { signalStops } from '../../src/common/proposals/signal-stops.ts'
import { brakingNeeded, type Situation, timeToCover } from './expert-situation.ts'

/** m ahead within which junctions are looked at, and m upstream of a conflict within which others are. */
const REACH = 80
const UPSTREAM = 90
/** m before the line at which the front stops, beside the driver model's own gap. */
const LINE_MARGIN = 0.5
/** m, m/s: standing at a stop sign. */
const STOOD_WITHIN = 3.5
const STOOD_SPEED = 0.08
/** s that must lie between the expert and another in a place that both cross. */
const TIME_MARGIN = 1.2
/** m/s: slower ones wait, and are taken to go on waiting. */
const WAITING_SPEED = 0.4
/** m/s that another is taken to have at least once it comes. */
const LEAST_SPEED = 3
/** m/s²: who would have to brake harder than this for another has come too far to give way. */
const LAST_BRAKING = 4.5

/** Where another vehicle is on the lanes. */
interface Approach {
  readonly lane: number
  /** Of its middle, m along the lane. */
  readonly station: number
  readonly speed: number
  readonly length: number
}

/**
 * Stations at which the front must stop for signals, stop signs and whoever goes first. `stoodAt` is the route's place
 * whose stop sign has been obeyed.
 */
export function stopsForRightOfWay(situation: Situation, stoodAt: number): number[] {
  const { world, front, speed, time } = situation
  const stops = signalStops(world.route, front, speed, time, REACH)
  const approaches = approachesOf(situation)
  const { route, index } = world
  for (let place = 1; place < route.lanes.length; place++) {
    const distance = route.laneBegin[place]! - front
    if (distance > REACH) break
    if (distance < -index.lines[route.lanes[place]!]!.length - situation.vehicle.length) continue
    const isOver = distance < -1
    if (!isOver && stopSignBefore(situation, place) && stoodAt !== place)
      stops.push(route.laneBegin[place]! - LINE_MARGIN)
    const at = yieldStation(situation, place, approaches, isOver)
    if (at !== null) stops.push(at)
  }
  return stops
}

/** The route's place whose stop sign the car stands at, or what it was. */
export function stoodAtStopSign(situation: Situation, before: number): number {
  const { world, front, speed } = situation
  if (speed > STOOD_SPEED) return before
  const { route } = world
  for (let place = 1; place < route.lanes.length; place++) {
    const distance = route.laneBegin[place]! - front
    if (distance > -1 && distance < STOOD_WITHIN && stopSignBefore(situation, place)) return place
  }
  return before
}

function stopSignBefore({ world }: Situation, place: number): boolean {
  const { index, lanes } = world.route
  const line = index.stopLineOf[lanes[place - 1]!]!
  return line >= 0 && index.map.stopLines[line]!.kind === 'stop-sign' && index.lightOf[lanes[place]!]! < 0
}

/** Where to wait for the others of the junction lane at `place`, or null when the way is free. */
function yieldStation(
  situation: Situation,
  place: number,
  approaches: readonly Approach[],
  isOver: boolean,
): number | null {
  const { world, front, speed, vehicle } = situation
  const { route, index } = world
  const begin = route.laneBegin[place]!
  for (const conflict of index.conflictsOf[route.lanes[place]!]!) {
    const toConflict = begin + conflict.begin - front
    // In the shared stretch already: out of it is the way.
    if (toConflict < 0) continue
    const enters = timeToCover(toConflict, speed)
    const leaves = timeToCover(begin + conflict.end + vehicle.length - front, speed)
    for (const approach of approaches) {
      const distance = distanceTo(index, approach, conflict)
      if (distance === null || !goesFirst(situation, conflict, approach, distance, enters, leaves)) continue
      const stop = isOver ? begin + conflict.begin - 1 : begin - LINE_MARGIN
      if (!isOver && brakingNeeded(stop - front, speed) > LAST_BRAKING) continue
      return stop
    }
  }
  return null
}

/** `distance`: of its middle to the beginning of the shared stretch, m; negative inside or behind it. */
function goesFirst(
  { world, time }: Situation,
  conflict: LaneConflict,
  approach: Approach,
  distance: number,
  enters: number,
  leaves: number,
): boolean {
  const rest = distance + (conflict.otherEnd - conflict.otherBegin) + approach.length / 2
  if (rest < 0) return false
  // One that stands in the shared stretch waits for somebody; where its body is in the way it is a lead.
  if (approach.speed < WAITING_SPEED) return false
  if (distance < approach.length / 2) return enters < TIME_MARGIN + rest / Math.max(1, approach.speed)
  if (!conflict.mustYield) return false
  if (approach.lane !== conflict.other && isHeldByLight(world.index, conflict.other, time)) return false
  const itsSpeed = Math.max(LEAST_SPEED, approach.speed)
  const itsEntry = (distance - approach.length / 2) / itsSpeed
  return rest / itsSpeed > enters - TIME_MARGIN && itsEntry < leaves + TIME_MARGIN
}

function isHeldByLight(index: MapIndex, lane: number, time: number): boolean {
  const light = index.map.trafficLights[index.lightOf[lane]!]
  return light !== undefined && isStopState(lightState(light, time))
}

/** m from its middle to the shared stretch of the other lane; null when it is not on the way there. */
function distanceTo(index: MapIndex, { lane, station }: Approach, { other, otherBegin }: LaneConflict): number | null {
  if (lane === other) return otherBegin - station
  const upstream = (to: number, distance: number): number | null => {
    if (distance > UPSTREAM) return null
    for (const from of index.predecessors[to]!) {
      const length = index.lines[from]!.length
      if (from === lane) return distance + length - station
      const found = upstream(from, distance + length)
      if (found !== null) return found
    }
    return null
  }
  return upstream(other, otherBegin)
}

function approachesOf({ world, agents }: Situation): Approach[] {
  const projection = createProjection()
  const approaches: Approach[] = []
  for (let agent = 0; agent < agents.count; agent++) {
    const kind = agents.classes[agent]!
    if (kind === 'pedestrian' || kind === 'static' || kind === 'unknown') continue
    const i = agent * agents.steps
    const [x, y] = [agents.x[i]!, agents.y[i]!]
    const lane = world.index.nearestLane(x, y, agents.yaw[i]!, projection, 1)
    if (lane < 0) continue
    const speed = Math.hypot(agents.velocityX[i]!, agents.velocityY[i]!)
    approaches.push({ lane, station: projection.station, speed, length: agents.length[agent]! })
  }
  return approaches
}
