import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { addSidestepNoise, turningSpeed, writeOnceIntegratedNoise } from './path-noise.ts'
import { type Relaxation, RelaxingElement } from './relaxation.ts'

/**
 * Constant velocity in the state of {@link CTRA}: x += v·cos ψ·dt, y += v·sin ψ·dt, yaw and speed stay. Yaw rate and
 * acceleration play no part and relax to zero. Process noise: white acceleration along, white yaw rate across.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, section 6.2.2, turned into the heading.
 */
export class ConstantVelocity implements MotionModel {
  readonly stateSize = CTRA_SIZE
  readonly #accelerationDensity: number
  readonly #yawRateDensity: number
  readonly #sidestep: { readonly density: number; readonly crawl: number } | null
  readonly #yawRate: RelaxingElement
  readonly #acceleration: RelaxingElement

  /**
   * Power spectral densities of acceleration (m²/s³) and yaw rate (rad²/s); of acceleration to the side of what is hardly faster
   * than `crawl` (m/s); rad/s and m/s² that the unused settle at.
   */
  constructor(noise: {
    readonly accelerationDensity: number
    readonly yawRateDensity: number
    readonly sidestep?: { readonly density: number; readonly crawl: number }
    readonly yawRate: Relaxation
    readonly acceleration: Relaxation
  }) {
    this.#accelerationDensity = noise.accelerationDensity
    this.#yawRateDensity = noise.yawRateDensity
    this.#sidestep = noise.sidestep ?? null
    this.#yawRate = new RelaxingElement(CTRA.yawRate, CTRA_SIZE, noise.yawRate)
    this.#acceleration = new RelaxingElement(CTRA.acceleration, CTRA_SIZE, noise.acceleration)
  }

  move(x: Float64Array, dt: number): void {
    x[CTRA.x] = x[CTRA.x]! + dt * x[CTRA.speed]! * Math.cos(x[CTRA.yaw]!)
    x[CTRA.y] = x[CTRA.y]! + dt * x[CTRA.speed]! * Math.sin(x[CTRA.yaw]!)
    this.#yawRate.move(x, dt)
    this.#acceleration.move(x, dt)
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    const way = dt * x[CTRA.speed]!
    const turned = this.#sidestep ? dt * turningSpeed(x[CTRA.speed]!, this.#sidestep.crawl) : way
    x[CTRA.x] = x[CTRA.x]! + way * cos
    x[CTRA.y] = x[CTRA.y]! + way * sin
    this.#yawRate.move(x, dt)
    this.#acceleration.move(x, dt)

    setIdentity(F, CTRA_SIZE)
    F[CTRA.x * CTRA_SIZE + CTRA.yaw] = -turned * sin
    F[CTRA.y * CTRA_SIZE + CTRA.yaw] = turned * cos
    F[CTRA.x * CTRA_SIZE + CTRA.speed] = dt * cos
    F[CTRA.y * CTRA_SIZE + CTRA.speed] = dt * sin
    this.#yawRate.writeTransition(F, dt)
    this.#acceleration.writeTransition(F, dt)
  }

  noise(Q: Matrix, x: Float64Array, dt: number): void {
    writeOnceIntegratedNoise(Q, x, dt, this.#accelerationDensity, this.#yawRateDensity)
    if (this.#sidestep) addSidestepNoise(Q, x, dt, this.#sidestep.density, this.#sidestep.crawl)
    this.#yawRate.writeNoise(Q, dt)
    this.#acceleration.writeNoise(Q, dt)
  }
}
