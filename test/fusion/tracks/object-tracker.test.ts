import { describe, expect, it } from 'vitest'
import { BoxCycle } from '../../../fusion/sensors/box-cycle.ts'
import { CAMERA_BOX_TYPE, LIDAR_TYPE, TRACKED_KINDS } from '../../../fusion/sensors/tracking-table.ts'
import { likeliestClass } from '../../../fusion/tracks/class-fusion.ts'
import { ObjectTracker } from '../../../fusion/tracks/object-tracker.ts'
import { HEADER, SLOT } from '../../../fusion/tracks/track-slot.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import type { Mounting } from '../../../src/common/vehicle/vehicle-table.ts'
import type { ObjectClass } from '../../../src/core/messages.ts'
import type { BoxObservation } from '../../../src/core/observations.ts'

const LIDAR: Mounting = { position: [1.2, 0, 1.8], yaw: 0, pitch: 0, roll: 0 }
/** Looks to the left, and only there. */
const SIDE_CAMERA: Mounting = {
  position: [0.5, 0.8, 1.5],
  yaw: Math.PI / 2,
  pitch: 0,
  roll: 0,
  fieldOfView: { azimuth: 0.8, elevation: 0.5, range: 60 },
}
const MOUNTINGS = { lidar: LIDAR, camera: SIDE_CAMERA }

interface Ego {
  readonly position: readonly [number, number, number]
  readonly yaw: number
}

interface Thing {
  readonly x: number
  readonly y: number
  readonly yaw: number
  readonly size: readonly [number, number, number]
  readonly class: ObjectClass
}

const CAR_SIZE = [4.4, 1.8, 1.5] as const

/** What the sensor measures of things that stand in the world frame, through its mounting on the car. */
function observe(
  sensor: 'lidar' | 'camera',
  seconds: number,
  ego: Ego,
  things: readonly Thing[],
  noise: () => number,
): BoxObservation {
  const mounting = MOUNTINGS[sensor]
  const boxes = things.map((thing) => {
    const [dx, dy] = [thing.x - ego.position[0], thing.y - ego.position[1]]
    const forward = Math.cos(ego.yaw) * dx + Math.sin(ego.yaw) * dy - mounting.position[0]
    const left = Math.cos(ego.yaw) * dy - Math.sin(ego.yaw) * dx - mounting.position[1]
    const [cos, sin] = [Math.cos(mounting.yaw), Math.sin(mounting.yaw)]
    const position = [
      cos * forward + sin * left + 0.1 * noise(),
      cos * left - sin * forward + 0.1 * noise(),
      thing.size[2] / 2 - mounting.position[2],
    ] as const
    const yaw = thing.yaw - ego.yaw - mounting.yaw + 0.03 * noise()
    return { position, yaw, size: thing.size, class: thing.class, score: 0.9, covariance: null }
  })
  return { kind: 'boxes', stamp: Math.round(seconds * 1e9), sensor, sequence: 0, boxes }
}

function setUp() {
  const tracker = new ObjectTracker(TRACKED_KINDS, 64)
  const cycle = new BoxCycle()
  const apply = (observation: BoxObservation, ego: Ego): void => {
    const motion = { ...ego, speed: 0, yawRate: 0, covariance: new Float64Array(25) }
    if (observation.sensor === 'lidar') cycle.begin(observation, motion, LIDAR, LIDAR_TYPE)
    else cycle.begin(observation, motion, SIDE_CAMERA, CAMERA_BOX_TYPE)
    tracker.observe(cycle)
  }
  return { tracker, cycle, apply }
}

/** Element of the first track. */
const first = (tracker: ObjectTracker, element: number) => tracker.store.data[tracker.store.offset(0) + element]!

const existenceOf = (tracker: ObjectTracker) =>
  tracker.store.count === 0 ? 0 : 1 / (1 + Math.exp(-first(tracker, SLOT.existence)))

const egoAt = (seconds: number): Ego => ({ position: [8 * seconds, 0, 0], yaw: 0.05 * seconds })

