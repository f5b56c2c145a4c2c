import { describe, expect, it } from 'vitest'
import type { BoxTracks } from '../../../fusion/tracks/box-tracker.ts'
import { createKittiTracker } from '../../../fusion/tracks/track-parameters.ts'
import { BOX_STRIDE } from '../../../src/common/geometry/oriented-box.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'

type Box = readonly [x: number, y: number, yaw: number]

const PERIOD = 100e6
const CAR_SIZE = [4, 1.7, 1.5] as const
const STILL = Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0)

/** Pose of an ego car at (x, y) with this yaw. */
function pose(x: number, y: number, yaw: number): Float64Array {
  return Float64Array.of(Math.cos(yaw), -Math.sin(yaw), 0, x, Math.sin(yaw), Math.cos(yaw), 0, y, 0, 0, 1, 0)
}

function cycle(frame: number, boxes: readonly Box[], score = 8, size: readonly [number, number, number] = CAR_SIZE) {
  return {
    stamp: frame * PERIOD,
    start: 0,
    end: boxes.length,
    boxes: Float64Array.from(boxes.flatMap(([x, y, yaw]) => [x, y, -1, yaw, ...size])),
    scores: new Float64Array(boxes.length).fill(score),
  }
}

function gaussian(seed: number): () => number {
  const random = new Random(seed)
  return () => random.normal()
}

const boxOf = (tracks: BoxTracks, i: number) => [...tracks.boxes.subarray(i * BOX_STRIDE, (i + 1) * BOX_STRIDE)]
const idsOf = (tracks: BoxTracks) => [...tracks.ids.subarray(0, tracks.count)]

describe('our box tracker', () => {
  it('follows a moving car more closely than its detections and keeps one id', () => {
    const noise = gaussian(1)
    const tracker = createKittiTracker('Car')
    const ids = new Set<number>()
    let measured = 0
    let tracked = 0
    for (let frame = 0; frame < 60; frame++) {
      const x = 10 + 0.8 * frame
      const seen: Box = [x + 0.2 * noise(), 3 + 0.15 * noise(), 0.05 * noise()]
      const tracks = tracker.step(cycle(frame, [seen]), STILL)
      expect(tracks.count).toBe(1)
      ids.add(tracks.ids[0]!)
      if (frame < 10) continue
      measured += (seen[0] - x) ** 2
      tracked += (tracks.boxes[0]! - x) ** 2
    }
    expect(ids.size).toBe(1)
    expect(tracked).toBeLessThan(0.8 * measured)
  })

  it('carries a track through missing detections and gives it back its id', () => {
    const tracker = createKittiTracker('Car')
    let tracks = tracker.step(cycle(0, []), STILL)
    for (let frame = 0; frame < 25; frame++) {
      const isHidden = frame >= 15 && frame < 20
      tracks = tracker.step(cycle(frame, isHidden ? [] : [[10 + 0.8 * frame, 0, 0]]), STILL)
      if (frame === 16) {
        expect(tracks.count).toBe(1)
        expect(tracks.boxes[0]).toBeCloseTo(10 + 0.8 * frame, 0)
      }
    }
    expect(idsOf(tracks)).toEqual([1])
  })

  it('lets a track die once its object has gone, and gives no id twice', () => {
    const tracker = createKittiTracker('Car')
    for (let frame = 0; frame < 10; frame++) tracker.step(cycle(frame, [[20, 0, 0]]), STILL)
    for (let frame = 10; frame < 40; frame++) tracker.step(cycle(frame, []), STILL)
    expect(tracker.tracker.store.count).toBe(0)
    expect(idsOf(tracker.step(cycle(41, [[20, 0, 0]]), STILL))).toEqual([2])
  })

  it('sees a parked car stand still from a car that drives and turns', () => {
    const tracker = createKittiTracker('Car')
    for (let frame = 0; frame < 40; frame++) {
      const yaw = 0.02 * frame
      const [x, y] = [0.7 * frame, 0.1 * frame]
      const [dx, dy] = [40 - x, 8 - y]
      const ahead = Math.cos(yaw) * dx + Math.sin(yaw) * dy
      const left = Math.cos(yaw) * dy - Math.sin(yaw) * dx
      const tracks = tracker.step(cycle(frame, [[ahead, left, 0.3 - yaw]]), pose(x, y, yaw))
      expect(boxOf(tracks, 0)[0]).toBeCloseTo(ahead, 3)
      expect(boxOf(tracks, 0)[1]).toBeCloseTo(left, 3)
    }
    expect(tracker.tracker.standingProbability(0)).toBeGreaterThan(0.9)
  })

  it('keeps the ids of two pedestrians who pass each other closely', () => {
    const tracker = createKittiTracker('Pedestrian')
    const noise = gaussian(3)
    const person = [0.7, 0.6, 1.7] as const
    let tracks = tracker.step(cycle(0, []), STILL)
    for (let frame = 0; frame < 60; frame++) {
      const along = -3 + 0.1 * frame
      const seen: Box[] = [
        [12 + 0.05 * noise(), along + 0.05 * noise(), Math.PI / 2],
        [12.6 + 0.05 * noise(), -along + 0.05 * noise(), -Math.PI / 2],
      ]
      tracks = tracker.step(cycle(frame, seen, 5, person), STILL)
    }
    expect(idsOf(tracks)).toEqual([1, 2])
    expect(tracks.boxes[1]).toBeGreaterThan(2)
    expect(tracks.boxes[BOX_STRIDE + 1]).toBeLessThan(-2)
  })

  it('is not turned by detections that point the other way, and turns round when most do', () => {
    const tracker = createKittiTracker('Car')
    for (let frame = 0; frame < 20; frame++) {
      const yaw = frame === 0 || frame % 7 === 3 ? Math.PI : 0
      const tracks = tracker.step(cycle(frame, [[10 + 0.5 * frame, 0, yaw]]), STILL)
      if (frame > 12) expect(Math.abs(Math.cos(tracks.boxes[3]!) - 1)).toBeLessThan(0.01)
    }
  })

  it('tells scores whose mean over a track is its latest confidence, exactly', () => {
    const tracker = createKittiTracker('Car')
    const noise = gaussian(5)
    const told: number[] = []
    const means: number[] = []
    for (let frame = 0; frame < 50; frame++) {
      const tracks = tracker.step(cycle(frame, [[20, 0, 0]], 5 + noise()), STILL)
      told.push(tracks.scores[0]!)
      means.push(told.reduce((sum, score) => sum + score, 0) / told.length)
    }
    for (const mean of means) expect((mean * 64) % 1).toBe(0)
    // Averaging the average again, as the protocol does, changes nothing.
    const last = means.at(-1)!
    expect(told.map(() => last).reduce((sum, score) => sum + score, 0) / told.length).toBe(last)
  })
})

