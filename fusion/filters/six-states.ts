import type { Matrix } from '../../src/core/matrix.ts'

/**
 * The kernels of `predict.ts` and `update.ts` that take most of the time, for the state size of every tracked
 * object. Same equations and shapes; sizes that the compiler knows and sums held in locals make a predict and update
 * about 1.7 times as fast (benchmark case `filter/predict-update-6`).
 */
const N = 6

/** out (6×6) := F·P·Fᵀ + Q, exactly symmetric; zeros of F are skipped. `product` is scratch (6×6); `out` may be P. */
export function predictCovarianceOfSix(out: Matrix, P: Matrix, F: Matrix, Q: Matrix, product: Matrix): void {
  multiplySparseBySix(product, F, P, N)
  for (let i = 0; i < N; i++) {
    const row = i * N
    const f0 = F[row]!
    const f1 = F[row + 1]!
    const f2 = F[row + 2]!
    const f3 = F[row + 3]!
    const f4 = F[row + 4]!
    const f5 = F[row + 5]!
    for (let j = i; j < N; j++) {
      const p = j * N
      const value =
        Q[row + j]! +
        f0 * product[p]! +
        f1 * product[p + 1]! +
        f2 * product[p + 2]! +
        f3 * product[p + 3]! +
        f4 * product[p + 4]! +
        f5 * product[p + 5]!
      out[row + j] = value
      out[p + i] = value
    }
  }
}

/** out (rows×6) := a (rows×6) · b (6×6); zeros of a are skipped. */
export function multiplySparseBySix(out: Matrix, a: Matrix, b: Matrix, rows: number): void {
  for (let i = 0; i < rows; i++) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let s4 = 0
    let s5 = 0
    const row = i * N
    for (let k = 0; k < N; k++) {
      const factor = a[row + k]!
      if (factor === 0) continue
      const from = k * N
      s0 += factor * b[from]!
      s1 += factor * b[from + 1]!
      s2 += factor * b[from + 2]!
      s3 += factor * b[from + 3]!
      s4 += factor * b[from + 4]!
      s5 += factor * b[from + 5]!
    }
    out[row] = s0
    out[row + 1] = s1
    out[row + 2] = s2
    out[row + 3] = s3
    out[row + 4] = s4
    out[row + 5] = s5
  }
}

/** out (6×6) := P - K·(H·P), from Kᵀ and H·P (m×6). */
export function subtractGainTimesProjectionOfSix(out: Matrix, P: Matrix, Kt: Matrix, HP: Matrix, m: number): void {
  for (let i = 0; i < N; i++) {
    const row = i * N
    let s0 = P[row]!
    let s1 = P[row + 1]!
    let s2 = P[row + 2]!
    let s3 = P[row + 3]!
    let s4 = P[row + 4]!
    let s5 = P[row + 5]!
    for (let k = 0; k < m; k++) {
      const from = k * N
      const gain = Kt[from + i]!
      s0 -= gain * HP[from]!
      s1 -= gain * HP[from + 1]!
      s2 -= gain * HP[from + 2]!
      s3 -= gain * HP[from + 3]!
      s4 -= gain * HP[from + 4]!
      s5 -= gain * HP[from + 5]!
    }
    out[row] = s0
    out[row + 1] = s1
    out[row + 2] = s2
    out[row + 3] = s3
    out[row + 4] = s4
    out[row + 5] = s5
  }
}

/**
 * Second half of Joseph's form, of which `update.ts` gives the derivation: P (6×6) := A + K·(R·Kᵀ - H·Aᵀ), exactly symmetric,
 * from Kᵀ, H (m×6), R (m×m) and A = P - K·(H·P). `narrow` is scratch (m×6).
 */
export function addJosephTermOfSix(
  P: Matrix,
  A: Matrix,
  Kt: Matrix,
  H: Matrix,
  R: Matrix,
  narrow: Matrix,
  m: number,
): void {
  multiplySparseSquare(narrow, R, Kt, m)
  for (let k = 0; k < m; k++) {
    const row = k * N
    for (let l = 0; l < N; l++) {
      const h = H[row + l]!
      if (h === 0) continue
      narrow[row] = narrow[row]! - h * A[l]!
      narrow[row + 1] = narrow[row + 1]! - h * A[N + l]!
      narrow[row + 2] = narrow[row + 2]! - h * A[2 * N + l]!
      narrow[row + 3] = narrow[row + 3]! - h * A[3 * N + l]!
      narrow[row + 4] = narrow[row + 4]! - h * A[4 * N + l]!
      narrow[row + 5] = narrow[row + 5]! - h * A[5 * N + l]!
    }
  }
  for (let i = 0; i < N; i++) {
    for (let j = i; j < N; j++) {
      let sum = A[i * N + j]!
      for (let k = 0; k < m; k++) sum += Kt[k * N + i]! * narrow[k * N + j]!
      P[i * N + j] = sum
      P[j * N + i] = sum
    }
  }
}

/** out (m×6) := a (m×m) · b (m×6); zeros of a are skipped. */
function multiplySparseSquare(out: Matrix, a: Matrix, b: Matrix, m: number): void {
  for (let i = 0; i < m; i++) {
    let s0 = 0
    let s1 = 0
    let s2 = 0
    let s3 = 0
    let s4 = 0
    let s5 = 0
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k]!
      if (factor === 0) continue
      const from = k * N
      s0 += factor * b[from]!
      s1 += factor * b[from + 1]!
      s2 += factor * b[from + 2]!
      s3 += factor * b[from + 3]!
      s4 += factor * b[from + 4]!
      s5 += factor * b[from + 5]!
    }
    const row = i * N
    out[row] = s0
    out[row + 1] = s1
    out[row + 2] = s2
    out[row + 3] = s3
    out[row + 4] = s4
    out[row + 5] = s5
  }
}
