import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mountingTransforms, transformsMessage } from '../../datasets/static-transforms.ts'
import { driveScene } from '../../src/cli/drive-scene.ts'
import { writeRasterPicture } from '../../src/cli/inspect-raster.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message } from '../../src/core/messages.ts'
import { decodeImage, encodePng } from '../../src/io/images/image-file.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { AbsoluteTime } from '../../src/io/protobuf/absolute-time.ts'
import { SURROUND_CAMERAS } from '../../src/simulation/camera/camera-spec.ts'
import { temporaryFolder } from '../io/mcap/temporary-folder.ts'

const HEADER = { originNanoseconds: 1_700_000_000_000_000_000n, timeScale: 'unix', source: 'a test' } as const
const SPECS = SURROUND_CAMERAS.slice(0, 2)
/** Turned a quarter to the left, 2 m over the axle. */
const LIDAR = { parent: 'ego', child: 'lidar/roof', rows: [0, -1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2] }

const message = (topic: string, seconds: number, payload: Message['payload']): Message => ({
  topic,
  stamp: 1e9 * seconds,
  arrival: 1e9 * seconds,
  sequence: 10 * seconds,
  payload,
})

/** A wall of 1 m ahead, 20 m away, in the lidar's turned frame. */
const wall = (seconds: number): Message => {
  const places = Array.from({ length: 200 }, (_, i) => [i % 20, Math.floor(i / 20)] as const)
  const x = Float32Array.from(places, ([column]) => 0.02 * column - 0.2)
  const y = Float32Array.from(places, () => -20.2)
  const z = Float32Array.from(places, ([, row]) => -1.9 + 0.2 * row)
  const intensity = Float32Array.from(places, () => 100)
  return message('/lidar/roof/points', seconds, {
    kind: 'points',
    sensor: 'roof',
    x,
    y,
    z,
    intensity,
    ring: null,
    time: null,
  })
}

async function pictureOf(name: string, seconds: number): Promise<Message> {
  const { lens } = SPECS.find((spec) => spec.name === name)!
  const data = new Uint8Array(3 * lens.width * lens.height).fill(90)
  const bytes = await encodePng({ width: lens.width, height: lens.height, channels: 3, data })
  return message(`/camera/${name}/image`, seconds, { kind: 'image', sensor: name, format: 'png', bytes })
}

describe('axdrive inspect --raster', () => {
  const path = temporaryFolder()

  async function driveOf(messages: readonly Message[]) {
    const writer = await createDrive(path('a.mcap'), HEADER)
    for (const each of messages) await writer.writeMessage(each)
    await writer.close()
    return openDrive(path('a.mcap'))
  }

  async function sensed() {
    const time = new AbsoluteTime(HEADER.originNanoseconds)
    const calibrations = SPECS.map(({ name, lens }) =>
      message(`/camera/${name}/calibration`, 0, { kind: 'camera-calibration', sensor: name, lens }),
    )
    const mountings = Object.fromEntries(SPECS.map(({ name, mounting }) => [`camera/${name}`, mounting]))
    const frames = transformsMessage([LIDAR, ...mountingTransforms({ mountings })], 0, time)
    return driveOf([
      frames,
      ...calibrations,
      wall(1),
      await pictureOf('front', 1),
      await pictureOf('front', 2),
      wall(3),
    ])
  }

  test('takes each sensor where /tf/static says that it sits, cameras by their optical frames', async () => {
    const { scene, mountings, vehicle } = await driveScene(await sensed(), 1.5e9, () => {})
    expect(vehicle).toBeNull()
    const [{ mounting, lens }] = SPECS as [(typeof SPECS)[0]]
    const front = scene.frames.images.get('camera/front')!
    expect(front.lens).toEqual(lens)
    for (const found of [front.mounting!, mountings['camera/front']!]) {
      expect(found.position).toEqual(mounting.position)
      expect(found.yaw).toBeCloseTo(mounting.yaw, 6)
      expect(found.pitch).toBeCloseTo(mounting.pitch, 6)
      expect(found.roll).toBeCloseTo(mounting.roll, 6)
    }
    const sweep = scene.frames.sweeps.get('lidar/roof')!
    expect(sweep.x[0]).toBeCloseTo(20.2, 3)
    expect(sweep.intensity[0]).toBeCloseTo(100 / 255, 3)
  })

  test('takes the newest frame before the moment, none after it', async () => {
    const drive = await sensed()
    const at = async (seconds: number) => (await driveScene(drive, 1e9 * seconds, () => {})).scene.frames
    expect((await at(0.5)).images.size).toBe(0)
    expect((await at(2.5)).images.get('camera/front')!.stamp).toBe(2e9)
    expect((await at(2.5)).sweeps.get('lidar/roof')!.stamp).toBe(1e9)
    expect((await at(3)).sweeps.get('lidar/roof')!.stamp).toBe(3e9)
  })

  test('draws what stands ahead of the car over the ground', async () => {
    await writeRasterPicture(await sensed(), path('a.png'), { at: '1' })
    const { width, data } = await decodeImage(readFileSync(path('a.png')), 'a.png')
    // Four pixels a cell, below the header: 20.2 m ahead, in the middle.
    const [column, row] = [8 + 4 * Math.floor((20.2 + 32) / 0.5) + 1, 34 + 20 + 4 * 64 + 1]
    const at = 3 * (row * width + column)
    expect(data[at]).toBeGreaterThan(data[at + 2]! + 60)
    const beside = at + 3 * 40
    expect([...data.subarray(beside, beside + 3)]).toEqual([90, 90, 90])
  })

  test('draws what a network plans there and its maps, and says that the speed is assumed', async () => {
    await writeRasterPicture(await sensed(), path('a.png'), { at: '1', planner: 'e2e' })
    const { width, height, data } = await decodeImage(readFileSync(path('a.png')), 'a.png')
    expect(width).toBe(8 + 4 * (4 * 64 + 8))
    // The raster and the front picture, then the eight maps in two rows.
    expect(height).toBe(34 + 20 + 4 * 128 + 8 + 20 + 128 + 8 + 2 * (4 * 32 + 28))
    // The plan begins at the rear axle and is green.
    const isGreen = (i: number) => data[i + 1]! > 180 && data[i]! < 100 && data[i + 2]! < 160
    const pixels = Array.from({ length: 4 * 256 * 512 }, (_, i) => 3 * ((54 + (i >> 10)) * width + 8 + (i % 1024)))
    expect(pixels.filter(isGreen).length).toBeGreaterThan(40)
    await expect(writeRasterPicture(await sensed(), path('a.png'), { planner: 'idm' })).rejects.toThrow(
      'expected a network that scores trajectories in --planner, found idm',
    )
  }, 30_000)

  test('refuses a moment that is not in the drive', async () => {
    await expect(writeRasterPicture(await sensed(), path('a.png'), { at: '9' })).rejects.toThrow(InputError)
  })
})
