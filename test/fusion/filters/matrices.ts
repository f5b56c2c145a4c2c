import { expect } from 'vitest'
import { cholesky, createMatrix, type Matrix } from '../../../src/core/matrix.ts'

export function rows(matrix: Matrix, count: number, columns: number): number[][] {
  return Array.from({ length: count }, (_, i) => [...matrix.subarray(i * columns, (i + 1) * columns)])
}

/** Every element within `tolerance`, absolute below 1 and relative above. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!) / Math.max(1, Math.abs(expected[i]!))
    expect(error, `element ${i}: ${actual[i]} instead of ${expected[i]}`).toBeLessThanOrEqual(tolerance)
  }
}

export function isSymmetricPositive(P: Matrix, n: number): boolean {
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) if (P[i * n + j] !== P[j * n + i]) return false
  return cholesky(createMatrix(n), P, n)
}

/** (out rows × n) central differences of a function of x (n); rows that are angles are differenced by `subtract`. */
export function finiteDifferences(
  h: (x: Float64Array) => Float64Array,
  x: Float64Array,
  step: number,
  subtract: (a: number, b: number, row: number) => number = (a, b) => a - b,
): Float64Array {
  const n = x.length
  const size = h(x.slice()).length
  const out = new Float64Array(size * n)
  for (let k = 0; k < n; k++) {
    const plus = x.slice()
    const minus = x.slice()
    plus[k]! += step
    minus[k]! -= step
    const width = plus[k]! - minus[k]!
    const high = h(plus)
    const low = h(minus)
    for (let row = 0; row < size; row++) out[row * n + k] = subtract(high[row]!, low[row]!, row) / width
  }
  return out
}