describe('our box tracker under bad input', () => {
  it('counts boxes that are not finite or have no extent and tracks the rest', () => {
    const tracker = createKittiTracker('Car')
    const good = cycle(0, [
      [10, 0, 0],
      [20, 0, 0],
      [30, 0, 0],
      [40, 0, 0],
      [50, 0, 0],
    ])
    good.boxes[BOX_STRIDE] = Number.NaN
    good.boxes[2 * BOX_STRIDE + 4] = 0
    good.boxes[3 * BOX_STRIDE + 1] = Number.POSITIVE_INFINITY
    good.scores[4] = Number.NaN
    expect(tracker.step(good, STILL).count).toBe(1)
    expect(tracker.unusable).toBe(4)
  })

  it('survives 10,000 detections in a frame in bounded time and memory', () => {
    const tracker = createKittiTracker('Car')
    const noise = gaussian(7)
    const crowd = cycle(
      0,
      Array.from({ length: 10_000 }, () => [60 * noise(), 60 * noise(), noise()] as const),
    )
    crowd.scores.forEach((_, i) => {
      crowd.scores[i] = noise()
    })
    const before = performance.now()
    for (let frame = 0; frame < 3; frame++) tracker.step({ ...crowd, stamp: frame * PERIOD }, STILL)
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(tracker.tracker.store.count).toBeLessThanOrEqual(1024)
    expect(tracker.unusable).toBeGreaterThan(8_000)
    const tracks = tracker.step(cycle(4, [[10, 0, 0]]), STILL)
    expect(tracks.count).toBeGreaterThan(0)
  })

  it('keeps its memory over 100,000 frames', () => {
    const tracker = createKittiTracker('Pedestrian')
    const columns = cycle(
      0,
      [
        [10, 0, 0],
        [12, 3, 1],
      ],
      3,
    )
    const run = (from: number, to: number) => {
      for (let frame = from; frame < to; frame++) {
        // Objects come and go, so that tracks are born and die all the time.
        const end = Math.floor(frame / 50) % 3
        tracker.step({ ...columns, stamp: frame * PERIOD, end }, STILL)
      }
    }
    run(0, 20_000)
    const before = process.memoryUsage()
    run(20_000, 100_000)
    const after = process.memoryUsage()
    expect(tracker.tracker.store.count).toBeLessThan(10)
    expect(after.heapUsed - before.heapUsed).toBeLessThan(30e6)
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1e6)
  })
})
