import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Mounting } from '../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../src/core/errors.ts'
import type { Lens } from '../src/core/lens.ts'
import type { Message, PointCloud } from '../src/core/messages.ts'
import type { Stamp } from '../src/core/time.ts'
import { readKittiBin } from '../src/io/pointcloud/kitti-bin.ts'
import { AbsoluteTime } from '../src/io/protobuf/absolute-time.ts'
import { type CameraModel, calibrationMessage, imageMessage } from './camera-messages.ts'
import type { Dataset, Recording } from './recording.ts'
import { inverseOf, type RigidRows, transformsMessage } from './static-transforms.ts'

const NAME = 'kitti-raw'
const PERIOD: Stamp = 100e6

/** Velodyne 1.73 m over the road, 0.76 m before the rear axle, level (Geiger et al. 2013, figure 3). */
export const KITTI_RAW_LIDAR: Mounting = { position: [0.76, 0, 1.73], yaw: 0, pitch: 0, roll: 0 }

/** KITTI's cameras are level with the road (Geiger et al. 2013, section II). */
const LEVEL = { yaw: 0, pitch: 0, roll: 0 } as const

export interface KittiRawCalibration {
  /** Row-major 3×4. */
  readonly projection: readonly number[]
  /** Row-major 3×3. */
  readonly rectification: readonly number[]
  /** Row-major 3×4. */
  readonly cameraFromLidar: RigidRows
  readonly width: number
  readonly height: number
}

/** Frame names of the recording at `path` (velodyne/, image_02/, calib.json), ascending. Throws InputError without any. */
export function listKittiRawFrames(path: string): readonly string[] {
  const folder = join(path, 'velodyne')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bin')) : []
  if (names.length === 0)
    throw new InputError(`expected sweeps velodyne/*.bin of a ${NAME} recording, found none at ${path}`)
  return names.map((name) => name.slice(0, -'.bin'.length)).sort()
}

/** One sweep. The points come by laser, without times. Throws InputError when the file is damaged. */
export function readKittiRawSweep(path: string, frame: string): PointCloud {
  const file = join(path, 'velodyne', `${frame}.bin`)
  const { columns } = readKittiBin(readFileSync(file), file)
  const column = (name: string): Float32Array => Float32Array.from(columns.get(name) ?? [])
  const [x, y, z, intensity] = [column('x'), column('y'), column('z'), column('intensity')]
  return { kind: 'points', sensor: 'top', x, y, z, intensity, ring: null, time: null }
}

export function readKittiRawCalibration(path: string): KittiRawCalibration {
  const file = join(path, 'calib.json')
  if (!existsSync(file)) throw new InputError(`expected calib.json of a ${NAME} recording, found none at ${path}`)
  const numbers = (value: unknown, count: number, name: string): number[] => {
    const isRight = Array.isArray(value) && value.length === count && value.every(Number.isFinite)
    if (!isRight) throw new InputError(`expected ${count} numbers as ${name} in ${file}`)
    return value
  }
  const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
  const { width, height } = (json['image'] ?? {}) as { width?: number; height?: number }
  return {
    projection: numbers(json['P2'], 12, 'P2'),
    rectification: numbers(json['R0_rect'], 9, 'R0_rect'),
    cameraFromLidar: numbers(json['Tr_velo_to_cam'], 12, 'Tr_velo_to_cam'),
    width: width ?? 0,
    height: height ?? 0,
  }
}

/** The left colour camera as a rectified pinhole, and where it sits. */
export function kittiRawCamera({ projection: P, cameraFromLidar: T, width, height }: KittiRawCalibration): {
  readonly lens: Lens
  readonly mounting: Mounting
} {
  const lens: Lens = {
    width,
    height,
    fx: P[0]!,
    fy: P[5]!,
    cx: P[2]!,
    cy: P[6]!,
    distortion: [0, 0, 0, 0, 0],
  }
  // Origin of the camera in the lidar's frame: -Rᵀ·t.
  const inLidar = (axis: number) => -(T[axis]! * T[3]! + T[4 + axis]! * T[7]! + T[8 + axis]! * T[11]!)
  const [x, y, z] = KITTI_RAW_LIDAR.position
  return { lens, mounting: { position: [x + inLidar(0), y + inLidar(1), z + inLidar(2)], ...LEVEL } }
}

/** The file of a frame's picture; not every recording has one for each sweep. */
export function kittiRawPicture(path: string, frame: string): string {
  return join(path, 'image_02', `${frame}.png`)
}

/** Drives of KITTI's raw form (Geiger et al. 2013): synchronised left colour pictures and Velodyne sweeps at 10 Hz. */
export const KITTI_RAW: Dataset = {
  name: NAME,
  description: 'a folder with velodyne/, image_02/ and calib.json',
  open(path): Recording {
    const frames = listKittiRawFrames(path)
    const calibration = readKittiRawCalibration(path)
    const warnings = frames
      .filter((frame) => !existsSync(kittiRawPicture(path, frame)))
      .map((frame) => ({ code: 'image-missing', stamp: 0, detail: `expected image_02/${frame}.png, found none` }))
    return {
      source: NAME,
      originNanoseconds: 0n,
      timeScale: 'boot',
      vehicle: null,
      messages: messages(path, frames, calibration),
      messageCount: 2 + 2 * frames.length - warnings.length,
      warnings,
    }
  },
}

function* messages(
  path: string,
  frames: readonly string[],
  calibration: KittiRawCalibration,
): Generator<Message, void, void> {
  const time = new AbsoluteTime(0n)
  const { position } = KITTI_RAW_LIDAR
  yield transformsMessage(
    [
      { parent: 'ego', child: 'lidar/top', rows: [1, 0, 0, position[0], 0, 1, 0, position[1], 0, 0, 1, position[2]] },
      { parent: 'lidar/top', child: 'camera/front', rows: inverseOf(calibration.cameraFromLidar) },
    ],
    0,
    time,
  )
  const { projection: P, rectification, width, height } = calibration
  const intrinsics = [P[0]!, P[1]!, P[2]!, P[4]!, P[5]!, P[6]!, P[8]!, P[9]!, P[10]!]
  const camera: CameraModel = { name: 'front', width, height, intrinsics, rectification, projection: P }
  yield calibrationMessage(camera, 0, time)
  for (const [sequence, frame] of frames.entries()) {
    const stamp = sequence * PERIOD
    const image = kittiRawPicture(path, frame)
    if (existsSync(image)) yield imageMessage('front', 'png', readFileSync(image), stamp, sequence)
    const payload = readKittiRawSweep(path, frame)
    yield { topic: '/lidar/top/points', stamp, arrival: stamp, sequence, payload }
  }
}
