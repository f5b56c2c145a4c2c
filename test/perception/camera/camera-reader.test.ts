import { describe, expect, it } from 'vitest'
import type { CameraPorts } from '../../../perception/camera/camera-reader.ts'
import { createPerception, type PerceptionState, perceiveWithPictures } from '../../../perception/perceive.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { Lens } from '../../../src/core/lens.ts'
import type { Message, Payload } from '../../../src/core/messages.ts'
import type { ImageFrame, Observation } from '../../../src/core/observations.ts'
import type { PictureDemand } from '../../../src/core/pictures.ts'
import { noise, ScriptedDecoder, type ScriptedPicture } from './scripted-decoder.ts'

const LENS: Lens = { width: 128, height: 72, fx: 100, fy: 100, cx: 63.5, cy: 35.5, distortion: [0.1, 0, 0, 0, 0] }
const EVERY: readonly PictureDemand[] = [{ sensor: null }]
const PERIOD = 50e6

function imageMessage(sequence: number, camera = 'front', changes: Partial<Message> = {}): Message {
  const payload: Payload = { kind: 'image', sensor: camera, format: 'jpeg', bytes: new Uint8Array(9) }
  const stamp = sequence * PERIOD
  return { topic: `/camera/${camera}/image`, stamp, arrival: stamp, sequence, payload, ...changes }
}

function calibrationMessage(lens: Lens, camera = 'front'): Message {
  const payload: Payload = { kind: 'camera-calibration', sensor: camera, lens }
  return { topic: `/camera/${camera}/calibration`, stamp: 0, arrival: 0, sequence: 0, payload }
}

function perceptionWith(demands: readonly PictureDemand[] = EVERY, vehicle = GENERIC_CAR) {
  const decoder = new ScriptedDecoder()
  const pictures: CameraPorts = { decoder, demands }
  return { decoder, state: createPerception(vehicle, { pictures }) }
}

const perceiveOne = (state: PerceptionState, message: Message) =>
  Promise.resolve(perceiveWithPictures(state, message, message.stamp))
const frames = (observations: readonly Observation[]) =>
  observations.filter((observation): observation is ImageFrame => observation.kind === 'image')

/** Sends messages one by one, each answered with its picture, and gives the frames and warning codes. */
async function show(messages: readonly Message[], pictureOf: (index: number) => ScriptedPicture = () => ({})) {
  const { decoder, state } = perceptionWith()
  const shown: ImageFrame[] = []
  const codes: string[] = []
  const details: string[] = []
  await perceiveOne(state, calibrationMessage(LENS))
  for (const [index, message] of messages.entries()) {
    const seeing = perceiveOne(state, message)
    decoder.answer(0, pictureOf(index))
    const { output, warnings } = await seeing
    shown.push(...frames(output))
    codes.push(...warnings.map(({ code }) => code))
    details.push(...warnings.map(({ detail }) => detail))
  }
  return { frames: shown, faults: shown.map(({ fault }) => fault), codes, details }
}

function halfWhite(pixels: Uint8Array): void {
  noise(5)(pixels)
  pixels.fill(255, 0, pixels.length >> 1)
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => imageMessage(i))

