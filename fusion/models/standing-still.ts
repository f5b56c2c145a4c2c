import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { type Relaxation, relaxElement, relaxNoise, relaxTransition } from './relaxation.ts'

/**
 * Standing still in the state of {@link CTRA}: position and yaw stay, up to a slow random walk that stands for the
 * detector's wandering centre; speed, yaw rate and acceleration relax to zero.
 * Source: the stopped mode of Kirubarajan, Bar-Shalom, Pattipati, Kadar 2000, "Ground target tracking with variable
 * structure IMM estimator", section III.
 */
export class StandingStill implements MotionModel {
  readonly stateSize = CTRA_SIZE
  readonly #positionDensity: number
  readonly #yawDensity: number
  readonly #speed: Relaxation
  readonly #yawRate: Relaxation
  readonly #acceleration: Relaxation

  /** Power spectral densities of the walk of position (m²/s) and yaw (rad²/s); m/s, rad/s, m/s² the rest settle at. */
  constructor(noise: {
    readonly positionDensity: number
    readonly yawDensity: number
    readonly speed: Relaxation
    readonly yawRate: Relaxation
    readonly acceleration: Relaxation
  }) {
    this.#positionDensity = noise.positionDensity
    this.#yawDensity = noise.yawDensity
    this.#speed = noise.speed
    this.#yawRate = noise.yawRate
    this.#acceleration = noise.acceleration
  }

  move(x: Float64Array, dt: number): void {
    relaxElement(x, CTRA.speed, dt, this.#speed)
    relaxElement(x, CTRA.yawRate, dt, this.#yawRate)
    relaxElement(x, CTRA.acceleration, dt, this.#acceleration)
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    this.move(x, dt)
    setIdentity(F, CTRA_SIZE)
    relaxTransition(F, CTRA_SIZE, CTRA.speed, dt, this.#speed)
    relaxTransition(F, CTRA_SIZE, CTRA.yawRate, dt, this.#yawRate)
    relaxTransition(F, CTRA_SIZE, CTRA.acceleration, dt, this.#acceleration)
  }

  noise(Q: Matrix, _x: Float64Array, dt: number): void {
    Q.fill(0, 0, CTRA_SIZE * CTRA_SIZE)
    const t = Math.abs(dt)
    Q[CTRA.x * CTRA_SIZE + CTRA.x] = this.#positionDensity * t
    Q[CTRA.y * CTRA_SIZE + CTRA.y] = this.#positionDensity * t
    Q[CTRA.yaw * CTRA_SIZE + CTRA.yaw] = this.#yawDensity * t
    relaxNoise(Q, CTRA_SIZE, CTRA.speed, dt, this.#speed)
    relaxNoise(Q, CTRA_SIZE, CTRA.yawRate, dt, this.#yawRate)
    relaxNoise(Q, CTRA_SIZE, CTRA.acceleration, dt, this.#acceleration)
  }
}
