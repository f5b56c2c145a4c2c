import { describe, expect, it } from 'vitest'
import { streetSweep } from '../../bench/lidar-street.ts'
import { vehicleMessage } from '../../datasets/vehicle-message.ts'
import { evaluatePerception } from '../../src/cli/evaluate-perception.ts'
import { matchNearest } from '../../src/cli/nearest-matching.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import { InputError } from '../../src/core/errors.ts'
import type { Message, Payload, TruthObject } from '../../src/core/messages.ts'
import { createDrive } from '../../src/io/mcap/mcap-drive-writer.ts'
import { encodeMapTruth, MAP_TRUTH_SCHEMA } from '../../src/io/protobuf/map-truth.ts'
import { temporaryFolder } from '../io/mcap/temporary-folder.ts'
import { frameMaker } from '../perception/can-frames.ts'
import { straightRoad } from '../simulation/camera/straight-road.ts'

const HEADER = { originNanoseconds: 1_700_000_000_000_000_000n, timeScale: 'unix', source: 'a test' } as const
const SWEEPS = 12
const MILLISECONDS = 1e6
const [MOUNT_X, , MOUNT_Z] = GENERIC_CAR.mountings['lidar/roof']!.position
/** World and ego frame: the car stands at the origin. The second one stands beside the road, without a label. */
const CAR = { x: 14, y: 0.5, yaw: 0, length: 4.4, width: 1.8, height: 1.5 }
const PARKED = { x: 10, y: 12, yaw: 0, length: 4.4, width: 1.8, height: 1.5 }

/** The street is cast from over the origin; the lidar sits before it. */
const CLOUDS = Array.from({ length: SWEEPS }, (_, seed) =>
  streetSweep({ boxes: [CAR, PARKED].map((box) => ({ ...box, x: box.x - MOUNT_X })) }, MOUNT_Z, seed, 450),
)

describe('matching by the nearest', () => {
  const at = (x: number) => ({ x, y: 0 })

  it('takes the nearest pairs first, each once, none beyond the limit', () => {
    const pairs = matchNearest([at(0), at(1), at(10)], [at(0.9), at(1.6), at(12.5)], 2)
    expect(pairs.map(({ truth, found }) => [truth.x, found.x])).toEqual([
      [1, 0.9],
      [0, 1.6],
    ])
  })
})

describe('evaluate perception', () => {
  const path = temporaryFolder()

  /** A standing car that sees another one, told 0.3 m aside of where it is; without `hasTruth` no truth. */
  async function recorded(hasTruth = true): Promise<string> {
    const writer = await createDrive(path('a.mcap'), HEADER)
    const can = frameMaker(GENERIC_CAR)
    const message = (topic: string, stamp: number, payload: Payload): Message => ({
      topic,
      stamp,
      arrival: stamp,
      sequence: Math.round(stamp / MILLISECONDS),
      payload,
    })
    await writer.writeMessage(vehicleMessage(GENERIC_CAR, 0))
    if (hasTruth) {
      const bytes = encodeMapTruth(straightRoad().map)
      await writer.writeMessage(message('/truth/map', 0, { kind: 'opaque', schema: MAP_TRUTH_SCHEMA, bytes }))
    }
    for (let step = 0; step <= 10 * SWEEPS; step++) {
      const stamp = 10 * MILLISECONDS * step
      const standing = { FRONT_LEFT: 0, FRONT_RIGHT: 0, REAR_LEFT: 0, REAR_RIGHT: 0, COUNTER: step % 16 }
      const frames = [
        can.frame('0', 'WHEEL_SPEEDS', standing),
        can.frame('0', 'MOTION', { YAW_RATE: 0, ACCELERATION_X: 0, ACCELERATION_Y: 0, COUNTER: step % 16 }),
      ]
      await writer.writeMessage(can.message('0', frames, stamp))
      if (hasTruth && step % 5 === 0) {
        await writer.writeMessage(message('/truth/ego', stamp, ego()))
        await writer.writeMessage(message('/truth/objects', stamp, { kind: 'objects-truth', objects: [labelled()] }))
      }
      if (step % 10 !== 0 || step === 0) continue
      await writer.writeMessage(message('/lidar/roof/points', stamp, CLOUDS[step / 10 - 1]!))
    }
    await writer.close()
    return path('a.mcap')
  }

  it('counts what the lidar finds, by class and range, and what it invents on the road only', async () => {
    const { detection } = await evaluatePerception([await recorded()])
    expect(detection.sweeps).toBe(SWEEPS)
    expect(detection.requirement).toMatchObject({ vehicles: SWEEPS, found: SWEEPS, isMet: true })
    expect(detection.requirement.matched_in_drivable_area).toBe(SWEEPS)
    // The parked car is not labelled, but stands beside the road.
    expect(detection.requirement.unmatched_in_drivable_area).toBe(0)
    const near = detection.rows.find((row) => row.class === 'car' && row.range === '0 to 20 m')
    expect(near).toMatchObject({ objects: SWEEPS, found_within_1m: SWEEPS, found_within_2m: SWEEPS, class_share: 1 })
    expect(near!.median_error_m).toBeGreaterThan(0.15)
    expect(near!.median_error_m).toBeLessThan(0.5)
    expect(detection.rows.map((row) => row.class)).not.toContain('pedestrian')
  })

  it('scores the tracks with all sensors, and with each kind that was heard off', async () => {
    const { tracking } = await evaluatePerception([await recorded()])
    expect(tracking.map(({ sensors }) => sensors)).toEqual(['all', 'without lidar'])
    const [all, without] = tracking as [(typeof tracking)[0], (typeof tracking)[0]]
    expect(all.moments).toBe(SWEEPS)
    expect(all.recall).toBeGreaterThan(0.6)
    expect(all.identity_switches).toBe(0)
    expect(all.precision).toBe(1)
    expect(all.false_tracks_on_road).toBe(0)
    expect(all.false_tracks).toBeGreaterThan(0.5)
    expect(all.velocity_rmse_mps).toBeLessThan(0.5)
    expect(without.recall).toBe(0)
    expect(without.false_tracks).toBe(0)
  })

  it('adds drives up', async () => {
    const drive = await recorded()
    const { detection, tracking } = await evaluatePerception([drive, drive])
    expect(detection.requirement.vehicles).toBe(2 * SWEEPS)
    expect(tracking[0]!.moments).toBe(2 * SWEEPS)
  })

  it('says what is missing in a drive without truth', async () => {
    const evaluated = evaluatePerception([await recorded(false)])
    await expect(evaluated).rejects.toThrow(InputError)
    await expect(evaluated).rejects.toThrow(/\/truth\/map, found none/)
  })
})

function ego(): Payload {
  const unknown = { latitude: Number.NaN, longitude: Number.NaN, altitude: Number.NaN }
  const pose = { position: [0, 0, 0], orientation: [0, 0, 0, 1], velocity: [0, 0, 0] } as const
  return { kind: 'pose-truth', ...unknown, ...pose, referencePoint: 'ego' }
}

function labelled(): TruthObject {
  const { x, y, yaw, length, width, height } = CAR
  const place = { position: [x, y + 0.3, height / 2], yaw, velocity: [0, 0, 0] } as const
  return { id: 4, class: 'car', ...place, size: [length, width, height] }
}
