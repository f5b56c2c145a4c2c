import { angleDifference } from '../../src/core/angle.ts'
import { cholesky, createMatrix, type Matrix } from '../../src/core/matrix.ts'
import { Measurement } from './measurement.ts'
import type { MeasurementModel } from './measurement-model.ts'
import { type MotionModel, wrapStateAngles } from './predict.ts'
import type { FilterWorkspace } from './workspace.ts'

/** Spread of the sigma points (Wan, van der Merwe 2000). The default has equal, positive weights and no centre point. */
export interface UnscentedSpread {
  readonly alpha: number
  readonly beta: number
  readonly kappa: number
}

/** α = 1, β = 0, κ = 0: the third-degree cubature rule (Arasaratnam, Haykin 2009), stable at any state size. */
export const CUBATURE: UnscentedSpread = { alpha: 1, beta: 0, kappa: 0 }

/**
 * Unscented predict and measurement linearisation by 2n + 1 sigma points x ± √(n + λ)·L·e_k, P = L·Lᵀ, λ = α²(n + κ) - n.
 * The update is the shared one of `update.ts`: {@link linearize} replaces h by the line that fits the sigma points best,
 *   H = P_zxᵀ·P⁻¹,  R' = S - H·P·Hᵀ,
 * so that H·P·Hᵀ + R' is the unscented S and P·Hᵀ the unscented P_xz, and Joseph's form holds.
 * Source: Julier, Uhlmann 1997; Wan, van der Merwe 2000; Lefebvre, Bruyninckx, De Schutter 2002 (the regression view).
 */
export class UnscentedTransform {
  readonly workspace: FilterWorkspace
  readonly #n: number
  readonly #spread: number
  readonly #centreMean: number
  readonly #centreCovariance: number
  readonly #weight: number
  readonly #factor: Matrix
  readonly #points: readonly Float64Array[]
  readonly #residuals: readonly Float64Array[]
  readonly #difference: Float64Array
  readonly #atCentre: Measurement

  constructor(workspace: FilterWorkspace, spread: UnscentedSpread = CUBATURE) {
    const n = workspace.stateSize
    const lambda = spread.alpha ** 2 * (n + spread.kappa) - n
    if (!(n + lambda > 0)) throw new Error(`expected n + λ > 0, found ${n + lambda} for ${n} states`)
    this.workspace = workspace
    this.#n = n
    this.#spread = Math.sqrt(n + lambda)
    this.#centreMean = lambda / (n + lambda)
    this.#centreCovariance = lambda / (n + lambda) + 1 - spread.alpha ** 2 + spread.beta
    this.#weight = 1 / (2 * (n + lambda))
    this.#factor = createMatrix(n)
    this.#points = Array.from({ length: 2 * n + 1 }, () => new Float64Array(n))
    this.#residuals = Array.from({ length: 2 * n + 1 }, () => new Float64Array(workspace.maximalMeasurementSize))
    this.#difference = new Float64Array(n)
    this.#atCentre = new Measurement(n, workspace.maximalMeasurementSize)
  }

