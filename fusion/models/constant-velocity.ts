import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { writeOnceIntegratedNoise } from './path-noise.ts'
import { type Relaxation, relaxElement, relaxNoise, relaxTransition } from './relaxation.ts'

/**
 * Constant velocity in the state of {@link CTRA}: x += v·cos ψ·dt, y += v·sin ψ·dt, yaw and speed stay. Yaw rate and
 * acceleration play no part and relax to zero. Process noise: white acceleration along, white yaw rate across.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, section 6.2.2, turned into the heading.
 */
export class ConstantVelocity implements MotionModel {
  readonly stateSize = CTRA_SIZE
  readonly #accelerationDensity: number
  readonly #yawRateDensity: number
  readonly #yawRate: Relaxation
  readonly #acceleration: Relaxation

  /** Power spectral densities of acceleration (m²/s³) and yaw rate (rad²/s); rad/s and m/s² that the unused settle at. */
  constructor(noise: {
    readonly accelerationDensity: number
    readonly yawRateDensity: number
    readonly yawRate: Relaxation
    readonly acceleration: Relaxation
  }) {
    this.#accelerationDensity = noise.accelerationDensity
    this.#yawRateDensity = noise.yawRateDensity
    this.#yawRate = noise.yawRate
    this.#acceleration = noise.acceleration
  }

  move(x: Float64Array, dt: number): void {
    x[CTRA.x] = x[CTRA.x]! + dt * x[CTRA.speed]! * Math.cos(x[CTRA.yaw]!)
    x[CTRA.y] = x[CTRA.y]! + dt * x[CTRA.speed]! * Math.sin(x[CTRA.yaw]!)
    relaxElement(x, CTRA.yawRate, dt, this.#yawRate)
    relaxElement(x, CTRA.acceleration, dt, this.#acceleration)
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    const way = dt * x[CTRA.speed]!
    x[CTRA.x] = x[CTRA.x]! + way * cos
    x[CTRA.y] = x[CTRA.y]! + way * sin
    relaxElement(x, CTRA.yawRate, dt, this.#yawRate)
    relaxElement(x, CTRA.acceleration, dt, this.#acceleration)

    setIdentity(F, CTRA_SIZE)
    F[CTRA.x * CTRA_SIZE + CTRA.yaw] = -way * sin
    F[CTRA.y * CTRA_SIZE + CTRA.yaw] = way * cos
    F[CTRA.x * CTRA_SIZE + CTRA.speed] = dt * cos
    F[CTRA.y * CTRA_SIZE + CTRA.speed] = dt * sin
    relaxTransition(F, CTRA_SIZE, CTRA.yawRate, dt, this.#yawRate)
    relaxTransition(F, CTRA_SIZE, CTRA.acceleration, dt, this.#acceleration)
  }

  noise(Q: Matrix, x: Float64Array, dt: number): void {
    writeOnceIntegratedNoise(Q, x, dt, this.#accelerationDensity, this.#yawRateDensity)
    relaxNoise(Q, CTRA_SIZE, CTRA.yawRate, dt, this.#yawRate)
    relaxNoise(Q, CTRA_SIZE, CTRA.acceleration, dt, this.#acceleration)
  }
}
