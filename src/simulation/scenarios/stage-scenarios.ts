import type { Route } from '../../common/map/route.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import type { LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { PathFollowerStart } from '../traffic/path-follower.ts'
import type { PedestrianStart } from '../traffic/pedestrian.ts'
import type { StaticObject } from '../world/world.ts'
import type { Conflict } from './count-conflicts.ts'
import { LEAD_BRAKING } from './lead-braking.ts'
import { PEDESTRIAN_CROSSING } from './people.ts'
import { PRIORITY_CAR } from './priority-car.ts'
import { RED_LIGHT } from './red-light.ts'
import { ROAD_WORKS } from './road-works.ts'
import { findPlace, laneBeside } from './route-places.ts'
import type { AnyScenario, Stage, StagedActors } from './scenario.ts'
import { SCENARIOS } from './scenario-table.ts'
import { CUT_OUT, STALLED_CAR } from './standing-cars.ts'

/** Everybody whom scenarios put onto a route. */
export interface StagedCast {
  readonly vehicles: LaneVehicleStart[]
  readonly pedestrians: PedestrianStart[]
  readonly others: PathFollowerStart[]
  readonly statics: StaticObject[]
  /** s by which all signals run later. */
  signalDelay: number
  /** What is played, in order along the way. */
  readonly played: PlayedScenario[]
}

export interface PlayedScenario {
  readonly name: string
  /** Ids of those who take part. */
  readonly actors: readonly number[]
  /** What it may be met as where no actor is met: a signal, somebody on a crosswalk. */
  readonly meetsAs: Conflict['kind'] | null
}

/** s after the start, at an easy pace, about which scenarios are put; and how far off that, s. */
const ANCHOR_TIMES = [5.5, 18] as const
const ANCHOR_SPREAD = 1.5
/** Of the speed limit: the easy pace. */
const PACE = 0.7
/** Scenarios that the rules of the road answer for, not a body in the way. */
const MEETS_AS: Readonly<Record<string, Conflict['kind']>> = {
  [RED_LIGHT.name]: 'light',
  [PRIORITY_CAR.name]: 'yield',
  [PEDESTRIAN_CROSSING.name]: 'crosswalk',
}
/** What closes our lane for good, so that it must be left; and how often it comes first where there is a lane to go to. */
const CLOSES_LANE: ReadonlySet<string> = new Set([ROAD_WORKS.name, STALLED_CAR.name, CUT_OUT.name])
const CLOSED_SHARE = 0.9
/** m between two vehicles that scenarios put onto one lane. */
const STAGED_GAP = 12

/**
 * Puts scenarios onto a route. `first` is tried before all others at the first place that it fits; with `isAlone` it is the
 * only one.
 */
export function stageScenarios(
  stage: Omit<Stage, 'anchor'>,
  first: AnyScenario,
  isAlone: boolean,
  parameters?: Readonly<Record<string, number>>,
): StagedCast {
  const cast: StagedCast = { vehicles: [], pedestrians: [], others: [], statics: [], signalDelay: 0, played: [] }
  for (const time of ANCHOR_TIMES) {
    const anchor = stationAfter(stage.route, stage.egoStart, time + stage.random.between(-ANCHOR_SPREAD, ANCHOR_SPREAD))
    const isFirstPlayed = cast.played.some(({ name }) => name === first.name)
    const order = isFirstPlayed ? [] : [first]
    const here = { ...stage, anchor }
    stageOne(cast, [...order, ...(isAlone ? [] : others(first, cast, here))], here, parameters)
  }
  return cast
}

/** In any order, but what fits everywhere comes last, and nothing twice; where a lane lies beside, ours is often closed. */
function others(first: AnyScenario, { played }: StagedCast, { route, anchor, random }: Stage): AnyScenario[] {
  const isNew = ({ name }: AnyScenario) => name !== first.name && played.every((one) => one.name !== name)
  const order = shuffled(SCENARIOS, random).filter(isNew)
  const hasLaneBeside = findPlace(route, anchor, ({ lane }) => laneBeside(route, lane) !== null) !== null
  const fitsEverywhere = ({ name }: AnyScenario) =>
    name === LEAD_BRAKING.name || (name === STALLED_CAR.name && !hasLaneBeside)
  const isClosed = hasLaneBeside && random.uniform() < CLOSED_SHARE
  const rank = (one: AnyScenario) => (isClosed && CLOSES_LANE.has(one.name) ? 0 : fitsEverywhere(one) ? 2 : 1)
  return order.sort((a, b) => rank(a) - rank(b))
}

/** Whether a driver had to answer to one of those who take part. */
export function isMet({ actors, meetsAs }: PlayedScenario, conflicts: readonly Conflict[]): boolean {
  return conflicts.some(({ actor, kind }) => (actor !== null && actors.includes(actor)) || kind === meetsAs)
}

function stageOne(
  cast: StagedCast,
  scenarios: readonly AnyScenario[],
  stage: Stage,
  parameters?: Readonly<Record<string, number>>,
): void {
  for (const scenario of scenarios) {
    const actors: StagedActors | null = scenario.stage(stage, parameters)
    if (!actors || overlaps(actors, cast.vehicles)) continue
    const { vehicles = [], pedestrians = [], others = [], statics = [], signalDelay = 0 } = actors
    cast.vehicles.push(...vehicles)
    cast.pedestrians.push(...pedestrians)
    cast.others.push(...others)
    cast.statics.push(...statics)
    cast.signalDelay += signalDelay
    cast.played.push({
      name: scenario.name,
      actors: [...vehicles, ...pedestrians, ...others].map(({ id }) => id),
      meetsAs: MEETS_AS[scenario.name] ?? null,
    })
    return
  }
}

function overlaps({ vehicles = [] }: StagedActors, placed: readonly LaneVehicleStart[]): boolean {
  return vehicles.some(({ lane, station }) =>
    placed.some((other) => other.lane === lane && Math.abs(other.station - station) < STAGED_GAP),
  )
}

/** m along the route, where a car of an easy pace is `time` s after it was at `from`. */
function stationAfter(route: Route, from: number, time: number): number {
  let station = from
  for (let rest = time; rest > 0; rest -= 0.5) {
    const limit = route.speedLimitAt(station)
    station += Math.min(rest, 0.5) * PACE * (Number.isFinite(limit) ? limit : 13.9)
  }
  return station
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
