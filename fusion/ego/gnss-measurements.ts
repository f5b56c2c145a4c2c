import { angleDifference } from '../../src/core/angle.ts'
import type { Measurement } from '../filters/measurement.ts'
import type { EgoGeometry } from './ego-config.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'
import { begin } from './vehicle-measurements.ts'

/**
 * A fix, seen from the state x at the fix's stamp. What it says was true `latency` L earlier: with the heading half
 * way back ψm = ψ - r·L/2, the heading then ψL = ψ - r·L, the mean speed on the way vm = v - a·L/2, and the antenna at
 * (lx, ly, lz) in the ego frame,
 *
 *   east  = x - L·vm·cos ψm + lx·cos ψL - ly·sin ψL + bias_east
 *   north = y - L·vm·sin ψm + lx·sin ψL + ly·cos ψL + bias_north
 *   up    = z - L·vm·slope + lz + bias_up
 *
 * The latency is seen because its part of the error grows with the speed and the bias' part does not. Latency as a
 * state: Skog, Händel 2011, "Time synchronization errors in loosely coupled GPS-aided inertial navigation systems",
 * IEEE Trans. ITS 12(4), eq. 12.
 */
export function measureFixPosition(
  out: Measurement,
  x: Float64Array,
  positionWorld: readonly [number, number, number],
  variance: readonly [number, number, number],
  geometry: EgoGeometry,
): void {
  begin(out, 3, variance[0])
  out.covariance[4] = variance[1]
  out.covariance[8] = variance[2]
  const latency = x[EGO.gnssLatency]!
  const yawRate = x[EGO.yawRate]!
  const slope = x[EGO.slope]!
  const meanSpeed = x[EGO.speed]! - 0.5 * latency * x[EGO.acceleration]!
  const middle = x[EGO.yaw]! - 0.5 * yawRate * latency
  const then = x[EGO.yaw]! - yawRate * latency
  const cosMiddle = Math.cos(middle)
  const sinMiddle = Math.sin(middle)
  const [lx, ly, lz] = geometry.antenna
  const leverEast = lx * Math.cos(then) - ly * Math.sin(then)
  const leverNorth = lx * Math.sin(then) + ly * Math.cos(then)
  const back = latency * meanSpeed

  out.residual[0] = positionWorld[0] - (x[EGO.east]! - back * cosMiddle + leverEast + x[EGO.gnssBiasEast]!)
  out.residual[1] = positionWorld[1] - (x[EGO.north]! - back * sinMiddle + leverNorth + x[EGO.gnssBiasNorth]!)
  out.residual[2] = positionWorld[2] - (x[EGO.up]! - back * slope + lz + x[EGO.gnssBiasUp]!)

  const H = out.jacobian
  const north = EGO_SIZE
  const up = 2 * EGO_SIZE
  const speedAtFix = x[EGO.speed]! - latency * x[EGO.acceleration]!
  H[EGO.east] = 1
  H[EGO.gnssBiasEast] = 1
  H[EGO.yaw] = back * sinMiddle - leverNorth
  H[EGO.yawRate] = -0.5 * latency * back * sinMiddle + latency * leverNorth
  H[EGO.speed] = -latency * cosMiddle
  H[EGO.acceleration] = 0.5 * latency * latency * cosMiddle
  H[EGO.gnssLatency] = -speedAtFix * cosMiddle - 0.5 * yawRate * back * sinMiddle + yawRate * leverNorth
  H[north + EGO.north] = 1
  H[north + EGO.gnssBiasNorth] = 1
  H[north + EGO.yaw] = -back * cosMiddle + leverEast
  H[north + EGO.yawRate] = 0.5 * latency * back * cosMiddle - latency * leverEast
  H[north + EGO.speed] = -latency * sinMiddle
  H[north + EGO.acceleration] = 0.5 * latency * latency * sinMiddle
  H[north + EGO.gnssLatency] = -speedAtFix * sinMiddle + 0.5 * yawRate * back * cosMiddle - yawRate * leverEast
  H[up + EGO.up] = 1
  H[up + EGO.gnssBiasUp] = 1
  H[up + EGO.slope] = -back
  H[up + EGO.speed] = -latency * slope
  H[up + EGO.acceleration] = 0.5 * latency * latency * slope
  H[up + EGO.gnssLatency] = -speedAtFix * slope
}

/** A course needs this speed, m/s: below it a receiver's course is noise. */
export const COURSE_MINIMAL_SPEED = 2

/**
 * The fix's speed over ground, a velocity latency L before the stamp, at an antenna `lx` ahead of the rear axle:
 * h = √(vL² + (r·lx)²) with vL = v - a·L. m/s. For v > 0.
 */
export function measureFixSpeed(
  out: Measurement,
  x: Float64Array,
  speed: number,
  variance: number,
  geometry: EgoGeometry,
): void {
  begin(out, 1, variance)
  const latency = x[EGO.gnssVelocityLatency]!
  const forward = x[EGO.speed]! - latency * x[EGO.acceleration]!
  const sideways = x[EGO.yawRate]! * geometry.antenna[0]
  const expected = Math.hypot(forward, sideways)
  out.residual[0] = speed - expected
  const direction = expected > 0 ? forward / expected : 1
  const H = out.jacobian
  H[EGO.speed] = direction
  H[EGO.acceleration] = -latency * direction
  H[EGO.gnssVelocityLatency] = -x[EGO.acceleration]! * direction
  H[EGO.yawRate] = expected > 0 ? (sideways * geometry.antenna[0]) / expected : 0
}

/**
 * The fix's course over ground: h = ψ - r·L + atan2(r·lx, vL), with L and vL as in {@link measureFixSpeed}; the rear
 * axle rolls without slip, the antenna ahead of it swings out. rad. For v ≥ {@link COURSE_MINIMAL_SPEED}.
 */
export function measureFixCourse(
  out: Measurement,
  x: Float64Array,
  course: number,
  variance: number,
  geometry: EgoGeometry,
): void {
  begin(out, 1, variance)
  const latency = x[EGO.gnssVelocityLatency]!
  const yawRate = x[EGO.yawRate]!
  const forward = x[EGO.speed]! - latency * x[EGO.acceleration]!
  const lever = geometry.antenna[0]
  const sideways = yawRate * lever
  const squared = forward * forward + sideways * sideways
  out.residual[0] = angleDifference(course, x[EGO.yaw]! - yawRate * latency + Math.atan2(sideways, forward))
  const byForward = -sideways / squared
  const H = out.jacobian
  H[EGO.yaw] = 1
  H[EGO.yawRate] = -latency + (lever * forward) / squared
  H[EGO.speed] = byForward
  H[EGO.acceleration] = -latency * byForward
  H[EGO.gnssVelocityLatency] = -yawRate - x[EGO.acceleration]! * byForward
}
