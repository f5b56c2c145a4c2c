import { type CanColumns, readCanColumns } from '../../datasets/comma2k19-can.ts'
import { type NumberArray, readNumbers } from '../../datasets/npy.ts'
import { type CompiledMessage, compileDatabase } from '../common/dbc/codec.ts'
import { formatId } from '../common/dbc/database.ts'
import { parseDbc } from '../common/dbc/parse.ts'
import { hasChecksum } from '../common/vehicle/checksum.ts'
import { TOYOTA_RADAR_SLOTS } from '../common/vehicle/toyota-rav4-dbc.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { RADIANS_PER_DEGREE } from '../core/angle.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { agreement, type CheckRow, count } from './check-row.ts'
import type { CheckedDrive, LoggedFrame } from './comma2k19-drive.ts'

/** m that the processed radar arrays add to the distance: they count from the camera. */
const RADAR_TO_CAMERA = 2.7
/** The processed arrays were made with this older layout of LONG_DIST. */
const OLD_DISTANCE = ' SG_ LONG_DIST : 15|13@0+ (0.04,0) [0|300] "m" STACK'
const NEW_DISTANCE = /^ SG_ LONG_DIST .*$/gm

/** Messages with Toyota's checksum that opendbc and the drive name, by bus (128: sent by the recorder), id and length. */
const CHECKSUMS = [
  ['0', 0x25, 8],
  ['0', 0xb4, 8],
  ['0', 0x1d2, 8],
  ['0', 0x260, 8],
  ['128', 0x2e4, 5],
  ['128', 0x343, 8],
] as const

/** Compares the drive's CAN with the dataset's processed arrays in `data`, a segment's folder. */
export function decodingRows(drive: CheckedDrive, vehicle: VehicleTable, data: string): CheckRow[] {
  const can = `${data}/processed_log/CAN`
  const raw = readCanColumns(`${can}/raw_can`)
  const sources = [...new Set(raw.sources)].sort((a, b) => a - b)
  const stampsOf = (name: string) =>
    Float64Array.from(readNumbers(`${can}/${name}/t`, 1).values, (t) => stampFromSeconds(t - drive.origin))
  return [
    count('CAN frames', drive.frames.count, raw.times.length),
    ...sources.map((source) =>
      count(
        `CAN frames of src ${source}`,
        drive.frames.countOf(String(source)),
        raw.sources.filter((other) => other === source).length,
      ),
    ),
    ...steeringRows(drive, vehicle, stampsOf('steering_angle'), readNumbers(`${can}/steering_angle/value`, 1)),
    ...wheelRows(drive, stampsOf('wheel_speed'), readNumbers(`${can}/wheel_speed/value`, 4)),
    meanSpeedRow(drive, stampsOf('speed'), readNumbers(`${can}/speed/value`, 1)),
    count('radar 0x210..0x21F on bus 1, raw frames', radarFrames(drive), rawRadarFrames(raw)),
    ...radarRows(drive, vehicle, stampsOf('radar'), readNumbers(`${can}/radar/value`, 7)),
    ...CHECKSUMS.map(([bus, id, length]) => checksumRow(drive, bus, id, length)),
    foreignChecksumRow(drive),
  ]
}

