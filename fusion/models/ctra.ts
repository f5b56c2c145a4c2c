import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { writeTwiceIntegratedNoise } from './path-noise.ts'
import { TURN, TURN_MOMENTS, writeTurnMoments } from './turn-moments.ts'

/**
 * Coordinated turn with acceleration: constant turn rate and acceleration. With ψ(s) = ψ + ω·s and v(s) = v + a·s
 *   x(t) = x + ∫ v(s)·cos ψ(s) ds,  y(t) = y + ∫ v(s)·sin ψ(s) ds,  ψ(t) = ψ + ω·t,  v(t) = v + a·t,  0 ≤ s ≤ t.
 * In closed form by the moments of `turn-moments.ts`, which are smooth through ω = 0.
 * Process noise: white jerk along the path, white yaw acceleration across it.
 * Source: Schubert, Richter, Wanielik, "Comparison and evaluation of advanced motion models for vehicle tracking",
 * Fusion 2008, section III-D.
 */
export class ConstantTurnRateAndAcceleration implements MotionModel {
  readonly stateSize = CTRA_SIZE
  readonly #jerkDensity: number
  readonly #yawAccelerationDensity: number
  readonly #moments = new Float64Array(TURN_MOMENTS)

  /** Power spectral densities of jerk (m²/s⁵) and of yaw acceleration (rad²/s³). */
  constructor(noise: { readonly jerkDensity: number; readonly yawAccelerationDensity: number }) {
    this.#jerkDensity = noise.jerkDensity
    this.#yawAccelerationDensity = noise.yawAccelerationDensity
  }

  move(x: Float64Array, dt: number): void {
    const M = this.#moments
    const turn = x[CTRA.yawRate]! * dt
    const speed = x[CTRA.speed]!
    const acceleration = x[CTRA.acceleration]!
    writeTurnMoments(M, turn)
    const forward = dt * (speed * M[TURN.c0]! + acceleration * dt * M[TURN.c1]!)
    const left = dt * (speed * M[TURN.s0]! + acceleration * dt * M[TURN.s1]!)
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    x[CTRA.x] = x[CTRA.x]! + forward * cos - left * sin
    x[CTRA.y] = x[CTRA.y]! + forward * sin + left * cos
    x[CTRA.yaw] = x[CTRA.yaw]! + turn
    x[CTRA.speed] = speed + acceleration * dt
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    const M = this.#moments
    const { x: east, y: north, yaw, speed, yawRate, acceleration } = CTRA
    const cos = Math.cos(x[yaw]!)
    const sin = Math.sin(x[yaw]!)
    const oldEast = x[east]!
    const oldNorth = x[north]!
    const v = x[speed]!
    const a = x[acceleration]!
    this.move(x, dt)

    setIdentity(F, CTRA_SIZE)
    const xRow = east * CTRA_SIZE
    const yRow = north * CTRA_SIZE
    F[xRow + yaw] = oldNorth - x[north]!
    F[yRow + yaw] = x[east]! - oldEast
    F[xRow + speed] = dt * (M[TURN.c0]! * cos - M[TURN.s0]! * sin)
    F[yRow + speed] = dt * (M[TURN.c0]! * sin + M[TURN.s0]! * cos)
    F[xRow + acceleration] = dt * dt * (M[TURN.c1]! * cos - M[TURN.s1]! * sin)
    F[yRow + acceleration] = dt * dt * (M[TURN.c1]! * sin + M[TURN.s1]! * cos)
    // ∂/∂ω of the displacement in the axes of the old heading.
    const forward = -dt * dt * (v * M[TURN.s1]! + a * dt * M[TURN.s2]!)
    const left = dt * dt * (v * M[TURN.c1]! + a * dt * M[TURN.c2]!)
    F[xRow + yawRate] = forward * cos - left * sin
    F[yRow + yawRate] = forward * sin + left * cos
    F[yaw * CTRA_SIZE + yawRate] = dt
    F[speed * CTRA_SIZE + acceleration] = dt
  }

  noise(Q: Matrix, x: Float64Array, dt: number): void {
    writeTwiceIntegratedNoise(Q, x, dt, this.#jerkDensity, this.#yawAccelerationDensity)
  }
}
