import { describe, expect, test } from 'vitest'
import type { Message } from '../../../src/core/messages.ts'
import { decodeImage } from '../../../src/io/images/image-file.ts'
import { decodeCameraCalibration } from '../../../src/io/protobuf/camera-calibration.ts'
import { SURROUND_CAMERAS } from '../../../src/simulation/camera/camera-spec.ts'
import { CameraStream } from '../../../src/simulation/camera/camera-stream.ts'
import type { SensorFault } from '../../../src/simulation/sensors/sensor-fault.ts'
import { sceneOf, straightRoad } from './straight-road.ts'

const SPECS = SURROUND_CAMERAS.slice(1, 3)

function bytesOf({ payload }: Message): Uint8Array {
  if (payload.kind !== 'image') throw new Error(`expected an image, found ${payload.kind}`)
  return payload.bytes
}

const MOMENT = 50_000_000
const NEXT = 150_000_000

function stream(faults: readonly SensorFault[] = []): CameraStream {
  return new CameraStream({
    seed: 5,
    world: straightRoad(),
    conditions: { light: 'day', weather: 'clear' },
    specs: SPECS,
    faults,
  })
}

async function captured(cameras: CameraStream, stamp = MOMENT): Promise<Message[]> {
  return Promise.all(
    cameras.capture(sceneOf(), stamp).map(async (message) => ({ ...message, payload: await message.payload })),
  )
}

describe('a camera stream', () => {
  test('gives each camera its image and its calibration', async () => {
    const cameras = stream()
    expect([0, MOMENT, NEXT].map((stamp) => cameras.isDue(stamp))).toEqual([false, true, true])
    const images = await captured(cameras)
    expect(images.map(({ topic }) => topic)).toEqual(SPECS.map(({ name }) => `/camera/${name}/image`))
    for (const image of images) {
      expect(image).toMatchObject({ stamp: MOMENT, sequence: 0 })
      expect(image.arrival - MOMENT).toBeGreaterThanOrEqual(40e6)
      expect(image.arrival - MOMENT).toBeLessThanOrEqual(60e6)
      expect(image.payload).toMatchObject({ format: 'jpeg' })
      expect(await decodeImage(bytesOf(image), image.topic)).toMatchObject({ width: 384, height: 192 })
    }
    const calibrations = cameras.calibrations(0).map(({ payload }) => payload)
    expect(calibrations).toEqual(SPECS.map(({ name, lens }) => ({ kind: 'camera-calibration', sensor: name, lens })))
  })

  test('gives the same bytes again from the same seed, and numbers its frames', async () => {
    const [first, second] = [stream(), stream()]
    const both = await Promise.all([captured(first), captured(first, NEXT)])
    expect(both[1]![0]!.sequence).toBe(1)
    const again = await captured(second)
    expect(again).toEqual(both[0])
    expect(bytesOf(both[1]![0]!)).not.toEqual(bytesOf(both[0]![0]!))
  })

  test('sees nothing through dirt, sends the same image on while it is frozen, and nothing while it is silent', async () => {
    const [one, two] = SPECS.map(({ name }) => `camera/${name}`)
    const window = { from: NEXT, to: NEXT + 1 }
    const cameras = stream([
      { kind: 'blind', sensor: one!, ...window },
      { kind: 'frozen', sensor: two!, ...window },
      { kind: 'silent', sensor: 'camera/', from: NEXT + 1, to: 1e9 },
    ])
    const before = await captured(cameras)
    const [blind, frozen] = await captured(cameras, NEXT)
    const { data } = await decodeImage(bytesOf(blind!), 'blind')
    expect(data.every((value) => Math.abs(value - data[0]!) < 4)).toBe(true)
    expect(bytesOf(frozen!)).toEqual(bytesOf(before[1]!))
    expect(frozen).toMatchObject({ stamp: NEXT, sequence: 1 })
    expect(await captured(cameras, NEXT + 1e8)).toEqual([])
  })

  test('calibrations without sense are said to be malformed', () => {
    expect(decodeCameraCalibration(new Uint8Array(0))).toMatchObject({ kind: 'malformed' })
  })
})
