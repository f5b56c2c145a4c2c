import type { Random } from '../../common/random/xoshiro.ts'
import type { CityStreet } from './city-plan.ts'
import { fromPose, pathLength, shiftPose } from './path.ts'
import { halfWidth, type Road } from './road.ts'
import { posesAlong } from './roadside.ts'
import type { Scenery } from './scenery.ts'

/** m from the kerb to the house fronts. */
const SIDEWALK = 4.5
/** m between neighbouring things. */
const HOUSES = 21
const LAMPS = 30
const TREES = 14
const PARKING_SPACES = 6.5
/** m from a street's ends to the first parked car: junctions stay visible. */
const CLEAR_OF_JUNCTION = 12
const PARKING_PROBABILITY = 0.6
const TREE_PROBABILITY = 0.4

/** Houses, lamps, trees and parked cars on both sides of a street. */
export function lineStreet(scenery: Scenery, road: Road, street: CityStreet, random: Random): void {
  const { profile } = road
  const kerb = halfWidth(profile, profile.forward) + profile.shoulder
  for (const side of [1, -1] as const) {
    for (const pose of posesAlong(road.path, 0, HOUSES, random, 1)) {
      const depth = random.between(9, 15)
      const place = shiftPose(pose, 0, side * (kerb + SIDEWALK + depth / 2))
      scenery.building(place, random.between(14, 20), depth, random.between(6, 22))
    }
    for (const pose of posesAlong(road.path, side * (kerb + 0.6), LAMPS, random)) scenery.pole(pose, 8)
    for (const pose of posesAlong(road.path, side * (kerb + 1.6), TREES, random, 2)) {
      if (random.uniform() < TREE_PROBABILITY) scenery.tree(pose)
    }
    if (street.hasParking) park(scenery, road, side, random)
  }
}

function park(scenery: Scenery, road: Road, side: 1 | -1, random: Random): void {
  const offset = side * (halfWidth(road.profile, road.profile.forward) + road.profile.shoulder / 2)
  const length = pathLength(road.path)
  let station = 0
  for (const pose of posesAlong(road.path, offset, PARKING_SPACES, random)) {
    station += PARKING_SPACES
    const isClear = station > CLEAR_OF_JUNCTION && station < length - CLEAR_OF_JUNCTION
    if (!isClear || random.uniform() >= PARKING_PROBABILITY) continue
    const [x, y] = fromPose(pose, random.between(-0.6, 0.6), random.between(-0.1, 0.1))
    scenery.parkedCar({ x, y, heading: pose.heading + (side > 0 ? Math.PI : 0) })
  }
}
