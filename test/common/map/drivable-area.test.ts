import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DrivableArea } from '../../../src/common/map/drivable-area.ts'
import { distanceToPolyline, outlineContains } from '../../../src/common/map/outline.ts'

/** A star-shaped outline: one radius for each of its directions. */
const outline = fc
  .tuple(
    fc.double({ min: -8, max: 8, noNaN: true }),
    fc.double({ min: -8, max: 8, noNaN: true }),
    fc.array(fc.double({ min: 0.3, max: 9, noNaN: true }), { minLength: 3, maxLength: 14 }),
    fc.boolean(),
  )
  .map(([x, y, radii, isReversed]) => {
    const corners = radii.map((radius, i) => {
      const angle = (2 * Math.PI * i) / radii.length + 0.1
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
    })
    return Float64Array.from((isReversed ? corners.toReversed() : corners).flat())
  })

describe('a drivable area', () => {
  it('holds exactly the points that one of its outlines holds', () => {
    fc.assert(
      fc.property(fc.array(outline, { minLength: 1, maxLength: 4 }), fc.integer(), (outlines, offset) => {
        const area = new DrivableArea(outlines)
        let wrong = 0
        for (let i = 0; i < 400; i++) {
          // Irrational steps, so that no point lies on an edge.
          const x = (((i + (offset % 1000)) * Math.SQRT2 * 3.7) % 40) - 20
          const y = (((i + (offset % 1000)) * Math.PI * 2.3) % 40) - 20
          const isInside = outlines.some((one) => outlineContains(one, x, y))
          if (area.contains(x, y) !== isInside) wrong++
        }
        expect(wrong).toBe(0)
      }),
      { numRuns: 60 },
    )
  })

  it('knows how far a point is from it, up to the reach', () => {
    fc.assert(
      fc.property(
        outline,
        fc.double({ min: -25, max: 25, noNaN: true }),
        fc.double({ min: -25, max: 25, noNaN: true }),
        (one, x, y) => {
          const closed = Float64Array.of(...one, one[0]!, one[1]!)
          const distance = outlineContains(one, x, y) ? 0 : distanceToPolyline(closed, x, y)
          expect(new DrivableArea([one]).distance(x, y, 3)).toBeCloseTo(Math.min(3, distance), 9)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('holds nothing where there is no outline, and never NaN', () => {
    const square = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10)
    expect(new DrivableArea([]).contains(0, 0)).toBe(false)
    expect(new DrivableArea([square]).contains(Number.NaN, 5)).toBe(false)
    expect(new DrivableArea([square]).contains(5, 5)).toBe(true)
    expect(new DrivableArea([square]).contains(1e9, 5)).toBe(false)
  })
})
