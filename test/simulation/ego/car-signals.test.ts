import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPerception, perceive } from '../../../perception/perceive.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { Message } from '../../../src/core/messages.ts'
import { canFrames } from '../../../src/simulation/ego/can-message.ts'
import { CarSignals, NO_ERRORS } from '../../../src/simulation/ego/car-signals.ts'
import type { EgoMotion } from '../../../src/simulation/ego/ego-motion.ts'
import { GENERIC_EGO } from '../../../src/simulation/ego/ego-parameters.ts'

const motions: fc.Arbitrary<EgoMotion> = fc.record({
  x: fc.constant(0),
  y: fc.constant(0),
  yaw: fc.constant(0),
  speed: fc.double({ min: 0, max: 40, noNaN: true }),
  lateralSpeed: fc.double({ min: -1, max: 1, noNaN: true }),
  yawRate: fc.double({ min: -1, max: 1, noNaN: true }),
  acceleration: fc.double({ min: -8, max: 4, noNaN: true }),
  lateralAcceleration: fc.double({ min: -8, max: 8, noNaN: true }),
  frontWheelAngle: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
  frontWheelAngleRate: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
})

describe('the car as perception reads it from its bus', () => {
  it('loses nothing beyond half a step of each signal, over frames that all prove themselves sound', () => {
    const signals = new CarSignals(GENERIC_EGO, NO_ERRORS, new Random(1))
    const perception = createPerception(GENERIC_CAR)
    const { wheelbase, trackWidth, steeringRatio } = GENERIC_CAR.geometry
    let sequence = 0
    fc.assert(
      fc.property(motions, (motion) => {
        const stamp = sequence * 1e7
        const payload = canFrames('0', signals.frames(motion, { gear: 'drive', turnSignal: 'left' }))
        const message: Message = { topic: '/can/0', stamp, arrival: stamp, sequence: sequence++, payload }
        const { output, warnings } = perceive(perception, message, stamp)
        expect(warnings).toEqual([])
        const wheels = output.find((o) => o.kind === 'wheel-speeds')!
        const half = 0.05 / 3.6 / 2 + 1e-9
        expect(Math.abs(wheels.rearLeft - (motion.speed - (motion.yawRate * trackWidth) / 2))).toBeLessThanOrEqual(half)
        const cos = Math.cos(motion.frontWheelAngle)
        const across = (motion.lateralSpeed + motion.yawRate * wheelbase) * Math.sin(motion.frontWheelAngle)
        const front = (motion.speed + (motion.yawRate * trackWidth) / 2) * cos + across
        expect(Math.abs(wheels.frontRight - front)).toBeLessThanOrEqual(half)
        const steering = output.find((o) => o.kind === 'steering')!
        const step = (0.05 * Math.PI) / 180 / steeringRatio
        expect(Math.abs(steering.frontWheelAngle - motion.frontWheelAngle)).toBeLessThanOrEqual(step / 2 + 1e-9)
        const yaw = output.find((o) => o.kind === 'yaw-rate')!
        expect(Math.abs(yaw.yawRate - motion.yawRate)).toBeLessThanOrEqual((0.005 * Math.PI) / 180 + 1e-9)
      }),
    )
    expect(sequence).toBeGreaterThanOrEqual(100)
  })
})
