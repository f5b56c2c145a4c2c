import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import type { DriveRecord, StopSignArea } from '../../../src/common/scoring/drive-record.ts'
import { drivingScore } from '../../../src/common/scoring/driving-score.ts'
import type { RedLightArea } from '../../../src/common/scoring/scoring-context.ts'
import { agentsOf, cruise, type DrivenState, statesOf, straightMap, TEST_CAR, type TestAgent } from './straight-road.ts'

const COUNT = 151

function score(at: (time: number) => DrivenState, agents: readonly TestAgent[] = [], part: Partial<DriveRecord> = {}) {
  const index = buildMapIndex(straightMap())
  return drivingScore({
    road: index,
    route: buildRoute(index, [1]),
    // The centre of the test car is 1.5 m ahead of its rear axle, and the road begins at x = -100 m.
    routeBegin: 101.5,
    routeEnd: 251.5,
    vehicle: TEST_CAR,
    ego: statesOf(COUNT, at),
    count: COUNT,
    agents: agentsOf(agents, COUNT),
    redLights: [],
    stopSigns: [],
    expertProgress: null,
    ...part,
  })
}

const redArea = (from: number, isRed: (step: number) => boolean): RedLightArea => ({
  lane: 0,
  outline: Float64Array.of(from, -1.75, from + 4, -1.75, from + 4, 1.75, from, 1.75),
  heading: 0,
  isRed: Uint8Array.from({ length: COUNT }, (_, step) => (isRed(step) ? 1 : 0)),
})

describe("CARLA's driving score", () => {
  it('is 1, and a success, for a route driven to its end without an infraction', () => {
    const report = score(cruise(10))
    expect(report).toMatchObject({ drivingScore: 1, routeCompletion: 1, penalty: 1, isSuccess: true, infractions: [] })
  })

  it('counts the share of the route that was driven, and half a route is no success', () => {
    const report = score(cruise(5))
    expect(report.routeCompletion).toBeCloseTo(0.5, 9)
    expect(report.drivingScore).toBeCloseTo(0.5, 9)
    expect(report.isSuccess).toBe(false)
  })

  it('forgives the last metre, and never takes back what was reached', () => {
    expect(score(cruise(149.2 / 15)).routeCompletion).toBe(1)
    expect(score((time) => ({ x: time < 8 ? 10 * time : 160 - 10 * time, speed: 10 })).routeCompletion).toBeCloseTo(
      80 / 150,
      2,
    )
  })

  it.each([
    ['pedestrian', 'collision-pedestrian', 0.5],
    ['car', 'collision-vehicle', 0.6],
    ['cyclist', 'collision-vehicle', 0.6],
    ['static', 'collision-static', 0.65],
  ] as const)('a %s hit at fault is a %s and costs its penalty', (objectClass, kind, penalty) => {
    const report = score(cruise(10), [{ x: 60, y: 0, speed: 0.5, objectClass, length: 1, width: 1 }])
    expect(report.penalty).toBe(penalty)
    expect(report.drivingScore).toBeCloseTo(penalty, 9)
    expect(report.infractions).toHaveLength(1)
    expect(report.infractions[0]).toMatchObject({ kind, agent: 100 })
    expect(report.isSuccess).toBe(false)
  })

  it('multiplies the penalties of several', () => {
    const agents: TestAgent[] = [
      { x: 60, y: 0, objectClass: 'static' },
      { x: 90, y: 0, objectClass: 'static' },
      { x: 120, y: 0, speed: 1, objectClass: 'pedestrian' },
    ]
    expect(score(cruise(10), agents).penalty).toBeCloseTo(0.65 * 0.65 * 0.5, 12)
  })

  it('does not punish being hit from behind', () => {
    expect(score(cruise(10), [{ x: -20, y: 0, speed: 14 }]).penalty).toBe(1)
  })

  it('a red light costs once, told where', () => {
    const report = score(cruise(10), [], { redLights: [redArea(50, () => true), redArea(50.5, () => true)] })
    expect(report.penalty).toBe(0.7)
    expect(report.infractions).toHaveLength(1)
    expect(report.infractions[0]!.x).toBeGreaterThanOrEqual(46)
    expect(score(cruise(10), [], { redLights: [redArea(50, (step) => step > 48)] }).penalty).toBe(1)
    const two = [redArea(20, () => true), redArea(80, () => true)]
    expect(score(cruise(10), [], { redLights: two }).penalty).toBeCloseTo(0.49, 12)
  })

  it('a stop sign wants a stop at its line', () => {
    const stopSigns: StopSignArea[] = [
      {
        lane: 0,
        before: Float64Array.of(46, -1.75, 50, -1.75, 50, 1.75, 46, 1.75),
        behind: Float64Array.of(50.5, -1.75, 52, -1.75, 52, 1.75, 50.5, 1.75),
      },
    ]
    expect(score(cruise(10), [], { stopSigns }).penalty).toBe(0.8)
    // The front, 4 m ahead, comes to rest at 49 m for a second.
    const stopping = (stop: number) => (time: number) => {
      const reached = stop / 10
      if (time < reached) return { x: 10 * time, speed: 10 }
      return time < reached + 1 ? { x: stop, speed: 0 } : { x: stop + 10 * (time - reached - 1), speed: 10 }
    }
    expect(score(stopping(45), [], { stopSigns }).infractions).toEqual([])
    expect(score(stopping(30), [], { stopSigns }).penalty).toBe(0.8)
  })

  it('the share driven off the road reduces the completion', () => {
    const report = score((time) => ({ x: 10 * time, y: time > 12 ? -5 : 0, speed: 10 }))
    expect(report.offRoadShare).toBeCloseTo(0.2, 1)
    expect(report.routeCompletion).toBeCloseTo(1 - report.offRoadShare, 9)
    expect(report.infractions[0]).toMatchObject({ kind: 'off-road' })
    expect(report.isSuccess).toBe(false)
  })
})
