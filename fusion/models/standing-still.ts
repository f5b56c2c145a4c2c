import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { type Relaxation, RelaxingElement } from './relaxation.ts'

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
  readonly #speed: RelaxingElement
  readonly #yawRate: RelaxingElement
  readonly #acceleration: RelaxingElement

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
    this.#speed = new RelaxingElement(CTRA.speed, CTRA_SIZE, noise.speed)
    this.#yawRate = new RelaxingElement(CTRA.yawRate, CTRA_SIZE, noise.yawRate)
    this.#acceleration = new RelaxingElement(CTRA.acceleration, CTRA_SIZE, noise.acceleration)
  }

  move(x: Float64Array, dt: number): void {
    this.#speed.move(x, dt)
    this.#yawRate.move(x, dt)
    this.#acceleration.move(x, dt)
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    this.move(x, dt)
    setIdentity(F, CTRA_SIZE)
    this.#speed.writeTransition(F, dt)
    this.#yawRate.writeTransition(F, dt)
    this.#acceleration.writeTransition(F, dt)
  }

  noise(Q: Matrix, _x: Float64Array, dt: number): void {
    Q.fill(0, 0, CTRA_SIZE * CTRA_SIZE)
    const t = Math.abs(dt)
    Q[CTRA.x * CTRA_SIZE + CTRA.x] = this.#positionDensity * t
    Q[CTRA.y * CTRA_SIZE + CTRA.y] = this.#positionDensity * t
    Q[CTRA.yaw * CTRA_SIZE + CTRA.yaw] = this.#yawDensity * t
    this.#speed.writeNoise(Q, dt)
    this.#yawRate.writeNoise(Q, dt)
    this.#acceleration.writeNoise(Q, dt)
  }
}