describe('pictures', () => {
  it('become frames with stamp, mounting and the newest lens, scaled as the picture was', async () => {
    const { decoder, state } = perceptionWith([{ sensor: 'camera/front', size: { width: 64, height: 36 } }])
    await perceiveOne(state, calibrationMessage({ ...LENS, fx: 1 }))
    await perceiveOne(state, calibrationMessage(LENS))
    const seeing = perceiveOne(state, imageMessage(3))
    // One that comes later is not for this picture.
    await perceiveOne(state, calibrationMessage({ ...LENS, fx: 2 }))
    const [{ request, resolve }] = decoder.pending as [(typeof decoder.pending)[number]]
    expect(request).toMatchObject({ sensor: 'camera/front', stamp: 3 * PERIOD, sequence: 3 })
    expect(request.size).toEqual({ width: 64, height: 36 })
    const pixels = new Uint8Array(3 * 64 * 36)
    noise(1)(pixels)
    const source = { width: 128, height: 72 }
    const picture = { stamp: 3 * PERIOD, sequence: 3, width: 64, height: 36, pixels, source }
    resolve({ pictures: [picture], problems: [], compute: 0 })
    const [frame] = frames((await seeing).output)
    expect(frame).toMatchObject({ kind: 'image', sensor: 'camera/front', stamp: 3 * PERIOD, sequence: 3, fault: null })
    expect(frame!.mounting).toEqual(GENERIC_CAR.mountings['camera/front'])
    expect(frame!.pixels).toBe(pixels)
    expect(frame!.lens).toEqual({ ...LENS, width: 64, height: 36, fx: 50, fy: 50, cx: 31.5, cy: 17.5 })
  })

  it('have the lens of the vehicle table until the camera tells its own, or none', async () => {
    const vehicle = { ...GENERIC_CAR, lenses: { 'camera/front': { ...LENS, fx: 99 } } }
    const { decoder, state } = perceptionWith(EVERY, vehicle)
    const see = async (sequence: number, camera: string) => {
      const seeing = perceiveOne(state, imageMessage(sequence, camera))
      decoder.answer(0)
      return frames((await seeing).output)[0]!.lens
    }
    expect((await see(0, 'front'))!.fx).toBe(99)
    expect(await see(0, 'back')).toBeNull()
    await perceiveOne(state, calibrationMessage(LENS))
    expect((await see(1, 'front'))!.fx).toBe(100)
  })

  it('that nobody looks at are not decoded, of cameras that somebody does in the size that all agree on', async () => {
    const size = { width: 384, height: 192 }
    const one = perceptionWith([{ sensor: 'camera/front', size }, { sensor: 'camera/back' }])
    for (const camera of ['front', 'back', 'front-left']) {
      const result = perceiveWithPictures(one.state, imageMessage(0, camera), 0)
      expect(result instanceof Promise).toBe(camera !== 'front-left')
    }
    expect(one.decoder.sizes).toEqual([size, null])
    const agreed = perceptionWith([{ sensor: null }, { sensor: 'camera/front', size }])
    void perceiveOne(agreed.state, imageMessage(0))
    expect(agreed.decoder.sizes).toEqual([size])
    const apart = perceptionWith([
      { sensor: null, size: { width: 9, height: 9 } },
      { sensor: 'camera/front', size },
    ])
    void perceiveOne(apart.state, imageMessage(0))
    expect(apart.decoder.sizes).toEqual([null])
    const none = createPerception(GENERIC_CAR)
    expect(perceiveWithPictures(none, imageMessage(0), 0)).toMatchObject({ output: [], warnings: [] })
  })

  it('are decoded side by side and give the same whatever the order in which they are done', async () => {
    const messages = ['front', 'back', 'front', 'front-left', 'back', 'front', 'front'].map((camera, i) =>
      imageMessage(i, camera),
    )
    const outcomes: string[] = []
    for (const order of [
      [0, 0, 0, 0, 0, 0, 0],
      [6, 5, 4, 3, 2, 1, 0],
      [3, 0, 4, 1, 0, 1, 0],
    ]) {
      const { decoder, state } = perceptionWith()
      const seeing = messages.map((message) => perceiveOne(state, message))
      expect(decoder.pending).toHaveLength(7)
      // Of the front camera the last two are the same picture as the one before: order shows in what is judged.
      for (const index of order) {
        const { sequence } = decoder.pending[index]!.request
        decoder.answer(index, { fill: noise(sequence >= 2 ? 5 : sequence) })
        await Promise.resolve()
      }
      const results = await Promise.all(seeing)
      outcomes.push(
        JSON.stringify(
          results.map(({ output, warnings }) => [
            frames(output).map(({ sensor, sequence, fault }) => [sensor, sequence, fault]),
            warnings,
          ]),
        ),
      )
    }
    expect(new Set(outcomes).size).toBe(1)
  })

  it('that could not be decoded are warnings that say where, and the next ones come', async () => {
    const problem = { code: 'camera-picture-broken', detail: 'expected an image, found 3 bytes' } as const
    const { frames: shown, codes, details } = await show(upTo(3), (i) => (i === 1 ? { problem } : {}))
    expect(shown.map(({ sequence }) => sequence)).toEqual([0, 2])
    expect(codes).toEqual(['camera-picture-broken'])
    expect(details[0]).toBe('/camera/front/image at 0.050 s: expected an image, found 3 bytes')
  })

  it('of a camera that the table does not mount are told so, and have no mounting', async () => {
    const { frames: shown, codes, details } = await show([imageMessage(0, 'drone')])
    expect(shown[0]).toMatchObject({ sensor: 'camera/drone', mounting: null })
    expect(codes).toEqual(['camera-unknown'])
    expect(details[0]).toMatch(/expected a camera that the vehicle table mounts, found camera\/drone/)
  })
})

