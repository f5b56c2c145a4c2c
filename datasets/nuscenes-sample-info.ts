import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../src/core/errors.ts'
import type { PointCloud } from '../src/core/messages.ts'
import type { RigidRows } from './static-transforms.ts'

/** One labelled object, lidar frame (x right, y forward, z up). */
export interface NuscenesBox {
  /** nuScenes' own detection class, or `none`. */
  readonly category: string
  /** Centre, m. */
  readonly position: readonly [number, number, number]
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  /** rad counter-clockwise from the lidar's x axis. */
  readonly yaw: number
  /** m/s, lidar frame; NaN where not known. */
  readonly velocity: readonly [number, number]
  readonly pointCount: number
}

interface NuscenesCamera {
  /** `CAM_FRONT` and so on: the picture is camera/NAME.jpg. */
  readonly name: string
  /** Row-major 3×3, pixels. */
  readonly intrinsics: readonly number[]
  readonly egoFromCamera: RigidRows
  readonly cameraFromLidar: RigidRows
  /** ns since 1970. */
  readonly time: bigint
}

/** One moment of nuScenes (Caesar et al. 2020) as the mmdetection3d project lists it in its info files. */
export interface NuscenesSample {
  /** ns since 1970, of the lidar. */
  readonly time: bigint
  readonly worldFromEgo: RigidRows
  readonly egoFromLidar: RigidRows
  readonly cameras: readonly NuscenesCamera[]
  readonly boxes: readonly NuscenesBox[]
}

type Fields = Record<string, unknown>

/** Reads info.json in `path`. Throws InputError when it is missing or has another form. */
export function readNuscenesInfo(path: string): NuscenesSample {
  const file = join(path, 'info.json')
  if (!existsSync(file)) throw new InputError(`expected info.json of a nuscenes-sample, found none at ${path}`)
  // Python writes NaN, which JSON does not have, for velocities that are not known.
  const info = JSON.parse(readFileSync(file, 'utf8').replace(/\bNaN\b/g, 'null')) as Fields
  const sample = (info['data_list'] as Fields[] | undefined)?.[0]
  const categories = Object.entries(((info['metainfo'] as Fields)?.['categories'] ?? {}) as Record<string, number>)
  if (!sample) throw new InputError(`expected data_list[0] in ${file}, found none`)
  const rows = (value: unknown, name: string): RigidRows => {
    const matrix = value as number[][] | undefined
    if (!matrix || matrix.length < 3) throw new InputError(`expected a matrix as ${name} in ${file}`)
    return matrix.slice(0, 3).flat()
  }
  const images = Object.entries((sample['images'] ?? {}) as Record<string, Fields>)
  return {
    time: nanoseconds(sample['timestamp']),
    worldFromEgo: rows(sample['ego2global'], 'ego2global'),
    egoFromLidar: rows((sample['lidar_points'] as Fields)?.['lidar2ego'], 'lidar2ego'),
    cameras: images.map(([name, image]) => ({
      name,
      intrinsics: rows(image['cam2img'], `${name} cam2img`),
      egoFromCamera: rows(image['cam2ego'], `${name} cam2ego`),
      cameraFromLidar: rows(image['lidar2cam'], `${name} lidar2cam`),
      time: nanoseconds(image['timestamp']),
    })),
    boxes: ((sample['instances'] ?? []) as Fields[]).map((instance) => boxOf(instance, categories)),
  }
}

/** Intensity 0..255; all points at one stamp. */
export function readNuscenesSweep(path: string): PointCloud {
  const file = join(path, 'lidar', 'LIDAR_TOP.bin')
  if (!existsSync(file))
    throw new InputError(`expected lidar/LIDAR_TOP.bin of a nuscenes-sample, found none at ${path}`)
  const bytes = readFileSync(file)
  if (bytes.length % 20 !== 0) throw new InputError(`expected a multiple of 20 bytes, found ${bytes.length} in ${file}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = bytes.length / 20
  const column = (field: number): Float32Array =>
    Float32Array.from({ length: count }, (_, i) => view.getFloat32(20 * i + 4 * field, true))
  const [x, y, z, intensity] = [column(0), column(1), column(2), column(3)]
  return { kind: 'points', sensor: 'top', x, y, z, intensity, ring: Uint16Array.from(column(4)), time: null }
}

function boxOf(instance: Fields, categories: readonly (readonly [string, number])[]): NuscenesBox {
  const [x = 0, y = 0, z = 0, length = 0, width = 0, height = 0, yaw = 0] = instance['bbox_3d'] as number[]
  const [vx, vy] = (instance['velocity'] ?? []) as (number | null)[]
  return {
    category: categories.find(([, label]) => label === instance['bbox_label_3d'])?.[0] ?? 'none',
    position: [x, y, z],
    size: [length, width, height],
    yaw,
    velocity: [vx ?? Number.NaN, vy ?? Number.NaN],
    pointCount: Number(instance['num_lidar_pts']),
  }
}

/** Seconds with microseconds behind the point: more digits are rounding of the number. */
function nanoseconds(seconds: unknown): bigint {
  return BigInt(Math.round(Number(seconds) * 1e6)) * 1000n
}