  /** x := mean, P := covariance of f over the sigma points, plus Q. False, with nothing changed, when P has no factor. */
  predict(x: Float64Array, P: Matrix, model: MotionModel, dt: number): boolean {
    if (!this.#spreadPoints(x, P)) return false
    model.noise(this.workspace.processNoise, x, dt)
    for (const point of this.#points) model.move(point, dt)
    this.#mean(x)
    this.#covariance(P, x)
    return true
  }

  /** Writes `out` so that `innovate` and `correct` do the unscented update of x, P. False when P has no factor. */
  linearize(out: Measurement, model: MeasurementModel, x: Float64Array, P: Matrix): boolean {
    if (!this.#spreadPoints(x, P)) return false
    const centre = this.#atCentre
    for (let k = this.#points.length - 1; k >= 0; k--) {
      model.linearize(centre, this.#points[k]!)
      this.#residuals[k]!.set(centre.residual)
    }
    // The last one was x itself: its R stands for the noise.
    out.size = centre.size
    this.#meanResidual(out)
    this.#regress(out)
    this.#residualNoise(out, centre.covariance)
    return true
  }

  #spreadPoints(x: Float64Array, P: Matrix): boolean {
    const n = this.#n
    const L = this.#factor
    if (!cholesky(L, P, n)) return false
    for (const point of this.#points) point.set(x)
    for (let k = 0; k < n; k++) {
      const plus = this.#points[1 + k]!
      const minus = this.#points[1 + n + k]!
      for (let i = k; i < n; i++) {
        const step = this.#spread * L[i * n + k]!
        plus[i] = plus[i]! + step
        minus[i] = minus[i]! - step
      }
    }
    return true
  }

  /** x := Σ w·point; angles about the centre point's. */
  #mean(x: Float64Array): void {
    const centre = this.#points[0]!
    x.fill(0)
    for (let k = 1; k < this.#points.length; k++) {
      this.#subtract(this.#points[k]!, centre)
      for (let i = 0; i < this.#n; i++) x[i] = x[i]! + this.#weight * this.#difference[i]!
    }
    for (let i = 0; i < this.#n; i++) x[i] = x[i]! + centre[i]!
    wrapStateAngles(x, this.workspace)
  }

  #covariance(P: Matrix, x: Float64Array): void {
    const n = this.#n
    const d = this.#difference
    for (let i = 0; i < n * n; i++) P[i] = this.workspace.processNoise[i]!
    for (let k = 0; k < this.#points.length; k++) {
      const weight = k === 0 ? this.#centreCovariance : this.#weight
      this.#subtract(this.#points[k]!, x)
      for (let i = 0; i < n; i++) {
        for (let j = i; j < n; j++) P[i * n + j] = P[i * n + j]! + weight * d[i]! * d[j]!
      }
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) P[i * n + j] = P[j * n + i]!
  }

  #meanResidual(out: Measurement): void {
    for (let r = 0; r < out.size; r++) {
      let mean = this.#centreMean * this.#residuals[0]![r]!
      for (let k = 1; k < this.#residuals.length; k++) mean += this.#weight * this.#residuals[k]![r]!
      out.residual[r] = mean
    }
  }

  /** H := P_xzᵀ·P⁻¹ = Dᵀ·L⁻¹ with D_k = w·√(n + λ)·(z_k⁺ - z_k⁻); residuals are -h, hence the sign. */
  #regress(out: Measurement): void {
    const n = this.#n
    const L = this.#factor
    const H = out.jacobian
    for (let r = 0; r < out.size; r++) {
      for (let k = n - 1; k >= 0; k--) {
        let sum = this.#weight * this.#spread * (this.#residuals[1 + n + k]![r]! - this.#residuals[1 + k]![r]!)
        for (let i = k + 1; i < n; i++) sum -= L[i * n + k]! * H[r * n + i]!
        H[r * n + k] = sum / L[k * n + k]!
      }
    }
  }

  /** R' := R + scatter of the residuals about the fitted line: Σ w·e·eᵀ, e = residual - mean + H·(point - x). */
  #residualNoise(out: Measurement, R: Matrix): void {
    const n = this.#n
    const { size: m, jacobian: H, residual: mean } = out
    const centre = this.#points[0]!
    for (let i = 0; i < m * m; i++) out.covariance[i] = R[i]!
    for (let k = 0; k < this.#points.length; k++) {
      const weight = k === 0 ? this.#centreCovariance : this.#weight
      const scatter = this.#residuals[k]!
      const point = this.#points[k]!
      for (let r = 0; r < m; r++) {
        let e = scatter[r]! - mean[r]!
        for (let i = 0; i < n; i++) e += H[r * n + i]! * (point[i]! - centre[i]!)
        scatter[r] = e
      }
      for (let r = 0; r < m; r++) {
        for (let c = 0; c < m; c++) {
          out.covariance[r * m + c] = out.covariance[r * m + c]! + weight * scatter[r]! * scatter[c]!
        }
      }
    }
  }

  /** difference := a ⊖ b. */
  #subtract(a: Float64Array, b: Float64Array): void {
    const d = this.#difference
    for (let i = 0; i < this.#n; i++) d[i] = a[i]! - b[i]!
    for (const angle of this.workspace.angles) d[angle] = angleDifference(a[angle]!, b[angle]!)
  }
}
