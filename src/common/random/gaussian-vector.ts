import { cholesky, createMatrix, type Matrix } from '../../core/matrix.ts'
import type { Random } from './xoshiro.ts'

/** Draws vectors of n with mean zero and the given covariance (n×n, positive semidefinite). */
export class GaussianVector {
  readonly #n: number
  readonly #factor: Matrix
  readonly #normals: Float64Array

  /** Throws when the covariance has no factor. A zero diagonal element means an element that is always zero. */
  constructor(covariance: Matrix, n: number) {
    this.#n = n
    this.#factor = createMatrix(n)
    this.#normals = new Float64Array(n)
    const regular = covariance.slice(0, n * n)
    for (let i = 0; i < n; i++) if (regular[i * n + i] === 0) regular[i * n + i] = TINY
    if (!cholesky(this.#factor, regular, n))
      throw new Error(`expected a positive covariance of ${n}, found ${covariance}`)
  }

  /** out (n) := a draw. */
  draw(out: Float64Array, random: Random): void {
    const n = this.#n
    for (let i = 0; i < n; i++) this.#normals[i] = random.normal()
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let k = 0; k <= i; k++) sum += this.#factor[i * n + k]! * this.#normals[k]!
      out[i] = sum
    }
  }
}

/** A variance so small that its draws vanish beside anything physical. */
const TINY = 1e-30
