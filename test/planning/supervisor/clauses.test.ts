import { describe, expect, it } from 'vitest'
import { arcTrajectory } from '../../../planning/arc-trajectory.ts'
import { rssLateralDistance, standingLateralDistance } from '../../../planning/supervisor/rss.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import type { DrivableArea } from '../../../src/core/scene.ts'
import type { Stamp } from '../../../src/core/time.ts'
import { egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'
import { keepSpeed, runSupervisor } from './run-supervisor.ts'

const SPEED = 20

/** Over to the left lane within 3 s. */
const changingLanes = (stamp: Stamp): Trajectory => {
  const points = arcTrajectory(0, SPEED, () => 0).map((point) => {
    const u = Math.min(1, point.time / 3)
    const slope = (3.5 * 6 * u * (1 - u)) / 3 / SPEED
    return { ...point, y: 3.5 * u * u * (3 - 2 * u), yaw: Math.atan(slope) }
  })
  return { stamp, planner: 'test', points, reason: '' }
}

describe('the supervisor and RSS', () => {
  const behind =
    (gap: number, part: Parameters<typeof trackedObject>[0] = {}) =>
    (stamp: Stamp, time: number) =>
      sceneAt(stamp, {
        // From afar to `gap` within a second, so that it is we who come too near.
        objects: [
          trackedObject({ position: [gap + 5.85 + 40 * Math.max(0, 1 - time), 0, 0], velocity: [SPEED, 0], ...part }),
        ],
      })

  it('brakes for a leader so near that its full braking could not be answered', () => {
    const { at } = runSupervisor({ seconds: 2, scene: behind(6) })
    const { intervention, plan, reason } = at(2)
    expect(intervention).toBe('rss-distance')
    expect(reason).toMatch(/m to object 1, expected at least 20.0 m or/)
    expect(Math.min(...plan!.points.map(({ acceleration }) => acceleration))).toBeLessThan(-1.5)
  })

  it('has nothing against a plan that slows down by itself, nor against the usual headway', () => {
    const slowing = (stamp: Stamp) => ({ ...keepSpeed(stamp), points: arcTrajectory(0, SPEED, () => -3.4) })
    const braking = runSupervisor({ seconds: 2, scene: behind(12), plan: slowing })
    expect(braking.at(2).mode).toBe('drive')
    expect(runSupervisor({ seconds: 2, scene: behind(25) }).at(2).mode).toBe('drive')
  })

  it('lets a car start beside what stands, which could not brake and would not end the wait', () => {
    const beside = (speed: number) => (stamp: Stamp) =>
      sceneAt(stamp, {
        ego: egoState({ speed: 0, isValid: true, stamp }),
        objects: [trackedObject({ position: [6.2, 2.15, 0], velocity: [speed, 0] })],
      })
    const starting = (stamp: Stamp) => ({ ...keepSpeed(stamp), points: arcTrajectory(0, 0, () => 1.5) })
    expect(runSupervisor({ seconds: 5, scene: beside(0), plan: starting }).at(5).mode).toBe('drive')
    // One that rolls on could stop at once.
    expect(runSupervisor({ seconds: 5, scene: beside(1), plan: starting }).at(5).intervention).toBe('rss-distance')
  })

  it('lets a car creep on beside what stands and drive past it by 0.3 m, but not past one that drives', () => {
    // The other car's side is 0.3 m from ours: in RSS what drives may come 0.125 m nearer, as we may.
    const at = (x: number, speed: number, own: number) => (stamp: Stamp) =>
      sceneAt(stamp, {
        ego: egoState({ speed: own, isValid: true, stamp }),
        objects: [trackedObject({ position: [x, 2.12, 0], size: [4.5, 1.8, 1.5], velocity: [speed, 0] })],
      })
    const steady = (own: number) => (stamp: Stamp) => ({ ...keepSpeed(stamp), points: arcTrajectory(0, own, () => 0) })
    const modeOf = (x: number, speed: number, own: number) =>
      runSupervisor({ seconds: 3, scene: at(x, speed, own), plan: steady(own) }).at(3)
    expect(modeOf(4, 0, 0.6).mode).toBe('drive')
    expect(modeOf(9, 0, 4).mode).toBe('drive')
    expect(modeOf(8, 2, 5).intervention).toBe('rss-distance')
  })

  it('gives whoever cuts in the time to make room, and after that asks for it', () => {
    const cuttingIn = (stamp: Stamp, time: number) =>
      sceneAt(stamp, {
        objects: [trackedObject({ position: [16, Math.max(0, 3.5 * (1 - time)), 0], velocity: [SPEED, 0] })],
      })
    const { at } = runSupervisor({ seconds: 5, scene: cuttingIn })
    expect(at(2.5).mode).toBe('drive')
    expect(at(5).intervention).toBe('rss-distance')
  })

  it.each([
    ['close before a car that drives there', { position: [-8, 3.5, 0], velocity: [SPEED, 0] }, 'rss-distance'],
    ['before one that comes up fast', { position: [-35, 3.5, 0], velocity: [33, 0] }, 'rss-distance'],
    ['well before a car', { position: [-32, 3.5, 0], velocity: [SPEED, 0] }, null],
    ['behind a car', { position: [14, 3.5, 0], velocity: [22, 0] }, null],
    ['where a car two lanes farther drives', { position: [-8, 7, 0], velocity: [SPEED, 0] }, null],
  ] as const)('a change of lanes %s: %s', (_name, part, intervention) => {
    const { at } = runSupervisor({
      seconds: 0.2,
      scene: (stamp) => sceneAt(stamp, { objects: [trackedObject(part)] }),
      plan: (stamp, time) => (time < 0.1 ? keepSpeed(stamp) : changingLanes(stamp)),
    })
    expect(at(0.2).intervention).toBe(intervention)
  })

  it('knows the lateral distance of the formula', () => {
    // Both still: 2 · (0.1 + 0.2² / 1.6) + 0.1.
    expect(rssLateralDistance(0, 0)).toBeCloseTo(0.35, 12)
    // One comes with 1 m/s: (1 + 1.2) / 2 + 1.2² / 1.6, the other as before.
    expect(rssLateralDistance(1, 0)).toBeCloseTo(0.1 + 1.1 + 0.9 + 0.125, 12)
    expect(rssLateralDistance(-1, 0)).toBeCloseTo(0.1, 12)
    expect(standingLateralDistance(0)).toBeCloseTo(0.225, 12)
    expect(standingLateralDistance(-1)).toBeCloseTo(0.1, 12)
  })
})

describe('the supervisor and the road', () => {
  const drivable = (isDrivable: DrivableArea['isDrivable']) => (stamp: Stamp) =>
    sceneAt(stamp, { drivable: { isDrivable } })
  const changing = (stamp: Stamp, time: number) => (time < 0.1 ? keepSpeed(stamp) : changingLanes(stamp))

  it('refuses to leave the drivable area, and keeps to the plan of before', () => {
    const { at, warnings } = runSupervisor({ seconds: 0.3, scene: drivable((_x, y) => y < 2), plan: changing })
    expect(at(0.05).mode).toBe('drive')
    expect(at(0.3).intervention).toBe('drivable-area')
    expect(Math.max(...at(0.3).plan!.points.map(({ y }) => y))).toBeLessThan(0.1)
    expect(warnings.map(({ code }) => code)).toEqual(['supervisor-degraded-drivable-area'])
  })

  it.each([
    ['nobody has seen the ground', (): null => null],
    ['the area is wide enough', (_x: number, y: number) => Math.abs(y) < 6],
  ])('lets a plan pass where %s', (_name, isDrivable) => {
    expect(runSupervisor({ seconds: 0.3, scene: drivable(isDrivable), plan: changing }).at(0.3).mode).toBe('drive')
  })

  it('lets a car that is off the road come back', () => {
    expect(runSupervisor({ seconds: 0.3, scene: drivable((_x, y) => y > 2), plan: changing }).at(0.3).mode).toBe(
      'drive',
    )
  })

  it('slows down for a bend that is planned faster than the limits let the car steer', () => {
    const tooFast = (stamp: Stamp) => keepSpeed(stamp, 15, 1 / 40)
    const { at } = runSupervisor({
      seconds: 0.5,
      scene: (stamp) => sceneAt(stamp, { ego: egoState({ stamp, speed: 15, yawRate: 0.2 }) }),
      plan: tooFast,
    })
    const { intervention, plan, mode } = at(0.5)
    expect({ intervention, mode }).toEqual({ intervention: 'limits', mode: 'degraded' })
    expect(plan!.points.at(-1)!.speed).toBe(0)
    expect(plan!.points.at(-1)!.y).toBeGreaterThan(5)
  })
})
