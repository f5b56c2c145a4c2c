import { describe, expect, it } from 'vitest'
import { createConstantVelocityPlanner } from '../../../planning/baselines/constant-velocity.ts'
import { createIdmPlanner } from '../../../planning/baselines/idm.ts'
import { findLead } from '../../../planning/lead.ts'
import { createPlanner, PLANNERS } from '../../../planning/registry.ts'
import { poseOnArc } from '../../../src/common/motion/arc.ts'
import { drivenCurvature } from '../../../src/common/motion/driven-curvature.ts'
import { InputError } from '../../../src/core/errors.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import type { Planner } from '../../../src/core/ports.ts'
import type { Scene } from '../../../src/core/scene.ts'
import { CAR, egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'

function planOnce<State>(planner: Planner<State>, scene: Scene): Trajectory {
  const result = planner.plan(planner.initialState(), scene, scene.stamp)
  if (result instanceof Promise) throw new Error('expected a baseline that answers at once')
  return result.output
}

describe.each(Object.keys(PLANNERS))('the planner %s', (name) => {
  it('plans 4 s from the car on, in steps of at most 0.5 s', () => {
    const { points, planner, stamp } = planOnce(createPlanner(name, CAR), sceneAt(7e9))
    expect({ planner, stamp }).toEqual({ planner: name, stamp: 7e9 })
    expect(points[0]).toMatchObject({ time: 0, x: 0, y: 0, yaw: 0, speed: 20 })
    expect(points.at(-1)!.time).toBeCloseTo(4, 9)
    for (let i = 1; i < points.length; i++) {
      expect(points[i]!.time - points[i - 1]!.time).toBeGreaterThan(0)
      expect(points[i]!.time - points[i - 1]!.time).toBeLessThanOrEqual(0.5)
    }
  })

  it('has nothing to say without an ego state', () => {
    const plan = planOnce(createPlanner(name, CAR), sceneAt(0, { ego: egoState({ isValid: false, speed: 0 }) }))
    expect(plan.points).toEqual([])
    expect(plan.reason).not.toBe('')
  })

  it('does not see what is far beside its path', () => {
    const beside = trackedObject({ position: [40, 6, 0] })
    const alone = planOnce(createPlanner(name, CAR), sceneAt(0))
    expect(planOnce(createPlanner(name, CAR), sceneAt(0, { objects: [beside] }))).toEqual(alone)
  })
})

describe('constant velocity', () => {
  it('keeps speed and curvature', () => {
    const ego = egoState({ speed: 10, yawRate: 0.2 })
    const last = planOnce(createConstantVelocityPlanner(CAR), sceneAt(0, { ego })).points.at(-1)!
    expect(last.speed).toBe(10)
    expect(last.yaw).toBeCloseTo(0.8, 9)
    expect(last.x).toBeCloseTo(50 * Math.sin(0.8), 6)
    expect(last.y).toBeCloseTo(50 * (1 - Math.cos(0.8)), 6)
  })
})

describe('the driven curvature', () => {
  it('is yaw rate over speed on the road and the steered one at walking pace', () => {
    expect(drivenCurvature(egoState({ speed: 20, yawRate: 0.1, frontWheelAngle: 0.5 }), CAR)).toBeCloseTo(0.005, 12)
    const slow = egoState({ speed: 0.5, yawRate: 0.05, frontWheelAngle: Math.atan(0.27) })
    expect(drivenCurvature(slow, CAR)).toBeCloseTo(0.1, 12)
  })

  it('is straight at standstill when the car does not report its wheels, and never beyond the steering stop', () => {
    expect(drivenCurvature(egoState({ speed: 0, yawRate: 0.02, frontWheelAngle: Number.NaN }), CAR)).toBe(0)
    expect(drivenCurvature(egoState({ speed: 4, yawRate: 9 }), CAR)).toBeCloseTo(Math.tan(0.6) / 2.7, 12)
  })
})

describe('finding the lead', () => {
  const find = (objects: Scene['objects'], curvature = 0, followed: number | null = null) =>
    findLead(sceneAt(0, { objects }), curvature, CAR, followed)

  it('takes the nearest ahead, bumper to bumper, with its speed along the path', () => {
    const near = trackedObject({ id: 4, position: [30, 0.5, 0], velocity: [12, 0] })
    const far = trackedObject({ id: 5, position: [60, 0, 0] })
    expect(find([far, near])).toEqual({ id: 4, gap: 30 - 2.25 - 3.6, speed: 12 })
  })

  it('follows the bend that is driven: the car on the arc, not the one straight ahead', () => {
    const curvature = 1 / 100
    const { x, y, yaw } = poseOnArc(curvature, 60)
    const velocity: [number, number] = [15 * Math.cos(yaw), 15 * Math.sin(yaw)]
    const onArc = trackedObject({ id: 1, position: [x, y, 0], yaw, velocity })
    const straightAhead = trackedObject({ id: 2, position: [40, 0, 0] })
    const lead = find([straightAhead, onArc], curvature)!
    expect(lead.id).toBe(1)
    expect(lead.gap).toBeCloseTo(60 - 2.25 - 3.6, 9)
    expect(lead.speed).toBeCloseTo(15, 9)
  })

  it.each([
    ['behind', { position: [-20, 0, 0] }],
    ['in the next lane', { position: [30, 3.5, 0] }],
    ['hardly existing', { isConfirmed: false, existence: 0.3 }],
    ['not a number', { position: [Number.NaN, 0, 0] }],
  ] as const)('leaves out what is %s', (_name, part) => {
    expect(find([trackedObject(part)])).toBeNull()
  })

  it('keeps the one it follows a little beyond the edge at which it would not take it up', () => {
    const atEdge = trackedObject({ id: 9, position: [30, 0.95 + 0.3 + 0.9 + 0.2, 0] })
    expect(find([atEdge])).toBeNull()
    expect(find([atEdge], 0, 9)?.id).toBe(9)
  })

  it('does not tip over on ten thousand objects', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => trackedObject({ id: i, position: [20 + 0.01 * i, 0, 0] }))
    expect(find(many)?.id).toBe(0)
  })
})

