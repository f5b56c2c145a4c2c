import { describe, expect, it } from 'vitest'
import { NO_FRAMES } from '../../../src/core/frames.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import type { EgoState, Scene, TrackedObject } from '../../../src/core/scene.ts'
import { AbsoluteTime } from '../../../src/io/protobuf/absolute-time.ts'
import { encodeHealth, encodeLatency, encodeLog } from '../../../src/io/protobuf/diagnostics.ts'
import { axdrive, foxglove } from '../../../src/io/protobuf/runtime.ts'
import { decodeEgo, decodeObjects, encodeEgo, encodeObjects } from '../../../src/io/protobuf/scene.ts'
import { encodeSceneUpdate, encodeTransforms } from '../../../src/io/protobuf/scene-update.ts'
import { decodeTrajectory, encodeTrajectory } from '../../../src/io/protobuf/trajectory.ts'

const TIME = new AbsoluteTime(1_000_000_000_500_000_000n)

const EGO: EgoState = {
  stamp: 2_750_000_000,
  isValid: true,
  position: [10, 20, 1],
  origin: { latitude: 0.65, longitude: -2.1, altitude: 30 },
  yaw: Math.PI / 2,
  speed: 12.5,
  yawRate: 0.01,
  acceleration: -0.3,
  frontWheelAngle: Number.NaN,
  covariance: Float64Array.from({ length: 25 }, (_, i) => i / 8),
  calibration: new Map([
    ['wheelScale', { value: 1.0025, standardDeviation: 0.001 }],
    ['gyroBias', { value: -0.002, standardDeviation: 0.0005 }],
  ]),
}
const TRACK: TrackedObject = {
  id: 7,
  class: 'car',
  existence: 0.987,
  isConfirmed: true,
  coastingFor: 0.05,
  age: 3.5,
  position: [30, -2, 0.8],
  yaw: 0.1,
  velocity: [3, 4],
  acceleration: 0.5,
  yawRate: -0.02,
  size: [4.5, 1.8, 1.6],
  covariance: Float64Array.from({ length: 16 }, (_, i) => i),
}
const SCENE: Scene = { stamp: EGO.stamp, ego: EGO, objects: [TRACK], newest: new Map(), frames: NO_FRAMES }
const PLAN: Trajectory = {
  stamp: 2_700_000_000,
  planner: 'idm',
  reason: 'behind 7',
  points: [0, 1, 2].map((time) => ({
    time,
    x: 12 * time,
    y: 0.5,
    yaw: 0,
    speed: 12,
    acceleration: 0,
    curvature: 0.001,
  })),
}

describe('scene codec', () => {
  it('gives back ego state, with and without an origin', () => {
    expect(decodeEgo(encodeEgo(EGO))).toEqual(EGO)
    expect(decodeEgo(encodeEgo({ ...EGO, origin: null }))).toEqual({ ...EGO, origin: null })
  })

  it('gives equal bytes whatever the order in which calibrations were learnt', () => {
    const reversed = new Map([...EGO.calibration].reverse())
    expect(encodeEgo({ ...EGO, calibration: reversed })).toEqual(encodeEgo(EGO))
  })

  it('gives back tracks and plans', () => {
    expect(decodeObjects(encodeObjects(SCENE))).toEqual({ stamp: SCENE.stamp, objects: [TRACK] })
    expect(decodeTrajectory(encodeTrajectory(PLAN))).toEqual(PLAN)
  })
})

describe('scene update for a viewer', () => {
  const update = foxglove.SceneUpdate.decode(encodeSceneUpdate(SCENE, PLAN, TIME))
  const [track, plan] = update.entities

  it('draws a track as a box with its velocity as an arrow and its numbers as text, in the ego frame', () => {
    expect(track).toMatchObject({
      id: 'track/7',
      frameId: 'ego',
      timestamp: { seconds: 1_000_000_003, nanos: 250_000_000 },
    })
    expect(track?.cubes?.[0]?.size).toMatchObject({ x: 4.5, y: 1.8, z: 1.6 })
    const arrow = track?.arrows?.[0]
    expect(arrow?.shaftLength).toBeCloseTo(5)
    // The arrow points along x of its pose: the quaternion must turn x into (0.6, 0.8).
    const { z = 0, w = 0 } = arrow?.pose?.orientation ?? {}
    expect(2 * (w ?? 0) * (z ?? 0)).toBeCloseTo(0.8)
    expect(track?.texts?.[0]?.text).toBe('car 7  5.0 m/s  99 %')
  })

  it('draws the plan as a line at the stamp of the plan', () => {
    expect(plan).toMatchObject({
      id: 'plan',
      frameId: 'ego',
      timestamp: { seconds: 1_000_000_003, nanos: 200_000_000 },
    })
    expect(plan?.lines?.[0]?.points?.map(({ x }) => x)).toEqual([0, 12, 24])
  })

  it('erases the line when there is no plan', () => {
    const { entities } = foxglove.SceneUpdate.decode(encodeSceneUpdate(SCENE, null, TIME))
    expect(entities?.[1]).toMatchObject({ id: 'plan', lines: [] })
  })

  it('places the ego frame in the world frame', () => {
    const [transform] = foxglove.FrameTransforms.decode(encodeTransforms(EGO, TIME)).transforms
    expect(transform).toMatchObject({
      parentFrameId: 'world',
      childFrameId: 'ego',
      translation: { x: 10, y: 20, z: 1 },
    })
    expect(transform?.rotation?.z).toBeCloseTo(Math.SQRT1_2)
    expect(transform?.rotation?.w).toBeCloseTo(Math.SQRT1_2)
  })
})

describe('diagnostics codec', () => {
  it('rounds wall-clock durations to whole nanoseconds', () => {
    const segments = [{ stage: 'wait', duration: 1.6 }]
    const bytes = encodeLatency({ sequence: 9, stages: segments, endToEnd: [{ topic: '/imu', total: 2.4, segments }] })
    expect(axdrive.v1.Latency.decode(bytes)).toMatchObject({
      sequence: 9,
      stages: [{ stage: 'wait', duration: 2 }],
      endToEnd: [{ topic: '/imu', total: 2, segments: [{ duration: 2 }] }],
    })
  })

  it('carries the age of a topic that never spoke', () => {
    const topic = {
      topic: '/imu',
      isAlive: false,
      isOnRate: true,
      isValid: true,
      age: Number.POSITIVE_INFINITY,
      rate: 0,
      clockOffset: 0.045,
      clockOffsetDeviation: 2e-4,
      clockDrift: Number.NaN,
      faults: ['lidar-dead-beams: ring 3'],
    }
    const { stamp, topics } = axdrive.v1.Health.decode(encodeHealth(5, [topic]))
    expect(stamp).toBe(5)
    expect(topics[0]).toMatchObject({ topic: '/imu', isOnRate: true, age: Number.POSITIVE_INFINITY })
    expect(topics[0]?.faults).toEqual(['lidar-dead-beams: ring 3'])
    expect(topics[0]).toMatchObject({ clockOffset: 0.045, clockOffsetDeviation: 2e-4, clockDrift: Number.NaN })
  })

  it('writes a warning as a log line with its code for a name', () => {
    const log = foxglove.Log.decode(
      encodeLog({ code: 'topic-silent', stamp: 0, detail: 'no message' }, 500_000_000, TIME),
    )
    expect(log).toMatchObject({ name: 'topic-silent', message: 'no message', level: foxglove.Log.Level.WARNING })
    expect(log.timestamp).toMatchObject({ seconds: 1_000_000_001, nanos: 0 })
  })
})
