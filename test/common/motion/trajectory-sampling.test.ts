import { describe, expect, it } from 'vitest'
import { poseOnArc } from '../../../src/common/motion/arc.ts'
import { sampleTrajectory } from '../../../src/common/motion/trajectory-sampling.ts'
import type { Trajectory, TrajectoryPoint } from '../../../src/core/plan.ts'

const point = (part: Partial<TrajectoryPoint>): TrajectoryPoint => ({
  time: 0,
  x: 0,
  y: 0,
  yaw: 0,
  speed: 0,
  acceleration: 0,
  curvature: 0,
  ...part,
})
const plan = (points: TrajectoryPoint[]): Trajectory => ({ stamp: 0, planner: 'test', points, reason: '' })

describe('sampling a plan', () => {
  it('is on the arc to a tenth of a millimetre between points half a second apart', () => {
    const onArc = (time: number) => ({ time, ...poseOnArc(0.0025, 20 * time), speed: 20, curvature: 0.0025 })
    const arc = plan([0, 0.5, 1].map((time) => point(onArc(time))))
    for (const time of [0.1, 0.25, 0.7]) {
      const found = sampleTrajectory(arc, time)!
      const expected = onArc(time)
      expect(Math.hypot(found.x - expected.x, found.y - expected.y)).toBeLessThan(1e-4)
      expect(found.yaw).toBeCloseTo(expected.yaw, 12)
    }
  })

  it('is exact under constant acceleration', () => {
    const moved = (time: number) =>
      point({ time, x: 10 * time - 1.5 * time ** 2, speed: 10 - 3 * time, acceleration: -3 })
    const found = sampleTrajectory(plan([moved(0), moved(0.5), moved(1)]), 0.3)!
    expect(found.x).toBeCloseTo(10 * 0.3 - 1.5 * 0.09, 9)
    expect(found.speed).toBeCloseTo(9.1, 12)
  })

  it('goes the short way round where the yaw passes π', () => {
    const found = sampleTrajectory(plan([point({ yaw: 3.1 }), point({ time: 1, yaw: -3.1 })]), 0.5)!
    expect(Math.cos(found.yaw)).toBeCloseTo(-1, 12)
  })

  it('holds the ends, does not leave the segment for absurd speeds, and has nothing without points', () => {
    const points = [point({ speed: 90 }), point({ time: 1, x: 1, speed: 90 })]
    expect(sampleTrajectory(plan(points), -1)).toBe(points[0])
    expect(sampleTrajectory(plan(points), 9)).toBe(points[1])
    for (const time of [0.2, 0.5, 0.8]) {
      const { x } = sampleTrajectory(plan(points), time)!
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(1)
    }
    expect(sampleTrajectory(plan([]), 0)).toBeNull()
  })
})
