import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convexHull, polygonArea } from '../../../src/common/geometry/convex-polygon.ts'
import { Coverage } from '../../../src/simulation/camera/coverage.ts'

const SIZE = 16

function total({ shares }: Coverage): number {
  return shares.reduce((sum, share) => sum + share, 0)
}

describe('coverage', () => {
  test('is 1 inside, 0 outside, and the covered share on the edge of a rectangle', () => {
    const coverage = new Coverage(SIZE)
    coverage.add(Float64Array.of(2.25, 3, 6, 3, 6, 5.5, 2.25, 5.5), 0, 0, 1)
    expect(coverage.shares[3 * SIZE + 2]).toBeCloseTo(0.75)
    expect(coverage.shares[4 * SIZE + 4]).toBeCloseTo(1)
    expect(coverage.shares[5 * SIZE + 4]).toBeCloseTo(0.5)
    expect(coverage.shares[6 * SIZE + 4]).toBe(0)
    expect(coverage.shares[4 * SIZE + 6]).toBeCloseTo(0)
  })

  test('adds up to the area of any convex outline, of either orientation', () => {
    const coordinate = fc.double({ min: 0.1, max: SIZE - 0.1, noNaN: true })
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 8, maxLength: 16 }), fc.boolean(), (values, isReversed) => {
        const points = Float64Array.from(values.slice(0, values.length & ~1))
        const hull = new Float64Array(40)
        const count = convexHull(hull, points, points.length / 2)
        fc.pre(count >= 3)
        const area = polygonArea(hull, count)
        const outline = hull.slice(0, 2 * count)
        if (isReversed) {
          for (let i = 0; i < count; i++) outline.set(hull.subarray(2 * (count - 1 - i), 2 * (count - i)), 2 * i)
        }
        const coverage = new Coverage(SIZE)
        coverage.add(outline, 0, 0, 1)
        expect(total(coverage)).toBeCloseTo(area, 3)
      }),
    )
  })

  test('of an outline that reaches over several squares is the same in each as in one large square', () => {
    const outline = Float64Array.of(-7, 3.3, 40, 8.9, 21, 30.2, 3.5, 17)
    const large = new Coverage(2 * SIZE)
    large.add(outline, 0, 0, 1)
    for (const [west, south] of [
      [0, 0],
      [SIZE, 0],
      [0, SIZE],
      [SIZE, SIZE],
    ] as const) {
      const small = new Coverage(SIZE)
      small.add(outline, west, south, 1)
      for (let row = 0; row < SIZE; row++) {
        for (let column = 0; column < SIZE; column++) {
          const expected = large.shares[(south + row) * 2 * SIZE + west + column]!
          expect(small.shares[row * SIZE + column]).toBeCloseTo(expected, 4)
        }
      }
    }
  })
})
