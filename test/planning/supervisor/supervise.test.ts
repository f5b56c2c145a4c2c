import { describe, expect, it } from 'vitest'
import { arcTrajectory } from '../../../planning/arc-trajectory.ts'
import { rssDistance } from '../../../planning/supervisor/rss.ts'
import { superviseNothing } from '../../../planning/supervisor/unsupervised.ts'
import type { Trajectory, TrajectoryPoint } from '../../../src/core/plan.ts'
import { type Stamp, stampFromSeconds } from '../../../src/core/time.ts'
import { egoState, freshSensors, sceneAt, trackedObject } from '../scene-fixtures.ts'
import { keepSpeed, runSupervisor } from './run-supervisor.ts'

const without = (sensor: string, from: number) => (stamp: Stamp, time: number) =>
  sceneAt(stamp, {
    newest: freshSensors(stamp).set(sensor, time > from ? stampFromSeconds(from) : stamp),
  })

describe('the supervisor', () => {
  it('hands on a sound plan as it is', () => {
    const { outputs, warnings } = runSupervisor({ seconds: 1 })
    expect(outputs.at(-1)).toEqual({
      mode: 'drive',
      reason: '',
      intervention: null,
      plan: keepSpeed(1e9),
      threat: null,
    })
    expect(warnings).toEqual([])
  })

  it('stands by, and says so, until there is an ego state and a plan', () => {
    const { at, warnings } = runSupervisor({
      seconds: 1,
      scene: (stamp, time) => sceneAt(stamp, { ego: egoState({ stamp, isValid: time >= 0.3 }) }),
      plan: (stamp, time) => (time < 0.5 ? null : keepSpeed(stamp)),
    })
    expect(at(0.2)).toMatchObject({ mode: 'standby', plan: null })
    expect(at(0.2).reason).not.toBe('')
    expect(at(0.4).mode).toBe('standby')
    expect(at(0.5).mode).toBe('drive')
    expect(warnings).toEqual([])
  })

  it.each([
    ['wheel-speeds', 1, 'speed-stale'],
    ['radar/front', 0.5 + 2, 'object-sensors-lost'],
  ] as const)('brakes in lane when %s has been silent for more than %d s', (sensor, age, intervention) => {
    const { at } = runSupervisor({ seconds: 4, scene: without(sensor, 1) })
    expect(at(1 + age).mode).not.toBe('minimal-risk')
    const stopped = at(1 + age + 0.01)
    expect(stopped).toMatchObject({ mode: 'minimal-risk', intervention })
    expect(stopped.plan?.points.at(-1)?.speed).toBe(0)
    expect(Math.min(...stopped.plan!.points.map(({ acceleration }) => acceleration))).toBeGreaterThanOrEqual(-4)
  })

  it('takes either source of yaw rate, and stops when both are silent', () => {
    expect(runSupervisor({ seconds: 3, scene: without('yaw-rate', 1) }).at(3).mode).toBe('drive')
    const neither = runSupervisor({
      seconds: 3,
      scene: (stamp) => sceneAt(stamp, { newest: freshSensors(stamp).set('yaw-rate', 0).set('imu', 0) }),
    })
    expect(neither.at(3)).toMatchObject({ mode: 'minimal-risk', intervention: 'yaw-rate-stale' })
  })

  it('drives on degraded without the radar for a while, and for good without satellites or steering angle', () => {
    expect(runSupervisor({ seconds: 3, scene: without('radar/front', 1) }).at(1.6)).toMatchObject({
      mode: 'degraded',
      intervention: 'object-sensor-stale',
    })
    for (const sensor of ['gnss', 'steering']) {
      const { outputs } = runSupervisor({ seconds: 5, scene: without(sensor, 1) })
      expect(outputs.every(({ mode }) => mode === 'drive')).toBe(true)
    }
  })

  it('with a second object sensor alive, losing the radar only degrades', () => {
    const { at } = runSupervisor({
      seconds: 6,
      scene: (stamp) => sceneAt(stamp, { newest: freshSensors(stamp).set('radar/front', 0).set('lidar/top', stamp) }),
    })
    expect(at(6).mode).toBe('degraded')
  })

  it('stops when a radar that the car has never reports', () => {
    const newest = (stamp: Stamp) => {
      const sensors = freshSensors(stamp)
      sensors.delete('radar/front')
      return sensors
    }
    const { at } = runSupervisor({ seconds: 4, scene: (stamp) => sceneAt(stamp, { newest: newest(stamp) }) })
    expect(at(1).mode).toBe('degraded')
    expect(at(3)).toMatchObject({ mode: 'minimal-risk', intervention: 'object-sensors-lost' })
  })

  it('without an ego state in the middle of a drive gives no plan and the reason', () => {
    const { at } = runSupervisor({
      seconds: 2,
      scene: (stamp, time) => sceneAt(stamp, { ego: egoState({ stamp, speed: time > 1 ? Number.NaN : 20 }) }),
    })
    expect(at(1.5)).toMatchObject({ mode: 'minimal-risk', intervention: 'ego-not-valid', plan: null })
  })

  const flawed =
    (part: Partial<TrajectoryPoint>, index = 3) =>
    (stamp: Stamp, time: number) => {
      const plan = keepSpeed(stamp)
      if (time < 1) return plan
      return { ...plan, points: plan.points.map((point, i) => (i === index ? { ...point, ...part } : point)) }
    }
  it.each([
    ['NaN in it', flawed({ x: Number.NaN })],
    ['an infinite acceleration', flawed({ acceleration: Number.POSITIVE_INFINITY })],
    ['points out of order', flawed({ time: 0.1 })],
    ['a speed of no car', flawed({ speed: 300 })],
    ['a beginning far from the car', flawed({ y: 9 }, 0)],
  ])('refuses a plan with %s', (_name, plan) => {
    const { at } = runSupervisor({ seconds: 2, plan })
    expect(at(0.99).mode).toBe('drive')
    expect(at(1.5)).toMatchObject({ mode: 'minimal-risk', intervention: 'plan-malformed' })
    expect(at(1.5).plan?.planner).toBe('supervisor')
  })

  it('refuses no plan, an old plan and one from the future', () => {
    const drive = (plan: (stamp: Stamp) => Trajectory | null) =>
      runSupervisor({ seconds: 2, plan: (stamp, time) => (time < 1 ? keepSpeed(stamp) : plan(stamp)) }).at(2)
        .intervention
    expect(drive(() => null)).toBe('plan-missing')
    expect(drive(() => keepSpeed(1e9))).toBe('plan-stale')
    expect(drive((stamp) => keepSpeed(stamp + 1e9))).toBe('plan-stale')
  })

  it('does not flicker when a fault comes and goes: one warning, one stop, one reason', () => {
    const { outputs, warnings } = runSupervisor({
      seconds: 5,
      plan: (stamp, time) => (time > 1 && time < 3 && Math.round(time * 100) % 20 < 10 ? null : keepSpeed(stamp)),
    })
    const changes = outputs.filter(({ mode }, i) => i > 0 && mode !== outputs[i - 1]!.mode)
    expect(changes.map(({ mode }) => mode)).toEqual(['minimal-risk', 'drive'])
    expect(warnings).toHaveLength(1)
    const stops = new Set(outputs.filter(({ mode }) => mode === 'minimal-risk').map(({ plan }) => plan))
    expect(stops.size).toBe(1)
  })
})

