import { wrapAngle } from '../../src/core/angle.ts'
import type { Matrix } from '../../src/core/matrix.ts'

/** The state size and the number of models of every tracked object. */
const N = 6

/**
 * The general mixing of `interacting-models.ts` for three models of six states, about three times as fast: sizes that the
 * compiler knows. x (6) := Σ w_i·x_i about `reference` (6), P (6×6) := Σ w_i·(P_i + d_i·d_iᵀ) with d_i = x_i ⊖ x, exactly
 * symmetric. `angles`: indices of the state's angles; `differences` (3×6) is scratch.
 */
export function mixThreeOfSix(
  x: Float64Array,
  P: Matrix,
  means: readonly Float64Array[],
  covariances: readonly Matrix[],
  weights: Float64Array,
  reference: Float64Array,
  angles: readonly number[],
  differences: Float64Array,
): void {
  const [first, second, third] = [means[0]!, means[1]!, means[2]!]
  const a = weights[0]!
  const b = weights[1]!
  const c = weights[2]!
  writeDifferences(differences, first, second, third, reference, angles)
  for (let k = 0; k < N; k++) {
    x[k] = a * differences[k]! + b * differences[N + k]! + c * differences[2 * N + k]! + reference[k]!
  }
  writeDifferences(differences, first, second, third, x, angles)
  const A = covariances[0]!
  const B = covariances[1]!
  const C = covariances[2]!
  for (let i = 0; i < N; i++) {
    const da = differences[i]!
    const db = differences[N + i]!
    const dc = differences[2 * N + i]!
    for (let j = i; j < N; j++) {
      const at = i * N + j
      const value =
        a * (A[at]! + da * differences[j]!) +
        b * (B[at]! + db * differences[N + j]!) +
        c * (C[at]! + dc * differences[2 * N + j]!)
      P[at] = value
      P[j * N + i] = value
    }
  }
}

/** Rows: each of the three ⊖ `from`. */
function writeDifferences(
  out: Float64Array,
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  from: Float64Array,
  angles: readonly number[],
): void {
  for (let k = 0; k < N; k++) {
    const origin = from[k]!
    out[k] = first[k]! - origin
    out[N + k] = second[k]! - origin
    out[2 * N + k] = third[k]! - origin
  }
  for (let i = 0; i < angles.length; i++) {
    const angle = angles[i]!
    for (let at = angle; at < 3 * N; at += N) out[at] = wrapAngle(out[at]!)
  }
}
