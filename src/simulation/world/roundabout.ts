import type { LaneTurn } from '../../common/map/lane-map.ts'
import { Random } from '../../common/random/xoshiro.ts'
import { wrapAngle } from '../../core/angle.ts'
import { connectingPath } from './connecting-path.ts'
import { addJunctionLane } from './junction.ts'
import { MapBuilder } from './map-builder.ts'
import { bend, buildPath, fromPose, type Path, type PlanarPose, shiftPose, straight } from './path.ts'
import { pickRoutes } from './pick-routes.ts'
import { addRoad, DASHED_WHITE, halfWidth, KERB, type Marking, type Road, type RoadProfile } from './road.ts'
import { addTrees, posesAlong } from './roadside.ts'
import { Scenery } from './scenery.ts'
import { KPH } from './speed-limits.ts'
import { addTrafficSigns } from './traffic-signs.ts'
import type { World } from './world.ts'

const LANE_WIDTH = 3.5
/** m, middle of the circulating lane. */
const RADIUS = [15, 20] as const
const CIRCLE_WIDTH = 4.5
/** m from the circulating lane's middle to the yield lines. */
const APPROACH = 11
/** rad; how far before and behind an arm's middle its exit leaves and its entry joins the circle, by number of arms. */
const HALF_MOUTH: Readonly<Record<number, number>> = { 3: 0.6, 4: 0.6, 5: 0.5 }
/** rad; arms are not spaced evenly. */
const SPREAD = 0.06
const CIRCLE_LIMIT = 30 * KPH
const ROUTES = 6
const CENTRE: Marking = { pattern: 'solid', colour: 'white', isRaised: false }

interface Arm {
  /** Direction from the centre, rad. */
  readonly angle: number
  readonly road: Road
}

/** A single-lane roundabout with three to five arms; entries give way, traffic goes round counter-clockwise. */
export function roundabout(seed: number): World {
  const random = new Random(seed)
  const builder = new MapBuilder()
  const radius = random.between(...RADIUS)
  const count = 3 + random.integer(3)
  const first = random.between(-Math.PI, Math.PI)
  const arms = Array.from({ length: count }, (_, i): Arm => {
    const angle = first + (2 * Math.PI * i) / count + random.between(-SPREAD, SPREAD)
    return { angle, road: addArm(builder, angle, radius, random) }
  })
  layCircle(builder, arms, radius)
  const map = builder.build()
  const scenery = new Scenery(map, random)
  addIsland(scenery, radius, random)
  for (const { road } of arms) lineArm(scenery, road, random)
  addTrafficSigns(scenery, map)
  const routes = pickRoutes(map, random, ROUTES)
  return { name: 'roundabout', seed, map, statics: scenery.objects, ground: 'grass', routes }
}

/** Leads away from the circle: its forward lanes are the exit. */
function addArm(builder: MapBuilder, angle: number, radius: number, random: Random): Road {
  const start = shiftPose({ x: 0, y: 0, heading: wrapAngle(angle) }, radius + APPROACH, 0)
  const turn = (random.uniform() < 0.5 ? 1 : -1) * random.between(0.15, 0.5)
  const path = buildPath(start, [straight(50), ...bend(turn, 140, 30), straight(random.between(110, 160))])
  const road = addRoad(builder, path, profileOf([40, 50, 60][random.integer(3)]! * KPH))
  const half = halfWidth(road.profile, 1)
  builder.addStopLine({
    kind: 'yield',
    line: Float64Array.from([...fromPose(start, 0, 0), ...fromPose(start, 0, half)]),
    lanes: road.backward,
  })
  if (random.uniform() < 0.7) {
    // People cross a car's length before the yield line.
    const corners = [fromPose(start, 6, -half), fromPose(start, 9, -half)]
    corners.push(fromPose(start, 9, half), fromPose(start, 6, half))
    const path = Float64Array.from([...fromPose(start, 7.5, -half), ...fromPose(start, 7.5, half)])
    builder.addCrosswalk({ outline: Float64Array.from(corners.flat()), path })
  }
  return road
}

