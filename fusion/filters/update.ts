import {
  cholesky,
  choleskyLogDeterminant,
  choleskySolve,
  type Matrix,
  multiplySparse,
  multiplyTransposedSymmetric,
} from '../../src/core/matrix.ts'
import type { Measurement } from './measurement.ts'
import { wrapStateAngles } from './predict.ts'
import { addJosephTermOfSix, multiplySparseBySix, subtractGainTimesProjectionOfSix } from './six-states.ts'
import type { FilterWorkspace } from './workspace.ts'

/**
 * First half of an update: S = H·P·Hᵀ + R and the normalised innovation squared rᵀ·S⁻¹·r, to gate by before anything
 * changes. Returns NaN when S is not positive definite or the residual is not finite, so that `nis <= gate` refuses it.
 * The workspace then holds what {@link correct} needs. P n×n.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, eq. 5.2.3-9 and 5.4.2-7.
 */
export function innovate(measurement: Measurement, P: Matrix, workspace: FilterWorkspace): number {
  const n = workspace.stateSize
  const { size: m, jacobian: H, covariance: R } = measurement
  const { crossCovariance: HP, innovationCovariance: S, innovationFactor: L } = workspace
  if (n === 6) multiplySparseBySix(HP, H, P, m)
  else multiplySparse(HP, H, P, m, n, n)
  multiplyTransposedSymmetric(S, HP, H, R, m, n)
  if (!cholesky(L, S, m)) return Number.NaN
  return whiten(workspace.whitened, L, measurement.residual, m)
}

/**
 * Second half: x := x + K·r, P := (I - K·H)·P·(I - K·H)ᵀ + K·R·Kᵀ with K = P·Hᵀ·S⁻¹ (Joseph's form). Must follow
 * {@link innovate} with the same measurement, P and workspace. x n, P n×n.
 *
 * Joseph's form in O(n²·m): with A = P - K·(H·P) it is A + K·(K·R - A·Hᵀ)ᵀ. The bracket is zero but for rounding; it
 * is what takes the rounding of K out of P again.
 * Source: Bucy, Joseph 1968, p. 48; Bar-Shalom, Li, Kirubarajan 2001, eq. 5.2.3-18.
 */
export function correct(measurement: Measurement, x: Float64Array, P: Matrix, workspace: FilterWorkspace): void {
  const n = workspace.stateSize
  const { size: m, residual, jacobian: H, covariance: R } = measurement
  const { crossCovariance: HP, gainTransposed: Kt, product: A, narrowProduct: B } = workspace
  for (let i = 0; i < m * n; i++) Kt[i] = HP[i]!
  choleskySolve(workspace.innovationFactor, Kt, m, n)
  for (let k = 0; k < m; k++) addScaledRow(x, 0, Kt, k * n, residual[k]!, n)
  wrapStateAngles(x, workspace)

  if (n === 6) {
    subtractGainTimesProjectionOfSix(A, P, Kt, HP, m)
    addJosephTermOfSix(P, A, Kt, H, R, B, m)
    return
  }
  subtractGainTimesProjection(A, P, Kt, HP, n, m)
  bracket(B, A, Kt, H, R, n, m)
  addTransposedProductSymmetric(P, A, Kt, B, n, m)
}

/** What {@link correct} would add to x, into `out` (n): K·r. Must follow {@link innovate}. */
export function correction(out: Float64Array, { size: m, residual }: Measurement, workspace: FilterWorkspace): void {
  const n = workspace.stateSize
  const { crossCovariance: HP, gainTransposed: Kt } = workspace
  for (let i = 0; i < m * n; i++) Kt[i] = HP[i]!
  choleskySolve(workspace.innovationFactor, Kt, m, n)
  for (let i = 0; i < n; i++) out[i] = 0
  for (let k = 0; k < m; k++) addScaledRow(out, 0, Kt, k * n, residual[k]!, n)
}

/** {@link innovate}, then {@link correct} if the squared normalised innovation is at most `gate`. Returns it. */
export function updateGated(
  measurement: Measurement,
  x: Float64Array,
  P: Matrix,
  workspace: FilterWorkspace,
  gate = Number.POSITIVE_INFINITY,
): number {
  const nis = innovate(measurement, P, workspace)
  if (nis <= gate) correct(measurement, x, P, workspace)
  return nis
}

/** Logarithm of the Gaussian density of the residual after {@link innovate} returned `nis`. */
export function logLikelihood(measurement: Measurement, nis: number, workspace: FilterWorkspace): number {
  const m = measurement.size
  return -0.5 * (nis + choleskyLogDeterminant(workspace.innovationFactor, m) + m * LOG_TWO_PI)
}

const LOG_TWO_PI = Math.log(2 * Math.PI)

/** out := L⁻¹·residual; returns its squared length, which is NaN when the residual holds NaN or infinity. */
function whiten(out: Float64Array, L: Matrix, residual: Float64Array, m: number): number {
  let squared = 0
  for (let i = 0; i < m; i++) {
    let sum = residual[i]!
    for (let k = 0; k < i; k++) sum -= L[i * m + k]! * out[k]!
    const value = sum / L[i * m + i]!
    out[i] = value
    squared += value * value
  }
  return squared < Number.POSITIVE_INFINITY ? squared : Number.NaN
}

/** out[to..] := out[to..] + factor · from[start..], n elements. */
function addScaledRow(out: Matrix, to: number, from: Matrix, start: number, factor: number, n: number): void {
  for (let j = 0; j < n; j++) out[to + j] = out[to + j]! + factor * from[start + j]!
}

/** out (n×n) := P - K·(H·P). */
function subtractGainTimesProjection(out: Matrix, P: Matrix, Kt: Matrix, HP: Matrix, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = P[i * n + j]!
      for (let k = 0; k < m; k++) sum -= Kt[k * n + i]! * HP[k * n + j]!
      out[i * n + j] = sum
    }
  }
}

/** out (m×n) := (K·R - A·Hᵀ)ᵀ = R·Kᵀ - H·Aᵀ. */
function bracket(out: Matrix, A: Matrix, Kt: Matrix, H: Matrix, R: Matrix, n: number, m: number): void {
  multiplySparse(out, R, Kt, m, m, n)
  for (let k = 0; k < m; k++) {
    for (let l = 0; l < n; l++) {
      const h = H[k * n + l]!
      if (h === 0) continue
      for (let i = 0; i < n; i++) out[k * n + i] = out[k * n + i]! - h * A[i * n + l]!
    }
  }
}

/** P (n×n) := A + K·B, which is symmetric: the upper half is computed and mirrored. */
function addTransposedProductSymmetric(P: Matrix, A: Matrix, Kt: Matrix, B: Matrix, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      let sum = A[i * n + j]!
      for (let k = 0; k < m; k++) sum += Kt[k * n + i]! * B[k * n + j]!
      P[i * n + j] = sum
      P[j * n + i] = sum
    }
  }
}
