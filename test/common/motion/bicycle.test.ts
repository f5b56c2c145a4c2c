import { describe, expect, it } from 'vitest'
import { type BicycleState, NUPLAN_BICYCLE, stepBicycle } from '../../../src/common/motion/bicycle.ts'

const START: BicycleState = { x: 0, y: 0, yaw: 0, speed: 0, acceleration: 0, frontWheelAngle: 0 }

function run(start: BicycleState, acceleration: number, angle: number, seconds: number, dt: number): BicycleState {
  let state = start
  for (let i = 0; i < Math.round(seconds / dt); i++) {
    state = stepBicycle(state, acceleration, angle, dt, NUPLAN_BICYCLE)
  }
  return state
}

describe('the kinematic bicycle', () => {
  it('drives the circle of radius L / tan δ', () => {
    const angle = Math.atan(3.089 / 30)
    const circle = run({ ...START, speed: 10, frontWheelAngle: angle }, 0, angle, 3, 0.01)
    expect(circle.yaw).toBeCloseTo(1, 9)
    expect(Math.hypot(circle.x, circle.y - 30)).toBeCloseTo(30, 4)
  })

  it('reaches 63 % of a commanded acceleration and angle after one time constant, whatever the step', () => {
    for (const dt of [0.01, 0.05]) {
      expect(run(START, 2, 0, 0.2, dt).acceleration).toBeCloseTo(2 * (1 - Math.exp(-1)), 9)
      expect(run(START, 0, 0.1, 0.05, dt).frontWheelAngle).toBeCloseTo(0.1 * (1 - Math.exp(-1)), 9)
    }
  })

  it('stops and does not roll back under the brakes', () => {
    const stopped = run({ ...START, speed: 5 }, -4, 0, 5, 0.01)
    expect(stopped.speed).toBe(0)
    expect(stopped.x).toBeGreaterThan(25 / 8)
    expect(stopped.x).toBeLessThan(25 / 8 + 5 * 0.25)
  })

  it('turns the wheels no farther than their stop', () => {
    expect(run(START, 0, 9, 1, 0.01).frontWheelAngle).toBeLessThanOrEqual(Math.PI / 3)
  })
})
