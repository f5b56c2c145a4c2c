import { describe, expect, it } from 'vitest'
import { arcTrajectory } from '../../../planning/arc-trajectory.ts'
import type { PlanAlternative, Trajectory } from '../../../src/core/plan.ts'
import type { Scene } from '../../../src/core/scene.ts'
import type { Stamp } from '../../../src/core/time.ts'
import { egoState, freshSensors, sceneAt, trackedObject } from '../scene-fixtures.ts'
import { keepSpeed, onArc, runSupervisor } from './run-supervisor.ts'

const BEND = 1 / 60
const SPEED = 10

/** In the way of a car that drives the bend of 60 m: `ahead` m along it. */
function onTheBend(ahead: number) {
  const turn = BEND * ahead
  return trackedObject({ position: [Math.sin(turn) / BEND, (1 - Math.cos(turn)) / BEND, 0], yaw: turn })
}

describe('what the supervisor drives in place of a plan', () => {
  it('keeps to the bend of the plan while it brakes', () => {
    const { at } = runSupervisor({
      seconds: 0.5,
      scene: (stamp) => onArc(stamp, SPEED, BEND, { objects: [onTheBend(24)] }),
      plan: (stamp) => keepSpeed(stamp, SPEED, BEND),
    })
    const { mode, plan } = at(0.5)
    expect(mode).toBe('minimal-risk')
    expect(plan!.points.at(-1)!.speed).toBe(0)
    for (const { x, y, yaw } of plan!.points) {
      expect(Math.hypot(x, y - 1 / BEND) - 1 / BEND).toBeCloseTo(0, 1)
      expect(yaw).toBeCloseTo(Math.asin(Math.min(1, x * BEND)), 1)
    }
  })

  it('stops along the plan accepted last when the planner gives nonsense, though the wheels are straight by then', () => {
    const { at } = runSupervisor({
      seconds: 1,
      scene: (stamp, time) => onArc(stamp, SPEED, time < 0.9 ? BEND : 0),
      plan: (stamp, time) => (time < 0.9 ? keepSpeed(stamp, SPEED, BEND) : { ...keepSpeed(stamp), points: [] }),
    })
    const { plan, intervention } = at(1)
    expect(intervention).toBe('plan-missing')
    const { x, y } = plan!.points.at(-1)!
    expect(x).toBeGreaterThan(15)
    expect(y).toBeCloseTo(1 / BEND - Math.sqrt(1 / BEND ** 2 - x ** 2), 0)
  })

  it('stops along the driven curvature where no plan was ever accepted', () => {
    const { at } = runSupervisor({
      seconds: 0.02,
      scene: (stamp) => onArc(stamp, SPEED, BEND, { objects: [trackedObject({ position: [9, 0.5, 0] })] }),
      plan: (stamp, time) => (time < 0.01 ? keepSpeed(stamp, SPEED, BEND) : null),
    })
    expect(at(0.02).plan!.points.at(-1)!.y).toBeGreaterThan(0.5)
  })

  const swerving = (side: 1 | -1) => (_: unknown, index: number) => {
    const turned = Math.min(1, index / 10)
    return { y: side * 3.5 * turned * turned * (3 - 2 * turned) }
  }
  const alternative = (side: 1 | -1, score: number): PlanAlternative => ({
    points: arcTrajectory(0, SPEED, () => 0).map((point, i) => ({ ...point, ...swerving(side)(point, i) })),
    score,
  })
  const blocked = (stamp: Stamp): Scene =>
    sceneAt(stamp, { ego: egoState({ speed: SPEED }), objects: [trackedObject({ position: [20, 0, 0] })] })
  const offering =
    (alternatives: readonly PlanAlternative[]) =>
    (stamp: Stamp): Trajectory => ({
      ...keepSpeed(stamp, SPEED),
      alternatives,
    })

  it("takes the best of the planner's other candidates that passes", () => {
    const straight = { points: arcTrajectory(0, SPEED, () => 0), score: 9 }
    const { at, warnings } = runSupervisor({
      seconds: 0.2,
      scene: blocked,
      plan: offering([alternative(-1, 1), straight, alternative(1, 2)]),
    })
    expect(at(0.2)).toMatchObject({ mode: 'degraded', intervention: 'collision', plan: { planner: 'test' } })
    expect(at(0.2).plan!.points.at(-1)!.y).toBeCloseTo(3.5, 6)
    expect(warnings.map(({ code }) => code).filter((code) => code.startsWith('supervisor'))).toEqual([
      'supervisor-degraded-collision',
    ])
  })

  it('drives around a leader too near for RSS where a candidate leaves its way, and slows down behind it where none does', () => {
    const near = (stamp: Stamp): Scene =>
      sceneAt(stamp, {
        ego: egoState({ speed: SPEED }),
        objects: [trackedObject({ position: [14, 0, 0], velocity: [7, 0] })],
        newest: freshSensors(stamp),
      })
    const straight = { points: arcTrajectory(0, SPEED, () => 0), score: 9 }
    // Whoever is first seen too near is given 3 s to make room.
    const around = runSupervisor({ seconds: 4, scene: near, plan: offering([straight, alternative(1, 2)]) })
    expect(around.at(4)).toMatchObject({ mode: 'degraded', intervention: 'rss-distance', plan: { planner: 'test' } })
    expect(around.at(4).plan!.points.at(-1)!.y).toBeCloseTo(3.5, 6)
    const behind = runSupervisor({ seconds: 4, scene: near, plan: offering([straight]) })
    expect(behind.at(4)).toMatchObject({ intervention: 'rss-distance', plan: { planner: 'supervisor' } })
    expect(behind.at(4).plan!.points.at(10)!.speed).toBeLessThan(SPEED)
  })

  it('brakes along the plan where no other candidate passes', () => {
    const { at } = runSupervisor({
      seconds: 0.2,
      scene: blocked,
      plan: offering([{ points: arcTrajectory(0, SPEED, () => 0), score: 9 }]),
    })
    expect(at(0.2)).toMatchObject({ mode: 'minimal-risk', plan: { planner: 'supervisor' } })
  })

  it('drives the plan of before when a new one goes wrong, and is over with it within half a second', () => {
    const { at } = runSupervisor({
      seconds: 2,
      // Two lanes; the one on the left is taken.
      scene: (stamp) =>
        sceneAt(stamp, {
          ego: egoState({ speed: SPEED }),
          objects: [trackedObject({ position: [-2, 3.5, 0], velocity: [SPEED, 0] })],
          newest: freshSensors(stamp),
        }),
      plan: (stamp, time) =>
        time < 1 || time > 1.3 ? keepSpeed(stamp, SPEED) : { ...keepSpeed(stamp), points: alternative(1, 0).points },
    })
    expect(at(1.1)).toMatchObject({
      mode: 'degraded',
      intervention: 'rss-distance',
      plan: { points: keepSpeed(0, SPEED).points },
    })
    expect(at(1.9)).toMatchObject({ mode: 'drive', intervention: null })
  })

  it('drives on once what it stopped for has gone', () => {
    const { at } = runSupervisor({
      seconds: 6,
      scene: (stamp, time) =>
        sceneAt(stamp, {
          ego: egoState({ stamp, speed: Math.max(0, 8 - 4 * Math.max(0, time - 0.2)) }),
          objects: time < 4 ? [trackedObject({ position: [15 - 8 * Math.min(time, 1), 0, 0] })] : [],
        }),
      plan: (stamp) => keepSpeed(stamp, 8),
    })
    expect(at(1).mode).not.toBe('drive')
    expect(at(5.2)).toMatchObject({ mode: 'drive', intervention: null, plan: { planner: 'test' } })
  })
})
