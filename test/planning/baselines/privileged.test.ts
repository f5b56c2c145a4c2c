import { describe, expect, it } from 'vitest'
import { createPlanner, PRIVILEGED_PLANNERS } from '../../../planning/registry.ts'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import type { LaneMap } from '../../../src/common/map/lane-map.ts'
import { type PrivilegedWorld, USUAL_SPEED } from '../../../src/common/map/privileged-world.ts'
import { InputError } from '../../../src/core/errors.ts'
import type { Trajectory } from '../../../src/core/plan.ts'
import type { Scene } from '../../../src/core/scene.ts'
import { LANE_WIDTH, type RoadOptions, straightMap } from '../../common/scoring/straight-road.ts'
import { CAR, egoState, sceneAt, trackedObject } from '../scene-fixtures.ts'

const NAMES = Object.keys(PRIVILEGED_PLANNERS)

/** The straight road of the scoring tests; 15 m/s allowed. With a light at `junctionAt` it shows `state` for good. */
function worldOf(options: RoadOptions = {}, state?: 'red' | 'green' | 'amber'): PrivilegedWorld {
  const map = straightMap(options)
  const signalled: LaneMap = {
    ...map,
    trafficLights:
      state === undefined
        ? []
        : [
            {
              id: 1,
              position: [options.junctionAt!, -3, 5],
              yaw: Math.PI,
              lanes: [4],
              stopLine: 0,
              phases: [{ state, duration: 1000 }],
              phasesBegin: 0,
            },
          ],
  }
  const index = buildMapIndex(signalled)
  const route = buildRoute(index, options.junctionAt === undefined ? [1] : [1, 4, 5])
  return { index, route, usualSpeed: USUAL_SPEED, egoPose: null }
}

function planOnce(name: string, scene: Scene, world = worldOf()): Trajectory {
  const planner = createPlanner(name, CAR, () => world)
  const result = planner.plan(planner.initialState(), scene, scene.stamp)
  if (result instanceof Promise) throw new Error('expected a baseline that answers at once')
  return result.output
}

const at = (speed: number, part: Partial<Scene['ego']> = {}) => ({ ego: egoState({ speed, ...part }) })
const end = (plan: Trajectory) => plan.points.at(-1)!

describe.each(NAMES)('the privileged planner %s', (name) => {
  it('plans 4 s from the car on', () => {
    const { points, planner, stamp } = planOnce(name, sceneAt(7e9, at(12)))
    expect({ planner, stamp }).toEqual({ planner: name, stamp: 7e9 })
    expect(points[0]).toMatchObject({ time: 0, speed: 12 })
    expect(Math.hypot(points[0]!.x, points[0]!.y)).toBeLessThan(1.1)
    expect(points.at(-1)!.time).toBeCloseTo(4, 9)
  })

  it('has nothing to say without an ego state', () => {
    const plan = planOnce(name, sceneAt(0, { ego: egoState({ isValid: false, speed: 0 }) }))
    expect(plan.points).toEqual([])
    expect(plan.reason).not.toBe('')
  })

  it('speeds up towards the limit on a free road, and not beyond it', () => {
    const { speed } = end(planOnce(name, sceneAt(0, at(8))))
    expect(speed).toBeGreaterThan(9)
    expect(speed).toBeLessThanOrEqual(15)
    expect(end(planOnce(name, sceneAt(0, at(15)))).speed).toBeLessThanOrEqual(15.01)
  })

  it('stops for a standing car in a lane of its own', () => {
    const objects = [0, LANE_WIDTH].map((y, i) => trackedObject({ id: i, position: [45, y, 0.7] }))
    const plan = planOnce(name, sceneAt(0, { ...at(12), objects }))
    expect(end(plan).speed).toBeLessThan(6)
    for (const { x } of plan.points) expect(x + CAR.geometry.rearAxleToFront).toBeLessThan(45 - 2.25)
  })

  it('takes a red light for a standing obstacle at the stop line, and a green one for none', () => {
    const options = { junctionAt: 40 }
    const red = planOnce(name, sceneAt(0, at(12)), worldOf(options, 'red'))
    for (const { x } of red.points) expect(x + CAR.geometry.rearAxleToFront).toBeLessThan(40)
    expect(end(red).speed).toBeLessThan(5)
    expect(end(planOnce(name, sceneAt(0, at(12)), worldOf(options, 'green'))).speed).toBeGreaterThan(12)
  })

  it('stops for amber only where it can', () => {
    const near = planOnce(name, sceneAt(0, at(12)), worldOf({ junctionAt: 16 }, 'amber'))
    expect(end(near).speed).toBeGreaterThan(10)
    const far = planOnce(name, sceneAt(0, at(12)), worldOf({ junctionAt: 50 }, 'amber'))
    expect(end(far).speed).toBeLessThan(6)
  })

  it('comes back to its route in the frame of the car', () => {
    const turned = planOnce(name, sceneAt(0, at(10, { position: [0, 0.3, 0], yaw: 0.1 })))
    // On the map the plan ends near the middle of the lane.
    const { x, y } = end(turned)
    expect(0.3 + x * Math.sin(0.1) + y * Math.cos(0.1)).toBeLessThan(1.05)
    expect(0.3 + x * Math.sin(0.1) + y * Math.cos(0.1)).toBeGreaterThan(-1.05)
  })

  it('asks where the car is in the map when the scene does not know it', () => {
    const world = { ...worldOf(), egoPose: () => ({ x: 100, y: 0, yaw: 0 }) }
    const lost = sceneAt(0, at(10, { position: [-5000, 900, 0], yaw: 2 }))
    const { x, y } = end(planOnce(name, lost, world))
    expect(x).toBeGreaterThan(30)
    expect(Math.abs(y)).toBeLessThan(1.1)
  })
})

