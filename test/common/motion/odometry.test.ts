import { describe, expect, it } from 'vitest'
import { Odometry } from '../../../src/common/motion/odometry.ts'

const TICK = 10_000_000

function drive(odometry: Odometry, seconds: number, speed: number, yawRate: number): number {
  let stamp = 0
  for (let i = 0; i <= Math.round(seconds * 100); i++) odometry.add((stamp = i * TICK), speed, yawRate)
  return stamp
}

describe('odometry', () => {
  it('closes a circle to within a millimetre', () => {
    const odometry = new Odometry(4096)
    drive(odometry, 20, 5, (2 * Math.PI) / 20)
    const pose = odometry.newestFrom(0)!
    expect(Math.hypot(pose.x, pose.y)).toBeLessThan(1e-3)
    expect(pose.yaw).toBeCloseTo(2 * Math.PI, 9)
  })

  it('gives the pose since a stamp between two ticks', () => {
    const odometry = new Odometry()
    const last = drive(odometry, 1, 10, 0)
    expect(odometry.newestFrom(last - 0.055e9)!.x).toBeCloseTo(0.55, 9)
  })

  it('turns the motion into the frame of the older stamp', () => {
    const odometry = new Odometry()
    odometry.add(0, 0, Math.PI)
    for (let i = 1; i <= 50; i++) odometry.add(i * TICK, 0, Math.PI)
    odometry.add(51 * TICK, 0, 0)
    for (let i = 52; i <= 151; i++) odometry.add(i * TICK, 10, 0)
    const sinceTurn = odometry.newestFrom(51 * TICK)!
    expect(sinceTurn.x).toBeCloseTo(9.95, 6)
    expect(sinceTurn.y).toBeCloseTo(0, 9)
    expect(odometry.newestFrom(0)!.y).toBeCloseTo(9.95, 2)
  })

  it('knows nothing of a stamp that it has forgotten, that is to come, or from before a gap', () => {
    const odometry = new Odometry(100)
    const last = drive(odometry, 2, 10, 0)
    expect(odometry.newestFrom(last + 1)).toBeNull()
    expect(odometry.newestFrom(last - 1.5e9)).toBeNull()
    expect(odometry.newestFrom(last - 0.9e9)).not.toBeNull()
    odometry.add(last + 1e9, 10, 0)
    expect(odometry.newestFrom(last)).toBeNull()
    expect(odometry.newestFrom(last + 1e9)).toEqual({ x: 0, y: 0, yaw: 0 })
  })

  it('goes on with the last speed when one is not finite, and ignores a stamp that comes again', () => {
    const odometry = new Odometry()
    odometry.add(0, 10, 0)
    odometry.add(0, 99, 3)
    for (let i = 1; i <= 10; i++) odometry.add(i * TICK, Number.NaN, Number.NaN)
    expect(odometry.newestFrom(0)!.x).toBeCloseTo(1, 9)
  })
})
