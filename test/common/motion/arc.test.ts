import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pointOnArc, poseOnArc } from '../../../src/common/motion/arc.ts'

describe('arcs', () => {
  it('a quarter turn to the left of 10 m radius ends at (10, 10), pointing left', () => {
    const pose = poseOnArc(0.1, 5 * Math.PI)
    expect(pose.x).toBeCloseTo(10, 12)
    expect(pose.y).toBeCloseTo(10, 12)
    expect(pose.yaw).toBeCloseTo(Math.PI / 2, 12)
  })

  it('a point on the line y = 0 of a right-hand arc lies left of it', () => {
    expect(pointOnArc(-0.01, 20, 0).offset).toBeCloseTo(Math.hypot(20, 100) - 100, 12)
  })

  it('finds back the station and offset that a point was made from', () => {
    const curvatures = fc.double({ min: -0.2, max: 0.2, noNaN: true })
    const stations = fc.double({ min: -14, max: 14, noNaN: true })
    const offsets = fc.double({ min: -4, max: 4, noNaN: true })
    fc.assert(
      fc.property(curvatures, stations, offsets, (curvature, station, offset) => {
        const pose = poseOnArc(curvature, station)
        const found = pointOnArc(curvature, pose.x - offset * Math.sin(pose.yaw), pose.y + offset * Math.cos(pose.yaw))
        expect(found.station).toBeCloseTo(station, 5)
        expect(found.offset).toBeCloseTo(offset, 5)
      }),
    )
  })
})
