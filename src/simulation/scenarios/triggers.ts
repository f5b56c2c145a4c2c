import type { EgoBody } from '../traffic/road-user.ts'
import type { VehicleOrder, VehicleScript } from '../traffic/vehicle-script.ts'

/** m/s: a slower ego car is taken to come this fast, so that a trigger does not wait for ever. */
const LEAST_SPEED = 1

/** True once the ego car's front will be at `station` of its route within `seconds`, or has been. */
export function whenEgoComes(station: number, seconds: number): (time: number, ego: EgoBody | null) => boolean {
  return (_time, ego) => ego !== null && (station - ego.frontStation) / Math.max(LEAST_SPEED, ego.speed) < seconds
}

/** Stands with its hazard lights on, and drives off `seconds` after the ego car has come within `reach` m. */
export function standUntilMet(seconds: number, reach = 30): VehicleScript {
  let met = Number.POSITIVE_INFINITY
  return ({ time, gapToEgo, vehicle }) => {
    if (gapToEgo < reach) met = Math.min(met, time)
    if (time - met > seconds) {
      if (vehicle.turnSignal === 'hazard') vehicle.turnSignal = 'off'
      return NO_ORDER
    }
    return STANDING
  }
}

/** Drives ahead of the ego car without leaving it behind: gap in m, speed in m/s. */
export function waitFor(gapToEgo: number, egoSpeed: number): VehicleOrder {
  if (gapToEgo > 60) return { desiredSpeed: Math.max(2, 0.4 * egoSpeed) }
  return gapToEgo > 25 ? { desiredSpeed: Math.max(4, 0.8 * egoSpeed) } : NO_ORDER
}

const NO_ORDER: VehicleOrder = {}
const STANDING: VehicleOrder = { acceleration: -8, hazardLights: true }
