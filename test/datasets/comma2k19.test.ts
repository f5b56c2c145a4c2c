import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { vec3 } from 'gl-matrix'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COMMA2K19 } from '../../datasets/comma2k19.ts'
import { ecefFromGeodetic } from '../../src/common/geodesy/wgs84.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message, Payload } from '../../src/core/messages.ts'
import { sharedData } from '../shared-data.ts'
import { bytesOf, npyBytes } from './npy-bytes.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-segment-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function put(name: string, bytes: Uint8Array): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, bytes)
}

function putNumbers(name: string, rows: readonly number[], columns = 1): void {
  const n = rows.length / columns
  put(name, npyBytes('<f8', columns === 1 ? `${n},` : `${n}, ${columns}`, bytesOf(Float64Array.from(rows))))
}

function putIntegers(name: string, rows: readonly number[]): void {
  put(name, npyBytes('<i8', `${rows.length},`, bytesOf(BigInt64Array.from(rows.map(BigInt)))))
}

/** Frames as (time, source, id, payload); payloads of four bytes, as NumPy would cut them. */
function putCan(frames: readonly [number, number, number, readonly number[]][]): void {
  const raw = 'processed_log/CAN/raw_can'
  putNumbers(
    `${raw}/t`,
    frames.map(([time]) => time),
  )
  putIntegers(
    `${raw}/src`,
    frames.map(([, source]) => source),
  )
  putIntegers(
    `${raw}/address`,
    frames.map(([, , id]) => id),
  )
  const data = Uint8Array.from(frames.flatMap(([, , , payload]) => [...payload, 0, 0, 0, 0].slice(0, 4)))
  put(`${raw}/data`, npyBytes('|S4', `${frames.length},`, data))
}

/** A made-up segment: a few frames, two IMU samples, a fix at the equator heading east, a pose. */
function putSegment(): void {
  putCan([
    [100.5, 0, 0x25, [1, 2, 3]],
    [100.5, 1, 0x210, [9]],
    [100.5, 0, 0xaa, [4]],
    [100.75, 0, 0x18ff00, [5]],
    [100.25, 128, 0x2e4, [6]],
  ])
  const imu = 'processed_log/IMU'
  for (const name of ['gyro', 'accelerometer']) putNumbers(`${imu}/${name}/t`, [100.6, 100.7])
  putNumbers(`${imu}/gyro/value`, [0.1, 0.2, 0.3, 0, 0, 0], 3)
  putNumbers(`${imu}/accelerometer/value`, [1, 2, -9.8, 0, 0, -9.8], 3)
  putNumbers('processed_log/GNSS/live_gnss_ublox/t', [100.65])
  putNumbers('processed_log/GNSS/live_gnss_ublox/value', [0, 90, 12, 1.5e12, 30, 90], 6)
  putNumbers('global_pose/frame_times', [100.55])
  // On the equator at longitude 0: east is y, north is z, up is x. The camera looks east, its right is south.
  putNumbers('global_pose/frame_positions', [6_378_137, 0, 0], 3)
  putNumbers('global_pose/frame_velocities', [0, 10, 0], 3)
  // ECEF from forward, right, down, by columns.
  putNumbers('global_pose/frame_orientations', quaternionOfColumns([0, 1, 0], [0, 0, -1], [-1, 0, 0]), 4)
}

/** w, x, y, z of the rotation with these columns (trace method; all test rotations have w ≠ 0). */
function quaternionOfColumns(a: number[], b: number[], c: number[]): number[] {
  const w = Math.sqrt(1 + a[0]! + b[1]! + c[2]!) / 2
  return [w, (b[2]! - c[1]!) / (4 * w), (c[0]! - a[2]!) / (4 * w), (a[1]! - b[0]!) / (4 * w)]
}

const open = async () => COMMA2K19.open(folder, {})
const payloads = <K extends Payload['kind']>(messages: readonly Message[], kind: K) =>
  messages
    .map(({ payload }) => payload)
    .filter((payload): payload is Extract<Payload, { kind: K }> => payload.kind === kind)

