import { createPose } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import type { Random } from '../../common/random/xoshiro.ts'
import type { LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { PedestrianStart } from '../traffic/pedestrian.ts'
import type { EgoBody } from '../traffic/road-user.ts'
import { drawDriver, type VehicleKind } from '../traffic/vehicle-kinds.ts'

export interface PopulateOptions {
  readonly route: Route
  /** Of the ego car's front, m along the route. */
  readonly egoStart: number
  /** Mean distance between vehicles of a lane, m. */
  readonly spacing: number
  readonly random: Random
  readonly nextId: () => number
  /** Vehicles that are there already. */
  readonly placed: readonly LaneVehicleStart[]
}

/** m around the route within which somebody may matter during half a minute. */
const NEIGHBOURHOOD = 180
/** m kept free around what stands there already, and before and behind the ego car. */
const CLEARANCE = 14
const AHEAD_OF_EGO = 30
const BEHIND_EGO = 16
/** m from the beginning and the end of a lane. */
const LANE_MARGIN = 8
/** m/s² at most to stand at a lane's end. */
const EASY_BRAKING = 2

/** Shares of traffic by kind, in percent: about those of a European town. */
const SHARES: readonly (readonly [VehicleKind, number])[] = [
  ['car', 76],
  ['van', 11],
  ['truck', 5],
  ['bus', 2],
  ['motorcycle', 4],
  ['cyclist', 2],
]

/** Vehicles on the lanes around a route, at random distances, none in junctions. */
export function populate(options: PopulateOptions): LaneVehicleStart[] {
  const { route, spacing, random, nextId } = options
  const { index } = route
  const taken = takenStations(options)
  const starts: LaneVehicleStart[] = []
  for (const lane of lanesNear(route)) {
    const { length } = index.lines[lane]!
    const limit = index.lane(lane).speedLimit
    let station = LANE_MARGIN + random.uniform() * spacing
    while (station < length - LANE_MARGIN) {
      const isFree = (taken.get(lane) ?? []).every(([from, to]) => station < from || station > to)
      const kind = route.isOnRoute[lane] === 1 ? pickMotorised(random) : pickKind(random)
      const profile = drawDriver(kind, random)
      if (isFree) {
        const untilEnd = Math.sqrt(2 * EASY_BRAKING * Math.max(0, length - station - profile.size[0]))
        const cruising = 0.9 * profile.speedShare * (Number.isFinite(limit) ? limit : 13.9)
        const speed = Math.min(cruising, profile.largestSpeed, untilEnd)
        const offset = kind === 'cyclist' ? -0.3 * index.lane(lane).width : random.between(-0.2, 0.2)
        starts.push({ id: nextId(), profile, lane, station, offset, speed, randomSeed: random.uint32() })
      }
      station += profile.size[0] + CLEARANCE - Math.log(1 - random.uniform()) * spacing
    }
  }
  return starts
}

/** Somebody now and then on each crosswalk of the neighbourhood, who goes when the way is clear. */
export function populateCrosswalks({ route, random, nextId }: PopulateOptions, share: number): PedestrianStart[] {
  const { index } = route
  const starts: PedestrianStart[] = []
  const lanes = new Set(lanesNear(route))
  for (const [crosswalk, { path }] of index.map.crosswalks.entries()) {
    const crossed = index.crossings.filter((crossing) => crossing.crosswalk === crosswalk)
    if (!crossed.some(({ lane }) => lanes.has(lane)) || random.uniform() > share) continue
    const isBackwards = random.uniform() < 0.5
    const way = isBackwards ? Float64Array.from([path[2]!, path[3]!, path[0]!, path[1]!]) : path
    const from = random.between(0, 30)
    const mayGo = whenClear(way[0]!, way[1]!, from)
    starts.push({ id: nextId(), path: way, walkingSpeed: random.between(1.1, 1.7), crosswalk, mayGo })
  }
  return starts
}

/** m/s²: somebody steps onto a crosswalk when the car that comes needs no more to stop. */
const POLITE_BRAKING = 2.5

function whenClear(x: number, y: number, from: number) {
  return (time: number, ego: EgoBody | null): boolean => {
    if (time < from) return false
    if (!ego) return true
    const distance = Math.hypot(ego.x - x, ego.y - y) - ego.length
    return distance > 3 && (ego.speed * ego.speed) / (2 * Math.max(1, distance - 3)) < POLITE_BRAKING
  }
}

function pickKind(random: Random): VehicleKind {
  let rest = random.between(0, 100)
  for (const [kind, share] of SHARES) {
    rest -= share
    if (rest < 0) return kind
  }
  return 'car'
}

/** Nobody on a bicycle before the ego car for half a minute. */
function pickMotorised(random: Random): VehicleKind {
  const kind = pickKind(random)
  return kind === 'cyclist' ? 'car' : kind
}

/** Lanes outside of junctions that come within reach of the route, in the map's order. */
function lanesNear({ index, line, laneBegin }: Route): number[] {
  const pose = createPose()
  const samples: (readonly [number, number])[] = []
  for (let station = laneBegin[0]!; station < line.length; station += 50) {
    line.poseAt(station, pose)
    samples.push([pose.x, pose.y])
  }
  const isNear = (x: number, y: number) => samples.some(([sx, sy]) => Math.hypot(sx - x, sy - y) < NEIGHBOURHOOD)
  return [...index.lines.keys()].filter((lane) => {
    if (index.lane(lane).isJunction || index.lane(lane).kind === 'bike') return false
    const { x, y, size } = index.lines[lane]!
    return isNear(x[0]!, y[0]!) || isNear(x[size - 1]!, y[size - 1]!) || isNear(x[size >> 1]!, y[size >> 1]!)
  })
}

/** Stretches that are not free, by lane: around what was placed, and around the ego car's start. */
function takenStations({ route, egoStart, placed }: PopulateOptions): Map<number, [number, number][]> {
  const taken = new Map<number, [number, number][]>()
  const take = (lane: number, from: number, to: number) => taken.set(lane, [...(taken.get(lane) ?? []), [from, to]])
  for (const { lane, station, profile } of placed) {
    const half = profile.size[0] / 2 + CLEARANCE
    take(lane, station - half, station + half)
  }
  for (const [place, lane] of route.lanes.entries()) {
    const begin = route.laneBegin[place]!
    take(lane, egoStart - BEGIN_LENGTH - BEHIND_EGO - begin, egoStart + AHEAD_OF_EGO - begin)
  }
  return taken
}

/** m: the ego car lies behind its front. */
const BEGIN_LENGTH = 5
