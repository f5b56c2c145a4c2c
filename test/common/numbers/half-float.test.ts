import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromHalf, toHalf } from '../../../src/common/numbers/half-float.ts'

describe('half floats', () => {
  it('keep every one of the 65536 patterns', () => {
    for (let half = 0; half < 65536; half++) {
      const value = fromHalf(half)
      if (Number.isNaN(value)) expect(Number.isNaN(fromHalf(toHalf(value)))).toBe(true)
      else expect(toHalf(value), half.toString(16)).toBe(half)
    }
  })

  it('are the nearest one, ties to even', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true, min: -70000, max: 70000 }), (value) => {
        const half = toHalf(value)
        const error = Math.abs(fromHalf(half) - value)
        if (Math.abs(value) >= 65520) expect(Math.abs(fromHalf(half))).toBe(Number.POSITIVE_INFINITY)
        else {
          const below = (half & 0x7fff) > 0 ? Math.abs(fromHalf(half - 1) - value) : Number.POSITIVE_INFINITY
          const above = (half & 0x7fff) < 0x7bff ? Math.abs(fromHalf(half + 1) - value) : Number.POSITIVE_INFINITY
          expect(error).toBeLessThanOrEqual(Math.min(below, above))
          if (error === below || error === above) expect(half & 1).toBe(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [1e6, 0x7c00],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [1 / 3, 0x3555],
  ])('of %d are %d', (value, half) => {
    expect(toHalf(value)).toBe(half)
  })
})
