import { buildMapIndex } from '../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../src/common/map/build-route.ts'
import type { MapIndex } from '../../src/common/map/map-index.ts'
import { createPose, createProjection } from '../../src/common/map/reference-line.ts'
import type { Route } from '../../src/common/map/route.ts'
import { findWorldGenerator } from '../../src/simulation/world/generators.ts'
import type { BenchCase } from '../case.ts'

/** What one moment of training asks: every state of every candidate trajectory, four corners each. */
const TRAJECTORIES = 256
const STATES = 41
const POSES = TRAJECTORIES * STATES
/** m a step of 0.1 s at 12 m/s, and m sideways between trajectories. */
const STEP = 1.2
const SPREAD = 0.6

/** Poses fanned out along a generated route, with the corners of a car's box. */
interface Fan {
  readonly index: MapIndex
  readonly route: Route
  readonly stations: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly heading: Float64Array
  /** Eight coordinates a pose. */
  readonly corners: Float64Array
}

function fanOfPoses(): Fan {
  const world = findWorldGenerator('city-grid').generate(5)
  const index = buildMapIndex(world.map)
  const [first] = world.routes
  const route = buildRoute(index, first!.lanes)
  const column = () => new Float64Array(POSES)
  const fan: Fan = {
    index,
    route,
    stations: column(),
    x: column(),
    y: column(),
    heading: column(),
    corners: new Float64Array(8 * POSES),
  }
  const pose = createPose()
  for (let i = 0; i < POSES; i++) {
    fan.stations[i] = first!.startStation + 20 + STEP * (i % STATES)
    route.poseAt(fan.stations[i]!, pose)
    const offset = SPREAD * ((Math.floor(i / STATES) % 16) - 8)
    const [cos, sin] = [Math.cos(pose.heading), Math.sin(pose.heading)]
    fan.x[i] = pose.x - offset * sin
    fan.y[i] = pose.y + offset * cos
    fan.heading[i] = pose.heading
    for (let corner = 0; corner < 4; corner++) {
      const [forward, left] = [corner < 2 ? 3.7 : -1, corner % 2 === 0 ? 0.95 : -0.95]
      fan.corners[8 * i + 2 * corner] = fan.x[i]! + forward * cos - left * sin
      fan.corners[8 * i + 2 * corner + 1] = fan.y[i]! + forward * sin + left * cos
    }
  }
  return fan
}

/** A case that asks `count` for every pose and gives back the sum. */
function fanCase(name: string, isQuick: boolean, count: (fan: Fan, pose: number) => number): BenchCase {
  return {
    name,
    perCall: { amount: POSES, unit: 'poses' },
    isQuick,
    prepare: async () => {
      const fan = fanOfPoses()
      return {
        run: () => {
          let sum = 0
          for (let i = 0; i < POSES; i++) sum += count(fan, i)
          return sum
        },
      }
    },
  }
}

const projection = createProjection()

export const MAP_CASES: readonly BenchCase[] = [
  fanCase('map/drivable-corners', true, ({ index, corners }, i) => (index.areDrivable(corners, 8 * i, 4) ? 1 : 0)),
  fanCase('map/nearest-lane', false, ({ index, x, y, heading }, i) => index.nearestLane(x[i]!, y[i]!, heading[i]!)),
  fanCase('map/oncoming-lane', false, ({ index, x, y, heading }, i) =>
    index.isOncoming(x[i]!, y[i]!, heading[i]!) ? 1 : 0,
  ),
  fanCase('map/project-onto-route', false, ({ route, stations, x, y }, i) => {
    route.projectNear(x[i]!, y[i]!, stations[i]!, 15, projection)
    return projection.offset
  }),
]
