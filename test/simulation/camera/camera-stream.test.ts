import { describe, expect, test } from 'vitest'
import { opticalFromEgo, toOptical } from '../../../src/common/geometry/camera-pose.ts'
import type { Message } from '../../../src/core/messages.ts'
import { decodeImage } from '../../../src/io/images/image-file.ts'
import { decodeCameraCalibration } from '../../../src/io/protobuf/camera-calibration.ts'
import { SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { CameraStream, cameraTransforms } from '../../../src/simulation/camera/camera-stream.ts'
import { sceneOf, straightRoad } from './straight-road.ts'

const SPECS = SURROUND_CAMERAS.slice(1, 3)

function bytesOf({ payload }: Message): Uint8Array {
  if (payload.kind !== 'image') throw new Error(`expected an image, found ${payload.kind}`)
  return payload.bytes
}

function stream(): CameraStream {
  const conditions = { light: 'day', weather: 'clear' } as const
  return new CameraStream(straightRoad(), conditions, 5, SPECS)
}

describe('a camera stream', () => {
  test('gives each camera its image and its calibration', async () => {
    const cameras = stream()
    const images = await cameras.capture(sceneOf(), 100, 160)
    expect(images.map(({ topic }) => topic)).toEqual(SPECS.map(({ name }) => `/camera/${name}/image`))
    for (const image of images) {
      expect(image).toMatchObject({ stamp: 100, arrival: 160, sequence: 0 })
      expect(image.payload).toMatchObject({ format: 'jpeg' })
      expect(await decodeImage(bytesOf(image), image.topic)).toMatchObject({ width: 384, height: 192 })
    }
    const calibrations = cameras.calibrations(0).map(({ payload }) => payload)
    expect(calibrations).toEqual(SPECS.map(({ name, lens }) => ({ kind: 'camera-calibration', sensor: name, lens })))
  })

  test('gives the same bytes again from the same seed, and numbers its frames', async () => {
    const [first, second] = [stream(), stream()]
    const both = await Promise.all([first.capture(sceneOf(), 0, 0), first.capture(sceneOf(), 1, 1)])
    expect(both[1]![0]!.sequence).toBe(1)
    const again = await second.capture(sceneOf(), 0, 0)
    expect(again.map(bytesOf)).toEqual(both[0]!.map(bytesOf))
    expect(bytesOf(both[1]![0]!)).not.toEqual(bytesOf(both[0]![0]!))
  })

  test('tells where its cameras are: the transforms undo the way into the optical frame', () => {
    cameraTransforms(SPECS).forEach(({ child, rows }, i) => {
      const { name, mounting } = SPECS[i]!
      expect(child).toBe(`camera/${name}`)
      const optical = new Float64Array(3)
      toOptical(optical, opticalFromEgo(mounting), mounting.position, 12, -3, 0.7)
      const back = [0, 1, 2].map((row) =>
        [0, 1, 2].reduce((sum, k) => sum + rows[4 * row + k]! * optical[k]!, rows[4 * row + 3]!),
      )
      expect(back[0]).toBeCloseTo(12)
      expect(back[1]).toBeCloseTo(-3)
      expect(back[2]).toBeCloseTo(0.7)
    })
  })

  test('calibrations without sense are said to be malformed', () => {
    expect(decodeCameraCalibration(new Uint8Array(0))).toMatchObject({ kind: 'malformed' })
  })
})
