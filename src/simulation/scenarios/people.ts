import type { Polyline } from '../../common/map/lane-map.ts'
import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import type { StaticObject } from '../world/world.ts'
import { distanceToEdge, isForPeople, placeOnRoute, pointBeside } from './route-places.ts'
import type { Scenario, Stage } from './scenario.ts'
import { whenEgoComes } from './triggers.ts'

type WalkParameter = 'walkingSpeed' | 'timeToArrival'

/** Somebody crosses in front of the car, over a crosswalk where there is one. */
export const PEDESTRIAN_CROSSING: Scenario<WalkParameter> = {
  name: 'pedestrian-crossing',
  description: 'somebody crosses the road ahead, over a crosswalk where there is one',
  parameters: {
    walkingSpeed: { low: 1.1, high: 1.7, unit: 'm/s' },
    timeToArrival: { low: 3, high: 4.2, unit: 's of the car when it would be met' },
  },
  play(stage, value) {
    if (!isForPeople(stage.route, stage.anchor)) return null
    const crossing = crosswalkNear(stage)
    const station = crossing?.station ?? stage.anchor
    const walk = walkAcross(stage, station)
    if (!walk) return null
    return { pedestrians: [walker(stage, walk, station, crossing?.crosswalk ?? -1, value)] }
  },
}

/** Somebody steps out from behind a parked van. */
export const HIDDEN_PEDESTRIAN: Scenario<WalkParameter> = {
  name: 'hidden-pedestrian',
  description: 'somebody steps out from behind a parked van',
  parameters: {
    walkingSpeed: { low: 1.2, high: 2, unit: 'm/s' },
    timeToArrival: { low: 2.6, high: 3.4, unit: 's of the car when it would be met' },
  },
  play(stage, value) {
    const walk = walkAcross(stage, stage.anchor)
    // A van at the kerb must not stand in the lane itself.
    if (!walk || walk.edge < LANE_HALF) return null
    const van = parkedVan(
      stage.nextId(),
      stage.route,
      stage.anchor - VAN_LENGTH / 2 - 1,
      -(walk.edge + VAN_WIDTH / 2 + 0.2),
    )
    return { pedestrians: [walker(stage, walk, stage.anchor, -1, value)], statics: [van] }
  },
}

/** m */
const LANE_HALF = 1.6
const VAN_LENGTH = 5.4
const VAN_WIDTH = 2
const VAN_HEIGHT = 2.4
/** m behind the kerb where somebody waits. */
const BEHIND_KERB = 0.7

interface Walk {
  readonly path: Polyline
  /** m from the route's line to the kerb where it begins. */
  readonly edge: number
}

/** From the right-hand kerb to the left-hand one; null on roads too wide to be crossed in one go, and in junctions. */
function walkAcross({ route }: Stage, station: number): Walk | null {
  if (!placeOnRoute(route, station) || !isForPeople(route, station)) return null
  const right = distanceToEdge(route, station, -1)
  const left = distanceToEdge(route, station, 1)
  if (right > 8 || left > 18) return null
  const from = pointBeside(route, station, -(right + BEHIND_KERB))
  const to = pointBeside(route, station, left + BEHIND_KERB)
  return { path: Float64Array.from([...from, ...to]), edge: right }
}

function walker(stage: Stage, walk: Walk, station: number, crosswalk: number, value: Record<WalkParameter, number>) {
  const { walkingSpeed, timeToArrival } = value
  // Setting off so that the walker is on the car's path when the car, going on as it does, would be there too.
  const untilMet = (walk.edge + BEHIND_KERB) / walkingSpeed
  const mayGo = whenEgoComes(station, Math.max(timeToArrival, untilMet + 0.3))
  return { id: stage.nextId(), path: walk.path, walkingSpeed, crosswalk, mayGo }
}

/** The crosswalk on the route that is nearest to the anchor, within 60 m. */
function crosswalkNear({ route, anchor }: Stage): { station: number; crosswalk: number } | null {
  let nearest: { station: number; crosswalk: number } | null = null
  for (const [place, lane] of route.lanes.entries()) {
    for (const { lane: crossed, crosswalk, begin, end } of route.index.crossings) {
      if (crossed !== lane) continue
      const station = route.laneBegin[place]! + (begin + end) / 2
      const distance = Math.abs(station - anchor)
      if (distance < 60 && (!nearest || distance < Math.abs(nearest.station - anchor))) nearest = { station, crosswalk }
    }
  }
  return nearest
}

function parkedVan(id: number, route: Route, station: number, offset: number): StaticObject {
  const pose = createPose()
  route.poseAt(station, pose)
  const [x, y] = pointBeside(route, station, offset)
  return {
    id,
    kind: 'parked-car',
    bodies: [
      {
        shape: 'box',
        position: [x, y, VAN_HEIGHT / 2],
        yaw: pose.heading,
        size: [VAN_LENGTH, VAN_WIDTH, VAN_HEIGHT],
        material: 'car-paint',
        colour: [0.7, 0.7, 0.68],
      },
    ],
  }
}
