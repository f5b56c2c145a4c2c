import type { Measurement } from '../filters/measurement.ts'
import type { EgoGeometry } from './ego-config.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'

/**
 * What the car's own sensors see of the state x (EGO_SIZE). Every function fills `out`: residual z - h(x), H = ∂h/∂x,
 * and R from the given variances.
 */

/**
 * Mean of the rear wheels' reported speeds, m/s: h = v / scale. Left and right average to the middle of the axle in any
 * bend, which is the ego frame's origin; the front wheels run along a wider path and, on most cars, drive.
 */
export function measureWheelSpeed(out: Measurement, x: Float64Array, rearSpeed: number, variance: number): void {
  begin(out, 1, variance)
  const scale = x[EGO.wheelScale]!
  out.residual[0] = rearSpeed - x[EGO.speed]! / scale
  out.jacobian[EGO.speed] = 1 / scale
  out.jacobian[EGO.wheelScale] = -x[EGO.speed]! / (scale * scale)
}

/** Slower than this (m/s), the steering angle says nothing about the yaw rate that the gyroscope does not say better. */
export const STEERING_MINIMAL_SPEED = 2

/**
 * Reported front-wheel angle, rad: δ = atan(r·l·(1 + K·v²)/v) + offset. The steady-state single-track model with
 * understeer gradient K; Rajamani 2012, eq. 3.5-3.8. For v ≥ {@link STEERING_MINIMAL_SPEED}.
 */
export function measureSteering(
  out: Measurement,
  x: Float64Array,
  frontWheelAngle: number,
  variance: number,
  geometry: EgoGeometry,
): void {
  begin(out, 1, variance)
  const speed = x[EGO.speed]!
  const gain = geometry.wheelbase * (1 / speed + geometry.understeer * speed)
  const tangent = x[EGO.yawRate]! * gain
  out.residual[0] = frontWheelAngle - Math.atan(tangent) - x[EGO.steeringOffset]!
  const slope = 1 / (1 + tangent * tangent)
  const gainBySpeed = geometry.wheelbase * (geometry.understeer - 1 / (speed * speed))
  const H = out.jacobian
  H[EGO.yawRate] = slope * gain
  H[EGO.speed] = slope * x[EGO.yawRate]! * gainBySpeed
  H[EGO.steeringOffset] = 1
}

/** A yaw-rate sensor with a bias: h = r + bias, rad/s. `bias` is the state element of this sensor's bias. */
export function measureYawRate(
  out: Measurement,
  x: Float64Array,
  yawRate: number,
  variance: number,
  bias: typeof EGO.gyroBias | typeof EGO.yawRateBias,
): void {
  begin(out, 1, variance)
  out.residual[0] = yawRate - x[EGO.yawRate]! - x[bias]!
  out.jacobian[EGO.yawRate] = 1
  out.jacobian[bias] = 1
}

/** m/s²; standard gravity, ISO 80000-3. */
const GRAVITY = 9.80665

/**
 * Forward specific force of an accelerometer `lx` ahead of the rear axle, m/s²: h = a - r²·lx + g·slope + bias
 * (centripetal and gravity terms: Groves 2013, eq. 3.23 and 5.28, for planar motion).
 */
export function measureForwardForce(
  out: Measurement,
  x: Float64Array,
  force: number,
  variance: number,
  geometry: EgoGeometry,
): void {
  begin(out, 1, variance)
  const yawRate = x[EGO.yawRate]!
  const lever = geometry.imu[0]
  const expected = x[EGO.acceleration]! - yawRate * yawRate * lever + GRAVITY * x[EGO.slope]! + x[EGO.accelerationBias]!
  out.residual[0] = force - expected
  const H = out.jacobian
  H[EGO.acceleration] = 1
  H[EGO.yawRate] = -2 * yawRate * lever
  H[EGO.slope] = GRAVITY
  H[EGO.accelerationBias] = 1
}

/** A car that stands (zero-velocity update): speed, yaw rate and acceleration are 0, up to the given variances. */
export function measureStandstill(
  out: Measurement,
  x: Float64Array,
  speedVariance: number,
  yawRateVariance: number,
  accelerationVariance: number,
): void {
  begin(out, 3, speedVariance)
  out.covariance[4] = yawRateVariance
  out.covariance[8] = accelerationVariance
  const elements = STANDSTILL_ELEMENTS
  for (let row = 0; row < 3; row++) {
    out.residual[row] = -x[elements[row]!]!
    out.jacobian[row * EGO_SIZE + elements[row]!] = 1
  }
}

const STANDSTILL_ELEMENTS = [EGO.speed, EGO.yawRate, EGO.acceleration] as const

/** Sets the size, clears H and R, and puts the first variance in place. */
export function begin(out: Measurement, size: number, firstVariance: number): void {
  out.size = size
  out.jacobian.fill(0, 0, size * EGO_SIZE)
  out.covariance.fill(0, 0, size * size)
  out.covariance[0] = firstVariance
}
