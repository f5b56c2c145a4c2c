import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareCdf, chiSquareQuantile, normalQuantile } from '../../../src/common/statistics/chi-square.ts'

describe('chi-square', () => {
  it('gives the quantiles of the printed tables', () => {
    // Abramowitz, Stegun 1964, table 26.8.
    const table: [number, number, number][] = [
      [0.95, 1, 3.84146],
      [0.95, 2, 5.99146],
      [0.99, 3, 11.3449],
      [0.95, 6, 12.5916],
      [0.025, 10, 3.24697],
      [0.975, 10, 20.4831],
      [0.975, 100, 129.561],
      [0.005, 1, 3.92704e-5],
    ]
    for (const [probability, degrees, value] of table) {
      expect(chiSquareQuantile(probability, degrees) / value).toBeCloseTo(1, 5)
    }
  })

  it('has a closed form for two degrees of freedom', () => {
    for (const p of [1e-9, 0.1, 0.5, 0.9, 0.999999]) {
      expect(chiSquareQuantile(p, 2) / (-2 * Math.log1p(-p))).toBeCloseTo(1, 9)
    }
  })

  it('has a quantile that inverts the distribution, also for the sum over 200 runs of 6 states', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), fc.integer({ min: 1, max: 2000 }), (p, k) => {
        expect(chiSquareCdf(chiSquareQuantile(p, k), k)).toBeCloseTo(p, 9)
      }),
    )
  })

  it('refuses probabilities of 0 and 1', () => {
    expect(() => chiSquareQuantile(1, 2)).toThrow('expected 0 < probability < 1')
    expect(() => chiSquareQuantile(0, 2)).toThrow('expected 0 < probability < 1')
  })

  it('has normal quantiles of the printed tables', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963985, 7)
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306, 7)
  })
})
