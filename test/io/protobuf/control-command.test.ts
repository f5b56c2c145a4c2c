import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { COMMAND_MODES, type ControlCommand, GEARS, LIMITS, TURN_SIGNALS } from '../../../src/core/command.ts'
import { CommandHasher } from '../../../src/io/protobuf/command-hasher.ts'
import { decodeCommand, encodeCommand } from '../../../src/io/protobuf/control-command.ts'

const COMMAND: ControlCommand = {
  stamp: 1_500_000_000,
  sequence: 150,
  validUntil: 1_700_000_000,
  mode: 'degraded',
  reason: 'gnss is stale',
  frontWheelAngle: 0.0125,
  frontWheelAngleRate: -0.25,
  curvature: 0.0046875,
  acceleration: -1.5,
  gear: 'drive',
  turnSignal: 'left',
  limits: ['front-wheel-angle-rate', 'deceleration'],
  newest: [
    { sensor: 'imu', stamp: 1_499_000_000 },
    { sensor: 'wheel-speeds', stamp: 1_480_000_000 },
  ],
}

// Both written outside this project from the wire format's rules (protobuf.dev, "Encoding") and hashlib of Python.
const WIRE =
  '0880dea0cb051096011880e2cfaa0620022a0d676e7373206973207374616c65319a9999999999893f39000000000000d0bf41333333333333733f49000000000000f8bf50035801620204066a0b0a03696d7510c0d9e3ca056a140a0c776865656c2d737065656473108084dcc105'
const HASH_OF_WIRE_EMPTY_WIRE = '8681bb38edad4027df01617128bfbd115c336e7312b40009646fb1317900664c'

describe('control command codec', () => {
  it('writes the bytes that the wire format asks for, fields in ascending tag order', () => {
    expect(Buffer.from(encodeCommand(COMMAND)).toString('hex')).toBe(WIRE)
  })

  it('gives back every command', () => {
    const value = fc.double({ noNaN: true }).map((number) => number + 0)
    const stamp = fc.integer({ min: -(2 ** 52), max: 2 ** 53 - 1 })
    const commands: fc.Arbitrary<ControlCommand> = fc.record({
      stamp,
      sequence: fc.nat(0xffffffff),
      validUntil: stamp,
      mode: fc.constantFrom(...COMMAND_MODES),
      reason: fc.string({ unit: 'grapheme' }),
      frontWheelAngle: value,
      frontWheelAngleRate: value,
      curvature: value,
      acceleration: value,
      gear: fc.constantFrom(...GEARS),
      turnSignal: fc.constantFrom(...TURN_SIGNALS),
      limits: fc.uniqueArray(fc.constantFrom(...LIMITS)),
      newest: fc.array(fc.record({ sensor: fc.string(), stamp }), { maxLength: 4 }),
    })
    fc.assert(
      fc.property(commands, (command) => {
        expect(decodeCommand(encodeCommand(command))).toEqual(command)
      }),
    )
  })

  it('refuses a command of which it does not know the mode, and bytes that are none', () => {
    expect(decodeCommand(Uint8Array.of(0x20, 9))).toMatchObject({
      kind: 'malformed',
      reason: expect.stringContaining('mode'),
    })
    expect(decodeCommand(Uint8Array.of(0x2a, 200))).toMatchObject({ kind: 'malformed' })
  })
})

describe('command hash', () => {
  it('is SHA-256 over length as little-endian u32 and bytes of each command', () => {
    const hasher = new CommandHasher()
    hasher.add(encodeCommand(COMMAND))
    hasher.add(new Uint8Array(0))
    hasher.add(Buffer.from(WIRE, 'hex'))
    expect(hasher.digest()).toBe(HASH_OF_WIRE_EMPTY_WIRE)
  })

  it('tells where one command ends and the next begins', () => {
    const digest = (...parts: string[]) => {
      const hasher = new CommandHasher()
      for (const part of parts) hasher.add(Buffer.from(part))
      return hasher.digest()
    }
    expect(digest('ab', 'c')).not.toBe(digest('a', 'bc'))
    // Of nothing: the standard's value for an empty message (FIPS 180-4 example).
    expect(digest()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  })
})
