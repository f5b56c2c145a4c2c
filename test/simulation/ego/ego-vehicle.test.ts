import { describe, expect, it } from 'vitest'
import { commandFrames } from '../../../src/common/vehicle/command-frames.ts'
import { FrameEncoder } from '../../../src/common/vehicle/frame-encoder.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { ControlCommand } from '../../../src/core/command.ts'
import { egoMotionAt } from '../../../src/simulation/ego/ego-motion.ts'
import { GENERIC_EGO } from '../../../src/simulation/ego/ego-parameters.ts'
import { COMMAND_TIMEOUT, EgoVehicle, TIMEOUT_DECELERATION } from '../../../src/simulation/ego/ego-vehicle.ts'
import type { VehicleModel } from '../../../src/simulation/ego/single-track.ts'

const STEP = 0.01
const COMMAND: ControlCommand = {
  stamp: 0,
  sequence: 0,
  validUntil: 0,
  mode: 'drive',
  reason: '',
  frontWheelAngle: 0,
  frontWheelAngleRate: 0,
  curvature: 0,
  acceleration: 0,
  gear: 'drive',
  turnSignal: 'off',
  limits: [],
  newest: [],
}

/** Drives under one command, sent every 10 ms; returns the car and what it did at each step. */
function drive(seconds: number, command: Partial<ControlCommand>, speed: number, model: VehicleModel, deaf = Infinity) {
  const car = new EgoVehicle(GENERIC_EGO, egoMotionAt(0, 0, 0, speed), model)
  const encoder = new FrameEncoder(GENERIC_CAR, '0')
  const motions = [car.motion]
  for (let i = 0; i < Math.round(seconds / STEP); i++) {
    const time = i * STEP
    if (time < deaf) car.send(commandFrames(GENERIC_CAR, '0', encoder, { ...COMMAND, ...command })[0]!, time)
    car.step(time, STEP)
    motions.push(car.motion)
  }
  return { car, motions }
}

describe('the ego vehicle', () => {
  it('turns at v tan δ / L when the wheels roll without slip', () => {
    const { car } = drive(5, { frontWheelAngle: 0.1 }, 8, 'kinematic')
    expect(car.motion.yawRate).toBeCloseTo((8 * Math.tan(0.1)) / GENERIC_CAR.geometry.wheelbase, 5)
    expect(car.motion.lateralSpeed).toBe(0)
  })

  it('settles at the yaw rate of a bend with the understeer gradient, Rajamani 2012, section 3.3', () => {
    const { mass, frontAxle, rearAxle, frontCorneringStiffness, rearCorneringStiffness } = GENERIC_EGO
    const wheelbase = frontAxle + rearAxle
    const angle = 0.02
    const speed = 25
    const { car } = drive(6, { frontWheelAngle: angle }, speed, 'dynamic')
    // δ = L/R + K_V a_y with K_V = lr m / (2 Cf L) - lf m / (2 Cr L), eq. 3.12 and 3.13.
    const gradient =
      (rearAxle * mass) / (2 * frontCorneringStiffness * wheelbase) -
      (frontAxle * mass) / (2 * rearCorneringStiffness * wheelbase)
    const curvature = angle / (wheelbase + gradient * speed * speed)
    expect(car.motion.yawRate / (speed * curvature)).toBeCloseTo(1, 3)
    expect(car.motion.yawRate).toBeLessThan((0.95 * speed * Math.tan(angle)) / wheelbase)
  })

  it('agrees with the kinematic model at walking speed and stays finite through a stop', () => {
    const slow = drive(4, { frontWheelAngle: 0.2 }, 1.5, 'dynamic').car.motion
    const kinematic = drive(4, { frontWheelAngle: 0.2 }, 1.5, 'kinematic').car.motion
    expect(slow).toEqual(kinematic)
    const { motions } = drive(6, { frontWheelAngle: 0.3, acceleration: -6 }, 15, 'dynamic')
    for (const motion of motions) expect(Object.values(motion).every(Number.isFinite)).toBe(true)
    expect(motions.at(-1)).toMatchObject({ speed: 0, yawRate: 0 })
  })

  it('feels a command after the dead time, then with the lag of its brakes, and never beyond their rate', () => {
    const { motions } = drive(2, { acceleration: -6 }, 20, 'kinematic')
    const first = motions.findIndex(({ acceleration }) => acceleration < 0)
    expect((first - 1) * STEP).toBeCloseTo(Math.ceil(GENERIC_EGO.deadTime / STEP) * STEP, 9)
    for (let i = 1; i < motions.length; i++) {
      const jerk = (motions[i]!.acceleration - motions[i - 1]!.acceleration) / STEP
      expect(Math.abs(jerk)).toBeLessThanOrEqual(GENERIC_EGO.accelerationRate + 1e-6)
    }
    expect(motions.at(-1)!.acceleration).toBeCloseTo(-6, 1)
  })

  it('turns its wheels no faster than they turn and no farther than they go', () => {
    const { motions } = drive(4, { frontWheelAngle: 2 }, 5, 'kinematic')
    const { frontWheelAngle, frontWheelAngleRate } = GENERIC_CAR.limits
    for (const motion of motions) {
      expect(motion.frontWheelAngleRate).toBeLessThanOrEqual(frontWheelAngleRate)
      expect(motion.frontWheelAngle).toBeLessThanOrEqual(frontWheelAngle)
    }
    expect(motions.at(-1)!.frontWheelAngle).toBeCloseTo(frontWheelAngle, 6)
  })

  it('brakes to a stop with its wheels as they are once it hears nothing more', () => {
    const { car, motions } = drive(8, { acceleration: 1, frontWheelAngle: 0.02 }, 10, 'dynamic', 1)
    const before = motions[Math.round((1 + COMMAND_TIMEOUT) / STEP) - 1]!
    expect(before.acceleration).toBeGreaterThan(0.9)
    expect(Math.min(...motions.map(({ acceleration }) => acceleration))).toBeCloseTo(-TIMEOUT_DECELERATION, 2)
    expect(car.motion.speed).toBe(0)
    expect(car.motion.frontWheelAngle).toBeCloseTo(0.02, 3)
    expect(car.driver.turnSignal).toBe('hazard')
  })

  it('rolls on in standby, and before it has heard anything', () => {
    expect(drive(1, { mode: 'standby', acceleration: -5 }, 10, 'dynamic').car.motion.speed).toBe(10)
    expect(drive(1, {}, 10, 'dynamic', 0).car.motion.speed).toBe(10)
  })
})
