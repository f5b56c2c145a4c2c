import { withSignals } from '../../common/map/build-map-index.ts'
import { buildRoute } from '../../common/map/build-route.ts'
import type { MapIndex } from '../../common/map/map-index.ts'
import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import { egoMotionAt } from '../ego/ego-motion.ts'
import type { StaticObject, World, WorldRoute } from '../world/world.ts'
import { countConflicts } from './count-conflicts.ts'
import type { Episode } from './episode.ts'
import { episodeConditions, type WantedConditions } from './episode-conditions.ts'
import { populate, populateCrosswalks } from './populate.ts'
import type { AnyScenario } from './scenario.ts'
import { isMet, stageScenarios } from './stage-scenarios.ts'

/** What an episode is drawn for. */
export interface DrawOptions {
  readonly seed: number
  readonly world: World
  readonly index: MapIndex
  /** What is played in any case, where it has a place; alone where it was asked for by name. */
  readonly scenario: AnyScenario
  readonly isAlone: boolean
  /** Without a place for the scenario there is no drawing. */
  readonly mustPlay: boolean
  readonly parameters?: Readonly<Record<string, number>>
  readonly conditions?: WantedConditions
}

/** An episode, good or not. */
export interface Drawing {
  readonly episode: Episode
  /** Whether the scenario it was drawn for is on the way and must be answered. */
  readonly hasScenario: boolean
  /** Whether an attentive driver comes to the end. */
  readonly isDriven: boolean
}

/** s of driving, as an attentive driver needs for it. */
const DURATION = [31, 37] as const
/** Share of crosswalks in the neighbourhood that somebody uses. */
const CROSSWALK_SHARE = 0.4
/** m between vehicles of a lane in a town; on faster roads by as much more. */
const SPACING = [50, 140] as const
/** Of the speed limit, at the start. */
const START_SHARE = 0.7
/** m/s² */
const START_BRAKING = 1.5
/** m before the map's end: at its rim there is no road under the car's front any more. */
const RIM = 8
/** s after which a drive is given up: several times what it needs. */
const TIME_LIMIT = 120
/** First id of a road user; 0 is the ego car. */
const FIRST_ID = 1

/**
 * Draws one route with everybody on it, drives it as an attentive driver would, and ends it where that one is in time. null
 * where the scenario `mustPlay` and has no place.
 */
export function drawEpisode(options: DrawOptions, random: Random): Drawing | null {
  const { seed, scenario, isAlone, mustPlay, parameters, conditions } = options
  const worldRoute = options.world.routes[random.integer(options.world.routes.length)]!
  const drawn = buildRoute(options.index, worldRoute.lanes)
  let ids = FIRST_ID
  const nextId = () => ids++
  const egoStart = worldRoute.startStation + GENERIC_CAR.geometry.rearAxleToFront
  const staged = stageScenarios({ route: drawn, egoStart, random, nextId }, scenario, isAlone, parameters)
  if (mustPlay && staged.played.every(({ name }) => name !== scenario.name)) return null
  const index = withSignalsLate(options.index, staged.signalDelay)
  const route = index === options.index ? drawn : buildRoute(index, worldRoute.lanes)
  const world = { ...options.world, map: index.map }
  const spacing = random.between(...SPACING) * fastness(route, egoStart)
  const around = { route, egoStart, spacing, random, nextId, placed: staged.vehicles }
  const cast = {
    pedestrians: [...staged.pedestrians, ...populateCrosswalks(around, CROSSWALK_SHARE)],
    vehicles: [...staged.vehicles, ...populate(around)],
    others: staged.others,
  }
  const speed = startSpeed(route, worldRoute, egoStart)
  const farthest = route.line.length - RIM
  const duration = random.between(...DURATION)
  const { conflicts, end } = countConflicts(route, cast, { station: egoStart, speed, duration, farthest })
  const pose = createPose()
  route.poseAt(worldRoute.startStation, pose)
  const half = GENERIC_CAR.geometry.length / 2
  const episode: Episode = {
    name: `${world.name}/${seed}/${worldRoute.name}`,
    seed,
    world: { ...world, statics: [...world.statics, ...renumbered(staged.statics, world)] },
    conditions: episodeConditions(seed, conditions),
    index,
    route,
    routeBegin: egoStart - half,
    routeEnd: (end?.station ?? farthest) - half,
    start: egoMotionAt(pose.x, pose.y, pose.heading, speed),
    cast,
    tracks: [],
    recordedEgo: null,
    timeLimit: TIME_LIMIT,
    scenarios: staged.played.filter((played) => isMet(played, conflicts)).map(({ name }) => name),
    conflicts,
  }
  return { episode, hasScenario: episode.scenarios.includes(scenario.name), isDriven: end !== null }
}

/** Lanes and their indices stay as they are. */
function withSignalsLate(index: MapIndex, delay: number): MapIndex {
  if (delay === 0) return index
  const late = index.map.trafficLights.map((light) => ({ ...light, phasesBegin: light.phasesBegin + delay }))
  return withSignals(index, late)
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
