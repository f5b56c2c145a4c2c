import type { Matrix } from '../../src/core/matrix.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'

const { x: X, y: Y, yaw: YAW, speed: SPEED, yawRate: YAW_RATE, acceleration: ACCELERATION } = CTRA

/**
 * Process noise of an object that follows a path: disturbances along it act on speed, disturbances across it on yaw,
 * and both reach the position through the heading, in a turn taken at the middle of the step.
 * Position across the path is speed × the integral of yaw.
 *
 * Once integrated white noise (constant velocity; densities: along of acceleration m²/s³, across of yaw rate rad²/s):
 *   [ t³/3 t²/2 ; t²/2 t ]·q for (distance, speed) and for (∫yaw, yaw).
 * Twice integrated white noise (CTRA; along of jerk m²/s⁵, across of yaw acceleration rad²/s³):
 *   [ t⁵/20 t⁴/8 t³/6 ; t⁴/8 t³/3 t²/2 ; t³/6 t²/2 t ]·q.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 6.2.2-12 and 6.2.3-7.
 */
export function writeOnceIntegratedNoise(Q: Matrix, x: Float64Array, dt: number, along: number, across: number): void {
  Q.fill(0, 0, CTRA_SIZE * CTRA_SIZE)
  const t = Math.abs(dt)
  const half = (dt * t) / 2
  const third = (t * t * t) / 3
  writePathNoise(Q, x[YAW]!, x[SPEED]!, along * third, along * half, 0, across * third, across * half, 0)
  Q[SPEED * CTRA_SIZE + SPEED] = along * t
  Q[YAW * CTRA_SIZE + YAW] = across * t
}

export function writeDoublyIntegratedNoise(
  Q: Matrix,
  x: Float64Array,
  dt: number,
  along: number,
  across: number,
): void {
  Q.fill(0, 0, CTRA_SIZE * CTRA_SIZE)
  const t = Math.abs(dt)
  const fifth = t ** 5 / 20
  const fourth = (dt * t ** 3) / 8
  const third = t ** 3 / 6
  const half = (dt * t) / 2
  const heading = x[YAW]! + 0.5 * dt * x[YAW_RATE]!
  const v = x[SPEED]! + 0.5 * dt * x[ACCELERATION]!
  writePathNoise(
    Q,
    heading,
    v,
    along * fifth,
    along * fourth,
    along * third,
    across * fifth,
    across * fourth,
    across * third,
  )
  Q[SPEED * CTRA_SIZE + SPEED] = along * 2 * third
  Q[ACCELERATION * CTRA_SIZE + ACCELERATION] = along * t
  writeBoth(Q, SPEED, ACCELERATION, along * half)
  Q[YAW * CTRA_SIZE + YAW] = across * 2 * third
  Q[YAW_RATE * CTRA_SIZE + YAW_RATE] = across * t
  writeBoth(Q, YAW, YAW_RATE, across * half)
}

/** The position's rows: variances along and across, and their covariances with (speed, acceleration), (yaw, yaw rate). */
function writePathNoise(
  Q: Matrix,
  heading: number,
  v: number,
  along: number,
  alongSpeed: number,
  alongAcceleration: number,
  across: number,
  acrossYaw: number,
  acrossYawRate: number,
): void {
  const cos = Math.cos(heading)
  const sin = Math.sin(heading)
  const acrossVariance = v * v * across
  Q[X * CTRA_SIZE + X] = cos * cos * along + sin * sin * acrossVariance
  Q[Y * CTRA_SIZE + Y] = sin * sin * along + cos * cos * acrossVariance
  writeBoth(Q, X, Y, cos * sin * (along - acrossVariance))
  writeBoth(Q, X, SPEED, cos * alongSpeed)
  writeBoth(Q, Y, SPEED, sin * alongSpeed)
  writeBoth(Q, X, YAW, -sin * v * acrossYaw)
  writeBoth(Q, Y, YAW, cos * v * acrossYaw)
  writeBoth(Q, X, ACCELERATION, cos * alongAcceleration)
  writeBoth(Q, Y, ACCELERATION, sin * alongAcceleration)
  writeBoth(Q, X, YAW_RATE, -sin * v * acrossYawRate)
  writeBoth(Q, Y, YAW_RATE, cos * v * acrossYawRate)
}

function writeBoth(Q: Matrix, i: number, j: number, value: number): void {
  Q[i * CTRA_SIZE + j] = value
  Q[j * CTRA_SIZE + i] = value
}
