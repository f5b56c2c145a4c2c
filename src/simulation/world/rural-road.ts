import { Random } from '../../common/random/xoshiro.ts'
import { wrapAngle } from '../../core/angle.ts'
import { addJunction } from './junction.ts'
import { MapBuilder } from './map-builder.ts'
import { bend, buildPath, type PlanarPose, pathEnd, shiftPose, straight } from './path.ts'
import { pickRoutes } from './pick-routes.ts'
import { addRoad, halfWidth, type Marking, type Road, type RoadProfile, SOLID_WHITE } from './road.ts'
import { addRail, addTrees, posesAlong } from './roadside.ts'
import { Scenery } from './scenery.ts'
import { bendLimit, KPH } from './speed-limits.ts'
import { addTrafficSigns } from './traffic-signs.ts'
import type { World } from './world.ts'

const LANE_WIDTH = 3.4
const VERGE = 0.6
/** m from the middle of the junction to the stop lines. */
const SETBACK = 16
/** Bends and straights in turn on each side of the junction. */
const PIECES = 7
const ROUTES = 6
const STOP_SIGN_PROBABILITY = 0.4
const CENTRE: Marking = { pattern: 'dashed', colour: 'white', isRaised: false }

/** A country road that winds through fields and woods, with a side road that gives way. */
export function ruralRoad(seed: number): World {
  const random = new Random(seed)
  const builder = new MapBuilder()
  const limit = [80, 90, 100][random.integer(3)]! * KPH
  const start: PlanarPose = { x: 0, y: 0, heading: random.between(-Math.PI, Math.PI) }
  const before = layWinding(builder, start, limit, random)
  const junction = shiftPose(pathEnd(before.at(-1)!.path), SETBACK, 0)
  const after = layWinding(builder, shiftPose(junction, SETBACK, 0), limit, random)
  const side = random.uniform() < 0.5 ? 1 : -1
  const branch = shiftPose(junction, 0, 0, side * random.between(1.25, 1.9))
  const sidePath = buildPath(shiftPose(branch, SETBACK, 0), [straight(40), ...sideBend(random), straight(120)])
  const sideRoad = addRoad(builder, sidePath, profileOf(50 * KPH))
  addJunction(
    builder,
    [junction.x, junction.y],
    [
      arm(pathEnd(before.at(-1)!.path), before.at(-1)!, 'end', true, false),
      arm(shiftPose(junction, SETBACK, 0, Math.PI), after[0]!, 'start', true, false),
      arm(shiftPose(branch, SETBACK, 0, Math.PI), sideRoad, 'start', false, random.uniform() < STOP_SIGN_PROBABILITY),
    ],
  )
  const map = builder.build()
  const scenery = new Scenery(map, random)
  for (const road of [...before, ...after, sideRoad]) lineRoad(scenery, road, random)
  addTrafficSigns(scenery, map)
  // Every third drive comes out of the side road and gives way.
  const routes = pickRoutes(map, random, ROUTES, sideRoad.backward)
  return { name: 'rural-road', seed, map, statics: scenery.objects, ground: 'grass', routes }
}

/** Straights and bends in turn, each a road of its own with its own limit. Begins and ends straight. */
function layWinding(builder: MapBuilder, start: PlanarPose, limit: number, random: Random): Road[] {
  const roads: Road[] = []
  let pose = start
  let turned = 0
  for (let i = 0; i < PIECES; i++) {
    const isBend = i % 2 === 1
    const radius = random.between(70, 260)
    // Back towards the first direction, so that the road never meets itself.
    const side = turned > 0.3 || (turned > -0.3 && random.uniform() < 0.5) ? -1 : 1
    const angle = side * random.between(0.35, 0.9)
    const sections = isBend ? bend(angle, radius, 30) : [straight(random.between(50, 130))]
    const path = buildPath(pose, sections)
    const road = addRoad(builder, path, profileOf(isBend ? bendLimit(radius, limit) : limit))
    const last = roads.at(-1)
    if (last) {
      builder.link(last.forward[0]!, road.forward[0]!)
      builder.link(road.backward[0]!, last.backward[0]!)
    }
    roads.push(road)
    pose = pathEnd(path)
    turned = wrapAngle(pose.heading - start.heading)
  }
  return roads
}

function sideBend(random: Random) {
  return bend((random.uniform() < 0.5 ? 1 : -1) * random.between(0.3, 0.8), 90, 25)
}

function profileOf(speedLimit: number): RoadProfile {
  return {
    forward: 1,
    backward: 1,
    laneWidth: LANE_WIDTH,
    median: 0,
    speedLimit,
    centre: CENTRE,
    divider: CENTRE,
    edge: SOLID_WHITE,
    shoulder: VERGE,
  }
}

function arm(pose: PlanarPose, road: Road, at: 'start' | 'end', isMajor: boolean, hasStopSign: boolean) {
  const [incoming, outgoing] = at === 'end' ? [road.forward, road.backward] : [road.backward, road.forward]
  return {
    pose,
    incoming,
    outgoing,
    laneWidth: LANE_WIDTH,
    shoulder: VERGE,
    isMajor,
    hasStopSign,
    hasCrosswalk: false,
    signal: null,
  }
}

function lineRoad(scenery: Scenery, road: Road, random: Random): void {
  const edge = halfWidth(road.profile, 1) + road.profile.shoulder
  addTrees(scenery, road.path, [edge, edge], random.between(9, 25), random)
  const isSharp = road.path.curvature.some((curvature) => Math.abs(curvature) > 1 / 150)
  if (isSharp) addRail(scenery, road.path, road.path.curvature.some((c) => c > 1 / 150) ? -edge - 1 : edge + 1, 'metal')
  for (const pose of posesAlong(road.path, 0, 70, random, 25)) {
    if (random.uniform() < 0.7) continue
    const side = random.uniform() < 0.5 ? 1 : -1
    const place = shiftPose(pose, 0, side * (edge + random.between(12, 25)), random.between(-0.4, 0.4))
    scenery.building(place, random.between(8, 16), random.between(7, 11), random.between(4, 8))
  }
}
