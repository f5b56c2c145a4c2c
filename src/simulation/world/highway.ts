import { Random } from '../../common/random/xoshiro.ts'
import { MapBuilder } from './map-builder.ts'
import { bend, buildPath, fromPose, type PathSection, type PlanarPose, pathEnd, straight } from './path.ts'
import { pickRoutes } from './pick-routes.ts'
import { addEntryRamp, addExitRamp, type Ramp } from './ramp.ts'
import { addRoad, DASHED_WHITE, halfWidth, type Road, type RoadProfile, SOLID_WHITE } from './road.ts'
import { addRail, addTrees, posesAlong } from './roadside.ts'
import { Scenery } from './scenery.ts'
import { KPH } from './speed-limits.ts'
import type { World } from './world.ts'

const LANE_WIDTH = 3.6
const MEDIAN = 4
const HARD_SHOULDER = 2.5
const PLAIN_LENGTH = [170, 230] as const
/** m of a lane for leaving or entering (RAA 2008, 6.4.3: 250 m). */
const AUXILIARY_LENGTH = 250
const ROUTES = 6
/** Of plain pieces: cones close the hard shoulder, as before road works. */
const CLOSED_SHOULDER_PROBABILITY = 0.2
const CONE_SPACING = 9

/** none: the through lanes alone; exit, entry: one more lane on the right, which ends in or begins at a ramp. */
type Piece = 'none' | 'exit' | 'entry'
const PIECES: readonly Piece[] = ['none', 'none', 'exit', 'none', 'none', 'none', 'entry', 'none', 'none', 'none']

/** Two carriageways with gentle bends, an exit and an entry on the right one. */
export function highway(seed: number): World {
  const random = new Random(seed)
  const builder = new MapBuilder()
  const lanes = 2 + random.integer(3)
  const limit = [100, 120, 130][random.integer(3)]! * KPH
  const roads: Road[] = []
  const ramps: Ramp[] = []
  let pose: PlanarPose = { x: 0, y: 0, heading: random.between(-Math.PI, Math.PI) }
  for (const piece of PIECES) {
    const path = buildPath(pose, piece === 'none' ? plainSections(random) : [straight(AUXILIARY_LENGTH)])
    const before = roads.at(-1)
    const road = addRoad(builder, path, profileOf(lanes, piece, limit))
    if (before) linkThroughLanes(builder, before, road, lanes)
    roads.push(road)
    const outer = road.forward.at(-1)!
    if (piece === 'entry') ramps.push(addEntryRamp(builder, pose, -halfWidth(road.profile, lanes), outer, random))
    pose = pathEnd(path)
    if (piece === 'exit') ramps.push(addExitRamp(builder, pose, -halfWidth(road.profile, lanes), outer, random))
    if (piece === 'entry') builder.addDrivableArea(taper(pose, halfWidth(road.profile, lanes)))
  }
  const map = builder.build()
  const scenery = new Scenery(map, random)
  for (const road of roads) lineCarriageways(scenery, road, random)
  for (const { path } of ramps) addTrees(scenery, path, [6, 6], 12, random)
  const entries = ramps.filter(({ isEntry }) => isEntry).map(({ lane }) => lane)
  const routes = pickRoutes(map, random, ROUTES, entries)
  return { name: 'highway', seed, map, statics: scenery.objects, ground: 'grass', routes }
}

function plainSections(random: Random): PathSection[] {
  const length = random.between(...PLAIN_LENGTH)
  if (random.uniform() < 0.35) return [straight(length)]
  const radius = random.between(700, 1600)
  const side = random.uniform() < 0.5 ? 1 : -1
  const transition = 60
  return bend((side * (length - transition)) / radius, radius, transition)
}

function profileOf(lanes: number, piece: Piece, speedLimit: number): RoadProfile {
  return {
    forward: lanes + (piece === 'none' ? 0 : 1),
    backward: lanes,
    laneWidth: LANE_WIDTH,
    median: MEDIAN,
    speedLimit,
    centre: SOLID_WHITE,
    divider: DASHED_WHITE,
    edge: SOLID_WHITE,
    shoulder: HARD_SHOULDER,
  }
}

function linkThroughLanes(builder: MapBuilder, before: Road, after: Road, lanes: number): void {
  for (let i = 0; i < lanes; i++) {
    builder.link(before.forward[i]!, after.forward[i]!)
    builder.link(after.backward[i]!, before.backward[i]!)
  }
}

/** Paved wedge behind the end of an entry's lane. */
function taper(pose: PlanarPose, edge: number): Float64Array {
  const outer = edge + LANE_WIDTH + HARD_SHOULDER
  const corners = [fromPose(pose, -1, -edge), fromPose(pose, -1, -outer), fromPose(pose, 60, -edge - HARD_SHOULDER)]
  return Float64Array.from(corners.flat())
}

function lineCarriageways(scenery: Scenery, road: Road, random: Random): void {
  const { path, profile } = road
  const right = halfWidth(profile, profile.forward) + profile.shoulder
  const left = halfWidth(profile, profile.backward) + profile.shoulder
  addRail(scenery, path, 0, 'concrete')
  addRail(scenery, path, left + 0.6, 'metal')
  addRail(scenery, path, -right - 0.6, 'metal')
  addTrees(scenery, path, [left + 2, right + 2], 14, random)
  if (random.uniform() < CLOSED_SHOULDER_PROBABILITY) closeShoulder(scenery, road, random)
}

function closeShoulder(scenery: Scenery, { path, profile }: Road, random: Random): void {
  const middle = halfWidth(profile, profile.forward) + profile.shoulder / 2 + 0.3
  for (const pose of posesAlong(path, -middle, CONE_SPACING, random, 0.5)) scenery.cone(pose)
}
