import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convexHull, intersectionArea, polygonArea } from '../../../src/common/geometry/convex-polygon.ts'
import {
  boxVolume,
  generalizedIntersectionOverUnion,
  intersectionOverUnion,
} from '../../../src/common/geometry/oriented-box.ts'

const metre = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const box = fc
  .tuple(metre(-4, 4), metre(-4, 4), metre(-2, 2), metre(-7, 7), metre(0.2, 6), metre(0.2, 3), metre(0.2, 3))
  .map((elements) => Float64Array.from(elements))

/** The whole plane turned by `angle` about the origin and shifted. */
function moved(source: Float64Array, angle: number, dx: number, dy: number, dz: number): Float64Array {
  const [x, y, z, yaw] = [source[0]!, source[1]!, source[2]!, source[3]!]
  const turned = source.slice()
  turned[0] = Math.cos(angle) * x - Math.sin(angle) * y + dx
  turned[1] = Math.sin(angle) * x + Math.cos(angle) * y + dy
  turned[2] = z + dz
  turned[3] = yaw + angle
  return turned
}

describe('overlap of oriented boxes', () => {
  it('is symmetric, lies in [0, 1], and its generalised form never exceeds it nor leaves [-1, 1]', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const iou = intersectionOverUnion(a, 0, b, 0)
        const giou = generalizedIntersectionOverUnion(a, 0, b, 0)
        expect(iou).toBeGreaterThanOrEqual(0)
        expect(iou).toBeLessThanOrEqual(1)
        expect(intersectionOverUnion(b, 0, a, 0)).toBeCloseTo(iou, 9)
        expect(generalizedIntersectionOverUnion(b, 0, a, 0)).toBeCloseTo(giou, 9)
        expect(giou).toBeLessThanOrEqual(iou + 1e-9)
        expect(giou).toBeGreaterThanOrEqual(-1)
      }),
    )
  })

  it('does not change when both boxes are turned and shifted together', () => {
    fc.assert(
      fc.property(box, box, metre(-7, 7), metre(-50, 50), metre(-50, 50), (a, b, angle, dx, dy) => {
        const movedA = moved(a, angle, dx, dy, 1.5)
        const movedB = moved(b, angle, dx, dy, 1.5)
        expect(intersectionOverUnion(movedA, 0, movedB, 0)).toBeCloseTo(intersectionOverUnion(a, 0, b, 0), 8)
        expect(generalizedIntersectionOverUnion(movedA, 0, movedB, 0)).toBeCloseTo(
          generalizedIntersectionOverUnion(a, 0, b, 0),
          8,
        )
      }),
    )
  })

  it('is 1 for a box with itself and with itself turned around', () => {
    fc.assert(
      fc.property(box, (a) => {
        expect(intersectionOverUnion(a, 0, a, 0)).toBeCloseTo(1, 9)
        const reversed = a.slice()
        reversed[3] = a[3]! + Math.PI
        expect(intersectionOverUnion(a, 0, reversed, 0)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('agrees with hand-made cases', () => {
    const unit = Float64Array.of(0, 0, 0, 0, 2, 2, 2)
    const half = Float64Array.of(1, 0, 0, 0, 2, 2, 2)
    const above = Float64Array.of(0, 0, 1, 0, 2, 2, 2)
    const away = Float64Array.of(4, 0, 0, 0, 2, 2, 2)
    const diamond = Float64Array.of(0, 0, 0, Math.PI / 4, 2, 2, 2)
    expect(intersectionOverUnion(unit, 0, half, 0)).toBeCloseTo(1 / 3, 12)
    expect(intersectionOverUnion(unit, 0, above, 0)).toBeCloseTo(1 / 3, 12)
    expect(intersectionOverUnion(unit, 0, away, 0)).toBe(0)
    // Union 16, hull 6 x 2 x 2 = 24.
    expect(generalizedIntersectionOverUnion(unit, 0, away, 0)).toBeCloseTo(-8 / 24, 12)
    // A square and the same turned by 45° share a regular octagon of 8 (sqrt 2 - 1) times the half side squared.
    const octagon = 8 * (Math.SQRT2 - 1)
    expect(intersectionOverUnion(unit, 0, diamond, 0)).toBeCloseTo(octagon / (8 - octagon), 12)
    expect(boxVolume(unit, 0)).toBe(8)
  })

  it('gives 0 for boxes without volume and for NaN', () => {
    const unit = Float64Array.of(0, 0, 0, 0, 2, 2, 2)
    expect(intersectionOverUnion(unit, 0, Float64Array.of(0, 0, 0, 0, 0, 0, 0), 0)).toBe(0)
    expect(intersectionOverUnion(unit, 0, Float64Array.of(Number.NaN, 0, 0, 0, 2, 2, 2), 0)).toBe(0)
    expect(intersectionOverUnion(unit, 0, Float64Array.of(0, 0, 0, Number.NaN, 2, 2, 2), 0)).toBe(0)
  })
})

describe('convex polygons', () => {
  it('have a hull that contains every point and is convex', () => {
    const points = fc.array(fc.tuple(metre(-9, 9), metre(-9, 9)), { minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(points, (list) => {
        const hull = new Float64Array(40)
        const count = convexHull(hull, Float64Array.from(list.flat()), list.length)
        for (let i = 0; i < count; i++) {
          const j = (i + 1) % count
          const [ax, ay, bx, by] = [hull[2 * i]!, hull[2 * i + 1]!, hull[2 * j]!, hull[2 * j + 1]!]
          for (const [x, y] of list) expect((bx - ax) * (y - ay) - (by - ay) * (x - ax)).toBeGreaterThanOrEqual(-1e-9)
        }
      }),
    )
  })

  it('intersect in the area of the smaller one when it lies inside', () => {
    const large = Float64Array.of(-3, -3, 3, -3, 3, 3, -3, 3)
    const small = Float64Array.of(-1, -1, 1, -1, 0, 1)
    expect(intersectionArea(large, 4, 0, small, 3, 0)).toBeCloseTo(polygonArea(small, 3), 12)
    expect(intersectionArea(small, 3, 0, large, 4, 0)).toBeCloseTo(2, 12)
  })
})
