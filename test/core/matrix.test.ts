import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cholesky,
  choleskyLogDeterminant,
  choleskySolve,
  createMatrix,
  multiply,
  multiplySparse,
  multiplyTransposed,
  multiplyTransposedSymmetric,
  multiplyVector,
  setIdentity,
  symmetrize,
} from '../../src/core/matrix.ts'

const entry = fc.double({ min: -10, max: 10, noNaN: true })
const size = fc.integer({ min: 1, max: 7 })
/** Random entries, of which the given share are zeros. */
const matrix = (n: number, m: number) =>
  fc
    .array(fc.oneof(entry, fc.constant(0)), { minLength: n * m, maxLength: n * m })
    .map((values) => Float64Array.from(values))

function naive(a: Float64Array, b: Float64Array, n: number, m: number, p: number): number[] {
  return Array.from({ length: n * p }, (_, at) => {
    const i = Math.floor(at / p)
    let sum = 0
    for (let k = 0; k < m; k++) sum += a[i * m + k]! * b[k * p + (at % p)]!
    return sum
  })
}

function transpose(a: Float64Array, n: number, m: number): Float64Array {
  return Float64Array.from({ length: n * m }, (_, at) => a[(at % n) * m + Math.floor(at / n)]!)
}

function expectNear(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected[i]!)))
  }
}

/** A shape, and matrices n×m and m×p. */
const shapes = fc
  .tuple(size, size, size)
  .chain(([n, m, p]) => fc.tuple(fc.constant([n, m, p]), matrix(n, m), matrix(m, p)))

describe('matrix products', () => {
  it('agree, dense or sparse, with the sum over the inner index', () => {
    fc.assert(
      fc.property(shapes, ([shape, a, b]) => {
        const [n, m, p] = shape as [number, number, number]
        const expected = naive(a, b, n, m, p)
        const out = createMatrix(n, p)
        multiply(out, a, b, n, m, p)
        expectNear(out, expected)
        out.fill(7)
        multiplySparse(out, a, b, n, m, p)
        expectNear(out, expected)
        multiplyTransposed(out, a, transpose(b, m, p), n, m, p)
        expectNear(out, expected)
        const vector = b.filter((_, i) => i % p === 0)
        multiplyVector(out, a, vector, n, m)
        expectNear(out.subarray(0, n), naive(a, vector, n, m, 1))
      }),
    )
  })

  it('F·P·Fᵀ + Q by halves equals the whole and is exactly symmetric', () => {
    fc.assert(
      fc.property(
        size.chain((n) => fc.tuple(fc.constant(n), matrix(n, n), matrix(n, n), matrix(n, n))),
        ([n, F, G, C]) => {
          const P = createMatrix(n)
          multiplyTransposed(P, G, G, n, n, n)
          symmetrize(C, n)
          const FP = createMatrix(n)
          multiply(FP, F, P, n, n, n)
          const out = createMatrix(n)
          multiplyTransposedSymmetric(out, FP, F, C, n, n)
          const expected = naive(FP, transpose(F, n, n), n, n, n).map((value, i) => value + C[i]!)
          expectNear(out, expected, 1e-8)
          for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) expect(out[i * n + j]).toBe(out[j * n + i])
        },
      ),
    )
  })
})

describe('Cholesky', () => {
  const positive = size.chain((n) =>
    fc.tuple(fc.constant(n), matrix(n, n), fc.integer({ min: 1, max: 5 })).map(([, G, p]) => {
      const A = createMatrix(n)
      multiplyTransposed(A, G, G, n, n, n)
      for (let i = 0; i < n; i++) A[i * n + i]! += 1
      return { n, A, p }
    }),
  )

  it('gives a factor whose square is the matrix, in place too', () => {
    fc.assert(
      fc.property(positive, ({ n, A }) => {
        const L = createMatrix(n)
        expect(cholesky(L, A, n)).toBe(true)
        expectNear(naive(L, transpose(L, n, n), n, n, n), A, 1e-8)
        const same = A.slice()
        cholesky(same, same, n)
        for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) expect(same[i * n + j]).toBe(L[i * n + j])
      }),
    )
  })

  it('solves for any number of right-hand sides', () => {
    fc.assert(
      fc.property(positive, ({ n, A, p }) => {
        const L = createMatrix(n)
        cholesky(L, A, n)
        const X = Float64Array.from({ length: n * p }, (_, i) => Math.sin(i + 1))
        const B = Float64Array.from(naive(A, X, n, n, p))
        choleskySolve(L, B, n, p)
        expectNear(B, X, 1e-7)
      }),
    )
  })

  it('knows the determinant', () => {
    const L = createMatrix(2)
    cholesky(L, Float64Array.of(4, 2, 2, 3), 2)
    expect(choleskyLogDeterminant(L, 2)).toBeCloseTo(Math.log(8), 12)
  })

  it.each([
    ['indefinite', [1, 2, 2, 1]],
    ['NaN', [Number.NaN, 0, 0, 1]],
    ['infinite', [Number.POSITIVE_INFINITY, 0, 0, 1]],
    ['singular', [1, 1, 1, 1]],
  ])('refuses a matrix that is %s', (_name, values) => {
    expect(cholesky(createMatrix(2), Float64Array.from(values), 2)).toBe(false)
  })
})

describe('small builders', () => {
  it('set a scaled identity over whatever was there', () => {
    const out = createMatrix(2).fill(5)
    setIdentity(out, 2, 3)
    expect([...out]).toEqual([3, 0, 0, 3])
  })

  it('symmetrise to the mean of both halves', () => {
    const a = Float64Array.of(1, 2, 4, 1)
    symmetrize(a, 2)
    expect([...a]).toEqual([1, 3, 3, 1])
  })
})