describe('PDM-Closed', () => {
  it('follows a slower car without touching it', () => {
    const objects = [trackedObject({ position: [30, 0, 0.7], velocity: [8, 0] })]
    const plan = planOnce('pdm-closed', sceneAt(0, { ...at(12), objects }))
    for (const { time, x } of plan.points) expect(x + CAR.geometry.rearAxleToFront).toBeLessThan(30 - 2.25 + 8 * time)
  })

  it('goes a metre aside for what stands half a metre in its way', () => {
    const objects = [trackedObject({ class: 'static', position: [40, -1.4, 0.7], size: [1, 1, 1] })]
    const plan = planOnce('pdm-closed', sceneAt(0, { ...at(10), objects }))
    expect(end(plan).y).toBeCloseTo(1, 1)
    expect(end(plan).speed).toBeGreaterThan(8)
  })
})

describe('the expert', () => {
  it('waits for somebody who is about to cross, and goes on behind them', () => {
    const walker = (y: number) =>
      trackedObject({
        class: 'pedestrian',
        position: [35, y, 0.9],
        velocity: [0, 1.4],
        yaw: Math.PI / 2,
        size: [0.6, 0.6, 1.8],
      })
    const waiting = planOnce('expert', sceneAt(0, { ...at(11), objects: [walker(-3.5)] }))
    expect(end(waiting).speed).toBeLessThan(7)
    const passing = planOnce('expert', sceneAt(0, { ...at(11), objects: [walker(4.5)] }))
    expect(end(passing).speed).toBeGreaterThan(11)
  })

  it('changes lanes around a standing car', () => {
    const plan = planOnce('expert', sceneAt(0, { ...at(12), objects: [trackedObject({ position: [55, 0, 0.7] })] }))
    expect(end(plan).y).toBeGreaterThan(2)
    expect(end(plan).speed).toBeGreaterThan(9)
  })

  it('does not, while somebody comes up in the other lane', () => {
    const objects = [
      trackedObject({ id: 1, position: [55, 0, 0.7] }),
      trackedObject({ id: 2, position: [-8, LANE_WIDTH, 0.7], velocity: [15, 0] }),
    ]
    const plan = planOnce('expert', sceneAt(0, { ...at(12), objects }))
    for (const { y } of plan.points) expect(y).toBeLessThan(1.3)
    expect(end(plan).speed).toBeLessThan(8)
  })

  it('passes a queue in the next lane slowly', () => {
    const objects = [trackedObject({ position: [50, LANE_WIDTH, 0.7], velocity: [1, 0] })]
    expect(end(planOnce('expert', sceneAt(0, { ...at(15), objects }))).speed).toBeLessThan(13)
  })
})

describe('the registry', () => {
  it('says that a planner needs a world where there is none', () => {
    expect(() => createPlanner('expert', CAR)).toThrow(InputError)
    expect(() => createPlanner('pdm-closed', CAR)).toThrow(/no map \(constant-velocity, idm\).*'pdm-closed'/)
  })

  it('gives idm the route where there is one', () => {
    const bent = sceneAt(0, at(10, { yawRate: 0.5 }))
    expect(end(planOnce('idm', bent)).y).toBeCloseTo(0, 6)
  })
})
