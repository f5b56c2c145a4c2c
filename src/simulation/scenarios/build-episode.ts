import { buildMapIndex } from '../../common/map/build-map-index.ts'
import { buildRoute } from '../../common/map/build-route.ts'
import type { MapIndex } from '../../common/map/map-index.ts'
import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import { Random } from '../../common/random/xoshiro.ts'
import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import { InputError } from '../../core/errors.ts'
import { egoMotionAt } from '../ego/ego-motion.ts'
import type { LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { PathFollowerStart } from '../traffic/path-follower.ts'
import type { PedestrianStart } from '../traffic/pedestrian.ts'
import { findWorldGenerator, WORLD_GENERATORS } from '../world/generators.ts'
import type { StaticObject, World, WorldRoute } from '../world/world.ts'
import { countConflicts } from './count-conflicts.ts'
import type { Episode } from './episode.ts'
import { episodeConditions, type WantedConditions } from './episode-conditions.ts'
import { populate, populateCrosswalks } from './populate.ts'
import type { AnyScenario, Stage, StagedActors } from './scenario.ts'
import { findScenario, SCENARIOS } from './scenario-table.ts'

export interface EpisodeOptions {
  readonly seed: number
  /** A scenario's name; without one a route with at least two conflicts of any kind. */
  readonly scenario?: string
  /** A world generator's name; without one the seed chooses. */
  readonly world?: string
  /** Values of the scenario's parameters that are not drawn. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Light and weather that do not follow from the seed. */
  readonly conditions?: WantedConditions
}

/** Conflicts that every generated route has at least. */
export const LEAST_CONFLICTS = 2
/** Drawings in one world, and worlds of one seed, before the best drawing is taken. */
const ATTEMPTS = 16
const WORLDS = 5
/** Shares of the way at which scenarios are put. */
const ANCHORS = [0.3, 0.55, 0.8] as const
/** m between vehicles of a lane in a town; on faster roads by as much more. */
const SPACING = [50, 140] as const
/** Of the speed limit, at the start. */
const START_SHARE = 0.7
/** m/s² */
const START_BRAKING = 1.5
/** m before the map's end. */
const RIM = 8
/** Over the time at the speed limits. */
const TIME_FACTOR = 3
const TIME_EXTRA = 30
/** First id of a road user; 0 is the ego car. */
const FIRST_ID = 1

interface Drawing {
  readonly episode: Episode
  readonly isGood: boolean
}

/**
 * The episode of a seed: the same seed and options, the same episode. Draws worlds, routes and scenarios until an attentive
 * driver meets at least {@link LEAST_CONFLICTS} conflicts (or the scenario that was asked for) and arrives. Throws InputError
 * where there is no such route: a scenario that needs a second lane, say, in a world of single ones.
 */
export function buildEpisode(options: EpisodeOptions): Episode {
  const random = new Random(options.seed)
  const wanted = options.scenario === undefined ? null : findScenario(options.scenario)
  let best: Drawing | null = null
  for (let round = 0; round < WORLDS; round++) {
    const kind = WORLD_GENERATORS[random.integer(WORLD_GENERATORS.length)]!
    const generator = options.world === undefined ? kind : findWorldGenerator(options.world)
    const world = generator.generate(round === 0 ? options.seed : random.uint32())
    const index = buildMapIndex(world.map)
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const drawing = draw(world, index, options, wanted, new Random(random.uint32()))
      if (drawing.isGood) return drawing.episode
      if (!best || drawing.episode.conflicts.length > best.episode.conflicts.length) best = drawing
    }
  }
  const found = `${best?.episode.conflicts.length ?? 0} conflicts and ${best?.episode.scenarios.join(', ') || 'no scenario'}`
  const place = `seed ${options.seed}, world ${options.world ?? 'any'}`
  throw new InputError(
    `expected a route for ${options.scenario ?? `${LEAST_CONFLICTS} conflicts`}, found ${found}: ${place}`,
  )
}

