import { describe, expect, it } from 'vitest'
import { createFusion, type FusionState, fuse } from '../../fusion/fuse.ts'
import { CameraCycle } from '../../fusion/sensors/camera-cycle.ts'
import { type FusionDrive, fusionDrive } from '../../src/cli/fusion-drive.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { RadarDetection } from '../../src/core/messages.ts'
import {
  type BoxDetection,
  type CameraBoxDetection,
  type Observation,
  PLANNER_OBJECTS,
} from '../../src/core/observations.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { WarningCounter } from '../../src/core/warning.ts'
import { findScriptedScene } from '../../src/simulation/sensors/scripted-scenes.ts'

const STEP = 50e6

/** Scenes every 50 ms of the fused drive; `extra` comes beside what the sensors give. */
function scenesOf(
  drive: FusionDrive,
  extra: readonly Observation[] = [],
  prepare: (fusion: FusionState) => void = () => {},
) {
  const fusion = createFusion(GENERIC_CAR)
  prepare(fusion)
  const observations = [...drive.deliveries.map(({ observation }) => observation), ...extra]
  observations.sort((a, b) => a.stamp - b.stamp)
  const warnings = new WarningCounter()
  const scenes: Scene[] = []
  let next = 0
  for (let stamp = 0; stamp < drive.end; stamp += STEP) {
    const start = next
    while (next < observations.length && observations[next]!.stamp <= stamp) next++
    const result = fuse(fusion, observations.slice(start, next), stamp)
    warnings.addAll(result.warnings)
    scenes.push(result.output)
  }
  return { scenes, warnings, fusion }
}

const REFLECTION: RadarDetection = {
  range: 30,
  rangeStandardDeviation: Number.NaN,
  azimuth: 0,
  azimuthStandardDeviation: Number.NaN,
  elevation: Number.NaN,
  elevationStandardDeviation: Number.NaN,
  rangeRate: 0,
  rangeRateStandardDeviation: Number.NaN,
  radarCrossSection: 0,
  slot: -1,
  isNewInSlot: false,
}

/** m: of the generic car's front radar and camera before the rear axle, and of camera and lidar over the ground. */
const BUMPER = GENERIC_CAR.mountings['radar/front']!.position[0]
const [WINDSCREEN, , EYE] = GENERIC_CAR.mountings['camera/front']!.position
const ROOF = GENERIC_CAR.mountings['lidar/roof']!.position[2]

/** The front camera's box of a car straight ahead whose rear is `rear` m before the car's rear axle and `height` m high. */
function pictured(rear: number, height: number): CameraBoxDetection {
  const distance = rear - WINDSCREEN
  const contact = Math.atan2(EYE, distance)
  return {
    bearing: 0,
    bearingStandardDeviation: 0.0015,
    groundContact: contact,
    groundContactStandardDeviation: 0.0015,
    apparentHeight: contact - Math.atan2(EYE - height, distance),
    apparentHeightStandardDeviation: 0.002,
    class: 'car',
    score: 0.9,
  }
}

const confirmed = ({ objects }: Scene): readonly TrackedObject[] => objects.filter(({ isConfirmed }) => isConfirmed)

