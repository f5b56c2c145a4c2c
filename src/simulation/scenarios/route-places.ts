import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'

/** A place on a lane of a route. */
export interface LanePlace {
  /** Index in the map. */
  readonly lane: number
  /** m along it. */
  readonly station: number
  /** m from there to its end. */
  readonly rest: number
}

/** The lane under a station of the route; null in junctions and where the way is changing lanes. */
export function placeOnRoute(route: Route, station: number): LanePlace | null {
  const place = route.placeAt(station)
  const lane = route.lanes[place]!
  if (route.index.lane(lane).isJunction) return null
  const pose = createPose()
  const projection = { station: 0, offset: 0, heading: 0, curvature: 0 }
  route.poseAt(station, pose)
  const line = route.index.lines[lane]!
  line.project(pose.x, pose.y, projection)
  if (Math.abs(projection.offset) > 0.5) return null
  return { lane, station: projection.station, rest: line.length - projection.station }
}

/** m up to which a scenario may be moved along the route to where it fits, and in what steps. */
const MOVABLE = 45
const MOVE_STEP = 5

/** The place nearest to a station of the route that fits, outside of junctions and changes of lanes; null without any. */
export function findPlace(
  route: Route,
  anchor: number,
  fits: (place: LanePlace, station: number) => boolean = () => true,
): (LanePlace & { readonly anchor: number }) | null {
  for (let moved = 0; moved <= MOVABLE; moved += MOVE_STEP) {
    for (const at of moved === 0 ? [anchor] : [anchor + moved, anchor - moved]) {
      const place = at > 0 && at < route.line.length ? placeOnRoute(route, at) : null
      if (place && fits(place, at)) return { ...place, anchor: at }
    }
  }
  return null
}

/** The lane beside, in the same direction: on the side asked for, or on either; -1 where there is none. */
export function laneBeside(
  route: Route,
  lane: number,
  side?: 'left' | 'right',
): { lane: number; side: 'left' | 'right' } | null {
  const { leftSame, rightSame } = route.index
  if (side !== 'left' && rightSame[lane]! >= 0) return { lane: rightSame[lane]!, side: 'right' }
  if (side !== 'right' && leftSame[lane]! >= 0) return { lane: leftSame[lane]!, side: 'left' }
  return null
}

/** Lanes of the route from a lane on, for actors that share it. */
export function wayAlong(route: Route): readonly number[] {
  return [...route.lanes]
}

/** Lanes beside those of the route, on one side, where there are any; then the route's own, for whoever changes to them. */
export function wayBeside({ index, lanes }: Route, side: 'left' | 'right'): readonly number[] {
  const neighbours = side === 'left' ? index.leftSame : index.rightSame
  return [...[...lanes].map((lane) => neighbours[lane]!).filter((lane) => lane >= 0), ...lanes]
}

/** A point `offset` m to the left of the route: packed x, y. */
export function pointBeside(route: Route, station: number, offset: number): [number, number] {
  const pose = createPose()
  route.poseAt(station, pose)
  return [pose.x - offset * Math.sin(pose.heading), pose.y + offset * Math.cos(pose.heading)]
}

/** m from the route to the edge of the drivable area, on the left (1) or the right (-1), at most `reach`. */
export function distanceToEdge(route: Route, station: number, side: 1 | -1, reach = 30): number {
  for (let offset = 1; offset < reach; offset += 0.25) {
    const [x, y] = pointBeside(route, station, side * offset)
    if (!route.index.isDrivable(x, y)) return offset
  }
  return reach
}

/** m/s: nobody walks or cycles on faster roads, 80 km/h. */
const FASTEST_FOR_PEOPLE = 22.3

/** On streets with two directions, not too fast: neither on a highway nor on its ramps. */
export function isForPeople(route: Route, station: number): boolean {
  if (route.speedLimitAt(station) > FASTEST_FOR_PEOPLE) return false
  const { index } = route
  let lane = route.lanes[route.placeAt(station)]!
  while (index.leftSame[lane]! >= 0) lane = index.leftSame[lane]!
  return index.lane(lane).left?.isOncoming === true
}

/** s at the limit before something that stands for good in which it can be seen and the lane be changed. */
const CHANGE_TIME = 4

/** m that those seconds are at a station. */
export function roomToChange(route: Route, station: number): number {
  const limit = route.speedLimitAt(station)
  return CHANGE_TIME * (Number.isFinite(limit) ? limit : 13.9)
}