function profileOf(speedLimit: number): RoadProfile {
  return {
    forward: 1,
    backward: 1,
    laneWidth: LANE_WIDTH,
    median: 0,
    speedLimit,
    centre: CENTRE,
    divider: DASHED_WHITE,
    edge: KERB,
    shoulder: 0.3,
  }
}

/** The circle in pieces from mouth to mouth, with the entries that join it and the exits that leave it. */
function layCircle(builder: MapBuilder, arms: readonly Arm[], radius: number): void {
  const halfMouth = HALF_MOUTH[arms.length]!
  const add = (path: Path, width: number, turn: LaneTurn) => addJunctionLane(builder, path, width, CIRCLE_LIMIT, turn)
  // Passing an arm is a `left` for the navigation, leaving at it a `right`.
  const passing = arms.map(({ angle }) =>
    add(arcPath(radius, angle - halfMouth, angle + halfMouth), CIRCLE_WIDTH, 'left'),
  )
  const between = arms.map(({ angle }, i) => {
    const turn = positiveAngle(arms[(i + 1) % arms.length]!.angle - angle)
    return add(arcPath(radius, angle + halfMouth, angle + turn - halfMouth), CIRCLE_WIDTH, 'none')
  })
  arms.forEach(({ angle, road }, i) => {
    const before = between.at(i - 1)!
    const start = { x: road.path.x[0]!, y: road.path.y[0]!, heading: road.path.heading[0]! }
    const approach = shiftPose(start, 0, LANE_WIDTH / 2, Math.PI)
    const entry = add(connectingPath(approach, circlePose(radius, angle + halfMouth)), LANE_WIDTH, 'none')
    const leave = shiftPose(start, 0, -LANE_WIDTH / 2)
    const exit = add(connectingPath(circlePose(radius, angle - halfMouth), leave), LANE_WIDTH, 'right')
    builder.link(road.backward[0]!, entry)
    builder.link(entry, between[i]!)
    builder.link(before, passing[i]!)
    builder.link(passing[i]!, between[i]!)
    builder.link(before, exit)
    builder.link(exit, road.forward[0]!)
    builder.giveWay(entry, passing[i]!)
  })
}

function positiveAngle(angle: number): number {
  const wrapped = wrapAngle(angle)
  return wrapped < 0 ? wrapped + 2 * Math.PI : wrapped
}

function circlePose(radius: number, angle: number): PlanarPose {
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle), heading: wrapAngle(angle + Math.PI / 2) }
}

function arcPath(radius: number, from: number, to: number): Path {
  const curvature = 1 / radius
  return buildPath(circlePose(radius, from), [{ length: radius * (to - from), from: curvature, to: curvature }])
}

function addIsland(scenery: Scenery, radius: number, random: Random): void {
  const reach = radius - CIRCLE_WIDTH / 2 - 2.5
  for (let k = 0; k < 5; k++) {
    const [distance, angle] = [reach * Math.sqrt(random.uniform()), random.between(-Math.PI, Math.PI)]
    scenery.tree({ x: distance * Math.cos(angle), y: distance * Math.sin(angle), heading: 0 })
  }
}

function lineArm(scenery: Scenery, road: Road, random: Random): void {
  const edge = halfWidth(road.profile, 1) + road.profile.shoulder
  addTrees(scenery, road.path, [edge + 2, edge + 2], 18, random)
  for (const side of [1, -1] as const) {
    for (const pose of posesAlong(road.path, side * (edge + 0.8), 32, random)) scenery.pole(pose, 8)
    for (const pose of posesAlong(road.path, 0, 28, random, 4)) {
      if (random.uniform() < 0.5) continue
      const place = shiftPose(pose, 0, side * (edge + random.between(12, 20)))
      scenery.building(place, random.between(10, 18), random.between(8, 12), random.between(5, 12))
    }
  }
}
