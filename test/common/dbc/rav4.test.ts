import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { hasToyotaChecksum } from '../../../src/common/can/toyota-checksum.ts'
import { compileDatabase } from '../../../src/common/dbc/codec.ts'
import { parseDbc } from '../../../src/common/dbc/parse.ts'
import { readDbcFile } from '../../../src/io/can/dbc-files.ts'
import { sharedData } from '../../shared-data.ts'

const databases = sharedData('dbc/opendbc')
const segment = sharedData('comma2k19/segment/processed_log/CAN')

/** Bytes of a NumPy 1.0 array: its header is as long as the u16 at 8 says. */
function npyBytes(name: string): Uint8Array<ArrayBuffer> {
  const file = readFileSync(`${segment}/${name}`)
  return new Uint8Array(file).slice(10 + file.readUInt16LE(8))
}
const doubles = (name: string) => new Float64Array(npyBytes(name).buffer)
const integers = (name: string) => Float64Array.from(new BigInt64Array(npyBytes(name).buffer), Number)

/** The old field that the processed radar distances were made with; today's database has 15 bits of 0.01 m. */
const OLD_DISTANCE = 'BO_ 1 OLD: 8 X\n SG_ DISTANCE : 15|13@0+ (0.04,0) [0|0] "m" X'
/** m, from the radar to the camera. */
const RADAR_TO_CAMERA = 2.7

describe.skipIf(databases === null || segment === null)('decoding the RAV4 drive', () => {
  const read = () => {
    const [t, src, address] = [doubles('raw_can/t'), integers('raw_can/src'), integers('raw_can/address')]
    const data = npyBytes('raw_can/data')
    return {
      t,
      data,
      frames: (bus: number, id: number) => [...t.keys()].filter((i) => src[i] === bus && address[i] === id),
    }
  }
  const can = databases === null || segment === null ? null : read()
  const car = () => compileDatabase(readDbcFile(`${databases}/generator/toyota/toyota_new_mc_pt.dbc`))
  const radar = () => compileDatabase(readDbcFile(`${databases}/toyota_adas.dbc`))

  it('gives the steering angle of the processed log to 1e-9 deg, at the same times', () => {
    const message = car().byId(0x25)!
    const [angle, fraction] = [message.signalIndex('STEER_ANGLE'), message.signalIndex('STEER_FRACTION')]
    const [times, expected] = [doubles('steering_angle/t'), doubles('steering_angle/value')]
    const frames = can!.frames(0, 0x25)
    expect(frames).toHaveLength(4974)
    const worst = frames.reduce((error, frame, i) => {
      message.decode(can!.data, frame * 8, 8, message.values)
      expect(can!.t[frame]).toBe(times[i])
      return Math.max(error, Math.abs(message.values[angle]! + message.values[fraction]! - expected[i]!))
    }, 0)
    expect(worst).toBeLessThanOrEqual(1e-9)
  })

  it('gives the wheel speeds of the processed log, and their mean its speed, to 1e-12 m/s', () => {
    const message = car().byId(0xaa)!
    const wheels = ['FL', 'FR', 'RL', 'RR'].map((wheel) => message.signalIndex(`WHEEL_SPEED_${wheel}`))
    const [expected, speed] = [doubles('wheel_speed/value'), doubles('speed/value')]
    const frames = can!.frames(0, 0xaa)
    expect(frames).toHaveLength(4974)
    let worst = 0
    frames.forEach((frame, i) => {
      message.decode(can!.data, frame * 8, 8, message.values)
      const found = wheels.map((wheel) => message.values[wheel]! / 3.6)
      found.forEach((value, k) => {
        worst = Math.max(worst, Math.abs(value - expected[4 * i + k]!))
      })
      const mean = found.reduce((sum, value) => sum + value, 0) / 4
      worst = Math.max(worst, Math.abs(mean - speed[i]!))
    })
    expect(worst).toBeLessThanOrEqual(1e-12)
  })

  it('gives the radar tracks of the processed log: 10 100 of 19 200 valid, 131 new', () => {
    const database = radar()
    const old = compileDatabase(parseDbc(OLD_DISTANCE, 'old.dbc')).byId(1)!
    const rows: number[][] = []
    let raw = 0
    for (let id = 0x210; id <= 0x21f; id++) {
      const message = database.byId(id)!
      const index = (name: string) => message.signalIndex(name)
      for (const frame of can!.frames(1, id)) {
        raw++
        const values = message.values
        message.decode(can!.data, frame * 8, 8, values)
        if (values[index('VALID')] !== 1) continue
        old.decode(can!.data, frame * 8, 8, old.values)
        const distance = old.values[0]! + RADAR_TO_CAMERA
        const [today, lateral] = [values[index('LONG_DIST')]! + RADAR_TO_CAMERA, -values[index('LAT_DIST')]!]
        rows.push([
          can!.t[frame]!,
          distance,
          lateral,
          values[index('REL_SPEED')]!,
          id,
          values[index('NEW_TRACK')]!,
          today,
        ])
      }
    }
    expect(raw).toBe(19_200)
    const [times, table] = [doubles('radar/t'), doubles('radar/value')]
    const expected = [...times].map((t, i) => [t, ...table.subarray(7 * i, 7 * i + 7)])
    // Rows of one time are in arbitrary order: by time, then address.
    rows.sort((a, b) => a[0]! - b[0]! || a[4]! - b[4]!)
    expected.sort((a, b) => a[0]! - b[0]! || a[6]! - b[6]!)
    expect(rows).toHaveLength(10_100)
    expect(expected).toHaveLength(10_100)
    const worst = (ours: number, theirs: number) =>
      rows.reduce((error, row, i) => Math.max(error, Math.abs(row[ours]! - expected[i]![theirs]!)), 0)
    for (const [ours, theirs] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 6],
      [5, 7],
    ] as const) {
      expect(worst(ours, theirs)).toBeLessThanOrEqual(1e-9)
    }
    expect(worst(6, 1)).toBeLessThanOrEqual(0.03 + 1e-9)
    expect(rows.filter((row) => row[5] === 1)).toHaveLength(131)
  })

  it('knows 38 983 frames of the car bus and 39 000 of the radar bus', () => {
    const count = (bus: number, database: ReturnType<typeof car>) =>
      database.messages.reduce((sum, message) => sum + can!.frames(bus, message.id).length, 0)
    expect(count(0, car())).toBe(38_983)
    expect(count(1, radar())).toBe(39_000)
  })

  it.each([
    [0, 0x25, 8, 4974, 4974],
    [0, 0xb4, 8, 2487, 2487],
    [0, 0x1d2, 8, 1890, 1890],
    [0, 0x260, 8, 3000, 3000],
    [128, 0x2e4, 5, 6000, 6000],
    [128, 0x343, 8, 2000, 2000],
    [0, 0x224, 8, 2487, 0],
  ])(
    'on source %i, id %i (%i bytes), finds %i frames, of which %i have the Toyota checksum',
    (bus, id, length, n, good) => {
      const frames = can!.frames(bus, id)
      expect(frames).toHaveLength(n)
      expect(frames.filter((frame) => hasToyotaChecksum(id, can!.data, frame * 8, length))).toHaveLength(good)
    },
  )
})
