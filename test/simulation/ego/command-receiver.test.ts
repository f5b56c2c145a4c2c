import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandFrames } from '../../../src/common/vehicle/command-frames.ts'
import { type EncodedFrame, FrameEncoder } from '../../../src/common/vehicle/frame-encoder.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { COMMAND_MODES, type ControlCommand, GEARS, TURN_SIGNALS } from '../../../src/core/command.ts'
import { CommandReceiver } from '../../../src/simulation/ego/command-receiver.ts'

const COMMAND: ControlCommand = {
  stamp: 0,
  sequence: 0,
  validUntil: 0,
  mode: 'drive',
  reason: '',
  frontWheelAngle: 0.1,
  frontWheelAngleRate: 0,
  curvature: 0,
  acceleration: 1,
  gear: 'drive',
  turnSignal: 'off',
  limits: [],
  newest: [],
}

function sender() {
  const encoder = new FrameEncoder(GENERIC_CAR, '0')
  return (command: Partial<ControlCommand> = {}): EncodedFrame =>
    commandFrames(GENERIC_CAR, '0', encoder, { ...COMMAND, ...command })[0]!
}

describe('the command receiver', () => {
  it('gets back every command to half a step of its signal', () => {
    const send = sender()
    const receiver = new CommandReceiver(GENERIC_CAR)
    const commands = fc.record({
      frontWheelAngle: fc.double({ min: -0.55, max: 0.55, noNaN: true }),
      acceleration: fc.double({ min: -10, max: 5, noNaN: true }),
      mode: fc.constantFrom(...COMMAND_MODES),
      gear: fc.constantFrom(...GEARS),
      turnSignal: fc.constantFrom(...TURN_SIGNALS),
    })
    fc.assert(
      fc.property(commands, (command) => {
        const frame = send(command)
        receiver.receive(frame.id, frame.data, 1)
        const { last } = receiver
        expect(Math.abs(last!.frontWheelAngle - command.frontWheelAngle)).toBeLessThanOrEqual(0.00005 + 1e-12)
        expect(Math.abs(last!.acceleration - command.acceleration)).toBeLessThanOrEqual(0.0005 + 1e-12)
        expect(last).toMatchObject({ mode: command.mode, gear: command.gear, turnSignal: command.turnSignal })
      }),
    )
    expect(receiver.counts.wrongCounter + receiver.counts.wrongChecksum + receiver.counts.short).toBe(0)
  })

  it('ignores a frame with any single bit turned over', () => {
    const send = sender()
    const receiver = new CommandReceiver(GENERIC_CAR)
    const first = send()
    receiver.receive(first.id, first.data, 0)
    const { last } = receiver
    const next = send({ acceleration: -3 })
    for (let bit = 0; bit < 64; bit++) {
      const data = next.data.slice()
      data[bit >> 3]! ^= 1 << (bit & 7)
      receiver.receive(next.id, data, 1)
    }
    expect(receiver.last).toBe(last)
    expect(receiver.counts.wrongChecksum).toBe(64)
    receiver.receive(next.id, next.data, 1)
    expect(receiver.last!.acceleration).toBe(-3)
  })

  it('ignores a frame that comes again, one after a jump of the counter, and one that is too short', () => {
    const send = sender()
    const receiver = new CommandReceiver(GENERIC_CAR)
    const first = send()
    receiver.receive(first.id, first.data, 0)
    receiver.receive(first.id, first.data, 1)
    expect(receiver.counts.wrongCounter).toBe(1)
    for (let lost = 0; lost < 5; lost++) send()
    const late = send({ acceleration: -2 })
    receiver.receive(late.id, late.data, 2)
    expect(receiver.last!.acceleration).toBe(1)
    const next = send({ acceleration: -2 })
    receiver.receive(next.id, next.data.subarray(0, 7), 3)
    expect(receiver.counts).toEqual({ accepted: 1, wrongChecksum: 0, wrongCounter: 2, short: 1 })
    receiver.receive(next.id, next.data, 3)
    expect(receiver.last).toMatchObject({ acceleration: -2, time: 3 })
  })

  it('takes up to two lost frames in its stride', () => {
    const send = sender()
    const receiver = new CommandReceiver(GENERIC_CAR)
    const first = send()
    receiver.receive(first.id, first.data, 0)
    send()
    send()
    const next = send({ acceleration: -2 })
    receiver.receive(next.id, next.data, 1)
    expect(receiver.last!.acceleration).toBe(-2)
  })
})