/** Lidar at 10 Hz and a side camera at 13 Hz, 20 ms out of step, in order of time. */
function drive(seconds: number, thingsAt: (seconds: number) => readonly Thing[], seed: number): BoxObservation[] {
  const random = new Random(seed)
  const noise = () => random.normal()
  const observations: BoxObservation[] = []
  for (let t = 0; t < seconds; t += 0.1) observations.push(observe('lidar', t, egoAt(t), thingsAt(t), noise))
  for (let t = 0.02; t < seconds; t += 1 / 13) observations.push(observe('camera', t, egoAt(t), thingsAt(t), noise))
  return observations.sort((a, b) => a.stamp - b.stamp)
}

const passingCar = (t: number): Thing[] => [
  { x: 5 + 12 * t, y: 14, yaw: 0, size: CAR_SIZE, class: t < 0.3 ? 'unknown' : 'car' },
]

describe('the object tracker', () => {
  it('makes one track of what two sensors see at different times from different places', () => {
    const { tracker, apply } = setUp()
    for (const observation of drive(4, passingCar, 1)) apply(observation, egoAt(observation.stamp * 1e-9))
    expect(tracker.store.count).toBe(1)
    expect(first(tracker, SLOT.id)).toBe(1)
    expect(first(tracker, SLOT.isConfirmed)).toBe(1)
    expect(likeliestClass(tracker.store.data, tracker.store.offset(0))).toBe('car')
    expect(existenceOf(tracker)).toBeGreaterThan(0.95)
    const truth = passingCar(tracker.store.data[HEADER.stamp]! * 1e-9)[0]!
    const x = new Float64Array(6)
    tracker.combine(0, x, new Float64Array(36))
    expect(Math.hypot(x[0]! - truth.x, x[1]! - truth.y)).toBeLessThan(0.4)
    expect(x[2]).toBeCloseTo(truth.yaw, 1)
    expect(Math.abs(x[3]! - 12)).toBeLessThan(1)
    expect(first(tracker, SLOT.length)).toBeCloseTo(4.4, 1)
  })

  it('does not doubt an object for a sensor that cannot see it', () => {
    const { tracker, apply } = setUp()
    const ahead: Thing[] = [{ x: 30, y: 0, yaw: 0, size: CAR_SIZE, class: 'car' }]
    const ego: Ego = { position: [0, 0, 0], yaw: 0 }
    const silent = () => 0
    for (let t = 0; t < 1; t += 0.1) apply(observe('lidar', t, ego, ahead, silent), ego)
    const sure = existenceOf(tracker)
    for (let t = 1; t < 1.5; t += 0.1) apply(observe('camera', t, ego, [], silent), ego)
    expect(existenceOf(tracker)).toBeGreaterThan(sure - 0.05)
    for (let t = 1.5; t < 4; t += 0.1) apply(observe('lidar', t, ego, [], silent), ego)
    expect(existenceOf(tracker)).toBeLessThan(0.6)
  })

  it('takes a detection that hardly fits for less evidence than one that does, and strange ones in a row for none', () => {
    const ego: Ego = { position: [0, 0, 0], yaw: 0 }
    const silent = () => 0
    const at = (y: number): Thing[] => [{ x: 30, y, yaw: 0, size: CAR_SIZE, class: 'car' }]
    const gained = (offsets: readonly number[]) => {
      const { tracker, apply } = setUp()
      for (let t = 0; t < 1; t += 0.1) apply(observe('lidar', t, ego, at(0), silent), ego)
      const before = first(tracker, SLOT.evidence)
      for (const [i, y] of offsets.entries()) apply(observe('lidar', 1 + 0.1 * i, ego, at(y), silent), ego)
      expect(tracker.store.count).toBe(1)
      return first(tracker, SLOT.evidence) - before
    }
    const fitting = gained([0.05])
    expect(fitting).toBeGreaterThan(2)
    expect(gained([0.1])).toBe(fitting)
    const strange = gained([0.75])
    expect(strange).toBeLessThan(fitting - 0.5)
    expect(gained([0.75, -0.75, 0.75, -0.75])).toBeLessThan(4 * fitting - 2)
  })

  it('gives the same bits for equal observations, and again after its state was saved and restored', () => {
    const observations = drive(3, (t) => [...passingCar(t), { ...passingCar(t)[0]!, y: 17 }], 4)
    const straight = setUp()
    for (const observation of observations) straight.apply(observation, egoAt(observation.stamp * 1e-9))

    const rolled = setUp()
    const half = observations.length >> 1
    for (const observation of observations.slice(0, half)) rolled.apply(observation, egoAt(observation.stamp * 1e-9))
    const saved = new Float64Array(rolled.tracker.store.usedLength)
    rolled.tracker.store.save(saved)
    // A detour that must leave no trace.
    for (const observation of drive(2, passingCar, 9)) rolled.apply(observation, egoAt(observation.stamp * 1e-9))
    rolled.tracker.store.load(saved)
    for (const observation of observations.slice(half)) rolled.apply(observation, egoAt(observation.stamp * 1e-9))

    const used = straight.tracker.store.usedLength
    expect(rolled.tracker.store.usedLength).toBe(used)
    expect(rolled.tracker.store.data.slice(0, used)).toEqual(straight.tracker.store.data.slice(0, used))
  })

  it('keeps every covariance symmetric and positive', () => {
    const { tracker, apply } = setUp()
    for (const observation of drive(5, passingCar, 6)) {
      apply(observation, egoAt(observation.stamp * 1e-9))
      for (let slot = 0; slot < tracker.store.count; slot++) {
        for (const P of tracker.states(slot).covariances) {
          for (let i = 0; i < 6; i++) {
            expect(P[i * 6 + i]).toBeGreaterThan(0)
            for (let j = 0; j < i; j++) expect(P[i * 6 + j]).toBe(P[j * 6 + i])
          }
        }
      }
    }
  })

  it('counts unusable boxes and refuses births beyond its capacity without throwing', () => {
    const { tracker, cycle, apply } = setUp()
    const ego: Ego = { position: [0, 0, 0], yaw: 0 }
    const crowd: Thing[] = Array.from({ length: 200 }, (_, i) => ({
      x: 5 + 6 * (i % 20),
      y: 6 * Math.floor(i / 20),
      yaw: 0,
      size: i < 50 ? [0, 0, 0] : CAR_SIZE,
      class: 'car',
    }))
    apply(
      observe('lidar', 0, ego, crowd, () => 0),
      ego,
    )
    expect(cycle.unusable).toBe(50)
    expect(tracker.store.count).toBe(64)
    expect(tracker.store.data[3]).toBe(86)
  })
})

