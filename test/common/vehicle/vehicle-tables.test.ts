import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileDatabase } from '../../../src/common/dbc/codec.ts'
import { parseDbc } from '../../../src/common/dbc/parse.ts'
import { CHECKSUM_RULES, hasChecksum, writeChecksum } from '../../../src/common/vehicle/checksum.ts'
import { commandFrames } from '../../../src/common/vehicle/command-frames.ts'
import { FrameEncoder } from '../../../src/common/vehicle/frame-encoder.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { findVehicle, VEHICLES } from '../../../src/common/vehicle/registry.ts'
import { TOYOTA_RAV4 } from '../../../src/common/vehicle/toyota-rav4.ts'
import type { ControlCommand } from '../../../src/core/command.ts'
import { sharedData } from '../../shared-data.ts'

describe.each(VEHICLES.map((vehicle) => [vehicle.name, vehicle] as const))('the vehicle table %s', (_name, vehicle) => {
  const databases = new Map(
    Object.entries(vehicle.buses).map(([bus, text]) => [bus, compileDatabase(parseDbc(text, bus))] as const),
  )
  const message = (bus: string, name: string) => {
    const found = databases.get(bus)?.byName(name)
    expect(found, `${bus} ${name}`).toBeDefined()
    return found!
  }

  it('has a DBC without warnings that holds every message and signal that the table names', () => {
    for (const { database } of databases.values()) expect(database.warnings).toEqual([])
    for (const { bus, message: name, counter } of vehicle.protections) {
      if (counter === undefined) message(bus, name)
      else message(bus, name).signalIndex(counter)
    }
    for (const { bus, message: name, signal } of vehicle.states) message(bus, name).signalIndex(signal)
    for (const { bus, message: name, signals } of vehicle.commands)
      for (const signal of signals) message(bus, name).signalIndex(signal.name)
    for (const { bus, messages } of vehicle.canRadars) for (const name of messages) message(bus, name)
  })

  it('has a body that holds together and a latency of 50 ms in all', () => {
    const { geometry, latency } = vehicle
    expect(geometry.rearAxleToFront).toBeGreaterThan(geometry.wheelbase)
    expect(geometry.length).toBeGreaterThan(geometry.rearAxleToFront)
    expect(geometry.width).toBeGreaterThan(geometry.trackWidth)
    expect(Object.values(latency).reduce((sum, part) => sum + part, 0)).toBeCloseTo(0.05, 9)
    for (const { name } of vehicle.canRadars) expect(vehicle.mountings[`radar/${name}`]).toBeDefined()
  })
})

describe('the registry', () => {
  it('finds a table by name and names all when there is none', () => {
    expect(findVehicle('toyota-rav4')).toBe(TOYOTA_RAV4)
    expect(() => findVehicle('tram')).toThrow(/toyota-rav4, generic-car; found 'tram'/)
  })
})

const opendbc = sharedData('dbc/opendbc')

describe.skipIf(opendbc === null)("the RAV4's layouts", () => {
  it('are those of opendbc, signal by signal, but for checksums that it does not name', () => {
    const files: Record<string, string[]> = {
      '0': ['toyota_new_mc_pt.dbc', '_toyota_2017.dbc', '_toyota_adas_standard.dbc'].map(
        (f) => `generator/toyota/${f}`,
      ),
      '1': ['toyota_adas.dbc'],
    }
    let compared = 0
    for (const [bus, names] of Object.entries(files)) {
      const theirs = names.flatMap((name) => parseDbc(readFileSync(`${opendbc}/${name}`, 'latin1'), name).messages)
      for (const ours of parseDbc(TOYOTA_RAV4.buses[bus]!, bus).messages) {
        const other = theirs.find(({ id }) => id === ours.id)
        expect(other?.name).toBe(ours.name)
        expect(other?.length).toBe(ours.length)
        for (const signal of ours.signals) {
          const same = other!.signals.find(({ name }) => name === signal.name)
          if (same === undefined) {
            expect(signal.name).toBe('CHECKSUM')
            continue
          }
          const { start, length, byteOrder, isSigned, factor, offset } = signal
          expect(same, `${ours.name}.${signal.name}`).toMatchObject({
            start,
            length,
            byteOrder,
            isSigned,
            factor,
            offset,
          })
          compared++
        }
      }
    }
    expect(compared).toBeGreaterThan(130)
  })
})