describe('the supervisor against what the plan would meet', () => {
  const withObject = (part: Parameters<typeof trackedObject>[0]) => (stamp: Stamp) =>
    sceneAt(stamp, { objects: [trackedObject(part)] })

  it('names a threat, with the object, where braking in service is too late', () => {
    const { at, warnings } = runSupervisor({ seconds: 1, scene: withObject({ id: 12, position: [40, 0, 0] }) })
    const output = at(0.1)
    expect(output).toMatchObject({ mode: 'emergency', intervention: 'collision', threat: { objectId: 12 } })
    expect(output.reason).toContain('object 12')
    expect(output.threat?.reason).toBe(output.reason)
    expect(Math.min(...output.plan!.points.map(({ acceleration }) => acceleration))).toBe(-8)
    expect(warnings.filter(({ code }) => code === 'supervisor-emergency-collision')).toHaveLength(1)
  })

  it.each([
    ['brakes without a threat where minimal-risk braking is just enough', 33, 'minimal-risk', 'collision'],
    ['leaves it to the planner as long as braking later will do', 48, 'drive', null],
  ] as const)('%s', (_name, x, mode, intervention) => {
    const { at } = runSupervisor({
      seconds: 1,
      scene: (stamp) =>
        sceneAt(stamp, { ego: egoState({ speed: 12 }), objects: [trackedObject({ position: [x, 0, 0] })] }),
      plan: (stamp) => keepSpeed(stamp, 12),
    })
    expect(at(0.5)).toMatchObject({ mode, intervention, threat: null })
  })

  it.each([
    ['a car in the next lane', { position: [30, 3.5, 0], velocity: [10, 0] }],
    ['a leader at our speed', { position: [20, 0, 0], velocity: [20, 0] }],
    ['a faster car behind', { position: [-12, 0, 0], velocity: [30, 0] }],
    ['a faster car beside, whose track swerves towards us', { position: [0.5, -2, 0], velocity: [28, 2] }],
    ['what is said to touch our side already', { position: [1.5, 1.4, 0], size: [0.7, 0.6, 1.7], velocity: [20, 0] }],
    [
      'an oncoming car whose straight line crosses ours far ahead',
      { position: [110, 4.5, 0], yaw: 3.1, velocity: [-14, -0.9] },
    ],
    ['a track that may not exist', { position: [40, 0, 0], isConfirmed: false, existence: 0.2 }],
    ['a track long unseen', { position: [40, 0, 0], coastingFor: 0.8 }],
    ['a track of NaN', { position: [Number.NaN, 0, 0] }],
  ] as const)('lets the plan pass with %s', (_name, part) => {
    const { outputs } = runSupervisor({ seconds: 0.5, scene: withObject(part) })
    expect(outputs.every(({ mode }) => mode === 'drive')).toBe(true)
  })

  it('sees a car that crosses', () => {
    const { at } = runSupervisor({
      seconds: 0.2,
      scene: withObject({ position: [40, -16, 0], yaw: Math.PI / 2, velocity: [0, 8] }),
    })
    expect(at(0.1).intervention).toBe('collision')
  })

  it('sees a car that comes over from beside and does not drive past', () => {
    const { at } = runSupervisor({
      seconds: 0.2,
      scene: withObject({ position: [5, -3, 0], velocity: [18, 3], covariance: new Float64Array(16) }),
    })
    expect(at(0.1).intervention).toBe('collision')
  })

  it('believes the brakes of the car and not those of the plan', () => {
    // The plan claims to stop with 12 m/s² before a standing car 30 m ahead; the limits would not let it.
    const claimed = (stamp: Stamp) => ({ ...keepSpeed(stamp), points: arcTrajectory(0, 20, () => -12) })
    const { at } = runSupervisor({ seconds: 0.2, plan: claimed, scene: withObject({ position: [32, 0, 0] }) })
    expect(at(0.1).mode).toBe('emergency')
  })

  it('counts an unsafe RSS gap once an episode, and does not intervene for it', () => {
    const { outputs, warnings } = runSupervisor({
      seconds: 2,
      scene: withObject({ position: [30, 0, 0], velocity: [20, 0] }),
    })
    expect(warnings.map(({ code }) => code)).toEqual(['rss-distance'])
    expect(outputs.at(-1)!.mode).toBe('drive')
  })

  it('is bounded in time with ten thousand objects in the scene', () => {
    const objects = Array.from({ length: 10_000 }, (_, i) =>
      trackedObject({ id: i, position: [10 + (i % 100), 5 + i / 100, 0] }),
    )
    const { outputs } = runSupervisor({ seconds: 0.1, scene: (stamp) => sceneAt(stamp, { objects }) })
    expect(outputs.at(-1)!.mode).toBe('drive')
  })
})

describe('the RSS distance', () => {
  it('is that of the formula', () => {
    // 20·1 + 1.75 + 23.5²/8 - 20²/16
    expect(rssDistance(20, 20)).toBeCloseTo(20 + 1.75 + 69.03125 - 25, 12)
  })

  it('is never negative, and asks nothing behind a much faster car', () => {
    expect(rssDistance(5, 40)).toBe(0)
  })
})

describe('without the supervisor', () => {
  it('every plan passes and no threat is named', () => {
    const scene = sceneAt(0, { objects: [trackedObject({ position: [10, 0, 0] })], newest: new Map() })
    expect(superviseNothing(null, { scene, plan: keepSpeed(0) }, 0).output).toMatchObject({
      mode: 'drive',
      threat: null,
    })
    expect(superviseNothing(null, { scene, plan: null }, 0).output).toMatchObject({ mode: 'standby', plan: null })
  })
})
