import type { Matrix } from '../../src/core/matrix.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'

const { x: X, y: Y, yaw: YAW, speed: SPEED, yawRate: YAW_RATE, acceleration: ACCELERATION } = CTRA

/**
 * Moments of integrated white noise of density 1 over a step: covariances of the last integral (distance along the path,
 * ∫yaw across it) with itself, with the middle one (speed, yaw) and with the first (acceleration, yaw rate).
 */
const moments = new Float64Array(3)

/**
 * Process noise of an object that follows a path: disturbances along it act on speed, disturbances across it on yaw,
 * and both reach the position through the heading, in a turn taken at the middle of the step. Position across the path
 * is speed × ∫yaw.
 *
 * Once integrated white noise (constant velocity; densities: along of acceleration m²/s³, across of yaw rate rad²/s):
 *   [ t³/3 t²/2 ; t²/2 t ]·q for (distance, speed) and for (∫yaw, yaw).
 * Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 6.2.2-12.
 */
export function writeOnceIntegratedNoise(Q: Matrix, x: Float64Array, dt: number, along: number, across: number): void {
  const t = Math.abs(dt)
  moments[0] = (t * t * t) / 3
  moments[1] = (dt * t) / 2
  moments[2] = 0
  clear(Q)
  writePositionNoise(Q, x, 0, along, across)
  Q[SPEED * CTRA_SIZE + SPEED] = along * t
  Q[YAW * CTRA_SIZE + YAW] = across * t
}

/**
 * As {@link writeOnceIntegratedNoise} with twice integrated white noise (CTRA; along of jerk m²/s⁵, across of yaw
 * acceleration rad²/s³):
 *   [ t⁵/20 t⁴/8 t³/6 ; t⁴/8 t³/3 t²/2 ; t³/6 t²/2 t ]·q.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 6.2.3-7.
 */
export function writeTwiceIntegratedNoise(Q: Matrix, x: Float64Array, dt: number, along: number, across: number): void {
  const t = Math.abs(dt)
  const cube = t * t * t
  moments[0] = (cube * t * t) / 20
  moments[1] = (dt * cube) / 8
  moments[2] = cube / 6
  clear(Q)
  writePositionNoise(Q, x, 0.5 * dt, along, across)
  Q[SPEED * CTRA_SIZE + SPEED] = (along * cube) / 3
  Q[ACCELERATION * CTRA_SIZE + ACCELERATION] = along * t
  writeBoth(Q, SPEED, ACCELERATION, (along * dt * t) / 2)
  Q[YAW * CTRA_SIZE + YAW] = (across * cube) / 3
  Q[YAW_RATE * CTRA_SIZE + YAW_RATE] = across * t
  writeBoth(Q, YAW, YAW_RATE, (across * dt * t) / 2)
}

/**
 * Adds what lets an object that hardly moves set out in any direction, which noise along and across a heading does not: white
 * acceleration to its side (density `side`, m²/s³) that turns the heading as if it were at least `crawl` (m/s) fast, and fades
 * with v₀²/(v² + v₀²), for what is faster follows its path.
 */
export function addSidestepNoise(Q: Matrix, x: Float64Array, dt: number, side: number, crawl: number): void {
  const t = Math.abs(dt)
  const v = x[SPEED]!
  const density = (side * crawl * crawl) / (v * v + crawl * crawl)
  const turning = 1 / turningSpeed(v, crawl)
  const cos = Math.cos(x[YAW]!)
  const sin = Math.sin(x[YAW]!)
  const place = (density * t * t * t) / 3
  const both = (density * turning * dt * t) / 2
  addBoth(Q, X, Y, -cos * sin * place)
  addBoth(Q, X, YAW, -sin * both)
  addBoth(Q, Y, YAW, cos * both)
  Q[X * CTRA_SIZE + X]! += sin * sin * place
  Q[Y * CTRA_SIZE + Y]! += cos * cos * place
  Q[YAW * CTRA_SIZE + YAW]! += density * turning * turning * t
}

/** m/s to the side by which a rad of heading counts: the speed, and of what hardly moves the least that it may set out with. */
export function turningSpeed(speed: number, crawl: number): number {
  return (speed < 0 ? -1 : 1) * Math.hypot(speed, crawl)
}

/** The rows of the position: its own covariance, and those with (speed, acceleration) and (yaw, yaw rate). */
function writePositionNoise(Q: Matrix, x: Float64Array, halfStep: number, along: number, across: number): void {
  const heading = x[YAW]! + halfStep * x[YAW_RATE]!
  const v = x[SPEED]! + halfStep * x[ACCELERATION]!
  const cos = Math.cos(heading)
  const sin = Math.sin(heading)
  const alongVariance = along * moments[0]!
  const acrossVariance = across * moments[0]! * v * v
  Q[X * CTRA_SIZE + X] = cos * cos * alongVariance + sin * sin * acrossVariance
  Q[Y * CTRA_SIZE + Y] = sin * sin * alongVariance + cos * cos * acrossVariance
  writeBoth(Q, X, Y, cos * sin * (alongVariance - acrossVariance))
  writeBoth(Q, X, SPEED, cos * along * moments[1]!)
  writeBoth(Q, Y, SPEED, sin * along * moments[1]!)
  writeBoth(Q, X, YAW, -sin * v * across * moments[1]!)
  writeBoth(Q, Y, YAW, cos * v * across * moments[1]!)
  writeBoth(Q, X, ACCELERATION, cos * along * moments[2]!)
  writeBoth(Q, Y, ACCELERATION, sin * along * moments[2]!)
  writeBoth(Q, X, YAW_RATE, -sin * v * across * moments[2]!)
  writeBoth(Q, Y, YAW_RATE, cos * v * across * moments[2]!)
}

function writeBoth(Q: Matrix, i: number, j: number, value: number): void {
  Q[i * CTRA_SIZE + j] = value
  Q[j * CTRA_SIZE + i] = value
}

function addBoth(Q: Matrix, i: number, j: number, value: number): void {
  Q[i * CTRA_SIZE + j]! += value
  Q[j * CTRA_SIZE + i]! += value
}

function clear(Q: Matrix): void {
  for (let i = 0; i < CTRA_SIZE * CTRA_SIZE; i++) Q[i] = 0
}