describe('a checksum', () => {
  it.each(CHECKSUM_RULES)('%s is right after writing and wrong after any bit of the payload flips', (rule) => {
    const payload = fc.uint8Array({ minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(payload, fc.nat({ max: 0x7ff }), fc.nat(), (data, id, bit) => {
        const at = bit % (8 * data.length)
        writeChecksum(rule, id, data, 0, data.length)
        expect(hasChecksum(rule, id, data, 0, data.length)).toBe(true)
        data[at >> 3]! ^= 1 << (at & 7)
        expect(hasChecksum(rule, id, data, 0, data.length)).toBe(false)
      }),
    )
  })
})

describe('the frame encoder', () => {
  it('counts each message up for itself, wraps, and closes with the checksum', () => {
    const encoder = new FrameEncoder(GENERIC_CAR, '0')
    const message = compileDatabase(parseDbc(GENERIC_CAR.buses['0']!, '0')).byName('MOTION')!
    const counters = Array.from({ length: 18 }, () => {
      encoder.encode('STEERING', {})
      const { id, data } = encoder.encode('MOTION', { YAW_RATE: -12.34 })
      expect(hasChecksum('sae-j1850', id, data, 0, data.length)).toBe(true)
      message.decode(data, 0, data.length, message.values)
      expect(message.values[message.signalIndex('YAW_RATE')]).toBeCloseTo(-12.34, 9)
      return message.values[message.signalIndex('COUNTER')]
    })
    expect(counters).toEqual([...Array.from({ length: 16 }, (_, i) => i), 0, 1])
  })

  it('refuses messages and buses that the table does not have', () => {
    expect(() => new FrameEncoder(GENERIC_CAR, '7')).toThrow(/found '7'/)
    expect(() => new FrameEncoder(GENERIC_CAR, '0').encode('NONE', {})).toThrow(/found 'NONE'/)
  })
})

const COMMAND: ControlCommand = {
  stamp: 0,
  sequence: 0,
  validUntil: 0,
  mode: 'degraded',
  reason: '',
  frontWheelAngle: -0.1234,
  frontWheelAngleRate: 0,
  curvature: 0,
  acceleration: -2.5,
  gear: 'drive',
  turnSignal: 'right',
  limits: [],
  newest: [],
}

describe('a command', () => {
  it('reaches the simulated car with angle, acceleration, mode, gear and signals', () => {
    const [frame] = commandFrames(GENERIC_CAR, '0', new FrameEncoder(GENERIC_CAR, '0'), COMMAND)
    const message = compileDatabase(parseDbc(GENERIC_CAR.buses['0']!, '0')).byId(frame!.id)!
    message.decode(frame!.data, 0, frame!.data.length, message.values)
    const value = (name: string) => message.values[message.signalIndex(name)]
    expect(value('FRONT_WHEEL_ANGLE')).toBeCloseTo(-0.1234, 9)
    expect(value('ACCELERATION')).toBeCloseTo(-2.5, 9)
    expect([value('MODE'), value('GEAR'), value('TURN_SIGNAL')]).toEqual([2, 3, 2])
  })

  it("reaches the RAV4 as an acceleration with Toyota's checksum", () => {
    const frames = commandFrames(TOYOTA_RAV4, '0', new FrameEncoder(TOYOTA_RAV4, '0'), COMMAND)
    expect(frames.map(({ id }) => id)).toEqual([0x343])
    expect(frames[0]!.data.slice(0, 2)).toEqual(Uint8Array.of(0xf6, 0x3c))
    expect(hasChecksum('toyota', 0x343, frames[0]!.data, 0, 8)).toBe(true)
  })
})
