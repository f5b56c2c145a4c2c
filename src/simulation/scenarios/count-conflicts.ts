import { createProjection } from '../../common/map/reference-line.ts'
import type { Route } from '../../common/map/route.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { LaneVehicle, LaneVehicleStart } from '../traffic/lane-vehicle.ts'
import type { EgoBody } from '../traffic/road-user.ts'
import { type Cast, DECISION_PERIOD, Traffic } from '../traffic/traffic.ts'
import { drawDriver } from '../traffic/vehicle-kinds.ts'
import type { VehicleScript } from '../traffic/vehicle-script.ts'

/** Something on the way that a driver must answer: by braking, by yielding, or by changing lanes. */
export interface Conflict {
  readonly kind: 'braking' | 'light' | 'stop-sign' | 'yield' | 'crosswalk' | 'lane-change'
  /** s */
  readonly time: number
  /** m along the route. */
  readonly station: number
}

/** m/s² from which braking counts as a conflict. */
const CONFLICT_BRAKING = 2
/** s: what happens again sooner is the same conflict. */
const SAME_CONFLICT = 4
/** m/s below which somebody who must stop has yielded. */
const YIELDED = 1
const PROBE_ID = 1_000_000

/**
 * What an attentive driver, IDM and MOBIL's with the same rules as the others, meets between two stations of a route.
 * Other drivers do not see that it is a probe: it drives among them.
 */
export function countConflicts(
  route: Route,
  cast: Cast,
  frontStation: number,
  routeEnd: number,
  speed: number,
  timeLimit: number,
): { readonly conflicts: readonly Conflict[]; readonly hasArrived: boolean } {
  const traffic = new Traffic(route.index, route, {
    ...cast,
    vehicles: [...cast.vehicles, probeStart(route, frontStation, speed)],
  })
  const probe = traffic.vehicles.find(({ id }) => id === PROBE_ID)!
  const projection = createProjection()
  const conflicts: Conflict[] = []
  const newest = new Map<string, number>()
  const standing = new Set(cast.others.filter(({ speed: its }) => its === 0).map(({ id }) => id))
  let station = frontStation
  const note = (kind: Conflict['kind'], key: string, time: number) => {
    if (time - (newest.get(key) ?? Number.NEGATIVE_INFINITY) > SAME_CONFLICT) conflicts.push({ kind, time, station })
    newest.set(key, time)
  }
  for (let time = 0; time < timeLimit && station < routeEnd && !probe.isGone; time += DECISION_PERIOD) {
    route.projectNear(probe.x, probe.y, station - probe.halfLength, 30, projection)
    station = projection.station + probe.halfLength
    traffic.decide(time, bodyOf(probe, station))
    noteConflicts(probe, time, note)
    // It keeps to its lane: whoever cannot go on there must change.
    const { lead } = probe.constraint
    if (probe.speed < YIELDED && lead !== null && standing.has(lead)) note('lane-change', 'lane-change', time)
    traffic.move(time, DECISION_PERIOD)
  }
  return { conflicts, hasArrived: station >= routeEnd }
}

function noteConflicts(
  probe: LaneVehicle,
  time: number,
  note: (kind: Conflict['kind'], key: string, time: number) => void,
) {
  const { constraint } = probe
  if (probe.isChanging) note('lane-change', 'lane-change', time)
  if (constraint.stop !== null && probe.speed < YIELDED) note(constraint.stop, constraint.stop, time)
  else if (probe.acceleration < -CONFLICT_BRAKING) {
    if (constraint.stop !== null) note(constraint.stop, constraint.stop, time)
    else if (constraint.lead !== null) note('braking', `braking ${constraint.lead}`, time)
  }
}

function probeStart(route: Route, frontStation: number, speed: number): LaneVehicleStart {
  const profile = { ...drawDriver('car', new Random(PROBE_ID)), speedShare: 1 }
  const way = [...route.lanes]
  const station = frontStation - profile.size[0] / 2
  return {
    id: PROBE_ID,
    profile,
    lane: way[0]!,
    station,
    speed,
    way,
    script: () => keepToRoute(route),
    randomSeed: PROBE_ID,
  }
}

/** Changes lanes where the route does. */
function keepToRoute(route: Route): VehicleScript {
  return ({ vehicle }) => {
    const place = route.lanes.indexOf(vehicle.way.lane)
    const next = route.lanes[place + 1]
    if (place < 0 || next === undefined || vehicle.isChanging) return {}
    const { leftSame, rightSame } = route.index
    if (leftSame[vehicle.way.lane] === next) return { change: { side: 'left', duration: 4 } }
    if (rightSame[vehicle.way.lane] === next) return { change: { side: 'right', duration: 4 } }
    return {}
  }
}

function bodyOf(probe: LaneVehicle, frontStation: number): EgoBody {
  const { x, y, yaw, speed, size } = probe
  return { x, y, yaw, speed, length: size[0], width: size[1], frontStation, standsFor: PROBE_ID }
}
