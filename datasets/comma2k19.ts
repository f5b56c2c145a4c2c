import { existsSync, statSync } from 'node:fs'
import { TOYOTA_RAV4 } from '../src/common/vehicle/toyota-rav4.ts'
import { RADIANS_PER_DEGREE, wrapAngle } from '../src/core/angle.ts'
import { InputError } from '../src/core/errors.ts'
import type { Message, Payload } from '../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp, stampFromSeconds } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { canSeries, readCanColumns } from './comma2k19-can.ts'
import { poseTruths, readPoses } from './comma2k19-pose.ts'
import { mergeByStamp } from './merge.ts'
import { type NumberArray, readNumbers } from './npy.ts'
import type { Dataset, DatasetOptions, Recording } from './recording.ts'
import { vehicleMessage } from './vehicle-message.ts'

/**
 * comma2k19 (Schäfer et al. 2018, "A Commute in Data"): one minute of a car's CAN, GNSS, IMU and a reference pose. The path
 * is a segment's folder, with processed_log and global_pose inside; its files are NumPy arrays without an extension.
 * There are no arrival stamps, so arrival = measurement. The second receiver (Qualcomm) is not imported: a drive has one
 * /gnss/fix.
 */
export const COMMA2K19: Dataset = {
  name: 'comma2k19',
  description: "a segment's folder, the one that holds processed_log and global_pose",
  open: openSegment,
}

function openSegment(path: string, options: DatasetOptions): Recording {
  const log = `${path}/processed_log`
  if (!existsSync(log) || !statSync(log).isDirectory())
    throw new InputError(`expected a comma2k19 segment, a folder that holds processed_log; found none in ${path}`)
  const warnings: Warning[] = []
  const optional = <T>(read: () => T): T | null => {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      warnings.push({ code: 'array-missing', stamp: 0, detail: error.message })
      return null
    }
  }
  const can = readCanColumns(`${log}/CAN/raw_can`)
  const gyro = optional(() => readSeries(`${log}/IMU/gyro`, 3))
  const accelerometer = optional(() => readSeries(`${log}/IMU/accelerometer`, 3))
  const gnss = optional(() => readSeries(`${log}/GNSS/live_gnss_ublox`, 6))
  const poses = optional(() => readPoses(`${path}/global_pose`))
  const origin = firstSecond([can.times, gyro?.times, gnss?.times, poses?.times])
  if (origin === null)
    throw new InputError(`expected at least one CAN frame, fix or pose in ${path}; found empty arrays`)
  const vehicle = options.vehicle ?? TOYOTA_RAV4
  const stampOf = (seconds: number) => stampFromSeconds(seconds - origin)
  const series = [
    ...canSeries(can, stampOf),
    ...(gyro ? [inOrder('/imu', gyro.times, stampOf, imuSamples(gyro, accelerometer), warnings)] : []),
    ...(gnss ? [inOrder('/gnss/fix', gnss.times, stampOf, (row) => gnssFix(gnss, row), warnings)] : []),
    ...(poses ? [inOrder('/truth/ego', poses.times, stampOf, poseTruths(poses), warnings)] : []),
  ]
  return {
    source: 'comma2k19',
    originNanoseconds: BigInt(origin) * BigInt(NANOSECONDS_PER_SECOND),
    timeScale: 'boot',
    vehicle,
    messages: mergeByStamp([[vehicleMessage(vehicle, 0)], ...series]),
    messageCount: null,
    warnings,
  }
}

/** Rows of one folder: `t` (n) in s of the boot clock beside `value` (n × columns). */
interface Series {
  readonly times: Float64Array
  readonly values: Float64Array
  readonly columns: number
}

function readSeries(folder: string, columns: number): Series {
  const times = readNumbers(`${folder}/t`, 1)
  const values = readNumbers(`${folder}/value`, columns)
  expectRows(values, times.values.length, `${folder}/value`)
  return { times: times.values, values: values.values, columns }
}

function expectRows(array: NumberArray, rows: number, path: string): void {
  if (array.shape[0] !== rows)
    throw new InputError(`expected ${rows} rows, as in t, in ${path}; found ${array.shape[0]}`)
}

/** The whole second in or before which the recording begins, s; null without any time. */
function firstSecond(clocks: readonly (Float64Array | undefined)[]): number | null {
  let first = Number.POSITIVE_INFINITY
  for (const times of clocks) for (const time of times ?? []) if (time < first) first = time
  return Number.isFinite(first) ? Math.floor(first) : null
}

/** One message a row, by stamp even if the rows are not; rows without a time are left out with a warning. */
function* inOrder(
  topic: string,
  times: Float64Array,
  stampOf: (seconds: number) => Stamp,
  payload: (row: number) => Payload,
  warnings: Warning[],
): Generator<Message> {
  const rows = [...times.keys()].filter((row) => Number.isFinite(times[row]!))
  if (rows.length < times.length) {
    const detail = `expected a finite time in every row of ${topic}; ${times.length - rows.length} rows have none`
    warnings.push({ code: 'time-missing', stamp: 0, detail })
  }
  rows.sort((a, b) => times[a]! - times[b]! || a - b)
  let sequence = 0
  for (const row of rows) {
    const stamp = stampOf(times[row]!)
    yield { topic, stamp, arrival: stamp, sequence: sequence++, payload: payload(row) }
  }
}

/** s; half a period at 104 Hz. A gyro sample without an accelerometer sample this near has none. */
const IMU_PAIR_TOLERANCE = 0.005

/**
 * The phone's axes are forward, right, down: y and z change sign. They are not rotated by the phone's tilt, which differs
 * from drive to drive; the vehicle table has it as the mounting `imu`.
 */
function imuSamples(gyro: Series, accelerometer: Series | null): (row: number) => Payload {
  const nearest = accelerometer ? nearestRow(accelerometer.times) : () => -1
  return (row) => {
    const w = gyro.values.subarray(3 * row, 3 * row + 3)
    const other = nearest(gyro.times[row]!)
    const f = accelerometer && other >= 0 ? accelerometer.values.subarray(3 * other, 3 * other + 3) : NOT_MEASURED
    return {
      kind: 'imu',
      acceleration: [f[0]!, -f[1]!, -f[2]!],
      angularVelocity: [w[0]!, -w[1]!, -w[2]!],
    }
  }
}

const NOT_MEASURED = Float64Array.of(Number.NaN, Number.NaN, Number.NaN)

/** Row of the nearest time within the tolerance, or -1, for times asked in ascending order. */
function nearestRow(times: Float64Array): (time: number) => number {
  let row = 0
  return (time) => {
    while (row + 1 < times.length && Math.abs(times[row + 1]! - time) <= Math.abs(times[row]! - time)) row++
    return Math.abs(times[row]! - time) <= IMU_PAIR_TOLERANCE ? row : -1
  }
}

/** Columns: latitude °, longitude °, speed m/s, UTC ms, altitude m, bearing ° clockwise from north. */
function gnssFix(gnss: Series, row: number): Payload {
  const column = (i: number) => gnss.values[6 * row + i]!
  return {
    kind: 'gnss',
    latitude: column(0) * RADIANS_PER_DEGREE,
    longitude: column(1) * RADIANS_PER_DEGREE,
    altitude: column(4),
    positionVariance: [Number.NaN, Number.NaN, Number.NaN],
    speed: column(2),
    course: wrapAngle(Math.PI / 2 - column(5) * RADIANS_PER_DEGREE),
  }
}
