import { existsSync } from 'node:fs'
import { quat, vec3 } from 'gl-matrix'
import { readPoses } from '../../datasets/comma2k19-pose.ts'
import { readNumbers } from '../../datasets/npy.ts'
import { createLocalFrame, enuFromEcef } from '../common/geodesy/local-frame.ts'
import { ecefFromGeodetic, type Geodetic, geodeticFromEcef, type Vector3 } from '../common/geodesy/wgs84.ts'
import { quantile } from '../common/scoring/ego-accuracy.ts'
import { RADIANS_PER_DEGREE } from '../core/angle.ts'
import { type Stamp, stampFromSeconds } from '../core/time.ts'
import { agreement, type CheckRow, figure } from './check-row.ts'
import type { CheckedDrive } from './comma2k19-drive.ts'

/** Reference pose, CAN speed and the raw fixes against it. Figures of a recording have no expectation of their own. */
export function referenceRows(drive: CheckedDrive, data: string): CheckRow[] {
  const reference = readReference(drive)
  const qualcomm = qualcommFixes(drive, data)
  const ublox = drive.fixes.map(({ stamp, fix }) => ({ stamp, point: fix }))
  return [
    poseRow(reference, data, drive),
    distanceRow(reference),
    canSpeedRow(drive, reference),
    ...fixRows('raw u-blox fix', ublox, reference),
    ...fixRows('raw Qualcomm fix', qualcomm, reference),
    cameraVelocityRow(drive),
  ]
}

/** The drive's ground truth as columns: earth-centred positions and the speed over ground. */
interface Reference {
  readonly stamps: readonly Stamp[]
  readonly positions: readonly Vector3[]
  readonly speeds: readonly number[]
}

function readReference(drive: CheckedDrive): Reference {
  return {
    stamps: drive.poses.map(({ stamp }) => stamp),
    positions: drive.poses.map(({ pose }) => ecefFromGeodetic(pose)),
    speeds: drive.poses.map(({ pose }) => Math.hypot(...pose.velocity)),
  }
}

/** The drive's poses are the dataset's: same times, same places. */
function poseRow(reference: Reference, data: string, drive: CheckedDrive): CheckRow {
  const poses = readPoses(`${data}/global_pose`)
  const isAligned =
    poses.times.length === reference.stamps.length &&
    reference.stamps.every((stamp, row) => stamp === stampFromSeconds(poses.times[row]! - drive.origin))
  const differences = reference.positions.map((position, row) =>
    Math.hypot(...position.map((value, axis) => value - poses.positions[3 * row + axis]!)),
  )
  const largest = isAligned ? Math.max(0, ...differences) : Number.POSITIVE_INFINITY
  return agreement('reference position vs frame_positions, same t', largest, differences.length, 1e-6, 'm')
}

function distanceRow({ positions, speeds }: Reference): CheckRow {
  let distance = 0
  for (let i = 1; i < positions.length; i++) distance += distanceBetween(positions[i - 1]!, positions[i]!)
  const [slowest, fastest] = [Math.min(...speeds), Math.max(...speeds)]
  return figure('distance driven and speed, reference', { distance, slowest, fastest }, 'm, m/s')
}

/** CAN speed as it comes, and the factor f that minimises Σ (f · CAN - reference)². */
function canSpeedRow({ wheelSpeeds }: CheckedDrive, reference: Reference): CheckRow {
  const pairs = wheelSpeeds.flatMap(({ stamp, frontLeft, frontRight, rearLeft, rearRight }) => {
    const speed = interpolate(reference.stamps, stamp, (row) => reference.speeds[row]!)
    return speed === null ? [] : [{ can: (frontLeft + frontRight + rearLeft + rearRight) / 4, speed }]
  })
  const mean = (value: (pair: { can: number; speed: number }) => number) =>
    pairs.reduce((sum, pair) => sum + value(pair), 0) / pairs.length
  return figure(
    'CAN speed - reference speed',
    {
      rmse: Math.sqrt(mean(({ can, speed }) => (can - speed) ** 2)),
      bias: mean(({ can, speed }) => can - speed),
      'best-factor': mean(({ can, speed }) => can * speed) / mean(({ can }) => can * can),
    },
    'm/s',
  )
}

