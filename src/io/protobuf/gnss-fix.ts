import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { GnssFix } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { type Malformed, malformed } from './malformed.ts'
import { foxglove } from './runtime.ts'

const { PositionCovarianceType } = foxglove.LocationFix

/**
 * A fix as foxglove.LocationFix: degrees, a 3×3 covariance of which we use the diagonal, and speed and course as the
 * velocity (east, north, up). Without a speed the velocity is left out; a speed without a course stands as (speed, NaN).
 * Only a course at no speed is lost, where it means nothing.
 */
export function encodeGnssFix(fix: GnssFix, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  const [east, north, up] = fix.positionVariance
  const isKnown = fix.positionVariance.every(Number.isFinite)
  return foxglove.LocationFix.encode({
    timestamp: time.timestamp(stamp),
    frameId: 'gnss',
    latitude: rounded(fix.latitude / RADIANS_PER_DEGREE),
    longitude: rounded(fix.longitude / RADIANS_PER_DEGREE),
    altitude: fix.altitude,
    positionCovariance: [east, 0, 0, 0, north, 0, 0, 0, up],
    positionCovarianceType: isKnown ? PositionCovarianceType.DIAGONAL_KNOWN : PositionCovarianceType.UNKNOWN,
    ...(Number.isFinite(fix.speed) && { velocity: velocity(fix) }),
  }).finish()
}

/**
 * Significant digits of degrees. Rounded, so that reading and writing a drive again and again gives the same place
 * although radians stand between; a degree keeps a tenth of a micrometre or better.
 */
const DIGITS = 16

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS))
}

export function decodeGnssFix(bytes: Uint8Array): GnssFix | Malformed {
  const fix = foxglove.LocationFix.decode(bytes)
  const covariance = fix.positionCovariance ?? []
  if (covariance.length !== 0 && covariance.length !== 9) {
    return malformed(`expected a position covariance of 9 elements, found ${covariance.length}`)
  }
  const { x = 0, y = 0 } = fix.velocity ?? { x: Number.NaN, y: Number.NaN }
  const isCourseKnown = Number.isFinite(y)
  const speed = isCourseKnown ? Math.hypot(x ?? 0, y ?? 0) : (x ?? 0)
  return {
    kind: 'gnss',
    latitude: (fix.latitude ?? 0) * RADIANS_PER_DEGREE,
    longitude: (fix.longitude ?? 0) * RADIANS_PER_DEGREE,
    altitude: fix.altitude ?? 0,
    positionVariance: [variance(covariance, 0), variance(covariance, 4), variance(covariance, 8)],
    speed,
    course: isCourseKnown && speed > 0 ? Math.atan2(y ?? 0, x ?? 0) : Number.NaN,
  }
}

function velocity({ speed, course }: GnssFix): foxglove.Vector3.$Properties {
  if (!Number.isFinite(course)) return { x: speed, y: Number.NaN, z: 0 }
  return { x: speed * Math.cos(course), y: speed * Math.sin(course), z: 0 }
}

/** Zero is what a sender writes that knows none: no receiver is perfect. */
function variance(covariance: readonly number[], index: number): number {
  const value = covariance[index] ?? 0
  return value > 0 ? value : Number.NaN
}
