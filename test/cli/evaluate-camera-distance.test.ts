import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readKittiRawSweep } from '../../datasets/kitti-raw.ts'
import { readNuscenesInfo } from '../../datasets/nuscenes-sample-info.ts'
import { measureRearView } from '../../perception/camera/rear-view.ts'
import { openDetector } from '../../src/cli/camera-distance-network.ts'
import { measureLead } from '../../src/cli/camera-lead-vehicle.ts'
import { evaluateCameraDistanceCommand } from '../../src/cli/evaluate-camera-distance.ts'
import { rearQuantile } from '../../src/cli/lidar-lead-vehicle.ts'
import { shownCrop, toPicture } from '../../src/common/manifest/picture-boxes.ts'
import { InputError } from '../../src/core/errors.ts'
import { decodeImage } from '../../src/io/images/image-file.ts'
import { manifestBeside } from '../networks/manifest-beside.ts'
import { sharedData } from '../shared-data.ts'

afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

async function run(...args: string[]): Promise<string> {
  let text = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  await evaluateCameraDistanceCommand().parseAsync(args, { from: 'user' })
  return text
}

const kitti = sharedData('kitti-raw')
const networks = sharedData('onnx')
const nuscenes = sharedData('nuscenes-sample')

describe.skipIf(!kitti || !networks)('evaluate camera-distance on the KITTI raw frames', () => {
  const root = `${kitti}/..`

  it('finds the car ahead in every picture, within 8 % of where the lidar has it', async () => {
    const result = JSON.parse(await run('--data', root, '--json'))
    expect(result.frames).toHaveLength(24)
    for (const { camera_m, lidar_m } of result.frames)
      expect(Math.abs(camera_m / lidar_m - 1)).toBeLessThanOrEqual(0.08)
    expect(result.largest_difference).toBeLessThanOrEqual(0.08)
    expect(result.passes).toBe(true)
    // The two measures that the camera takes are near one another, and both shrink as the car closes in.
    for (const { by_width_m, by_contact_m, camera_deviation_m } of result.frames) {
      expect(Math.abs(by_width_m - by_contact_m)).toBeLessThan(3 * camera_deviation_m)
    }
    // Fusion gets the same, with a deviation that the difference fits.
    expect(result.observed_frames).toBe(24)
    expect(result.observed_rms_difference).toBeLessThan(0.05)
    for (const { observed_m, observed_deviation_m, lidar_m } of result.frames) {
      expect(Math.abs(observed_m - lidar_m)).toBeLessThan(2 * observed_deviation_m)
    }
    expect(result.frames.at(-1).camera_m).toBeLessThan(result.frames[0].camera_m - 1)
  })

  it('is as near where the network sees the whole wide picture pressed together, in the frames in which it finds it', async () => {
    const folder = kitti ?? ''
    const leads = await measureLead(folder, root, manifestBeside(`${networks}/fastestdet`, 'fastestdet'))
    expect(leads).toHaveLength(24)
    const found = leads.filter(({ distance }) => !Number.isNaN(distance))
    expect(found.length).toBeGreaterThan(12)
    for (const { frame, distance } of found) {
      expect(Math.abs(distance / rearQuantile(readKittiRawSweep(folder, frame)) - 1)).toBeLessThanOrEqual(0.08)
    }
  })
})

describe.skipIf(!nuscenes || !networks)('the vehicles ahead in the nuScenes sample', () => {
  it('are as far away as their labels say, at 33 and at 35 m', async () => {
    const folder = nuscenes ?? ''
    const { cameras, boxes } = readNuscenesInfo(folder)
    const {
      name,
      intrinsics: K,
      egoFromCamera: E,
      cameraFromLidar: T,
    } = cameras.find((one) => one.name === 'CAM_FRONT')!
    const { width, height, data } = await decodeImage(readFileSync(join(folder, 'camera', `${name}.jpg`)), name)
    const picture = { width, height, pixels: data }
    const lens = { width, height, fx: K[0]!, fy: K[4]!, cx: K[2]!, cy: K[5]!, distortion: [0, 0, 0, 0, 0] } as const
    const pitch = Math.atan2(-E[10]!, Math.hypot(E[2]!, E[6]!))
    const mounting = { position: [E[3]!, E[7]!, E[11]!], yaw: Math.atan2(E[6]!, E[2]!), pitch, roll: 0 } as const
    const detector = await openDetector(undefined, `${folder}/..`, picture)
    const result = await detector.run({ stamp: 0, picture: () => picture })
    await detector.engine.close()
    const [output] = 'outputs' in result ? result.outputs : []
    if (output?.decoded.kind !== 'grid-detections') throw new Error('expected detections')
    const views = output.decoded.boxes.flatMap((box) => {
      const view = measureRearView(picture, toPicture(box, shownCrop(detector.manifest), width, height), lens, mounting)
      return view === null || box.class === 'person' ? [] : view
    })
    // Depth of each labelled vehicle's near end, by the pixel of its middle.
    const labels = boxes
      .filter(({ category }) => category === 'car' || category === 'truck')
      .map(({ position: [x, y, z], size }) => {
        const row = (i: number) => T[i]! * x + T[i + 1]! * y + T[i + 2]! * z + T[i + 3]!
        return { column: (K[0]! * row(0)) / row(8) + K[2]!, near: row(8) - 0.5 * size[0] }
      })
    const pairs = views.flatMap((view) => {
      const { left, right } = view.sides
      const label = labels.find(({ column, near }) => near > 0 && column > left && column < right)
      return label ? [{ ...label, view }] : []
    })
    expect(pairs.length).toBeGreaterThanOrEqual(2)
    for (const { near, view } of pairs) {
      expect(Math.abs(view.distance / near - 1)).toBeLessThan(0.1)
      expect(Math.abs(view.distance - near)).toBeLessThan(3 * view.distanceStandardDeviation)
    }
  })
})

describe('evaluate camera-distance', () => {
  it('says in one line what it expected where data or network are missing', async () => {
    const folder = mkdtempSync(`${tmpdir()}/axdrive-camera-`)
    await expect(run('--data', folder)).rejects.toThrow(InputError)
    await expect(run('--data', folder)).rejects.toThrow(/expected sweeps velodyne/)
    const manifest = join(folder, 'm.json')
    writeFileSync(manifest, '{}')
    await expect(openDetector(manifest, folder, { width: 4, height: 3 })).rejects.toThrow(
      /expected a whole number.*m\.json/,
    )
    const missing = openDetector(undefined, folder, { width: 4, height: 3 })
    await expect(missing).rejects.toThrow(/expected --network or the names of FastestDet's classes, found neither/)
    rmSync(folder, { recursive: true })
  })
})
