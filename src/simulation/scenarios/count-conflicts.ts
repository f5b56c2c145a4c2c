import { createProjection } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { LaneVehicle, LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { EgoBody } from '../traffic/road-user.ts'
import { type Cast, DECISION_PERIOD, Traffic } from '../traffic/traffic.ts'
import { drawDriver } from '../traffic/vehicle-kinds.ts'
import { keepToRoute, standingStretches } from './probe-script.ts'

/** Something on the way that a driver must answer: by braking, by yielding, or by changing lanes. */
export interface Conflict {
  readonly kind: 'braking' | 'light' | 'stop-sign' | 'yield' | 'crosswalk' | 'lane-change'
  /** s */
  readonly time: number
  /** m along the route. */
  readonly station: number
  /** Id of the road user that it is with, where there is one. */
  readonly actor: number | null
}

/** A drive that an attentive driver makes of a route. */
export interface ProbeDrive {
  readonly conflicts: readonly Conflict[]
  /** Where and when it has driven for as long as was asked and may end: m along the route, of the front, and s. */
  readonly end: { readonly station: number; readonly time: number } | null
}

/** Where the drive begins and how long it shall last. */
export interface ProbeStart {
  /** m along the route, of the front; m/s. */
  readonly station: number
  readonly speed: number
  /** s */
  readonly duration: number
  /** m along the route beyond which there is no road. */
  readonly farthest: number
}

/** m/s² from which braking counts as a conflict. */
const CONFLICT_BRAKING = 2
/** s: what happens again sooner is the same conflict. */
const SAME_CONFLICT = 4
/** m/s below which somebody who must stop has yielded, and from which the way may end: not while waiting. */
const YIELDED = 1
const UNDER_WAY = 3
/** s more than asked that a drive may last to come to a place where it may end. */
const LONGEST_EXTRA = 6
const PROBE_ID = 1_000_000

/**
 * What an attentive driver, IDM and MOBIL's with the same rules as the others, meets on a route until `duration` has passed
 * and it is under way outside of junctions. Other drivers do not see that it is a probe: it drives among them.
 */
export function countConflicts(route: Route, cast: Cast, start: ProbeStart): ProbeDrive {
  const vehicles = [...cast.vehicles, probeStart(route, cast, start)]
  const traffic = new Traffic(route.index, route, { ...cast, vehicles })
  const probe = traffic.vehicles.find(({ id }) => id === PROBE_ID)!
  const projection = createProjection()
  const conflicts: Conflict[] = []
  const newest = new Map<string, number>()
  let { station } = start
  const note = (kind: Conflict['kind'], actor: number | null, time: number) => {
    const key = `${kind} ${kind === 'lane-change' ? '' : actor}`
    if (time - (newest.get(key) ?? Number.NEGATIVE_INFINITY) > SAME_CONFLICT)
      conflicts.push({ kind, time, station, actor })
    newest.set(key, time)
  }
  for (let time = 0; time < start.duration + LONGEST_EXTRA && !probe.isGone; time += DECISION_PERIOD) {
    route.projectNear(probe.x, probe.y, station - probe.halfLength, 30, projection)
    station = projection.station + probe.halfLength
    if (station > start.farthest) break
    const isBetweenJunctions = !route.index.lane(route.lanes[route.placeAt(station)]!).isJunction
    if (time >= start.duration && probe.speed > UNDER_WAY && isBetweenJunctions) {
      return { conflicts, end: { station, time } }
    }
    traffic.decide(time, bodyOf(probe, station))
    noteConflicts(probe, time, note)
    traffic.move(time, DECISION_PERIOD)
  }
  return { conflicts, end: null }
}

function noteConflicts(
  probe: LaneVehicle,
  time: number,
  note: (kind: Conflict['kind'], actor: number | null, time: number) => void,
) {
  const { stop, lead } = probe.constraint
  if (probe.isChanging) note('lane-change', lead, time)
  if (stop !== null && probe.speed < YIELDED) note(stop, null, time)
  else if (probe.acceleration < -CONFLICT_BRAKING) {
    if (stop !== null) note(stop, null, time)
    else if (lead !== null) note('braking', lead, time)
  }
}

function probeStart(route: Route, cast: Cast, { station, speed }: ProbeStart): LaneVehicleStart {
  const profile = { ...drawDriver('car', new Random(PROBE_ID)), speedShare: 1 }
  const way = [...route.lanes]
  const standing = standingStretches(route, cast)
  return {
    id: PROBE_ID,
    profile,
    lane: way[0]!,
    station: station - profile.size[0] / 2,
    speed,
    way,
    script: () => keepToRoute(route, standing),
    randomSeed: PROBE_ID,
  }
}

function bodyOf(probe: LaneVehicle, frontStation: number): EgoBody {
  const { x, y, yaw, speed, size } = probe
  return { x, y, yaw, speed, length: size[0], width: size[1], frontStation, standsFor: PROBE_ID }
}