describe('a camera', () => {
  it('that gives the same picture again and again is frozen, and well again with the next new one', async () => {
    const { faults, codes, details } = await show(upTo(10), (i) => ({ fill: noise(i < 2 || i > 6 ? i : 2) }))
    // 2 to 6 are one picture: one repetition or two may come from a rate converter.
    expect(faults).toEqual([null, null, null, null, null, 'frozen', 'frozen', null, null, null])
    expect(codes).toEqual(['camera-frozen', 'camera-frozen'])
    expect(details[0]).toMatch(/\/camera\/front\/image at 0.250 s: expected another picture each time, found the same/)
  })

  it('whose frames change places is told from one that only loses some', async () => {
    const sequences = [0, 1, 3, 2, 4, 7, 8]
    const swapped = await show(sequences.map((sequence) => imageMessage(sequence)))
    expect(swapped.faults).toEqual([null, null, null, 'swapped', null, null, null])
    // Stamps that go on while the pictures' numbers do not: the pictures themselves changed places.
    const renumbered = await show(
      sequences.map((sequence, i) => imageMessage(sequence, 'front', { stamp: i * PERIOD })),
    )
    expect(renumbered.faults).toEqual(swapped.faults)
    const restamped = await show(
      [0, 1, 2, 3].map((i) => imageMessage(i, 'front', { stamp: (i === 2 ? 1 : i) * PERIOD })),
    )
    expect(restamped.faults).toEqual([null, null, 'swapped', null])
    expect(restamped.codes).toEqual(['camera-swapped'])
  })

  it('that sees black, white or one grey is blinded; the night and glare are not', async () => {
    const looks: readonly [fill: (pixels: Uint8Array) => void, fault: string | null][] = [
      // A capped lens, noise and all.
      [noise(1, 4, 0, 3), 'blinded'],
      [(pixels) => pixels.fill(0), 'blinded'],
      [(pixels) => pixels.fill(255), 'blinded'],
      // Mud or paper on the glass.
      [noise(2, 120, 0, 3), 'blinded'],
      // At night behind the car.
      [noise(3, 14, 17, 2), null],
      // Fog.
      [noise(4, 120, 60, 2), null],
      [halfWhite, null],
    ]
    const { faults, codes } = await show(upTo(looks.length), (i) => ({ fill: looks[i]![0] }))
    expect(faults).toEqual(looks.map(([, fault]) => fault))
    expect(codes).toEqual(Array(4).fill('camera-blinded'))
  })

  it('of another size than calibrated has no lens', async () => {
    const { frames: shown, codes } = await show(upTo(3), (i) => (i === 1 ? { width: 64, height: 36 } : {}))
    expect(shown.map(({ fault, lens }) => [fault, lens === null])).toEqual([
      [null, false],
      ['wrong-size', true],
      [null, false],
    ])
    expect(codes).toEqual(['camera-wrong-size'])
  })
})
