import type { LaneTurn } from './lane-map.ts'
import type { MapIndex } from './map-index.ts'
import { createPose, createProjection, ReferenceLine } from './reference-line.ts'
import type { NavigationCommand, Route } from './route.ts'

/** m; a navigation device announces a turn about this far ahead in a town. */
const ANNOUNCEMENT = 60
/** m; points of joined lines nearer than this are one point. */
const SAME_POINT = 0.05
/** m between points where the way changes lanes. */
const CHANGE_STEP = 2

/**
 * The way over lanes of these ids. Throws when a lane is unknown or does not follow the one before: expected, found and
 * the place in the list.
 */
export function buildRoute(index: MapIndex, laneIds: readonly number[]): Route {
  const lanes = Int32Array.from(laneIds, (id, place) => {
    const lane = index.laneOfId(id)
    if (lane < 0) throw new Error(`expected lanes of the map, found id ${id} at place ${place}`)
    return lane
  })
  const { points, firstPoint } = joinLines(index, lanes)
  const line = new ReferenceLine(Float64Array.from(points))
  const laneBegin = Float64Array.from(firstPoint, (point) => line.station[Math.min(point, line.size - 1)]!)
  const speedLimits = Float64Array.from(lanes, (lane) => index.lane(lane).speedLimit)
  const placeAt = (station: number): number => {
    let place = lanes.length - 1
    while (place > 0 && laneBegin[place]! > station) place--
    return place
  }
  const turnOf = (place: number): LaneTurn => index.lane(lanes[place]!).turn
  return {
    index,
    lanes,
    laneBegin,
    line,
    isOnRoute: corridor(index, lanes),
    placeAt,
    speedLimitAt: (station) => speedLimits[placeAt(station)]!,
    speedLimitBetween: (from, to) => {
      let smallest = Number.NaN
      for (let place = placeAt(from); place <= placeAt(to); place++) {
        const limit = speedLimits[place]!
        if (!(limit >= smallest)) smallest = Number.isNaN(limit) ? smallest : limit
      }
      return smallest
    },
    turnAt: (station) => turnOf(placeAt(station)),
    commandAt: (station, ahead = ANNOUNCEMENT) => nextTurn(placeAt(station), placeAt(station + ahead), turnOf),
    project: (x, y, out) => line.project(x, y, out),
    projectNear: (x, y, station, reach, out) => line.projectNear(x, y, station, reach, out),
    poseAt: (station, out) => line.poseAt(station, out),
  }
}

function nextTurn(first: number, last: number, turnOf: (place: number) => LaneTurn): NavigationCommand {
  for (let place = first; place <= last; place++) {
    const turn = turnOf(place)
    if (turn !== 'none') return turn
  }
  return 'follow'
}

interface JoinedLines {
  /** x, y, … */
  readonly points: number[]
  /** By place in the route: index of the lane's first point. */
  readonly firstPoint: number[]
}

function joinLines(index: MapIndex, lanes: Int32Array): JoinedLines {
  const points: number[] = []
  const firstPoint: number[] = []
  lanes.forEach((lane, place) => {
    const before = place > 0 ? lanes[place - 1]! : -1
    const isFollowing = before < 0 || index.successors[before]!.includes(lane)
    const isBeside = before >= 0 && (index.leftSame[before] === lane || index.rightSame[before] === lane)
    if (!isFollowing && !isBeside) {
      const [from, to] = [index.lane(before).id, index.lane(lane).id]
      throw new Error(`expected a successor or neighbour of lane ${from} at place ${place}, found lane ${to}`)
    }
    const isFirstOfChange = place + 1 < lanes.length && isNeighbour(index, lane, lanes[place + 1]!)
    if (isBeside && isFirstOfChange) throw new Error(`expected one change of lanes a lane, found two at place ${place}`)
    firstPoint.push(Math.max(0, points.length / 2 - (place > 0 ? 1 : 0)))
    if (isFollowing && !isFirstOfChange) appendLine(points, index.lines[lane]!)
    // The lane that is left is driven only as part of the change.
    if (isBeside) appendChange(points, index.lines[before]!, index.lines[lane]!)
  })
  return { points, firstPoint }
}

function isNeighbour(index: MapIndex, lane: number, next: number): boolean {
  return index.leftSame[lane] === next || index.rightSame[lane] === next
}

function appendLine(points: number[], line: ReferenceLine): void {
  for (let i = 0; i < line.size; i++) appendPoint(points, line.x[i]!, line.y[i]!)
}

/** From one lane to the one beside it over their whole length, by 3u² - 2u³: no sideways motion at either end. */
function appendChange(points: number[], from: ReferenceLine, to: ReferenceLine): void {
  const pose = createPose()
  const projection = createProjection()
  const steps = Math.max(2, Math.ceil(from.length / CHANGE_STEP))
  for (let k = 0; k <= steps; k++) {
    const u = k / steps
    from.poseAt(u * from.length, pose)
    const { x, y } = pose
    to.project(x, y, projection)
    to.poseAt(projection.station, pose)
    const share = u * u * (3 - 2 * u)
    appendPoint(points, x + share * (pose.x - x), y + share * (pose.y - y))
  }
}

function appendPoint(points: number[], x: number, y: number): void {
  const n = points.length
  if (n >= 2 && Math.hypot(x - points[n - 2]!, y - points[n - 1]!) < SAME_POINT) return
  points.push(x, y)
}

/** The route's lanes and everything beside them in the same direction. */
function corridor(index: MapIndex, lanes: Int32Array): Uint8Array {
  const isOnRoute = new Uint8Array(index.map.lanes.length)
  for (const lane of lanes) {
    isOnRoute[lane] = 1
    for (let left = index.leftSame[lane]!; left >= 0 && !isOnRoute[left]; left = index.leftSame[left]!)
      isOnRoute[left] = 1
    for (let right = index.rightSame[lane]!; right >= 0 && !isOnRoute[right]; right = index.rightSame[right]!)
      isOnRoute[right] = 1
  }
  return isOnRoute
}