describe('objects in the fused scene', () => {
  it('hold one id each from first confirmation to the end, with class and size', () => {
    const { scenes } = scenesOf(fusionDrive(findScriptedScene('lead-braking'), { seed: 1 }))
    const seen = scenes.slice(10).map(confirmed)
    expect(seen.every((objects) => objects.some(({ id }) => id === seen[0]![0]!.id))).toBe(true)
    const lead = seen.at(-1)!.find(({ id }) => id === seen[0]![0]!.id)!
    expect(lead.class).toBe('car')
    expect(lead.size[0]).toBeCloseTo(4.6, 0)
    expect(Math.hypot(...lead.velocity)).toBeLessThan(0.3)
  })

  it('do not jump when the first fix turns the world frame, nor when fixes move the car', () => {
    const whole = fusionDrive(findScriptedScene('lead-cruising'), { seed: 2 })
    const upTo = (from: number): FusionDrive => ({
      ...whole,
      deliveries: whole.deliveries.filter(({ observation: o }) => o.kind !== 'gnss' || o.stamp >= from),
    })
    // The first fix comes when the car has driven 45 m in its own frame, and is off by metres.
    const [fixed, free] = [scenesOf(upTo(3e9)).scenes, scenesOf(upTo(whole.end)).scenes]
    expect(fixed[55]!.ego.origin).toBeNull()
    expect(fixed.at(-1)!.ego.origin).not.toBeNull()
    expect(free.at(-1)!.ego.origin).toBeNull()
    for (const [i, scene] of fixed.entries()) {
      const lead = confirmed(scene)[0]
      if (i < 10) continue
      const same = confirmed(free[i]!).find(({ id }) => id === lead!.id)
      // Fixes do correct wheel scale and gyro bias, which turn and stretch what is remembered by some per mille.
      expect(Math.hypot(lead!.position[0] - same!.position[0], lead!.position[1] - same!.position[1])).toBeLessThan(0.3)
    }
  })

  it("are there where a planner's network alone finds them, though it has no mounting, and stay when it does not", () => {
    const drive = fusionDrive(findScriptedScene('lead-braking'), { seed: 1 })
    const box: BoxDetection = {
      position: [5, 12, 0.8],
      yaw: 0,
      size: [0.8, 0.7, 1.7],
      class: 'pedestrian',
      score: 0.8,
      covariance: null,
    }
    const seen = (count: number, boxes: readonly BoxDetection[]): Observation[] =>
      Array.from({ length: count }, (_, i) => {
        return { kind: 'boxes', stamp: drive.end - 1e8 * (count - i), sensor: PLANNER_OBJECTS, sequence: 0, boxes }
      })
    const without = confirmed(scenesOf(drive).scenes.at(-1)!)
    const { scenes, warnings } = scenesOf(drive, seen(12, [box]))
    expect(warnings.list().map(({ code }) => code)).not.toContain('sensor-not-mounted')
    const near = confirmed(scenes.at(-1)!).filter(({ class: name }) => name === 'pedestrian')
    expect(near).toHaveLength(1)
    expect(Math.hypot(near[0]!.position[0] - 5, near[0]!.position[1] - 12)).toBeLessThan(3)
    // The lead that radar and camera see stays though the network never finds it.
    expect(confirmed(scenes.at(-1)!).some(({ class: name }) => name === 'car')).toBe(true)
    expect(without.some(({ class: name }) => name === 'pedestrian')).toBe(false)
  })

  it('stay unconfirmed while only radar sees them and they never moved', () => {
    const { scenes } = scenesOf(fusionDrive(findScriptedScene('pedestrian-crossing'), { seed: 1, sensors: ['radar'] }))
    const parked = scenes.flatMap(({ objects }) => objects.filter(({ class: name }) => name === 'static'))
    expect(parked.length).toBeGreaterThan(20)
    expect(parked.some(({ isConfirmed }) => isConfirmed)).toBe(false)
    const both = scenesOf(
      fusionDrive(findScriptedScene('pedestrian-crossing'), { seed: 1, sensors: ['radar', 'lidar'] }),
    )
    expect(confirmed(both.scenes.at(-1)!).length).toBeGreaterThanOrEqual(3)
  })

  it('take no post for what a false reflection says flies past it', () => {
    const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, duration: 2, sensors: [] })
    const target = { ...REFLECTION, azimuth: 0.4, rangeRate: 20 }
    const flying = [1, 1.05].map((time, i): Observation => {
      const detections = [{ ...target, range: 30 + 20 * (time - 1) }]
      return { kind: 'radar', stamp: time * 1e9, sensor: 'radar/front', sequence: i, detections }
    })
    const [x, y] = [3.7 + 32 * Math.cos(0.4), 32 * Math.sin(0.4)]
    const posts = [1.1, 1.2, 1.3, 1.4, 1.5].map((time, i): Observation => {
      const post = { position: [x - 15 * (time - 1.1), y, 1] as const, yaw: 0, size: [0.2, 0.2, 2] as const }
      const boxes = [{ ...post, class: 'static' as const, score: 0.9, covariance: null }]
      return { kind: 'boxes', stamp: time * 1e9, sensor: 'lidar/roof', sequence: i, boxes }
    })
    const { scenes } = scenesOf(drive, [...flying, ...posts])
    const [post] = scenes
      .slice(32)
      .map(confirmed)
      .find((objects) => objects.length > 0)!
    expect(post!.class).toBe('static')
    expect(Math.hypot(...post!.velocity)).toBeLessThan(3)
  })

  it('are no obstacle near the car where only radar goes on to see a thing that the lidar looks for in vain', () => {
    const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, duration: 2.4, sensors: [] })
    // The car drives 15 m/s towards what stands 40 m ahead in the beginning.
    const radar = Array.from({ length: 38 }, (_, i): Observation => {
      const time = 0.4 + 0.05 * i
      const detections = [{ ...REFLECTION, range: 40 - 15 * time, rangeRate: -15 }]
      return { kind: 'radar', stamp: time * 1e9, sensor: 'radar/front', sequence: i, detections }
    })
    const sweep = (i: number, isSeen: boolean): Observation => {
      const time = 0.41 + 0.1 * i
      const post = { position: [2.5 + 40 - 15 * time, 0, 0] as const, yaw: 0, size: [0.4, 0.4, 1.5] as const }
      const boxes = isSeen ? [{ ...post, class: 'static' as const, score: 0.9, covariance: null }] : []
      return { kind: 'boxes', stamp: Math.round(time * 1e9), sensor: 'lidar/roof', sequence: i, boxes }
    }
    const things = (sweeps: readonly Observation[]) => {
      const { scenes } = scenesOf(drive, [...radar, ...sweeps])
      return confirmed(scenes.at(-1)!).filter(({ class: name }) => name === 'static').length
    }
    const first = [0, 1].map((i) => sweep(i, true))
    const rest = Array.from({ length: 17 }, (_, i) => i + 2)
    expect(things([...first, ...rest.map((i) => sweep(i, true))]), 'seen by both').toBe(1)
    expect(things(first), 'the lidar has failed').toBe(1)
    expect(things([...first, ...rest.map((i) => sweep(i, false))]), 'looked for in vain').toBe(0)
  })

  it('are no obstacle where only pictures go on to tell of a car that lidar and radar look for in vain', () => {
    const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, duration: 2.4, sensors: [] })
    const stampOf = (i: number) => Math.round((0.4 + 0.05 * i) * 1e9)
    // The car drives 15 m/s towards what stands 60 m ahead in the beginning.
    const rear = (stamp: number) => 60 - (15 * stamp) / 1e9
    const pictures = Array.from({ length: 19 }, (_, i): Observation => {
      const stamp = stampOf(2 * i)
      return { kind: 'camera-boxes', stamp, sensor: 'camera/front', sequence: i, boxes: [pictured(rear(stamp), 1.5)] }
    })
    const sweep = (i: number, isSeen: boolean): Observation => {
      const stamp = stampOf(2 * i) + 1e7
      const car = { position: [rear(stamp) + 2.25, 0, -1] as const, yaw: 0, size: [4.5, 1.8, 1.5] as const }
      const boxes = isSeen ? [{ ...car, class: 'car' as const, score: 0.9, covariance: null }] : []
      return { kind: 'boxes', stamp, sensor: 'lidar/roof', sequence: i, boxes }
    }
    const scan = (i: number, isSeen: boolean): Observation => {
      const stamp = stampOf(i) + 2e7
      const detections = isSeen ? [{ ...REFLECTION, range: rear(stamp) - BUMPER, rangeRate: -15 }] : []
      return { kind: 'radar', stamp, sensor: 'radar/front', sequence: i, detections }
    }
    const cars = (isSeenByRadar: boolean) => {
      const sweeps = Array.from({ length: 19 }, (_, i) => sweep(i, i < 2))
      const scans = Array.from({ length: 38 }, (_, i) => scan(i, isSeenByRadar || i < 4))
      const { scenes } = scenesOf(drive, [...pictures, ...sweeps, ...scans])
      return confirmed(scenes.at(-1)!).filter(({ class: name }) => name === 'car').length
    }
    expect(cars(true), 'the radar sees it').toBe(1)
    expect(cars(false), 'only pictures tell of it').toBe(0)
  })

  it('keep their box in the picture though the lidar sees neither foot nor roof of them from afar', () => {
    // 57 m away between the rows of a lidar: half a metre is missing at the foot and as much of the roof.
    const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, duration: 3, sensors: [] })
    const pictures: Observation[] = []
    const sweeps: Observation[] = []
    for (let i = 0; i < 26; i++) {
      const stamp = (4 + i) * 1e8
      const position = [59.5, 0, 0.4 + 0.55 - ROOF] as const
      const box = {
        position,
        yaw: 0,
        size: [4.5, 1.9, 1.1] as const,
        class: 'car' as const,
        score: 0.9,
        covariance: null,
      }
      pictures.push({ kind: 'camera-boxes', stamp, sensor: 'camera/front', sequence: i, boxes: [pictured(57.25, 2.1)] })
      sweeps.push({ kind: 'boxes', stamp: stamp + 1e7, sensor: 'lidar/roof', sequence: i, boxes: [box] })
    }
    let taken = 0
    scenesOf(drive, [...pictures, ...sweeps], ({ tracks }) => {
      tracks.tracker.probe = (cycle) => {
        if (cycle instanceof CameraCycle) taken++
      }
    })
    // The first few begin tracks before it is known how large the car is.
    expect(taken).toBeGreaterThan(0.8 * pictures.length)
  })

  it('coast through a gap and are gone after it becomes too long', () => {
    const faults = [{ kind: 'silent', sensor: 'lidar/roof', from: 2e9, to: 6e9 }] as const
    const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, sensors: ['lidar'], faults })
    const { scenes } = scenesOf(drive)
    const at = (seconds: number) => confirmed(scenes[Math.round((seconds * 1e9) / STEP)]!)
    expect(at(2.5)[0]!.coastingFor).toBeGreaterThan(0.4)
    expect(at(4)).toEqual([])
    expect(at(6.35).length).toBeGreaterThan(0)
    expect(at(6.35).every(({ coastingFor, age }) => coastingFor < 0.2 && age < 1)).toBe(true)
  })
})

