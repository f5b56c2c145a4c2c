import { describe, expect, it } from 'vitest'
import { cameraName, NUSCENES_SAMPLE } from '../../datasets/nuscenes-sample.ts'
import { type NuscenesBox, readNuscenesInfo, readNuscenesSweep } from '../../datasets/nuscenes-sample-info.ts'
import { InputError } from '../../src/core/errors.ts'
import type { PointCloud } from '../../src/core/messages.ts'
import { foxglove } from '../../src/io/protobuf/runtime.ts'
import { sharedData } from '../shared-data.ts'

const path = sharedData('nuscenes-sample')

function countInside({ x, y, z }: PointCloud, { position, size, yaw }: NuscenesBox): number {
  const [cos, sin] = [Math.cos(yaw), Math.sin(yaw)]
  const [length, width, height] = size
  let count = 0
  for (let i = 0; i < x.length; i++) {
    const [dx, dy, dz] = [x[i]! - position[0], y[i]! - position[1], z[i]! - position[2]]
    const isInside = Math.abs(cos * dx + sin * dy) <= length / 2 && Math.abs(cos * dy - sin * dx) <= width / 2
    if (isInside && Math.abs(dz) <= height / 2) count++
  }
  return count
}

describe.skipIf(path === null)('the nuScenes sample', () => {
  const folder = path ?? ''

  it('has the points and the boxes of each class of the reference', () => {
    expect(readNuscenesSweep(folder).x.length).toBe(34_688)
    const counts: Record<string, number> = {}
    for (const { category } of readNuscenesInfo(folder).boxes) counts[category] = (counts[category] ?? 0) + 1
    expect(counts).toEqual({
      pedestrian: 30,
      barrier: 22,
      car: 8,
      traffic_cone: 3,
      truck: 2,
      bicycle: 1,
      bus: 1,
      construction_vehicle: 1,
      none: 1,
    })
  })

  it('has as many points in its boxes as the labels say', () => {
    const cloud = readNuscenesSweep(folder)
    const differences = readNuscenesInfo(folder).boxes.map((box) => Math.abs(countInside(cloud, box) - box.pointCount))
    expect(differences.filter((difference) => difference === 0).length).toBeGreaterThanOrEqual(60)
    expect(differences.reduce((sum, difference) => sum + difference, 0)).toBeLessThanOrEqual(35)
  })

  it('has as many points in its pictures as the reference', () => {
    const cloud = readNuscenesSweep(folder)
    const expected: Record<string, number> = {
      CAM_FRONT: 3067,
      CAM_FRONT_RIGHT: 3079,
      CAM_FRONT_LEFT: 3704,
      CAM_BACK: 4826,
      CAM_BACK_LEFT: 4097,
      CAM_BACK_RIGHT: 3379,
    }
    const { cameras } = readNuscenesInfo(folder)
    expect(cameras).toHaveLength(6)
    for (const { name, intrinsics: K, cameraFromLidar: T } of cameras) {
      let count = 0
      for (let i = 0; i < cloud.x.length; i++) {
        const row = (k: number) => T[k]! * cloud.x[i]! + T[k + 1]! * cloud.y[i]! + T[k + 2]! * cloud.z[i]! + T[k + 3]!
        const [x, y, depth] = [row(0), row(4), row(8)]
        const u = (K[0]! * x + K[2]! * depth) / depth
        const v = (K[4]! * y + K[5]! * depth) / depth
        if (depth > 1 && u >= 0 && u < 1600 && v >= 0 && v < 900) count++
      }
      expect(Math.abs(count - expected[name]!), name).toBeLessThanOrEqual(3)
    }
    expect(cameras.find(({ name }) => name === 'CAM_FRONT')!.intrinsics[0]).toBeCloseTo(1266.417, 3)
    expect(cameras.find(({ name }) => name === 'CAM_BACK')!.intrinsics[0]).toBeCloseTo(809.221, 3)
  })

  it('comes as a drive whose pictures have their own stamps, before the sweep', async () => {
    const messages = [...(await NUSCENES_SAMPLE.open(folder, {})).messages]
    expect(messages.every(({ stamp }, i) => i === 0 || stamp >= messages[i - 1]!.stamp)).toBe(true)
    const sweep = messages.find(({ topic }) => topic === '/lidar/top/points')!
    const images = messages.filter(({ topic }) => topic.endsWith('/image'))
    expect(images).toHaveLength(6)
    for (const { stamp } of images) expect((sweep.stamp - stamp) / 1e6).toSatisfy((ms: number) => ms > 0 && ms < 45)
    const transforms = messages.find(({ topic }) => topic === '/tf/static')!
    if (transforms.payload.kind !== 'opaque') throw new Error(transforms.payload.kind)
    expect(foxglove.FrameTransforms.decode(transforms.payload.bytes).transforms).toHaveLength(7)
  })

  it('has its truth where the car is: the lorry ahead to the left stands 16 m from the lidar', async () => {
    const messages = [...(await NUSCENES_SAMPLE.open(folder, {})).messages]
    const ego = messages.find(({ payload }) => payload.kind === 'pose-truth')!.payload
    const objects = messages.find(({ payload }) => payload.kind === 'objects-truth')!.payload
    if (ego.kind !== 'pose-truth' || objects.kind !== 'objects-truth') throw new Error('expected truth')
    expect(objects.objects).toHaveLength(69)
    const distances = objects.objects
      .filter((object) => object.class === 'truck')
      .map(({ position }) => Math.hypot(position[0] - ego.position[0], position[1] - ego.position[1]))
    // 15.9 m from the lidar, which is 0.94 m before the rear axle.
    expect(Math.min(...distances)).toBeCloseTo(16.8, 0)
    expect(Math.hypot(...ego.orientation)).toBeCloseTo(1, 6)
  })

  it('names its cameras as drives do', () => {
    expect(cameraName('CAM_FRONT_LEFT')).toBe('front-left')
  })
})

describe('a nuScenes sample', () => {
  it('is refused without its info file in one line', () => {
    expect(() => NUSCENES_SAMPLE.open('nowhere', {})).toThrow(InputError)
    expect(() => NUSCENES_SAMPLE.open('nowhere', {})).toThrow(/expected info.json.*nowhere/)
  })
})
