import { drawDriver } from '../traffic/vehicle-kinds.ts'
import type { VehicleScript } from '../traffic/vehicle-script.ts'
import { findPlace, type LanePlace, laneBeside, placeOnRoute, roomToChange, wayAlong } from './route-places.ts'
import type { Scenario } from './scenario.ts'
import { fairWarning, standUntilMet, waitFor } from './triggers.ts'

/** A car that broke down in our lane. Where there is no lane to go round it on, it starts again after a while. */
export const STALLED_CAR: Scenario<'standing'> = {
  name: 'stalled-car',
  description: 'a car stands in the lane with its hazard lights on: for good where a lane lies beside',
  parameters: { standing: { low: 5, high: 9, unit: 's after being met' } },
  play({ route, egoStart, anchor, random, nextId }, { standing }) {
    const passed = findPlace(route, anchor + 20, ({ lane, rest }, at) => {
      return laneBeside(route, lane) !== null && rest > ROOM_TO_PASS && at - egoStart > roomToChange(route, at)
    })
    const place = passed ?? findPlace(route, anchor + 20, ({ rest }) => rest > 15)
    if (!place) return null
    const { lane, station } = place
    const script = () => standUntilMet(passed ? Number.POSITIVE_INFINITY : standing)
    const start = { lane, station, speed: 0, way: wayAlong(route), script, randomSeed: random.uint32() }
    return {
      vehicles: [{ id: nextId(), profile: drawDriver('car', random), ...start, standsForGood: passed !== null }],
    }
  },
}

/** m of lane behind something that stands for good, to come back in. */
const ROOM_TO_PASS = 40

/** The car ahead changes lanes at the last moment, and behind it somebody stands, for good. */
export const CUT_OUT: Scenario<'warning' | 'headway'> = {
  name: 'cut-out',
  description: 'the car ahead changes lanes and reveals a standing car',
  parameters: {
    warning: { low: 1.6, high: 2.4, unit: 's before the standing car' },
    headway: { low: 1.4, high: 2, unit: 's' },
  },
  play({ route, egoStart, anchor, random, nextId }, { warning, headway }) {
    const there = findPlace(route, anchor + 25, ({ lane, station, rest }) => {
      return laneBeside(route, lane, 'left') !== null && station > 40 && rest > ROOM_TO_PASS
    })
    const limit = route.speedLimitAt(anchor)
    const speed = 0.8 * (Number.isFinite(limit) ? limit : 13.9)
    const before = placeOnRoute(route, egoStart + 12 + headway * speed)
    if (!there || !before) return null
    const way = wayAlong(route)
    const script = () => standUntilMet(Number.POSITIVE_INFINITY)
    const stands = { lane: there.lane, station: there.station, speed: 0, way, script, standsForGood: true }
    const leads = {
      lane: before.lane,
      station: before.station,
      speed,
      way,
      script: () => changeAway(there, Math.max(warning, fairWarning(speed) - headway)),
    }
    const stalled = { id: nextId(), profile: drawDriver('car', random), ...stands, randomSeed: random.uint32() }
    const lead = { id: nextId(), profile: drawDriver('van', random), ...leads, randomSeed: random.uint32() }
    return { vehicles: [lead, stalled] }
  },
}

/** Leads until it is `warning` s before somebody who stands, then goes round them. */
function changeAway(there: LanePlace, warning: number): VehicleScript {
  let hasChanged = false
  return ({ vehicle, egoSpeed, gapToEgo }) => {
    if (hasChanged) return {}
    const rest = there.station - vehicle.station
    const isNear = vehicle.way.lane === there.lane && rest < warning * Math.max(4, vehicle.speed) + 7
    if (!isNear) return waitFor(gapToEgo, egoSpeed)
    hasChanged = true
    return { change: { side: 'left', duration: 1.8 }, acceleration: 0 }
  }
}
