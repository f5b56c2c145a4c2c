import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message, ObjectClass, ObjectsTruth, PoseTruth } from '../src/core/messages.ts'
import { AbsoluteTime } from '../src/io/protobuf/absolute-time.ts'
import { type CameraModel, calibrationMessage, imageMessage } from './camera-messages.ts'
import { type NuscenesBox, type NuscenesSample, readNuscenesInfo, readNuscenesSweep } from './nuscenes-sample-info.ts'
import type { Dataset, Recording } from './recording.ts'
import { quaternionOf, type RigidRows, transformsMessage } from './static-transforms.ts'

/** Of every nuScenes camera (Caesar et al. 2020, table 2), pixels. */
const IMAGE = { width: 1600, height: 900 } as const

const CLASSES: Readonly<Record<string, ObjectClass>> = {
  car: 'car',
  truck: 'truck',
  trailer: 'truck',
  construction_vehicle: 'truck',
  bus: 'bus',
  bicycle: 'cyclist',
  motorcycle: 'motorcycle',
  pedestrian: 'pedestrian',
  traffic_cone: 'static',
  barrier: 'static',
}

/** One moment of nuScenes: six pictures, a sweep, boxes and the pose, in the axes of its map (x east, y north). */
export const NUSCENES_SAMPLE: Dataset = {
  name: 'nuscenes-sample',
  description: 'a folder with info.json, camera/ and lidar/ of one nuScenes moment',
  open(path): Recording {
    const sample = readNuscenesInfo(path)
    const sweep = readNuscenesSweep(path)
    const times = [sample.time, ...sample.cameras.map(({ time }) => time)]
    const origin = times.sort((a, b) => Number(a - b))[0]!
    const missing = sample.cameras.filter(({ name }) => !existsSync(imageFile(path, name)))
    const points: Message = { ...at(sample.time, origin), topic: '/lidar/top/points', payload: sweep }
    return {
      source: 'nuscenes-sample',
      originNanoseconds: origin,
      timeScale: 'unix',
      vehicle: null,
      messages: [
        ...fixed(sample, origin),
        ...pictures(path, sample, origin),
        points,
        { ...at(sample.time, origin), topic: '/truth/ego', payload: egoTruth(sample.worldFromEgo) },
        { ...at(sample.time, origin), topic: '/truth/objects', payload: objectsTruth(sample) },
      ],
      messageCount: null,
      warnings: missing.map(({ name }) => ({
        code: 'image-missing',
        stamp: 0,
        detail: `expected camera/${name}.jpg, found none`,
      })),
    }
  },
}

/** `CAM_FRONT_LEFT` as a drive names it: `front-left`. */
export function cameraName(name: string): string {
  return name.replace(/^CAM_/, '').toLowerCase().replaceAll('_', '-')
}

function nuscenesClass(category: string): ObjectClass {
  return CLASSES[category] ?? 'unknown'
}

function at(time: bigint, origin: bigint): Pick<Message, 'stamp' | 'arrival' | 'sequence'> {
  const stamp = Number(time - origin)
  return { stamp, arrival: stamp, sequence: 0 }
}

function fixed(sample: NuscenesSample, origin: bigint): Message[] {
  const time = new AbsoluteTime(origin)
  const mountings = sample.cameras.map(({ name, egoFromCamera }) => ({
    parent: 'ego',
    child: `camera/${cameraName(name)}`,
    rows: egoFromCamera,
  }))
  const lidar = { parent: 'ego', child: 'lidar/top', rows: sample.egoFromLidar }
  const calibrations = sample.cameras.map(({ name, intrinsics }) => {
    const camera: CameraModel = { name: cameraName(name), ...IMAGE, intrinsics }
    return calibrationMessage(camera, 0, time)
  })
  return [transformsMessage([lidar, ...mountings], 0, time), ...calibrations]
}

function pictures(path: string, sample: NuscenesSample, origin: bigint): Message[] {
  return sample.cameras
    .filter(({ name }) => existsSync(imageFile(path, name)))
    .map((camera) => {
      const { stamp, sequence } = at(camera.time, origin)
      return imageMessage(cameraName(camera.name), 'jpeg', readFileSync(imageFile(path, camera.name)), stamp, sequence)
    })
    .sort((a, b) => a.stamp - b.stamp)
}

function imageFile(path: string, camera: string): string {
  return join(path, 'camera', `${camera}.jpg`)
}

function egoTruth(worldFromEgo: RigidRows): PoseTruth {
  const unknown = { latitude: Number.NaN, longitude: Number.NaN, altitude: Number.NaN }
  const position = [worldFromEgo[3]!, worldFromEgo[7]!, worldFromEgo[11]!] as const
  const orientation = quaternionOf(worldFromEgo)
  const velocity = [Number.NaN, Number.NaN, Number.NaN] as const
  return { kind: 'pose-truth', ...unknown, position, orientation, velocity, referencePoint: 'ego' }
}

function objectsTruth({ boxes, egoFromLidar, worldFromEgo }: NuscenesSample): ObjectsTruth {
  const toWorld = (x: number, y: number, z: number, w: 0 | 1) =>
    applyRows(worldFromEgo, applyRows(egoFromLidar, [x, y, z], w), w)
  return {
    kind: 'objects-truth',
    objects: boxes.map((box: NuscenesBox, id) => {
      const [noseX, noseY] = toWorld(Math.cos(box.yaw), Math.sin(box.yaw), 0, 0)
      return {
        id,
        class: nuscenesClass(box.category),
        position: toWorld(...box.position, 1),
        yaw: Math.atan2(noseY, noseX),
        velocity: toWorld(box.velocity[0], box.velocity[1], 0, 0),
        size: box.size,
      }
    }),
  }
}

type Triple = readonly [number, number, number]

/** A point (`w` = 1) or a direction (`w` = 0). */
function applyRows(rows: RigidRows, [x, y, z]: Triple, w: 0 | 1): Triple {
  const row = (i: number) => rows[i]! * x + rows[i + 1]! * y + rows[i + 2]! * z + w * rows[i + 3]!
  return [row(0), row(4), row(8)]
}
