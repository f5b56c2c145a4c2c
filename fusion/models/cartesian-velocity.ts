import { type Matrix, setIdentity } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'

/**
 * Linear constant velocity over d axes: the state is d positions (m), then d velocities (m/s); no heading, so it also
 * fits what moves any way (pedestrians). p' = p + v·dt, white acceleration of a power spectral density (m²/s³) a axis.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 6.2.2-12.
 */
export class CartesianVelocity implements MotionModel {
  readonly stateSize: number
  readonly #densities: readonly number[]

  /** One density an axis: its length is d. */
  constructor(accelerationDensities: readonly number[]) {
    this.#densities = accelerationDensities
    this.stateSize = 2 * accelerationDensities.length
  }

  move(x: Float64Array, dt: number): void {
    const d = this.#densities.length
    for (let i = 0; i < d; i++) x[i] = x[i]! + dt * x[d + i]!
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    this.move(x, dt)
    const d = this.#densities.length
    const n = this.stateSize
    setIdentity(F, n)
    for (let i = 0; i < d; i++) F[i * n + d + i] = dt
  }

  noise(Q: Matrix, _x: Float64Array, dt: number): void {
    const d = this.#densities.length
    const n = this.stateSize
    const t = Math.abs(dt)
    Q.fill(0, 0, n * n)
    for (let i = 0; i < d; i++) {
      const density = this.#densities[i]!
      Q[i * n + i] = (density * t * t * t) / 3
      Q[i * n + d + i] = (density * dt * t) / 2
      Q[(d + i) * n + i] = (density * dt * t) / 2
      Q[(d + i) * n + d + i] = density * t
    }
  }
}