describe('idm', () => {
  it('slows down towards a slower lead, names it and never plans to touch it', () => {
    const lead = trackedObject({ id: 6, position: [60, 0, 0], velocity: [12, 0] })
    const plan = planOnce(createIdmPlanner(CAR), sceneAt(0, { objects: [lead] }))
    expect(plan.reason).toContain('6')
    expect(plan.points[0]!.acceleration).toBeLessThan(-0.5)
    for (const { time, x } of plan.points) expect(x + 3.6).toBeLessThan(60 - 2.25 + 12 * time)
  })

  it('sets its speed where it was switched on, at least 10 m/s, or as told', () => {
    const endSpeed = (speed: number, desiredSpeed?: number) => {
      const options = desiredSpeed === undefined ? {} : { desiredSpeed }
      const scene = sceneAt(0, { ego: egoState({ speed }) })
      return planOnce(createIdmPlanner(CAR, options), scene).points.at(-1)!.speed
    }
    expect(endSpeed(25)).toBeCloseTo(25, 9)
    expect(endSpeed(8)).toBeGreaterThan(9)
    expect(endSpeed(25, 15)).toBeLessThan(20)
  })
})

describe('the set speed of idm', () => {
  const setSpeedAfter = (speeds: readonly number[], options = {}) => {
    const planner = createIdmPlanner(CAR, options)
    let state = planner.initialState()
    for (const [i, speed] of speeds.entries()) {
      const result = planner.plan(state, sceneAt(i * 5e7, { ego: egoState({ speed }) }), i * 5e7)
      if (result instanceof Promise) throw new Error('expected an answer at once')
      state = result.state
    }
    return state.desiredSpeed
  }

  it('is raised by a driver who goes faster, not by an overshoot, and not lowered by traffic', () => {
    expect(setSpeedAfter([20, 24])).toBe(24)
    expect(setSpeedAfter([20, 20.8])).toBe(20)
    expect(setSpeedAfter([20, 12])).toBe(20)
  })

  it('stays where it was told to be', () => {
    expect(setSpeedAfter([20, 24], { desiredSpeed: 15 })).toBe(15)
  })
})

describe('the registry', () => {
  it('answers an unknown name with the names there are', () => {
    expect(() => createPlanner('toString', CAR)).toThrow(InputError)
    expect(() => createPlanner('nobody', CAR)).toThrow(/constant-velocity.*idm.*'nobody'/)
  })
})
