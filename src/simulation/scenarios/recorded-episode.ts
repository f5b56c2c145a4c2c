import { buildMapIndex } from '../../common/map/build-map-index.ts'
import { buildRoute } from '../../common/map/build-route.ts'
import { createProjection } from '../../common/map/reference-line.ts'
import { GENERIC_CAR } from '../../common/vehicle/generic-car.ts'
import { InputError } from '../../core/errors.ts'
import type { Conditions } from '../camera/conditions.ts'
import { egoMotionAt } from '../ego/ego-motion.ts'
import type { RecordedEgo, RecordedWorld } from '../world/recorded-track.ts'
import type { Episode } from './episode.ts'
import type { WantedConditions } from './episode-conditions.ts'

/** Recordings do not tell: they are taken as made on a clear day. */
const CLEAR_DAY: Conditions = { light: 'day', weather: 'clear' }

/**
 * A recorded drive to be driven again, from its first pose to its last, in the light and weather asked for. Throws InputError
 * where its car left the map's lanes.
 */
export function recordedEpisode(recorded: RecordedWorld, seed: number, wanted: WantedConditions = {}): Episode {
  const { world, tracks } = recorded
  const ego = whileOthersAreKnown(recorded)
  const [worldRoute] = world.routes
  if (!worldRoute) throw new InputError(`expected a recorded way along the map's lanes, found none: ${world.name}`)
  const index = buildMapIndex(world.map)
  const route = buildRoute(index, worldRoute.lanes)
  const { length, rearAxleToFront } = GENERIC_CAR.geometry
  const toCentre = rearAxleToFront - length / 2
  const last = ego.times.length - 1
  const stationOf = (i: number) => {
    const projection = createProjection()
    route.project(
      ego.x[i]! + toCentre * Math.cos(ego.yaw[i]!),
      ego.y[i]! + toCentre * Math.sin(ego.yaw[i]!),
      projection,
    )
    return projection.station
  }
  const begin = ego.times[0]!
  return {
    name: world.name,
    seed,
    world,
    conditions: { ...CLEAR_DAY, ...wanted },
    index,
    route,
    routeBegin: stationOf(0),
    routeEnd: stationOf(last),
    start: egoMotionAt(ego.x[0]!, ego.y[0]!, ego.yaw[0]!, Math.max(0, ego.speed[0]!)),
    cast: { vehicles: [], pedestrians: [], others: [] },
    tracks: tracks.map((track) => ({ ...track, times: track.times.map((time) => time - begin) })),
    recordedEgo: { ...ego, times: ego.times.map((time) => time - begin) },
    timeLimit: ego.times[last]! - begin,
    scenarios: [],
    conflicts: [],
  }
}

/**
 * The part of the drive in which the others are recorded too: before and after it they would appear out of nothing in front
 * of a car that could not have known. All of it where there are none.
 */
function whileOthersAreKnown({ ego, tracks }: RecordedWorld): RecordedEgo {
  const begin = tracks.reduce((first, { times }) => Math.min(first, times[0]!), Number.POSITIVE_INFINITY)
  const end = tracks.reduce((last, { times }) => Math.max(last, times.at(-1)!), Number.NEGATIVE_INFINITY)
  const from = ego.times.findIndex((time) => time >= begin)
  const to = ego.times.findLastIndex((time) => time <= end) + 1
  if (from < 0 || to - from < 2) return ego
  const { times, x, y, yaw, speed } = ego
  const cut = (column: Float64Array) => column.slice(from, to)
  return { times: cut(times), x: cut(x), y: cut(y), yaw: cut(yaw), speed: cut(speed) }
}
