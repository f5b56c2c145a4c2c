import { describe, expect, it } from 'vitest'
import { arcTrajectory } from '../../../planning/arc-trajectory.ts'
import type { SupervisedPlan } from '../../../planning/contracts.ts'
import { control, createController } from '../../../planning/control/control.ts'
import { longitudinalControl } from '../../../planning/control/longitudinal.ts'
import type { CommandMode } from '../../../src/core/command.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import { CAR, egoState } from '../scene-fixtures.ts'

const follow = (plan: Trajectory | null, mode: CommandMode = 'drive'): SupervisedPlan => ({
  mode,
  reason: '',
  intervention: null,
  plan,
  threat: null,
})
const planOf = (curvature: number, speed: number, acceleration: number, stamp = 0): Trajectory => ({
  stamp,
  planner: 'test',
  points: arcTrajectory(curvature, speed, () => acceleration),
  reason: '',
})

describe('control', () => {
  it('asks for the plan itself where the car is on it', () => {
    const ego = egoState({ speed: 15, yawRate: 0.15 })
    const { output } = control(createController(CAR), { ego, supervised: follow(planOf(0.01, 15, -1)) }, 0)
    expect(output.frontWheelAngle).toBeCloseTo(Math.atan(2.7 * 0.01), 9)
    expect(output.acceleration).toBeCloseTo(-1, 9)
  })

  it('follows an older plan from where the car has got since, to the same answer', () => {
    let state = createController(CAR)
    const plan = planOf(0.01, 15, 0)
    let last = { frontWheelAngle: 0, acceleration: 0 }
    for (let i = 0; i <= 30; i++) {
      const ego = egoState({ speed: 15, yawRate: 0.15 })
      const result = control(state, { ego, supervised: follow(plan) }, i * 1e7)
      state = result.state
      last = result.output
    }
    expect(last.frontWheelAngle).toBeCloseTo(Math.atan(2.7 * 0.01), 4)
    expect(last.acceleration).toBeCloseTo(0, 3)
  })

  it('does not care where the world frame puts the car: a satellite fix that moves it changes nothing', () => {
    const plan = planOf(0.002, 20, 0)
    const [still, jumping] = [0, 5].map((jump) => {
      let state = createController(CAR)
      return Array.from({ length: 10 }, (_, i) => {
        const ego = egoState({ position: [i * jump, -i * jump, 0], yaw: 0.1 * jump })
        const result = control(state, { ego, supervised: follow(plan) }, i * 1e7)
        state = result.state
        return result.output
      })
    })
    expect(jumping).toEqual(still)
  })

  it('reads the plan ahead by the latency of the vehicle and by its smoothing', () => {
    const points = arcTrajectory(0, 10, () => 0).map((point) => ({ ...point, curvature: 0.01 * point.time }))
    const vehicle = { ...CAR, latency: { plan: 0.06, actuator: 0.04 } }
    const plan = { stamp: 0, planner: 'test', points, reason: '' }
    const ego = egoState({ speed: 10 })
    const { output } = control(createController(vehicle), { ego, supervised: follow(plan) }, 0)
    // 0.1 s of latency and the 0.1 s of its own smoothing.
    expect(Math.tan(output.frontWheelAngle) / 2.7).toBeCloseTo(0.002, 9)
  })

  it('holds the brakes and the wheels at standstill, and lets go when the plan drives off', () => {
    const ego = egoState({ speed: 0.05, frontWheelAngle: 0.2 })
    const standing = control(createController(CAR), { ego, supervised: follow(planOf(0, 0, 0)) }, 0)
    expect(standing.output).toEqual({ frontWheelAngle: 0.2, acceleration: -1 })
    const off = control(standing.state, { ego, supervised: follow(planOf(0, 0, 1, 1e7)) }, 1e7)
    expect(off.output.acceleration).toBeGreaterThan(0.5)
  })

  it('in standby leaves the wheels where the driver has them and asks for no acceleration', () => {
    let state = createController(CAR)
    for (const angle of [0.1, 0.12]) {
      const ego = egoState({ frontWheelAngle: angle })
      const result = control(state, { ego, supervised: follow(null, 'standby') }, angle * 1e9)
      state = result.state
      expect(result.output).toEqual({ frontWheelAngle: angle, acceleration: 0 })
    }
  })

  it('brakes with the wheels as they are when there is no ego state to steer by', () => {
    const driving = control(createController(CAR), { ego: egoState(), supervised: follow(planOf(0.004, 20, 0)) }, 0)
    const lost = { ego: egoState({ isValid: false, speed: 0 }), supervised: follow(null, 'minimal-risk') }
    const { output } = control(driving.state, lost, 1e7)
    expect(output).toEqual({ frontWheelAngle: driving.output.frontWheelAngle, acceleration: -3 })
  })
})

describe('plans that step', () => {
  it('by the noise of their start do not make the wheels step', () => {
    let state = createController(CAR)
    const angles: number[] = []
    for (let i = 0; i < 200; i++) {
      const curvature = Math.floor(i / 5) % 2 === 0 ? 0.0002 : -0.0002
      const supervised = follow(planOf(curvature, 30, 0, i * 1e7))
      const result = control(state, { ego: egoState({ speed: 30 }), supervised }, i * 1e7)
      state = result.state
      angles.push(result.output.frontWheelAngle)
    }
    const steps = angles.slice(1).map((angle, i) => Math.abs(angle - angles[i]!))
    // A fifth of the plans' own step of 2.7 m · 0.0004 / m.
    expect(Math.max(...steps)).toBeLessThan(0.2 * 0.00108)
  })
})

describe('the speed controller', () => {
  const reach = { acceleration: 2, braking: 3.5 }

  it('takes a constant disturbance out by its integral', () => {
    let [integral, speed, station] = [0, 20, 0]
    for (let i = 0; i < 6000; i++) {
      const error = { station, speed: speed - 20 }
      const result = longitudinalControl(error, 0, integral, 0.01, reach)
      integral = result.integral
      speed += (result.acceleration - 0.6) * 0.01
      station += (speed - 20) * 0.01
    }
    expect(speed).toBeCloseTo(20, 2)
    expect(integral).toBeGreaterThan(0)
  })

  it('does not wind up while the car cannot do what is asked', () => {
    let integral = 0
    for (let i = 0; i < 1000; i++) {
      integral = longitudinalControl({ station: -50, speed: -15 }, 0, integral, 0.01, reach).integral
    }
    expect(integral).toBe(0)
  })
})
