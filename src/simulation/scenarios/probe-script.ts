import { createProjection } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import type { Cast } from '../traffic/traffic.ts'
import type { VehicleOrder, VehicleScript } from '../traffic/vehicle-script.ts'

/** A stretch of a lane on which something stands for good, m along it. */
interface StandingStretch {
  readonly lane: number
  readonly begin: number
  readonly end: number
}

/** s that a change of lanes takes, and m more before something that stands. */
const CHANGE_DURATION = 4
const BEFORE = 12
/** m behind the last thing that stands, from which the way is free again. */
const BEHIND = 8

/** Where things of the cast stand that will never go: barriers and cones, and cars that have broken down. */
export function standingStretches(route: Route, { others, vehicles }: Cast): StandingStretch[] {
  const { index } = route
  const projection = createProjection()
  const found = new Int32Array(8)
  const stretches = new Map<number, { lane: number; begin: number; end: number }>()
  const add = (lane: number, station: number, length: number) => {
    const stretch = stretches.get(lane) ?? { lane, begin: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY }
    stretch.begin = Math.min(stretch.begin, station - length / 2)
    stretch.end = Math.max(stretch.end, station + length / 2)
    stretches.set(lane, stretch)
  }
  for (const { lane, station, profile, standsForGood } of vehicles)
    if (standsForGood) add(lane, station, profile.size[0])
  for (const { path, speed, size } of others) {
    if (speed > 0) continue
    const count = index.lanesAt(path[0]!, path[1]!, found)
    for (const lane of found.subarray(0, count)) {
      index.lines[lane]!.project(path[0]!, path[1]!, projection)
      add(lane, projection.station, size[0])
    }
  }
  return [...stretches.values()]
}

/** Changes lanes where the route does, and past what stands in its lane; then back. */
export function keepToRoute(route: Route, standing: readonly StandingStretch[]): VehicleScript {
  const { leftSame, rightSame } = route.index
  const sideOf = (from: number, to: number) =>
    leftSame[from] === to ? 'left' : rightSame[from] === to ? 'right' : null
  const isBlocked = (lane: number, from: number, to: number) =>
    standing.some((stretch) => stretch.lane === lane && stretch.begin < to && stretch.end > from)
  return ({ vehicle }) => {
    if (vehicle.isChanging) return KEEP
    const { lane } = vehicle.way
    const place = route.lanes.indexOf(lane)
    const ahead = vehicle.station + CHANGE_DURATION * vehicle.speed + BEFORE
    if (place >= 0 && isBlocked(lane, vehicle.station, ahead)) {
      for (const beside of [leftSame[lane]!, rightSame[lane]!]) {
        if (beside >= 0 && !isBlocked(beside, vehicle.station, ahead)) return changeTo(sideOf(lane, beside))
      }
    }
    if (place >= 0) return changeTo(sideOf(lane, route.lanes[place + 1] ?? -1))
    const back = [leftSame[lane]!, rightSame[lane]!].find((beside) => route.lanes.indexOf(beside) >= 0)
    if (back === undefined || isBlocked(back, vehicle.station - BEHIND, ahead)) return KEEP
    return changeTo(sideOf(lane, back))
  }
}

const KEEP: VehicleOrder = {}

function changeTo(side: 'left' | 'right' | null): VehicleOrder {
  return side === null ? KEEP : { change: { side, duration: CHANGE_DURATION } }
}
