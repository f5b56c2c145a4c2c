import type { Random } from '../../common/random/xoshiro.ts'
import { fromPose, type PlanarPose } from './path.ts'
import { DASHED_WHITE, halfWidth, KERB, type Marking, type RoadProfile } from './road.ts'
import { type SignalGroup, twoPhasePlan } from './signal-plan.ts'
import { KPH } from './speed-limits.ts'

/** Streets in each direction, and how far apart, m. */
const STREETS = 3
const SPACING = [110, 160] as const
/** m from the crossing street's edge to the stop line: crosswalk and corner. */
const CORNER = 8
const LANE_WIDTH = 3.5
/** m beyond the outer lanes. */
const PARKING_STRIP = 2.3
const GUTTER = 0.3
const TWO_LANE_PROBABILITY = 0.35
const SIGNAL_PROBABILITY = 0.5
const STOP_SIGN_PROBABILITY = 0.4

export interface CityStreet {
  /** m from the grid's origin to its middle, along the other axis. */
  readonly at: number
  /** Along the grid's x axis, else along its y axis. */
  readonly isAlong: boolean
  /** Its share of a junction's number: the numbers of two crossing streets add up to it. */
  readonly order: number
  readonly profile: RoadProfile
  /** At junctions without signals the higher goes first; never equal for crossing streets. */
  readonly rank: number
  /** Where it gives way, it does so at stop signs. */
  readonly hasStopSigns: boolean
  readonly hasParking: boolean
  /** Whether it goes on beyond its first and its last junction. */
  readonly hasStub: readonly [boolean, boolean]
}

export interface City {
  readonly grid: PlanarPose
  readonly streets: readonly CityStreet[]
  /** Middles and signal plans (null without signals) by junction number; the first plan is for streets along. */
  readonly junctions: readonly { readonly x: number; readonly y: number }[]
  readonly plans: readonly (readonly [SignalGroup, SignalGroup] | null)[]
}

export function planCity(random: Random): City {
  const grid: PlanarPose = { x: 0, y: 0, heading: random.between(-Math.PI, Math.PI) }
  const centre: Marking = {
    pattern: random.uniform() < 0.5 ? 'double-solid' : 'dashed',
    colour: random.uniform() < 0.5 ? 'yellow' : 'white',
    isRaised: false,
  }
  const along = planStreets(random, centre, true)
  const across = planStreets(random, centre, false)
  const junctions: { x: number; y: number }[] = []
  const plans: City['plans'][number][] = []
  for (const other of across) {
    for (const street of along) {
      const [x, y] = fromPose(grid, other.at, street.at)
      junctions[street.order + other.order] = { x, y }
      const isBusy = street.profile.forward > 1 || other.profile.forward > 1
      const hasSignals = random.uniform() < SIGNAL_PROBABILITY || isBusy
      plans[street.order + other.order] = hasSignals ? twoPhasePlan(random) : null
    }
  }
  return { grid, streets: [...along, ...across], junctions, plans }
}

/** m from the middle of a crossing street to the stop lines before it. */
export function setback(crossing: CityStreet): number {
  return halfWidth(crossing.profile, crossing.profile.forward) + CORNER
}

function planStreets(random: Random, centre: Marking, isAlong: boolean): CityStreet[] {
  const streets: CityStreet[] = []
  let at = 0
  for (let i = 0; i < STREETS; i++) {
    const isWide = random.uniform() < TWO_LANE_PROBABILITY
    const hasParking = !isWide && random.uniform() < 0.6
    const limit = isWide ? 50 : [30, 40, 50][random.integer(3)]!
    const isMiddle = i > 0 && i < STREETS - 1
    streets.push({
      at,
      isAlong,
      order: isAlong ? i : i * STREETS,
      profile: profileOf(isWide ? 2 : 1, limit * KPH, centre, hasParking),
      rank: random.uniform(),
      hasStopSigns: random.uniform() < STOP_SIGN_PROBABILITY,
      hasParking,
      hasStub: [isMiddle || random.uniform() < 0.6, isMiddle || random.uniform() < 0.6],
    })
    at += random.between(...SPACING)
  }
  return streets
}

function profileOf(lanes: number, speedLimit: number, centre: Marking, hasParking: boolean): RoadProfile {
  return {
    forward: lanes,
    backward: lanes,
    laneWidth: LANE_WIDTH,
    median: 0,
    speedLimit,
    centre: lanes > 1 ? { ...centre, pattern: 'double-solid' } : centre,
    divider: DASHED_WHITE,
    edge: hasParking ? { pattern: 'solid', colour: 'white', isRaised: false } : KERB,
    shoulder: hasParking ? PARKING_STRIP : GUTTER,
  }
}