describe('bad input', () => {
  const drive = fusionDrive(findScriptedScene('lead-cruising'), { seed: 1, duration: 2 })
  const box = (part: Partial<BoxDetection>): BoxDetection => ({
    position: [20, 0, 0],
    yaw: 0,
    size: [4, 2, 1.5],
    class: 'car',
    score: 0.9,
    covariance: null,
    ...part,
  })
  const boxes = (sequence: number, detections: readonly BoxDetection[], stamp = 1.003e9): Observation => ({
    kind: 'boxes',
    stamp,
    sensor: 'lidar/roof',
    sequence,
    boxes: detections,
  })

  it('is counted and leaves the tracks as they were', () => {
    const negative = new Float64Array(16)
    negative[0] = negative[5] = negative[10] = negative[15] = -1
    const bad = [
      box({ position: [Number.NaN, 0, 0] }),
      box({ size: [0, 2, 1.5] }),
      box({ yaw: Number.POSITIVE_INFINITY }),
      box({ covariance: negative }),
    ]
    const nothing = scenesOf(drive, [boxes(1000, [])])
    const { scenes, warnings } = scenesOf(drive, [boxes(1000, bad)])
    expect(scenes.map(({ objects }) => objects)).toEqual(nothing.scenes.map(({ objects }) => objects))
    expect(warnings.list().find(({ code }) => code === 'detection-unusable')?.first).toContain('4 left out')
  })

  it('with stamps that are none, or before the window, is told and dropped', () => {
    const { scenes, fusion } = scenesOf(drive)
    const bad = [boxes(1000, [box({})], Number.NaN), boxes(1001, [box({})], 0.5), boxes(1002, [box({})], 0)]
    const { output, warnings } = fuse(fusion, bad, scenes.at(-1)!.stamp)
    expect(warnings.map(({ code }) => code).sort()).toEqual(['invalid-stamp', 'invalid-stamp', 'observation-too-old'])
    expect(output).toEqual(scenes.at(-1))
  })

  it('of a sensor that the car does not have is told', () => {
    const { warnings } = scenesOf(drive, [{ ...boxes(1, [box({})]), sensor: 'lidar/nowhere' }])
    expect(warnings.list().map(({ code }) => code)).toContain('sensor-not-mounted')
  })

  it('of ten thousand detections in one frame costs bounded time and memory, again and again', () => {
    const flood = (sequence: number, stamp: number) =>
      boxes(
        sequence,
        Array.from({ length: 10_000 }, (_, i) => box({ position: [3 + (i % 100), (i / 100) * 2 - 100, 0] })),
        stamp,
      )
    const extra = Array.from({ length: 10 }, (_, i) => flood(1000 + i, 1.003e9 + i * 50e6))
    const began = performance.now()
    const { scenes, warnings, fusion } = scenesOf(drive, extra)
    expect(performance.now() - began).toBeLessThan(60_000)
    expect(fusion.tracks.tracker.store.count).toBeLessThanOrEqual(fusion.tracks.tracker.store.capacity)
    expect(scenes.every(({ objects }) => objects.length <= 256)).toBe(true)
    expect(warnings.list().find(({ code }) => code === 'detection-unusable')?.count).toBe(10)
  }, 90_000)
})
