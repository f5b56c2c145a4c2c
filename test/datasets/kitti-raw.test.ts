import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { KITTI_RAW, listKittiRawFrames, readKittiRawCalibration, readKittiRawSweep } from '../../datasets/kitti-raw.ts'
import { rearQuantile } from '../../src/cli/lidar-lead-vehicle.ts'
import { InputError } from '../../src/core/errors.ts'
import { foxglove } from '../../src/io/protobuf/runtime.ts'
import { sharedData } from '../shared-data.ts'

const path = sharedData('kitti-raw')

/** Frame, points, points in the picture, distance: the README's table. */
function referenceRows(folder: string): readonly (readonly number[])[] {
  const rows = readFileSync(join(folder, 'README.md'), 'utf8').matchAll(/^\| (\d+) \| (\d+) \| (\d+) \| ([\d.]+) \|$/gm)
  return [...rows].map((row) => row.slice(1).map(Number))
}

describe.skipIf(path === null)('KITTI raw frames', () => {
  const folder = path ?? ''

  it('have the points, the points in the picture and the distances of the reference', () => {
    const { projection: P, rectification: R, cameraFromLidar: T, width, height } = readKittiRawCalibration(folder)
    const rows = referenceRows(folder)
    expect(rows).toHaveLength(24)
    for (const [frame, points, inPicture, distance] of rows) {
      const cloud = readKittiRawSweep(folder, String(frame).padStart(10, '0'))
      expect(cloud.x.length).toBe(points)
      let count = 0
      for (let i = 0; i < cloud.x.length; i++) {
        const lidar = [cloud.x[i]!, cloud.y[i]!, cloud.z[i]!, 1]
        const camera = [0, 4, 8].map((row) => dot(T, row, lidar))
        const rectified = [...[0, 3, 6].map((row) => dot(R, row, camera)), 1]
        const [u, v, depth] = [0, 4, 8].map((row) => dot(P, row, rectified)) as [number, number, number]
        const isInside = u >= 0 && u / depth < width && v >= 0 && v / depth < height
        if (depth > 0 && cloud.x[i]! > 0 && isInside) count++
      }
      expect(Math.abs(count - inPicture!)).toBeLessThanOrEqual(3)
      expect(Math.abs(rearQuantile(cloud) - distance!)).toBeLessThan(0.01)
    }
  })

  it('close in on the car ahead at the speed of the reference', () => {
    const distances = listKittiRawFrames(folder).map((frame) => rearQuantile(readKittiRawSweep(folder, frame)))
    const mean = distances.reduce((sum, value) => sum + value, 0) / distances.length
    const middle = (distances.length - 1) / 2
    const slope = distances.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0)
    const spread = distances.reduce((sum, _, i) => sum + (i - middle) ** 2, 0)
    expect(Math.abs((-10 * slope) / spread - 0.701)).toBeLessThan(0.05)
  })

  it('come as a drive: mountings, calibration, then picture and sweep of each moment', () => {
    const recording = KITTI_RAW.open(folder, {})
    if (recording instanceof Promise) throw new Error('expected a recording at once')
    const messages = [...recording.messages]
    expect(recording.warnings).toEqual([])
    expect(messages).toHaveLength(recording.messageCount ?? 0)
    expect(messages.slice(0, 4).map(({ topic }) => topic)).toEqual([
      '/tf/static',
      '/camera/front/calibration',
      '/camera/front/image',
      '/lidar/top/points',
    ])
    const sweeps = messages.filter(({ payload }) => payload.kind === 'points')
    expect(sweeps.map(({ stamp }) => stamp)).toEqual(Array.from({ length: 24 }, (_, i) => i * 100e6))
    const [, calibration, image] = messages.map(({ payload }) => ('bytes' in payload ? payload.bytes : null))
    expect(foxglove.CameraCalibration.decode(calibration!)).toMatchObject({ width: 1242, height: 375 })
    expect([...image!.subarray(1, 4)]).toEqual([...Buffer.from('PNG')])
  })
})

describe('KITTI raw', () => {
  it('refuses a folder without sweeps in one line', () => {
    expect(() => KITTI_RAW.open('nowhere', {})).toThrow(InputError)
    expect(() => KITTI_RAW.open('nowhere', {})).toThrow(/expected sweeps velodyne.*nowhere/)
  })
})

function dot(matrix: readonly number[], start: number, vector: readonly number[]): number {
  return vector.reduce((sum, value, i) => sum + matrix[start + i]! * value, 0)
}
