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

const NO_ORDER: VehicleOrder = {}
const STANDING: VehicleOrder = { acceleration: -8, hazardLights: true }