function draw(
  world: World,
  index: MapIndex,
  { seed, parameters, conditions: wantedConditions }: EpisodeOptions,
  wanted: AnyScenario | null,
  random: Random,
): Drawing {
  const worldRoute = world.routes[random.integer(world.routes.length)]!
  const route = buildRoute(index, worldRoute.lanes)
  // At the map's rim there is no road under the car's front any more.
  const routeEnd = Math.min(worldRoute.goalStation, route.line.length - RIM)
  let ids = FIRST_ID
  const nextId = () => ids++
  const toFront = GENERIC_CAR.geometry.rearAxleToFront
  const egoStart = worldRoute.startStation + toFront
  const played: string[] = []
  const actors = {
    vehicles: [] as LaneVehicleStart[],
    pedestrians: [] as PedestrianStart[],
    others: [] as PathFollowerStart[],
  }
  const statics: StaticObject[] = []
  const length = routeEnd - egoStart
  for (const share of wanted ? [0.5] : ANCHORS) {
    const anchor = egoStart + length * (share + random.between(-0.06, 0.06))
    const stage = { route, egoStart, anchor, random, nextId }
    const staged = stageOne(wanted ? [wanted] : candidates(played, random), stage, parameters)
    if (!staged || overlaps(staged.actors, actors.vehicles)) continue
    played.push(staged.name)
    actors.vehicles.push(...(staged.actors.vehicles ?? []))
    actors.pedestrians.push(...(staged.actors.pedestrians ?? []))
    actors.others.push(...(staged.actors.others ?? []))
    statics.push(...(staged.actors.statics ?? []))
  }
  const options = {
    route,
    egoStart,
    spacing: random.between(...SPACING) * fastness(route, egoStart),
    random,
    nextId,
    placed: actors.vehicles,
  }
  actors.pedestrians.push(...populateCrosswalks(options, 0.4))
  actors.vehicles.push(...populate(options))
  const speed = startSpeed(route, worldRoute, egoStart)
  const timeLimit = TIME_EXTRA + TIME_FACTOR * nominalDuration(route, egoStart, routeEnd)
  const { conflicts, hasArrived } = countConflicts(route, actors, egoStart, routeEnd, speed, timeLimit)
  const pose = createPose()
  route.poseAt(worldRoute.startStation, pose)
  const name = `${world.name}/${seed}/${worldRoute.name}`
  const episode: Episode = {
    name,
    seed,
    world: { ...world, statics: [...world.statics, ...renumbered(statics, world)] },
    conditions: episodeConditions(seed, wantedConditions),
    index,
    route,
    routeBegin: egoStart - GENERIC_CAR.geometry.length / 2,
    routeEnd,
    start: egoMotionAt(pose.x, pose.y, pose.heading, speed),
    cast: actors,
    tracks: [],
    recordedEgo: null,
    timeLimit,
    scenarios: played,
    conflicts,
  }
  // The attentive driver does not leave its lane by itself: a scenario that was asked for may stop it.
  const isGood = wanted ? played.length > 0 && conflicts.length > 0 : hasArrived && conflicts.length >= LEAST_CONFLICTS
  return { episode, isGood }
}

function stageOne(scenarios: readonly AnyScenario[], stage: Stage, parameters?: Readonly<Record<string, number>>) {
  for (const scenario of scenarios) {
    const actors: StagedActors | null = scenario.stage(stage, parameters)
    if (actors) return { name: scenario.name, actors }
  }
  return null
}

/** m between two vehicles that scenarios put onto one lane. */
const STAGED_GAP = 12

function overlaps({ vehicles = [] }: StagedActors, placed: readonly LaneVehicleStart[]): boolean {
  return vehicles.some(({ lane, station }) =>
    placed.some((other) => other.lane === lane && Math.abs(other.station - station) < STAGED_GAP),
  )
}

/** What has been played already comes last. */
function candidates(played: readonly string[], random: Random): AnyScenario[] {
  const order = shuffled(SCENARIOS, random)
  const isNew = ({ name }: AnyScenario) => !played.includes(name)
  return [...order.filter(isNew), ...order.filter((scenario) => !isNew(scenario))]
}

/** In an order of its own for each drawing (Fisher, Yates). */
function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const copy = [...items]
  for (let i = copy.length - 1; i > 0; i--) {
    const k = random.integer(i + 1)
    const kept = copy[i]!
    copy[i] = copy[k]!
    copy[k] = kept
  }
  return copy
}

/** Ids of the world's own things stay; scenario things come after them. */
function renumbered(statics: readonly StaticObject[], { statics: own }: World): StaticObject[] {
  const first = 1 + own.reduce((largest, { id }) => Math.max(largest, id), 0)
  return statics.map((object, i) => ({ ...object, id: first + i }))
}

/** m/s: below the limit, and so that the first junction can be stopped at. */
function startSpeed(route: Route, { startStation }: WorldRoute, front: number): number {
  const limit = route.speedLimitAt(startStation)
  const usual = START_SHARE * (Number.isFinite(limit) ? limit : 13.9)
  const place = route.placeAt(startStation)
  const end = route.laneBegin[place + 1] ?? route.line.length
  return Math.min(usual, Math.sqrt(2 * START_BRAKING * Math.max(0, end - front - 5)))
}

/** Speed limit over that of a town. */
function fastness(route: Route, station: number): number {
  const limit = route.speedLimitAt(station)
  return Number.isFinite(limit) ? Math.max(1, limit / 13.9) : 1
}

/** s at the speed limits. */
function nominalDuration(route: Route, from: number, to: number): number {
  let duration = 0
  for (let station = from; station < to; station += 5) {
    const limit = route.speedLimitAt(station)
    duration += 5 / (Number.isFinite(limit) ? limit : 11.18)
  }
  return duration
}
