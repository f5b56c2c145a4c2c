import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPose, createProjection, ReferenceLine } from '../../../src/common/map/reference-line.ts'
import { angleDifference } from '../../../src/core/angle.ts'

const RADIUS = 50
/** A quarter circle to the left from the origin, heading east. */
const arc = new ReferenceLine(
  Float64Array.from({ length: 2 * 81 }, (_, k) => {
    const angle = ((k >> 1) / 80) * (Math.PI / 2)
    return k % 2 === 0 ? RADIUS * Math.sin(angle) : RADIUS * (1 - Math.cos(angle))
  }),
)

describe('a reference line', () => {
  it('has the length, headings and curvature of the arc that it samples', () => {
    expect(arc.length).toBeCloseTo((RADIUS * Math.PI) / 2, 1)
    expect(arc.heading[40]).toBeCloseTo(Math.PI / 4, 4)
    expect(arc.heading[0]).toBeCloseTo(0, 2)
    for (const curvature of arc.curvature) expect(curvature).toBeCloseTo(1 / RADIUS, 4)
  })

  it('finds station, offset and heading of any point beside it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 77, noNaN: true }),
        fc.double({ min: -20, max: 20, noNaN: true }),
        (s, d) => {
          const angle = s / RADIUS
          const x = (RADIUS - d) * Math.sin(angle)
          const y = RADIUS - (RADIUS - d) * Math.cos(angle)
          const out = createProjection()
          arc.project(x, y, out)
          expect(out.station).toBeCloseTo(s, 0)
          expect(Math.abs(out.offset - d)).toBeLessThan(0.01)
          expect(Math.abs(angleDifference(out.heading, angle))).toBeLessThan(0.02)
          const near = createProjection()
          arc.projectNear(x, y, s + 3, 10, near)
          expect(near).toEqual(out)
        },
      ),
    )
  })

  it('finds on a long winding line what looking at every segment finds', () => {
    const winding = new ReferenceLine(
      Float64Array.from({ length: 2 * 500 }, (_, k) => {
        const angle = (k >> 1) / 25
        return (30 + angle) * (k % 2 === 0 ? Math.cos(angle) : Math.sin(2 * angle))
      }),
    )
    const distanceTo = (x: number, y: number, i: number) => {
      const [ax, ay] = [winding.x[i]!, winding.y[i]!]
      const [dx, dy] = [winding.x[i + 1]! - ax, winding.y[i + 1]! - ay]
      const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
      const inside = Math.max(0, Math.min(1, along))
      return Math.hypot(x - ax - inside * dx, y - ay - inside * dy)
    }
    const coordinate = fc.double({ min: -80, max: 80, noNaN: true })
    fc.assert(
      fc.property(coordinate, coordinate, fc.integer({ min: 0, max: 440 }), (x, y, from) => {
        const out = createProjection()
        winding.projectOnSegments(x, y, from, 498, out)
        let smallest = Number.POSITIVE_INFINITY
        for (let i = from; i <= 498; i++) smallest = Math.min(smallest, distanceTo(x, y, i))
        const found = distanceTo(x, y, winding.segmentAt(out.station))
        // At a corner both segments are as near.
        const before = distanceTo(x, y, Math.max(from, winding.segmentAt(out.station) - 1))
        expect(Math.min(found, before)).toBeCloseTo(smallest, 9)
      }),
    )
  })

  it('goes straight on beyond both ends', () => {
    const out = createProjection()
    arc.project(-7, 2, out)
    expect(out.station).toBeCloseTo(-7, 0)
    expect(out.offset).toBeCloseTo(2, 0)
    const pose = createPose()
    arc.poseAt(arc.length + 10, pose)
    expect(pose.y).toBeCloseTo(RADIUS + 10, 1)
    expect(pose.heading).toBeCloseTo(Math.PI / 2, 2)
  })

  it('refuses lines of one point, of equal points and of NaN', () => {
    expect(() => new ReferenceLine(Float64Array.of(1, 2))).toThrow(/at least 2 points, found 1/)
    expect(() => new ReferenceLine(Float64Array.of(1, 2, 1, 2))).toThrow(/points 0 and 1/)
    expect(() => new ReferenceLine(Float64Array.of(1, 2, Number.NaN, 2))).toThrow(/NaN/)
  })
})
