import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ARGOVERSE2 } from '../../datasets/argoverse2.ts'
import { readArgoverseBoxes } from '../../datasets/argoverse2-log.ts'
import { objectClass } from '../../datasets/argoverse2-truth.ts'
import { writeRecording } from '../../datasets/write-recording.ts'
import { buildMapIndex } from '../../src/common/map/build-map-index.ts'
import type { Message } from '../../src/core/messages.ts'
import { openDrive } from '../../src/io/mcap/mcap-drive-reader.ts'
import { decodeMapTruth } from '../../src/io/protobuf/map-truth.ts'
import { sharedData } from '../shared-data.ts'

const root = sharedData('argoverse2')
const log = root === null ? '' : join(root, 'log-adcf7d18')

const open = async () => {
  const recording = await ARGOVERSE2.open(log, {})
  return { recording, messages: [...recording.messages] }
}
const poses = (messages: readonly Message[]) =>
  messages.flatMap(({ stamp, payload }) => (payload.kind === 'pose-truth' ? [{ stamp, ...payload }] : []))
const moments = (messages: readonly Message[]) =>
  messages.flatMap(({ stamp, payload }) => (payload.kind === 'objects-truth' ? [{ stamp, ...payload }] : []))

describe.skipIf(root === null)('an Argoverse 2 log', () => {
  it('has the labels, tracks and poses that its description counts', async () => {
    const boxes = readArgoverseBoxes(join(log, 'annotations.csv'))
    expect(boxes).toHaveLength(12_078)
    const counts = new Map<string, number>()
    for (const { category } of boxes) counts.set(category, (counts.get(category) ?? 0) + 1)
    expect(Object.fromEntries(counts)).toEqual({
      REGULAR_VEHICLE: 4471,
      PEDESTRIAN: 3929,
      BOLLARD: 1699,
      SIGN: 600,
      BUS: 420,
      CONSTRUCTION_CONE: 332,
      BOX_TRUCK: 245,
      LARGE_VEHICLE: 156,
      TRUCK: 156,
      BICYCLE: 70,
    })
    const { recording, messages } = await open()
    const objects = moments(messages)
    expect(objects).toHaveLength(156)
    expect(new Set(objects.flatMap((moment) => moment.objects.map(({ id }) => id))).size).toBe(146)
    expect(objects.reduce((sum, moment) => sum + moment.objects.length, 0)).toBe(12_078)
    expect(poses(messages)).toHaveLength(2637)
    expect(recording.warnings).toEqual([])
    expect(recording.messageCount).toBe(messages.length)
  })

  it('keeps stamps to the nanosecond, though they do not fit a number', async () => {
    const { recording, messages } = await open()
    const first = poses(messages)[0]!
    expect(recording.originNanoseconds + BigInt(first.stamp)).toBe(315973157899927214n)
    expect(
      moments(messages).some(({ stamp }) => recording.originNanoseconds + BigInt(stamp) === 315973157959879000n),
    ).toBe(true)
  })

  it('drives the path and the speeds that its description states', async () => {
    const { messages } = await open()
    const path = poses(messages)
    expect(lengthOf(path)).toBeCloseTo(40.37, 1)
    expect(Math.abs(lengthOf(path) - 40.37)).toBeLessThan(0.05)
    const [first, last] = [path[0]!, path.at(-1)!]
    expect(Math.abs(distance(first, last) - 40.32)).toBeLessThan(0.05)
    expect((last.stamp - first.stamp) / 1e9).toBeCloseTo(15.94, 2)
    const labelled = posesAtLabels(messages)
    const speeds = labelled.slice(1).map((pose, i) => {
      const before = labelled[i]!
      return distance(before, pose) / ((pose.stamp - before.stamp) / 1e9)
    })
    expect(Math.min(...speeds)).toBeLessThan(0.01)
    expect(Math.abs(Math.max(...speeds) - 5.48)).toBeLessThan(0.01)
    expect(Math.abs(speeds.reduce((a, b) => a + b, 0) / speeds.length - 2.463)).toBeLessThan(0.01)
    for (const { velocity } of labelled) expect(Math.hypot(...velocity)).toBeLessThan(6)
  })

  it('is forecast at constant velocity with the errors that its description states', async () => {
    const path = posesAtLabels((await open()).messages)
    for (const [steps, starts, error] of [
      [10, 141, 0.353],
      [20, 131, 1.244],
      [30, 121, 2.511],
    ] as const) {
      const errors: number[] = []
      for (let i = 5; i + steps < path.length; i++) errors.push(forecastError(path, i, steps))
      expect(errors).toHaveLength(starts)
      expect(Math.abs(errors.reduce((a, b) => a + b, 0) / starts - error)).toBeLessThan(0.01)
    }
  })

  it('puts objects upright into the world: parked ones stand still, their velocities match their motion', async () => {
    const all = moments((await open()).messages)
    const tracks = new Map<number, { stamp: number; position: readonly number[]; velocity: readonly number[] }[]>()
    for (const { stamp, objects } of all) {
      for (const { id, position, velocity } of objects) {
        if (!tracks.has(id)) tracks.set(id, [])
        tracks.get(id)!.push({ stamp, position, velocity })
      }
    }
    let standing = 0
    for (const track of tracks.values()) {
      const [first, last] = [track[0]!, track.at(-1)!]
      const moved = Math.hypot(last.position[0]! - first.position[0]!, last.position[1]! - first.position[1]!)
      // The velocities' sum over time is the way, whatever the track did.
      let [x, y] = [0, 0]
      for (let i = 1; i < track.length; i++) {
        const dt = (track[i]!.stamp - track[i - 1]!.stamp) / 1e9
        if (dt > 0.15) continue
        x += (dt * (track[i]!.velocity[0]! + track[i - 1]!.velocity[0]!)) / 2
        y += (dt * (track[i]!.velocity[1]! + track[i - 1]!.velocity[1]!)) / 2
      }
      if (track.length === 156) expect(Math.abs(Math.hypot(x, y) - moved)).toBeLessThan(0.35)
      if (track.length === 156 && moved < 0.5) standing++
    }
    expect(standing).toBeGreaterThanOrEqual(20)
  })

  it('has a map whose lanes join, and on which the car drives', async () => {
    const { messages } = await open()
    const payload = messages.find(({ topic }) => topic === '/truth/map')!.payload
    if (payload.kind !== 'opaque') throw new Error('expected the map as bytes')
    const map = decodeMapTruth(payload.bytes)
    expect([map.crosswalks.length, map.lanes.length, map.drivableAreas.length]).toEqual([11, 199, 8])
    const index = buildMapIndex(map)
    for (const { position, orientation } of poses(messages)) {
      expect(index.isDrivable(position[0], position[1])).toBe(true)
      const [x, y, z, w] = orientation
      const yaw = Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z))
      const lane = index.nearestLane(position[0], position[1], yaw)
      expect(index.lane(lane).kind).not.toBe('bike')
    }
    let joints = 0
    for (const [lane, line] of index.lines.entries()) {
      for (const next of index.successors[lane]!) {
        const other = index.lines[next]!
        if (Math.hypot(line.x.at(-1)! - other.x[0]!, line.y.at(-1)! - other.y[0]!) < 0.5) joints++
      }
    }
    expect(joints).toBeGreaterThan(150)
  })

  it('becomes a drive that gives the same truth back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'axdrive-argoverse2-'))
    try {
      const path = join(folder, 'drive.mcap')
      const counts = await writeRecording(await ARGOVERSE2.open(log, {}), path)
      expect(Object.fromEntries(counts)).toEqual({
        '/tf/static': 1,
        '/lidar/top/points': 1,
        '/truth/map': 1,
        '/truth/ego': 2637,
        '/truth/objects': 156,
      })
      const drive = await openDrive(path)
      expect(drive.recordedBy).toMatch(/city frame - \(1469, 212, /)
      const read: Message[] = []
      const isWanted = (topic: string) => topic.startsWith('/truth/')
      for await (const batch of drive.messages(() => {}, { topics: isWanted })) read.push(...batch)
      const { messages } = await open()
      expect(poses(read)).toEqual(poses(messages))
      expect(moments(read)).toEqual(moments(messages))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('what an Argoverse 2 category is to the stack', () => {
  it('is a class of its own for road users, static for what stands, unknown for what is new', () => {
    expect(objectClass('REGULAR_VEHICLE')).toBe('car')
    expect(objectClass('BICYCLIST')).toBe('cyclist')
    expect(objectClass('CONSTRUCTION_CONE')).toBe('static')
    expect(objectClass('HOVERCRAFT')).toBe('unknown')
  })
})

describe('a folder that is no Argoverse 2 log', () => {
  it('is refused with what was expected and where', () => {
    expect(() => ARGOVERSE2.open('nowhere', {})).toThrow(/expected .*nowhere\/city_SE3_egovehicle.csv/)
  })
})

interface Place {
  readonly stamp: number
  readonly position: readonly [number, number, number]
  readonly velocity: readonly [number, number, number]
}

function posesAtLabels(messages: readonly Message[]): Place[] {
  const byStamp = new Map(poses(messages).map((pose) => [pose.stamp, pose]))
  return moments(messages).map(({ stamp }) => byStamp.get(stamp)!)
}

function distance(a: Place, b: Place): number {
  return Math.hypot(b.position[0] - a.position[0], b.position[1] - a.position[1])
}

function lengthOf(path: readonly Place[]): number {
  return path.slice(1).reduce((sum, pose, i) => sum + distance(path[i]!, pose), 0)
}

/** m; the last two stamps' velocity goes on. */
function forecastError(path: readonly Place[], i: number, steps: number): number {
  const [before, now, then] = [path[i - 1]!, path[i]!, path[i + steps]!]
  const ratio = (then.stamp - now.stamp) / (now.stamp - before.stamp)
  const [x, y] = [0, 1].map((k) => now.position[k]! + ratio * (now.position[k]! - before.position[k]!))
  return Math.hypot(then.position[0] - x!, then.position[1] - y!)
}