describe('a comma2k19 segment', () => {
  it('comes as one series by stamp, counted from the whole second before its first time', async () => {
    putSegment()
    const recording = await open()
    const messages = [...recording.messages]
    expect(recording.warnings).toEqual([])
    expect(recording.originNanoseconds).toBe(100_000_000_000n)
    expect(recording.timeScale).toBe('boot')
    expect(messages.map(({ topic, stamp }) => [topic, stamp / 1e6])).toEqual([
      ['/vehicle', 0],
      ['/can/128', 250],
      ['/can/0', 500],
      ['/can/1', 500],
      ['/truth/ego', 550],
      ['/imu', 600],
      ['/gnss/fix', 650],
      ['/imu', 700],
      ['/can/0', 750],
    ])
    expect(messages.filter(({ topic }) => topic === '/can/0').map(({ sequence }) => sequence)).toEqual([0, 1])
    for (const { stamp, arrival } of messages) expect(arrival).toBe(stamp)
  })

  it('has CAN payloads of full length again, frames of one time together, long ids marked as extended', async () => {
    putSegment()
    const [sent, burst, , long] = payloads([...(await open()).messages], 'can')
    expect(sent!.bus).toBe('128')
    expect([...burst!.ids]).toEqual([0x25, 0xaa])
    expect([...burst!.data]).toEqual([1, 2, 3, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0])
    expect([...burst!.offsets]).toEqual([0, 8, 16])
    expect([...long!.ids]).toEqual([0x8018ff00])
  })

  it('has its IMU turned from forward, right, down to forward, left, up', async () => {
    putSegment()
    const [sample] = payloads([...(await open()).messages], 'imu')
    expect(sample).toMatchObject({ acceleration: [1, -2, 9.8], angularVelocity: [0.1, -0.2, -0.3] })
  })

  it('has fixes in radians with the course counted from east, and no variances that it was not given', async () => {
    putSegment()
    const [fix] = payloads([...(await open()).messages], 'gnss')
    expect(fix).toMatchObject({ latitude: 0, longitude: Math.PI / 2, altitude: 30, speed: 12, course: 0 })
    expect(fix!.positionVariance.every(Number.isNaN)).toBe(true)
  })

  it('has its pose in east, north, up with a nose that points where it drives', async () => {
    putSegment()
    const [pose] = payloads([...(await open()).messages], 'pose-truth')
    expect(pose!.latitude).toBeCloseTo(0, 12)
    expect(pose!.velocity[0]).toBeCloseTo(10, 9)
    const turned = (axis: [number, number, number]) => vec3.transformQuat([0, 0, 0], axis, [...pose!.orientation])
    for (const [axis, expected] of [
      [turned([1, 0, 0]), [1, 0, 0]],
      [turned([0, 1, 0]), [0, 1, 0]],
      [turned([0, 0, 1]), [0, 0, 1]],
    ] as const) {
      for (let i = 0; i < 3; i++) expect(axis[i]).toBeCloseTo(expected[i]!, 9)
    }
  })

  it('without its optional arrays gives the rest and says what is missing', async () => {
    putCan([[7.5, 0, 0x25, [1]]])
    const recording = await open()
    expect([...recording.messages].map(({ topic }) => topic)).toEqual(['/vehicle', '/can/0'])
    expect(recording.warnings.map(({ code }) => code)).toEqual(Array(4).fill('array-missing'))
    expect(recording.warnings.map(({ detail }) => detail).join()).toMatch(/gyro.*accelerometer.*ublox.*frame_times/)
  })

  it('without an accelerometer, or with one that stops, has samples that say so', async () => {
    putSegment()
    putNumbers('processed_log/IMU/accelerometer/t', [100.6])
    putNumbers('processed_log/IMU/accelerometer/value', [1, 2, -9.8], 3)
    const samples = payloads([...(await open()).messages], 'imu')
    expect(samples.map(({ acceleration }) => Number.isNaN(acceleration[0]))).toEqual([false, true])
  })

  it('with rows out of order or without a time is put in order, and the loss is told', async () => {
    putSegment()
    putNumbers('processed_log/IMU/gyro/t', [Number.NaN, 100.6])
    const recording = await open()
    const messages = [...recording.messages]
    expect(messages.every(({ stamp }, i) => i === 0 || stamp >= messages[i - 1]!.stamp)).toBe(true)
    expect(payloads(messages, 'imu')).toHaveLength(1)
    expect(recording.warnings.map(({ code }) => code)).toEqual(['time-missing'])
  })

  it('with columns of different length is refused with both lengths', async () => {
    putSegment()
    putIntegers('processed_log/CAN/raw_can/src', [0, 1])
    await expect(open()).rejects.toThrow(/expected 5 rows.*found 2, 5, 5/)
    await expect(open()).rejects.toThrow(InputError)
  })
})

const segment = sharedData('comma2k19/segment')

describe.skipIf(segment === null)('the real segment', () => {
  it('has a pose whose position and geodetic agree, an IMU that stands upright, and course along the velocity', async () => {
    const messages = [...(await COMMA2K19.open(segment!, {})).messages]
    const poses = payloads(messages, 'pose-truth')
    const first = ecefFromGeodetic(poses[0]!)
    const last = ecefFromGeodetic(poses.at(-1)!)
    const chord = Math.hypot(...last.map((value, axis) => value - first[axis]!))
    expect(Math.hypot(...poses.at(-1)!.position)).toBeCloseTo(chord, 6)
    const imu = payloads(messages, 'imu')
    const up = imu.reduce((sum, { acceleration }) => sum + acceleration[2], 0) / imu.length
    expect(up).toBeGreaterThan(9.5)
    const [fix] = payloads(messages, 'gnss')
    const { velocity } = poses[0]!
    expect(Math.abs(fix!.course - Math.atan2(velocity[1], velocity[0]))).toBeLessThan(0.02)
    const nose = vec3.transformQuat([0, 0, 0], [1, 0, 0], [...poses[0]!.orientation])
    expect((nose[0]! * velocity[0] + nose[1]! * velocity[1]) / Math.hypot(...velocity)).toBeGreaterThan(0.99)
  })
})
