import { describe, expect, it } from 'vitest'
import { SavitzkyGolay } from '../../../src/common/scoring/savitzky-golay.ts'

const SERIES = Float64Array.of(0, 1, 4, 2, -1, 3, 5, 8, 2, 1, 0, -3, 2, 7, 6, 1)

/** scipy.signal.savgol_filter(SERIES, window, order, deriv, delta=0.1), SciPy 1.17. */
const SCIPY = [
  {
    window: 8,
    order: 2,
    derivative: 0,
    expected: [
      1.333333, 0.880952, 0.857143, 1.261905, 2.9375, 3.6875, 4.5625, 4.78125, 2.3125, -0.125, -0.65625, 1.625,
      1.904762, 2.571429, 3.380952, 4.333333,
    ],
  },
  {
    window: 15,
    order: 2,
    derivative: 1,
    expected: [
      0.236587, 0.427279, 0.61797, 0.808662, 0.999354, 1.190045, 1.380737, 1.571429, 0.5, 0.590498, 0.680995, 0.771493,
      0.861991, 0.952489, 1.042986, 1.133484,
    ],
  },
  {
    window: 5,
    order: 2,
    derivative: 1,
    expected: [36.142857, 17.571429, -1, -1, 3, 18, 11, -7, -17, -24, -4, 14, 22, 12, -25.142857, -62.285714],
  },
  {
    window: 5,
    order: 3,
    derivative: 2,
    expected: [
      114.285714, -35.714286, -185.714286, 14.285714, 214.285714, 142.857143, -271.428571, -214.285714, -42.857143,
      85.714286, 142.857143, 285.714286, 57.142857, -371.428571, -571.428571, -771.428571,
    ],
  },
]

describe('the Savitzky-Golay filter', () => {
  it.each(SCIPY)('window $window, order $order, derivative $derivative agrees with SciPy', (row) => {
    const { window, order, derivative, expected } = row
    const out = new Float64Array(SERIES.length)
    new SavitzkyGolay(SERIES.length, window, order, derivative, derivative === 0 ? 1 : 0.1).apply(SERIES, out)
    for (const [i, value] of expected.entries()) expect(out[i]!).toBeCloseTo(value, 5)
  })

  it('leaves a parabola as it is and knows its derivative, to the ends', () => {
    const parabola = Float64Array.from({ length: 20 }, (_, i) => 3 - 2 * (0.1 * i) + 5 * (0.1 * i) ** 2)
    const out = new Float64Array(20)
    new SavitzkyGolay(20, 7, 2).apply(parabola, out)
    for (let i = 0; i < 20; i++) expect(out[i]!).toBeCloseTo(parabola[i]!, 10)
    new SavitzkyGolay(20, 7, 2, 1, 0.1).apply(parabola, out)
    for (let i = 0; i < 20; i++) expect(out[i]!).toBeCloseTo(-2 + 10 * 0.1 * i, 9)
  })

  it('cuts its window to a series that is shorter', () => {
    const out = new Float64Array(4)
    new SavitzkyGolay(4, 15, 2).apply(Float64Array.of(1, 2, 3, 4), out)
    for (let i = 0; i < 4; i++) expect(out[i]!).toBeCloseTo(i + 1, 10)
  })
})
