/**
 * Savitzky-Golay filter: a polynomial fitted by least squares to `window` neighbours, or its derivative. At both ends
 * the first and the last window's polynomial serves all their outer samples; an even window is centred half a sample
 * late. Both as scipy.signal.savgol_filter does by default ("interp"), which the reference scorers call.
 * Source: Savitzky, Golay 1964, Analytical Chemistry 36.
 */
export class SavitzkyGolay {
  readonly #samples: number
  readonly #window: number
  readonly #half: number
  /** [window] of the inner samples. */
  readonly #inner: Float64Array
  /** [half × window] of the first and of the last samples. */
  readonly #head: Float64Array
  readonly #tail: Float64Array

  /** For series of `samples`, `step` apart; a window longer than the series is cut to it. */
  constructor(samples: number, window: number, order: number, derivative = 0, step = 1) {
    const width = Math.min(window, samples)
    this.#samples = samples
    this.#window = width
    this.#half = width >> 1
    const degree = Math.min(order, width - 1)
    const row = (position: number) => fitRow(width, degree, derivative, position, step)
    this.#inner = row((width - 1) / 2)
    const offsets = Array.from({ length: this.#half }, (_, i) => i)
    this.#head = concatenate(offsets.map((i) => row(i)))
    this.#tail = concatenate(offsets.map((i) => row(width - this.#half + i)))
  }

  /** `input` and `out` hold at least `samples` elements and are not the same array. */
  apply(input: Float64Array, out: Float64Array): void {
    const n = this.#samples
    const width = this.#window
    const half = this.#half
    const inner = this.#inner
    // An even window reaches one sample farther ahead than back.
    const back = (width - 1) >> 1
    for (let i = 0; i < half; i++) {
      out[i] = dot(this.#head, i * width, input, 0, width)
      out[n - half + i] = dot(this.#tail, i * width, input, n - width, width)
    }
    for (let i = half; i < n - half; i++) {
      let sum = 0
      for (let j = 0, from = i - back; j < width; j++, from++) sum += inner[j]! * input[from]!
      out[i] = sum
    }
  }
}

function dot(a: Float64Array, startA: number, b: Float64Array, startB: number, count: number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += a[startA + i]! * b[startB + i]!
  return sum
}

/**
 * The weights by which samples 0 … width - 1 make the derivative of their polynomial at `position`: p(AᵀA)⁻¹Aᵀ, with
 * A the powers of the samples' abscissae and p the derivatives of the powers there.
 */
function fitRow(width: number, degree: number, derivative: number, position: number, step: number): Float64Array {
  // Abscissae in [-1, 1] keep the normal equations well conditioned.
  const scale = Math.max(0.5, (width - 1) / 2)
  const abscissa = (sample: number) => (sample - (width - 1) / 2) / scale
  const size = degree + 1
  const normal = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => sumOver(width, (sample) => abscissa(sample) ** (i + j))),
  )
  const derivatives = Array.from({ length: size }, (_, power) => powerDerivative(power, derivative, abscissa(position)))
  const coefficients = solve(normal, derivatives)
  const unit = (1 / (scale * step)) ** derivative
  return Float64Array.from({ length: width }, (_, sample) =>
    coefficients.reduce((sum, c, power) => sum + unit * c * abscissa(sample) ** power, 0),
  )
}

function sumOver(count: number, term: (i: number) => number): number {
  let sum = 0
  for (let i = 0; i < count; i++) sum += term(i)
  return sum
}

/** dᵏ/dxᵏ of x^power. */
function powerDerivative(power: number, k: number, x: number): number {
  if (k > power) return 0
  let factor = 1
  for (let i = 0; i < k; i++) factor *= power - i
  return factor * x ** (power - k)
}

/** Gaussian elimination without pivoting: the matrix is symmetric and positive definite. Destroys its arguments. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length
  for (let i = 0; i < n; i++) {
    for (let row = i + 1; row < n; row++) {
      const factor = matrix[row]![i]! / matrix[i]![i]!
      for (let column = i; column < n; column++) matrix[row]![column]! -= factor * matrix[i]![column]!
      right[row]! -= factor * right[i]!
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let column = i + 1; column < n; column++) right[i]! -= matrix[i]![column]! * right[column]!
    right[i]! /= matrix[i]![i]!
  }
  return right
}

function concatenate(rows: readonly Float64Array[]): Float64Array {
  return Float64Array.from(rows.flatMap((row) => Array.from(row)))
}