/** Largest |found - oracle| where the series agree in length and stamps; infinite where they do not. */
function largestDifference(
  stamps: readonly Stamp[],
  oracleStamps: Float64Array,
  difference: (row: number) => number,
): number {
  if (stamps.length !== oracleStamps.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (const [row, stamp] of stamps.entries()) {
    if (stamp !== oracleStamps[row]) return Number.POSITIVE_INFINITY
    largest = Math.max(largest, difference(row))
  }
  return largest
}

function steeringRows(
  { steering }: CheckedDrive,
  vehicle: VehicleTable,
  stamps: Float64Array,
  { values }: NumberArray,
): CheckRow[] {
  const angle = (row: number) =>
    (steering[row]!.frontWheelAngle * vehicle.geometry.steeringRatio) / RADIANS_PER_DEGREE - values[row]!
  const largest = largestDifference(
    steering.map(({ stamp }) => stamp),
    stamps,
    (row) => Math.abs(angle(row)),
  )
  return [
    count('0x25 on bus 0, decoded', steering.length, values.length),
    agreement('steering angle vs steering_angle, same t', largest, steering.length, 1e-9, '°'),
  ]
}

function wheelRows({ wheelSpeeds }: CheckedDrive, stamps: Float64Array, { values }: NumberArray): CheckRow[] {
  const largest = largestDifference(
    wheelSpeeds.map(({ stamp }) => stamp),
    stamps,
    (row) => {
      const { frontLeft, frontRight, rearLeft, rearRight } = wheelSpeeds[row]!
      const wheels = [frontLeft, frontRight, rearLeft, rearRight]
      return Math.max(...wheels.map((speed, i) => Math.abs(speed - values[4 * row + i]!)))
    },
  )
  return [
    count('0xAA on bus 0, decoded', wheelSpeeds.length, values.length / 4),
    agreement('wheel speeds vs wheel_speed, same t', largest, wheelSpeeds.length, 1e-12, 'm/s'),
  ]
}

function meanSpeedRow({ wheelSpeeds }: CheckedDrive, stamps: Float64Array, { values }: NumberArray): CheckRow {
  const largest = largestDifference(
    wheelSpeeds.map(({ stamp }) => stamp),
    stamps,
    (row) => {
      const { frontLeft, frontRight, rearLeft, rearRight } = wheelSpeeds[row]!
      return Math.abs((frontLeft + frontRight + rearLeft + rearRight) / 4 - values[row]!)
    },
  )
  return agreement('mean of the wheels vs speed', largest, wheelSpeeds.length, 1e-12, 'm/s')
}

const FIRST_SLOT = 0x210
const LAST_SLOT = FIRST_SLOT + TOYOTA_RADAR_SLOTS.length - 1

function radarFrames({ frames }: CheckedDrive): number {
  return TOYOTA_RADAR_SLOTS.reduce((sum, _, slot) => sum + frames.of('1', FIRST_SLOT + slot).length, 0)
}

function rawRadarFrames({ ids, sources }: CanColumns): number {
  return ids.filter((id, row) => sources[row] === 1 && id >= FIRST_SLOT && id <= LAST_SLOT).length
}

/** One valid target, as in a row of the processed radar array. */
interface Target {
  readonly stamp: Stamp
  readonly address: number
  readonly distance: number
  readonly left: number
  readonly speed: number
  readonly isNew: number
}

function radarRows(
  drive: CheckedDrive,
  vehicle: VehicleTable,
  stamps: Float64Array,
  { values }: NumberArray,
): CheckRow[] {
  const text = vehicle.buses['1'] ?? ''
  const today = decodeTargets(drive, text)
  const old = decodeTargets(drive, text.replace(NEW_DISTANCE, OLD_DISTANCE)).targets
  const oracle = oracleTargets(stamps, values)
  const compare = (targets: readonly Target[], difference: (a: Target, b: Target) => number) =>
    largestDifference(targets.map(placeOf), Float64Array.from(oracle, placeOf), (row) =>
      Math.abs(difference(targets[row]!, oracle[row]!)),
    )
  const row = (check: string, targets: readonly Target[], key: 'distance' | 'left' | 'speed' | 'isNew', unit: string) =>
    agreement(
      check,
      compare(targets, (a, b) => a[key] - b[key]),
      targets.length,
      1e-9,
      unit,
    )
  return [
    count('radar, frames with VALID = 1', today.targets.length, oracle.length),
    row('radar distance by the 13-bit rule', old, 'distance', 'm'),
    row('radar lateral (left)', old, 'left', 'm'),
    row('radar relative speed', old, 'speed', 'm/s'),
    row('radar new-track flag', old, 'isNew', ''),
    agreement(
      "radar distance by today's DBC",
      compare(today.targets, (a, b) => a.distance - b.distance),
      today.targets.length,
      0.03 + 1e-9,
      'm',
    ),
    count(
      'radar new-track flags set',
      today.targets.filter(({ isNew }) => isNew === 1).length,
      oracle.filter(({ isNew }) => isNew === 1).length,
    ),
    scanRow(drive, today.frames, today.targets.length),
  ]
}

/** Whole cycles come out of perceive as scans; the last one of a recording may be cut off. */
function scanRow(drive: CheckedDrive, frames: number, targets: number): CheckRow {
  const slots = TOYOTA_RADAR_SLOTS.length
  const missing = frames - drive.scans * slots
  return {
    check: 'radar scans out of perceive, one a cycle',
    expected: `${Math.floor(frames / slots)} scans, ${targets} targets`,
    found: { scans: drive.scans, targets: drive.detections },
    unit: '',
    pass: drive.scans > 0 && missing >= 0 && missing < slots && targets - drive.detections <= missing,
  }
}

function decodeTargets(drive: CheckedDrive, text: string): { frames: number; targets: Target[] } {
  const database = compileDatabase(parseDbc(text, 'radar'))
  const targets: Target[] = []
  let frames = 0
  for (const name of TOYOTA_RADAR_SLOTS) {
    const message = database.byName(name)
    if (message === undefined) continue
    for (const frame of drive.frames.of('1', message.id)) {
      frames++
      const target = decodeTarget(message, frame)
      if (target !== null) targets.push(target)
    }
  }
  return { frames, targets: targets.sort(byStampAndAddress) }
}

function decodeTarget(message: CompiledMessage, { stamp, data }: LoggedFrame): Target | null {
  message.decode(data, 0, data.length, message.values)
  const value = (name: string) => message.values[message.signalIndex(name)]!
  if (value('VALID') !== 1) return null
  return {
    stamp,
    address: message.id,
    distance: value('LONG_DIST') + RADAR_TO_CAMERA,
    left: -value('LAT_DIST'),
    speed: value('REL_SPEED'),
    isNew: value('NEW_TRACK'),
  }
}

/** Columns: forward distance, left distance, relative speed, two unused, address, new-track flag. */
function oracleTargets(stamps: Float64Array, values: Float64Array): Target[] {
  return Array.from(stamps, (stamp, row) => ({
    stamp,
    distance: values[7 * row]!,
    left: values[7 * row + 1]!,
    speed: values[7 * row + 2]!,
    address: values[7 * row + 5]!,
    isNew: values[7 * row + 6]!,
  })).sort(byStampAndAddress)
}

/** Stamp and slot in one number: ids of slots are below 1024. */
function placeOf({ stamp, address }: Target): number {
  return stamp * 1024 + address
}

/** Rows that share a time are in arbitrary order in the arrays. */
function byStampAndAddress(a: Target, b: Target): number {
  return a.stamp - b.stamp || a.address - b.address
}

function checksumRow(drive: CheckedDrive, bus: string, id: number, length: number): CheckRow {
  const frames = drive.frames.of(bus, id)
  const passed = frames.filter(({ data }) => hasChecksum('toyota', id, data, 0, length)).length
  return count(`Toyota checksum of ${formatId(id)} on src ${bus}`, passed, frames.length)
}

/** A message without this checksum: a check that everything passes proves nothing. */
function foreignChecksumRow(drive: CheckedDrive): CheckRow {
  const frames = drive.frames.of('0', 0x224)
  const passed = frames.filter(({ data }) => hasChecksum('toyota', 0x224, data, 0, 8)).length
  return {
    check: 'Toyota checksum of 0x224 on src 0, which has none',
    expected: `0 of ${frames.length}`,
    found: { count: passed, n: frames.length },
    unit: '',
    // One frame in 256 would pass by chance.
    pass: frames.length > 0 && passed <= frames.length / 64,
  }
}
