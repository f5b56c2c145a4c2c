import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { driveMoment } from '../../src/cli/drive-moment.ts'
import { writeMomentPicture } from '../../src/cli/inspect-picture.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message } from '../../src/core/messages.ts'
import { decodeImage } from '../../src/io/images/image-file.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { foxglove } from '../../src/io/protobuf/runtime.ts'
import { encodeTrajectory } from '../../src/io/protobuf/trajectory.ts'
import { temporaryFolder } from '../io/mcap/temporary-folder.ts'

const HEADER = { originNanoseconds: 1_533_246_000_000_000_000n, timeScale: 'unix', source: 'a test' } as const
const SECOND = 1e9
const HALF_TURN = Math.SQRT1_2

const message = (topic: string, at: number, payload: Message['payload']): Message => ({
  topic,
  stamp: at * SECOND,
  arrival: at * SECOND,
  sequence: at,
  payload,
})
/** The car goes north: the ego frame is turned by a quarter. */
const ego = (at: number): Message =>
  message('/truth/ego', at, {
    kind: 'pose-truth',
    latitude: Number.NaN,
    longitude: Number.NaN,
    altitude: Number.NaN,
    position: [100, 10 * at, 0],
    orientation: [0, 0, HALF_TURN, HALF_TURN],
    velocity: [0, 10, 0],
    referencePoint: 'ego',
  })
const objects = (at: number): Message =>
  message('/truth/objects', at, {
    kind: 'objects-truth',
    objects: [
      {
        id: 7,
        class: 'car',
        position: [97, 10 * at + 30, 0.7],
        yaw: Math.PI / 2,
        velocity: [0, 0, 0],
        size: [4, 2, 1.4],
      },
    ],
  })
const transforms = message('/tf/static', 0, {
  kind: 'opaque',
  schema: 'foxglove.FrameTransforms',
  bytes: foxglove.FrameTransforms.encode({
    transforms: [
      {
        parentFrameId: 'ego',
        childFrameId: 'radar/front',
        translation: { x: 3.5, y: 0, z: 0.5 },
        rotation: { x: 0, y: 0, z: HALF_TURN, w: HALF_TURN },
      },
    ],
  }).finish(),
})
const radar = (at: number): Message =>
  message('/radar/front/scan', at, {
    kind: 'radar',
    sensor: 'front',
    detections: [
      {
        range: 20,
        rangeStandardDeviation: 0.1,
        azimuth: 0,
        azimuthStandardDeviation: 0.01,
        elevation: Number.NaN,
        elevationStandardDeviation: Number.NaN,
        rangeRate: -1,
        rangeRateStandardDeviation: 0.1,
        radarCrossSection: 3,
        slot: -1,
        isNewInSlot: false,
      },
    ],
  })

describe('axdrive inspect --picture', () => {
  const path = temporaryFolder()

  async function driveOf(messages: readonly Message[], name = 'a.mcap') {
    const writer = await createDrive(path(name), HEADER)
    for (const each of messages) await writer.writeMessage(each)
    await writer.close()
    return openDrive(path(name))
  }

  test('sees truth and radar from the car, each through its own frame', async () => {
    const drive = await driveOf([transforms, ...[0, 1, 2, 3].flatMap((at) => [ego(at), objects(at), radar(at)])])
    const moment = await driveMoment([drive], 2, () => {})
    expect(moment.pose).toMatchObject({ source: 'truth', x: 100, y: 20, speed: 10 })
    const [box] = moment.truth!
    expect(box!.x).toBeCloseTo(30)
    expect(box!.y).toBeCloseTo(3)
    expect(box!.yaw).toBeCloseTo(0)
    const [target] = moment.radars[0]!.targets
    expect(target!.x).toBeCloseTo(3.5)
    expect(target!.y).toBeCloseTo(20)
    expect([...moment.drivenBefore]).toEqual([100, 0, 100, 10, 100, 20])
    expect([...moment.drivenAfter]).toEqual([100, 20, 100, 30])
  })

  test('takes the message nearest to the moment, and none that is far', async () => {
    const drive = await driveOf([ego(0), objects(0), radar(0), ego(3), ego(4)])
    expect((await driveMoment([drive], 0.4, () => {})).radars).toHaveLength(1)
    const later = await driveMoment([drive], 3.2, () => {})
    expect(later.radars).toHaveLength(0)
    expect(later.truth).toBeNull()
    expect(later.pose?.y).toBe(30)
  })

  test("draws a replay's plan on the data of the drive that was replayed", async () => {
    const drive = await driveOf([ego(0), ego(1), ego(2), objects(1), radar(1)])
    const point = { time: 0, x: 1, y: 2, yaw: 0, speed: 3, acceleration: 0, curvature: 0 }
    const bytes = encodeTrajectory({ stamp: SECOND, planner: 'idm', points: [point], reason: 'free' })
    const plan = message('/planner/plan', 1, { kind: 'opaque', schema: 'axdrive.v1.Trajectory', bytes })
    const outputs = await driveOf([plan], 'outputs.mcap')
    expect((await driveMoment([drive], 1, () => {})).plan).toBeNull()
    const both = await driveMoment([drive, outputs], 1, () => {})
    expect(both.plan).toMatchObject({ planner: 'idm', points: [{ x: 1, y: 2 }] })
    expect(both.radars).toHaveLength(1)
    expect(both.truth).toHaveLength(1)
  })

  test('leaves out what makes no sense, and says so', async () => {
    const garbage = (topic: string, schema: string) =>
      message(topic, 1, { kind: 'opaque', schema, bytes: Uint8Array.of(255, 255, 255, 255) })
    const drive = await driveOf([
      ego(1),
      garbage('/planner/plan', 'axdrive.v1.Trajectory'),
      garbage('/fusion/objects', 'axdrive.v1.TrackedObjects'),
      message('/camera/front/image', 1, {
        kind: 'image',
        sensor: 'front',
        format: 'jpeg',
        bytes: Uint8Array.of(1, 2, 3),
      }),
    ])
    const warnings = await writeMomentPicture(drive, path('a.png'), { at: '1' })
    const counts = Object.fromEntries(warnings.map(({ code, count }) => [code, count]))
    expect(counts).toEqual({ 'message-malformed': 2, 'image-malformed': 1 })
  })

  test('writes a picture of the middle of the drive', async () => {
    const drive = await driveOf([ego(0), ego(1), ego(2)])
    await writeMomentPicture(drive, path('a.png'))
    const picture = await decodeImage(readFileSync(path('a.png')), 'a test')
    expect(picture.width).toBe(1600)
  })

  test('says what is wrong in one line: a time outside, words for a time, an empty drive, a path that cannot be', async () => {
    const drive = await driveOf([ego(0), ego(1)])
    for (const at of ['7', '-1', 'noon', '']) {
      await expect(writeMomentPicture(drive, path('b.png'), { at })).rejects.toThrow(InputError)
    }
    await expect(writeMomentPicture(drive, path('no/such/b.png'))).rejects.toThrow(InputError)
    await expect(writeMomentPicture(await driveOf([]), path('b.png'))).rejects.toThrow(InputError)
  })
})
