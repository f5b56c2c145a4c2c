import { describe, expect, it } from 'vitest'
import { CTRA } from '../../../fusion/models/ctra-state.ts'
import { TrackMerger } from '../../../fusion/sensors/merge-tracks.ts'
import { RadarCycle } from '../../../fusion/sensors/radar-cycle.ts'
import { RADAR_TYPE, TRACKED_KINDS } from '../../../fusion/sensors/tracking-table.ts'
import { ObjectTracker } from '../../../fusion/tracks/object-tracker.ts'
import { SLOT } from '../../../fusion/tracks/track-slot.ts'
import type { RadarDetection } from '../../../src/core/messages.ts'

const SPEED = 20
const MOUNTING = {
  position: [3.5, 0, 0.5] as const,
  yaw: 0,
  pitch: 0,
  roll: 0,
  fieldOfView: { azimuth: 0.8, elevation: 0.1, range: 150 },
}
const ego = (x: number) => ({
  position: [x, 0, 0] as const,
  yaw: 0,
  speed: SPEED,
  yawRate: 0,
  covariance: new Float64Array(25),
})
const target = (part: Partial<RadarDetection>): RadarDetection => ({
  range: 30,
  rangeStandardDeviation: 0.2,
  azimuth: 0,
  azimuthStandardDeviation: 0.003,
  elevation: Number.NaN,
  elevationStandardDeviation: Number.NaN,
  rangeRate: 0,
  rangeRateStandardDeviation: 0.05,
  radarCrossSection: 10,
  slot: -1,
  isNewInSlot: false,
  ...part,
})

/** Cycles at 20 Hz from a car that drives at a steady speed; `targets` gives what a cycle sees, by its number. */
function track(
  cycles: number,
  targets: (cycle: number) => readonly RadarDetection[],
  from = 0,
  tracker = createTracker(),
) {
  const radar = new RadarCycle(RADAR_TYPE)
  for (let i = from; i < from + cycles; i++) {
    const stamp = i * 50e6
    const observation = { kind: 'radar', stamp, sensor: 'radar/front', sequence: i, detections: targets(i) } as const
    radar.begin(observation, ego((SPEED * i) / 20), MOUNTING, RADAR_TYPE)
    tracker.observe(radar)
    new TrackMerger(tracker.store).merge()
  }
  return tracker
}
const createTracker = () => new ObjectTracker(TRACKED_KINDS, 64)
const slotValue = (tracker: ObjectTracker, slot: number, element: number) =>
  tracker.store.data[tracker.store.offset(slot) + element]!

describe('a radar cycle', () => {
  it('tells a car that drives ahead from a post that stands, by the motion of the own car', () => {
    // A post 3 m beside the road closes at the own speed's part along the sight.
    const post = (cycle: number) => {
      const [x, y] = [60 - SPEED * (cycle / 20), 3]
      const range = Math.hypot(x, y)
      return target({ range, azimuth: Math.atan2(y, x), rangeRate: (-SPEED * x) / range })
    }
    const tracker = track(20, (cycle) => [target({}), post(cycle)])
    expect(tracker.store.count).toBe(2)
    expect([0, 1].map((slot) => slotValue(tracker, slot, SLOT.hasMoved))).toEqual([1, 0])
    const x = new Float64Array(6)
    tracker.combine(0, x, new Float64Array(36))
    expect(x[CTRA.speed]! * Math.cos(x[CTRA.yaw]!)).toBeCloseTo(SPEED, 1)
    tracker.combine(1, x, new Float64Array(36))
    expect(Math.abs(x[CTRA.speed]!)).toBeLessThan(0.5)
  })

  it('takes one target that is listed twice, raw and filtered, for one', () => {
    const tracker = track(10, () => [target({}), target({ range: 30.1, azimuth: 0.002, rangeRate: 0.03 })])
    expect(tracker.store.count).toBe(1)
  })

  it('begins no second track on another reflection of a tracked body', () => {
    const tracker = track(20, (cycle) =>
      cycle < 10 ? [target({})] : [target({}), target({ range: 33.5, azimuth: 0.02 })],
    )
    expect(tracker.store.count).toBe(1)
    expect(slotValue(tracker, 0, SLOT.id)).toBe(1)
  })

  it('ignores what it sees pass over the car', () => {
    const sign = target({ range: 50, elevation: 0.12, elevationStandardDeviation: 0.005, rangeRate: -SPEED })
    expect(track(5, () => [sign]).store.count).toBe(0)
  })

  it('without a target is evidence: a track in the field fades and dies', () => {
    const tracker = track(20, () => [target({})])
    const before = slotValue(tracker, 0, SLOT.existence)
    track(5, () => [], 20, tracker)
    expect(slotValue(tracker, 0, SLOT.existence)).toBeLessThan(before - 1)
    track(40, () => [], 25, tracker)
    expect(tracker.store.count).toBe(0)
  })

  it('keeps the nearest of too many targets and leaves out what is not finite', () => {
    const radar = new RadarCycle(RADAR_TYPE)
    const flood = Array.from({ length: 10_000 }, (_, i) => target({ range: 200 - (i % 190), azimuth: (i % 61) * 0.01 }))
    const detections = [...flood, target({ range: Number.NaN }), target({ rangeRate: Number.POSITIVE_INFINITY })]
    const observation = { kind: 'radar', stamp: 0, sensor: 'radar/front', sequence: 0, detections } as const
    radar.begin(observation, ego(0), MOUNTING, RADAR_TYPE)
    expect(radar.count).toBeGreaterThan(0)
    expect(radar.count).toBeLessThanOrEqual(256)
    expect(radar.unusable).toBeGreaterThan(9_000)
    for (let i = 0; i < radar.count; i++) expect(radar.x(i)).toBeLessThan(40)
  })
})
