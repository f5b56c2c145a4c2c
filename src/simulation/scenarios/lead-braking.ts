import { drawDriver } from '../traffic/vehicle-kinds.ts'
import type { VehicleScript } from '../traffic/vehicle-script.ts'
import { placeOnRoute, wayAlong } from './route-places.ts'
import type { Scenario } from './scenario.ts'
import { waitFor } from './triggers.ts'

/** The car ahead brakes for no reason that one could see, stands, and drives on. */
export const LEAD_BRAKING: Scenario<'headway' | 'braking' | 'standing'> = {
  name: 'lead-braking',
  description: 'the car ahead brakes hard to a stop and drives on after a while',
  parameters: {
    headway: { low: 1.2, high: 2.2, unit: 's' },
    braking: { low: 3, high: 5, unit: 'm/s²' },
    standing: { low: 1, high: 3, unit: 's' },
  },
  play({ route, egoStart, anchor, random, nextId }, { headway, braking, standing }) {
    const limit = route.speedLimitAt(anchor)
    const speed = 0.8 * (Number.isFinite(limit) ? limit : 13.9)
    // It leads from the start: who comes later would find others in between.
    const place = placeOnRoute(route, egoStart + 12 + headway * speed)
    if (!place) return null
    const { lane, station } = place
    const script = () => brakeAfter(anchor, braking, standing)
    const profile = drawDriver('car', random)
    const start = { lane, station, speed, way: wayAlong(route), script, randomSeed: random.uint32() }
    return { vehicles: [{ id: nextId(), profile, ...start }] }
  },
}

function brakeAfter(anchor: number, braking: number, standing: number): VehicleScript {
  let phase: 'cruise' | 'brake' | 'gone' = 'cruise'
  let stood = Number.NaN
  return ({ time, vehicle, egoStation, egoSpeed, gapToEgo }) => {
    // Waits for the ego car to come up, at a speed that lets it.
    if (phase === 'cruise' && egoStation > anchor - 80 && gapToEgo < 2.2 * egoSpeed + 4) phase = 'brake'
    if (phase === 'cruise') return waitFor(gapToEgo, egoSpeed)
    if (phase === 'gone') return {}
    if (vehicle.speed < 0.1 && Number.isNaN(stood)) stood = time
    if (time - stood > standing) {
      phase = 'gone'
      return {}
    }
    return { acceleration: -braking }
  }
}