interface StampedPoint {
  readonly stamp: Stamp
  readonly point: Geodetic
}

/** Horizontal and vertical distance of each fix from the reference, interpolated linearly to the fix's time. */
function fixRows(name: string, fixes: readonly StampedPoint[], reference: Reference): CheckRow[] {
  const errors = fixes.flatMap(({ stamp, point }) => {
    const at = interpolatePosition(reference, stamp)
    if (at === null) return []
    return [enuFromEcef(createLocalFrame(geodeticFromEcef(at)), ecefFromGeodetic(point))]
  })
  if (errors.length === 0) return []
  const horizontal = errors.map(([east, north]) => Math.hypot(east, north))
  const vertical = errors.map(([, , up]) => Math.abs(up))
  const rms = Math.sqrt(horizontal.reduce((sum, error) => sum + error * error, 0) / horizontal.length)
  const n = errors.length
  return [
    figure(`${name}, horizontal`, { median: quantile(horizontal, 0.5), p95: quantile(horizontal, 0.95), rms, n }, 'm'),
    figure(`${name}, vertical`, { median: quantile(vertical, 0.5), n }, 'm'),
  ]
}

/** The second receiver is not in the drive, which has one /gnss/fix. None when the dataset lacks it. */
function qualcommFixes(drive: CheckedDrive, data: string): StampedPoint[] {
  const folder = `${data}/processed_log/GNSS/live_gnss_qcom`
  if (!existsSync(folder)) return []
  const times = readNumbers(`${folder}/t`, 1).values
  const { values } = readNumbers(`${folder}/value`, 6)
  return Array.from(times, (time, row) => ({
    stamp: stampFromSeconds(time - drive.origin),
    point: {
      latitude: values[6 * row]! * RADIANS_PER_DEGREE,
      longitude: values[6 * row + 1]! * RADIANS_PER_DEGREE,
      altitude: values[6 * row + 4]!,
    },
  }))
}

/** Mean velocity in the camera's forward, right, down axes: tells how the camera looks past the path. */
function cameraVelocityRow({ poses }: CheckedDrive): CheckRow {
  const sum: [number, number, number] = [0, 0, 0]
  for (const { pose } of poses) {
    const inverse: [number, number, number, number] = [...pose.orientation]
    quat.conjugate(inverse, inverse)
    const velocity: [number, number, number] = [...pose.velocity]
    vec3.transformQuat(velocity, velocity, inverse)
    vec3.add(sum, sum, velocity)
  }
  const [forward, left, up] = sum
  const n = poses.length
  return figure(
    'mean reference velocity in camera axes',
    { forward: forward / n, right: -left / n, down: -up / n },
    'm/s',
  )
}

function interpolatePosition({ stamps, positions }: Reference, stamp: Stamp): Vector3 | null {
  const axis = (i: number) => interpolate(stamps, stamp, (row) => positions[row]![i]!)
  const [x, y, z] = [axis(0), axis(1), axis(2)]
  return x === null || y === null || z === null ? null : [x, y, z]
}

/** Linear between the two rows around `stamp`; null outside. Stamps ascend. */
function interpolate(stamps: readonly Stamp[], stamp: Stamp, value: (row: number) => number): number | null {
  let low = 0
  let high = stamps.length - 1
  if (high < 1 || stamp < stamps[low]! || stamp > stamps[high]!) return null
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (stamps[middle]! <= stamp) low = middle
    else high = middle
  }
  const share = (stamp - stamps[low]!) / (stamps[high]! - stamps[low]!)
  return value(low) + share * (value(high) - value(low))
}

function distanceBetween([ax, ay, az]: Vector3, [bx, by, bz]: Vector3): number {
  return Math.hypot(bx - ax, by - ay, bz - az)
}
