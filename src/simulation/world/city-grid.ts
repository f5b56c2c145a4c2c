import { Random } from '../../common/random/xoshiro.ts'
import { wrapAngle } from '../../core/angle.ts'
import { type City, type CityStreet, planCity, setback } from './city-plan.ts'
import { addJunction, type JunctionArm } from './junction.ts'
import { MapBuilder } from './map-builder.ts'
import { buildPath, fromPose, type PlanarPose, pathEnd, straight } from './path.ts'
import { pickRoutes } from './pick-routes.ts'
import { addRoad, type Road } from './road.ts'
import { Scenery } from './scenery.ts'
import { lineStreet } from './street-scenery.ts'
import { addTrafficSigns } from './traffic-signs.ts'
import type { World } from './world.ts'

/** m of street beyond the outermost junctions. */
const STUB = [90, 130] as const
const ROUTES = 6
/** Of junctions without signals. */
const CROSSWALK_PROBABILITY = 0.6

/** Straight streets at right angles, turned as a whole; junctions with signals and with rights of way. */
export function cityGrid(seed: number): World {
  const random = new Random(seed)
  const builder = new MapBuilder()
  const city = planCity(random)
  const arms: JunctionArm[][] = city.plans.map(() => [])
  const roads = city.streets.flatMap((street) => layStreet(builder, city, street, arms, random))
  arms.forEach((armsHere, k) => {
    const { x, y } = city.junctions[k]!
    addJunction(builder, [x, y], armsHere)
  })
  const map = builder.build()
  const scenery = new Scenery(map, random)
  for (const { road, street } of roads) lineStreet(scenery, road, street, random)
  for (const { position, yaw } of map.trafficLights) {
    scenery.pole({ x: position[0], y: position[1], heading: yaw }, position[2] + 0.5)
  }
  addTrafficSigns(scenery, map)
  const routes = pickRoutes(map, random, ROUTES)
  return { name: 'city-grid', seed, map, statics: scenery.objects, ground: 'pavement', routes }
}

interface LaidRoad {
  readonly road: Road
  readonly street: CityStreet
}

/** Lays a street's roads from junction to junction and notes where they meet the junctions. */
function layStreet(
  builder: MapBuilder,
  city: City,
  street: CityStreet,
  arms: JunctionArm[][],
  random: Random,
): LaidRoad[] {
  const crossing = city.streets.filter(({ isAlong }) => isAlong !== street.isAlong)
  const laid: LaidRoad[] = []
  for (let k = 0; k <= crossing.length; k++) {
    const [before, after] = [crossing[k - 1], crossing[k]]
    if ((!before && !street.hasStub[0]) || (!after && !street.hasStub[1])) continue
    const from = before ? before.at + setback(before) : after!.at - random.between(...STUB)
    const to = after ? after.at - setback(after) : before!.at + random.between(...STUB)
    const start = poseOnStreet(city, street, from)
    const road = addRoad(builder, buildPath(start, [straight(to - from)]), street.profile)
    const { forward, backward } = road
    if (after) {
      arms[after.order + street.order]!.push({
        ...armOf(city, street, after, random),
        pose: pathEnd(road.path),
        incoming: forward,
        outgoing: backward,
      })
    }
    if (before) {
      arms[before.order + street.order]!.push({
        ...armOf(city, street, before, random),
        pose: { ...start, heading: wrapAngle(start.heading + Math.PI) },
        incoming: backward,
        outgoing: forward,
      })
    }
    laid.push({ road, street })
  }
  return laid
}

function armOf(city: City, street: CityStreet, crossed: CityStreet, random: Random) {
  const plan = city.plans[street.order + crossed.order]!
  return {
    laneWidth: street.profile.laneWidth,
    shoulder: street.profile.shoulder,
    isMajor: street.rank > crossed.rank,
    hasStopSign: street.hasStopSigns,
    hasCrosswalk: plan !== null || random.uniform() < CROSSWALK_PROBABILITY,
    signal: plan?.[street.isAlong ? 0 : 1] ?? null,
  }
}

function poseOnStreet(city: City, street: CityStreet, distance: number): PlanarPose {
  const [x, y] = street.isAlong ? fromPose(city.grid, distance, street.at) : fromPose(city.grid, street.at, distance)
  return { x, y, heading: wrapAngle(city.grid.heading + (street.isAlong ? 0 : Math.PI / 2)) }
}
