/**
 * Dense matrices as flat row-major Float64Array. Every function writes into `out`, which must not overlap an input
 * unless it says so, and allocates nothing. Shapes are arguments: callers know them, and checks would cost more than
 * the arithmetic at filter sizes.
 */
export type Matrix = Float64Array

export function createMatrix(rows: number, columns: number = rows): Matrix {
  return new Float64Array(rows * columns)
}

export function setIdentity(out: Matrix, n: number, scale = 1): void {
  out.fill(0, 0, n * n)
  for (let i = 0; i < n; i++) out[i * n + i] = scale
}

/** out (n×p) = a (n×m) · b (m×p). */
export function multiply(out: Matrix, a: Matrix, b: Matrix, n: number, m: number, p: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      let sum = 0
      for (let k = 0; k < m; k++) sum += a[i * m + k]! * b[k * p + j]!
      out[i * p + j] = sum
    }
  }
}

/** out (n×p) = a (n×m) · bᵀ, b being p×m. */
export function multiplyTransposed(out: Matrix, a: Matrix, b: Matrix, n: number, m: number, p: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) {
      let sum = 0
      for (let k = 0; k < m; k++) sum += a[i * m + k]! * b[j * m + k]!
      out[i * p + j] = sum
    }
  }
}

/**
 * out (n×p) = a (n×m) · b (m×p), for an `a` with many zeros (a motion model's F, a measurement's H): skips them. Zeros
 * of `a` thereby also hide NaN in b.
 */
export function multiplySparse(out: Matrix, a: Matrix, b: Matrix, n: number, m: number, p: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * p
    for (let j = 0; j < p; j++) out[row + j] = 0
    for (let k = 0; k < m; k++) {
      const factor = a[i * m + k]!
      if (factor === 0) continue
      const from = k * p
      for (let j = 0; j < p; j++) out[row + j] = out[row + j]! + factor * b[from + j]!
    }
  }
}

/**
 * out (n×n) = a (n×m) · bᵀ + c where the result is known to be symmetric: b (n×m) may have many zeros, which are
 * skipped; of c (n×n) the upper half is read. Half is computed and mirrored.
 */
export function multiplyTransposedSymmetric(out: Matrix, a: Matrix, b: Matrix, c: Matrix, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    const row = i * n
    for (let j = i; j < n; j++) out[row + j] = c[row + j]!
    for (let k = 0; k < m; k++) {
      const factor = b[i * m + k]!
      if (factor === 0) continue
      for (let j = i; j < n; j++) out[row + j] = out[row + j]! + factor * a[j * m + k]!
    }
    for (let j = i + 1; j < n; j++) out[j * n + i] = out[row + j]!
  }
}

/** out (n) = a (n×m) · x (m). */
export function multiplyVector(out: Matrix, a: Matrix, x: Matrix, n: number, m: number): void {
  for (let i = 0; i < n; i++) {
    let sum = 0
    for (let k = 0; k < m; k++) sum += a[i * m + k]! * x[k]!
    out[i] = sum
  }
}

/** a (n×n) := (a + aᵀ) / 2, in place. */
export function symmetrize(a: Matrix, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const mean = 0.5 * (a[i * n + j]! + a[j * n + i]!)
      a[i * n + j] = mean
      a[j * n + i] = mean
    }
  }
}

/**
 * Lower Cholesky factor L (n×n, upper part untouched) of the symmetric positive definite a, a = L·Lᵀ. `out` may be `a`.
 * Returns false, with `out` unusable, when a is not positive definite or holds NaN.
 */
export function cholesky(out: Matrix, a: Matrix, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!
      for (let k = 0; k < j; k++) sum -= out[i * n + k]! * out[j * n + k]!
      if (i === j) {
        if (!(sum > 0) || sum === Number.POSITIVE_INFINITY) return false
        out[i * n + i] = Math.sqrt(sum)
      } else {
        out[i * n + j] = sum / out[j * n + j]!
      }
    }
  }
  return true
}

/** Solves L·Lᵀ·X = B in place in b (n×p), L from {@link cholesky}. */
export function choleskySolve(factor: Matrix, b: Matrix, n: number, p = 1): void {
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) subtractScaledRow(b, i * p, k * p, factor[i * n + k]!, p)
    scaleRow(b, i * p, 1 / factor[i * n + i]!, p)
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) subtractScaledRow(b, i * p, k * p, factor[k * n + i]!, p)
    scaleRow(b, i * p, 1 / factor[i * n + i]!, p)
  }
}

function subtractScaledRow(b: Matrix, to: number, from: number, factor: number, p: number): void {
  for (let j = 0; j < p; j++) b[to + j] = b[to + j]! - factor * b[from + j]!
}

function scaleRow(b: Matrix, start: number, factor: number, p: number): void {
  for (let j = 0; j < p; j++) b[start + j] = b[start + j]! * factor
}

/** Natural logarithm of det(L·Lᵀ). */
export function choleskyLogDeterminant(factor: Matrix, n: number): number {
  let sum = 0
  for (let i = 0; i < n; i++) sum += Math.log(factor[i * n + i]!)
  return 2 * sum
}
