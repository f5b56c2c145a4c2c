import type { EgoBody } from '../traffic/road-user.ts'
import type { VehicleOrder, VehicleScript } from '../traffic/vehicle-script.ts'

/** m/s: a slower ego car is taken to come this fast, so that a trigger does not wait for ever. */
const LEAST_SPEED = 1

/** m/s² and s: what an attentive driver needs no more than, to answer what happens. Inside service braking (ISO 15622). */
const FAIR_BRAKING = 3
const FAIR_RESPONSE = 1

/** s before the event that it must begin, so that a driver of this speed over the other's (m/s) can answer it by braking. */
export function fairWarning(closingSpeed: number): number {
  return Math.max(0, closingSpeed) / (2 * FAIR_BRAKING) + FAIR_RESPONSE
}

/**
 * True once the ego car's front will be at `station` of its route within `seconds` (or as much more as is fair), or has been.
 */
export function whenEgoComes(station: number, seconds: number): (time: number, ego: EgoBody | null) => boolean {
  return (_time, ego) => {
    if (!ego) return false
    const speed = Math.max(LEAST_SPEED, ego.speed)
    return (station - ego.frontStation) / speed < Math.max(seconds, fairWarning(speed))
  }
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