/** s after setting out until a track's velocity is within 0.7 m/s of the walker's; Infinity for never. `boxYaw`: as its box lies. */
function timeToFollow(boxYaw: number, seed: number): number {
  const random = new Random(seed)
  const { tracker, apply } = setUp()
  const standing: Ego = { position: [0, 0, 0], yaw: 0 }
  for (let t = 0; t < 7; t += 0.1) {
    const walking = Math.max(0, t - 4)
    const speed = Math.min(1.6, 2 * walking)
    const way = walking < 0.8 ? walking * walking : 0.64 + 1.6 * (walking - 0.8)
    const walker = { x: 20, y: -3.5 + way, yaw: boxYaw, size: [0.6, 0.6, 1.7], class: 'pedestrian' } as const
    apply(
      observe('lidar', t, standing, [walker], () => 0.6 * random.normal()),
      standing,
    )
    if (walking < 0.8) continue
    for (let slot = 0; slot < tracker.store.count; slot++) {
      const { data } = tracker.store
      const offset = tracker.store.offset(slot)
      const [vx, vy] = [data[offset + SLOT.vx]!, data[offset + SLOT.vy]!]
      if (data[offset + SLOT.isConfirmed] === 1 && Math.hypot(vx, vy - speed) < 0.7) return walking
    }
  }
  return Number.POSITIVE_INFINITY
}

describe('somebody on foot', () => {
  it('is followed within 1.5 s of setting out, whichever way the box lies', () => {
    for (const boxYaw of [0, 0.4, 0.8, 1.2, Math.PI / 2]) {
      const times = [1, 2, 3, 4, 5].map((seed) => timeToFollow(boxYaw, seed)).sort((a, b) => a - b)
      expect(times[2], `a box that lies at ${boxYaw} rad: ${times.join(', ')} s`).toBeLessThan(1.5)
    }
  })
})
