import type { GnssFix, Message } from '../src/core/messages.ts'
import type { Observation } from '../src/core/observations.ts'
import type { Warning } from '../src/core/warning.ts'

/** m/s; above any road vehicle. */
const LARGEST_SPEED = 150
/** m above or below the ellipsoid that a road reaches. */
const LARGEST_ALTITUDE = 10_000

/** Passes a fix on. Variances, speed and course may be NaN (not reported), the position may not. */
export function observeGnss(
  message: Message,
  payload: GnssFix,
  observations: Observation[],
  warnings: Warning[],
): void {
  const { latitude, longitude, altitude, positionVariance, speed, course } = payload
  const isUsable =
    Math.abs(latitude) <= Math.PI / 2 &&
    Math.abs(longitude) <= Math.PI &&
    Math.abs(altitude) <= LARGEST_ALTITUDE &&
    // Receivers without a fix report 0, 0: a place in the Gulf of Guinea, far from any road.
    (latitude !== 0 || longitude !== 0) &&
    positionVariance.every((variance) => Number.isNaN(variance) || (variance >= 0 && variance < Infinity)) &&
    (Number.isNaN(speed) || (speed >= 0 && speed <= LARGEST_SPEED)) &&
    (Number.isNaN(course) || Math.abs(course) <= 2 * Math.PI)
  if (!isUsable) {
    const detail = `expected a position on the earth, variances and a speed of a car on ${message.topic}; found ${latitude}, ${longitude} rad, ${altitude} m, variances (${positionVariance}), ${speed} m/s, ${course} rad`
    warnings.push({ code: 'gnss-value', stamp: message.stamp, detail })
    return
  }
  const { stamp, sequence } = message
  const fix = { latitude, longitude, altitude, positionVariance, speed, course }
  observations.push({ kind: 'gnss', stamp, sequence, sensor: 'gnss', ...fix })
}
