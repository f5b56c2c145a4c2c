import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import { closedLoopScore } from '../../../src/common/scoring/closed-loop-score.ts'
import type { DriveRecord } from '../../../src/common/scoring/drive-record.ts'
import { closedLoopScoreInWindows } from '../../../src/common/scoring/drive-windows.ts'
import {
  agentsOf,
  cruise,
  type DrivenState,
  type RoadOptions,
  statesOf,
  straightMap,
  TEST_CAR,
  type TestAgent,
} from './straight-road.ts'

/** 15 s at 10 Hz. */
const COUNT = 151

function recordOf(
  at: (time: number) => DrivenState,
  agents: readonly TestAgent[] = [],
  part: Partial<DriveRecord> = {},
  options: RoadOptions = {},
): DriveRecord {
  const index = buildMapIndex(straightMap(options))
  return {
    road: index,
    route: buildRoute(index, options.junctionAt === undefined ? [1] : [1, 4, 5]),
    routeBegin: 100,
    routeEnd: 250,
    vehicle: TEST_CAR,
    ego: statesOf(COUNT, at),
    count: COUNT,
    agents: agentsOf(agents, COUNT),
    redLights: [],
    stopSigns: [],
    expertProgress: 150,
    ...part,
  }
}

const score = (...input: Parameters<typeof recordOf>) => closedLoopScore(recordOf(...input))
const kinds = (report: ReturnType<typeof score>) => report.infractions.map(({ kind }) => kind)

describe("nuPlan's closed-loop score", () => {
  it('is 1 for a drive as fast as the expert, within the limit, alone', () => {
    const report = score(cruise(10))
    expect(report.score).toBe(1)
    expect(report.missing).toEqual([])
    expect(report.infractions).toEqual([])
    expect(report.progress).toBeCloseTo(150, 6)
  })

  it('weighs by (5·progress + 5·TTC + 4·speed + 2·comfort) / 16', () => {
    const report = score(cruise(5))
    expect(report.clauses.progress).toBeCloseTo(0.5, 9)
    expect(report.score).toBeCloseTo((2.5 + 5 + 4 + 2) / 16, 9)
  })

  it('NAC: a road user hit at fault costs all, one static object half, two of them all', () => {
    expect(score(cruise(10), [{ x: 60, y: 0, speed: 2 }]).score).toBe(0)
    const cone: TestAgent = { x: 60, y: 0, objectClass: 'static', length: 0.5, width: 0.5 }
    const once = score(cruise(10), [cone])
    expect(once.clauses.nac).toBe(0.5)
    expect(once.infractions.find(({ kind }) => kind === 'collision-static')).toMatchObject({ agent: 100 })
    expect(score(cruise(10), [cone, { ...cone, x: 90 }]).clauses.nac).toBe(0)
  })

  it('NAC: being hit from behind costs nothing', () => {
    expect(score(cruise(5), [{ x: -20, y: 0, speed: 8 }]).clauses.nac).toBe(1)
  })

  it('DAC: a corner may leave the road by 0.3 m', () => {
    // The lane ends at y = -1.75 and the car is 1 m wide to each side.
    expect(score(cruise(10, 0, -1.04)).clauses.dac).toBe(1)
    const report = score(cruise(10, 0, -1.06))
    expect(report.clauses.dac).toBe(0)
    expect(report.infractions[0]).toMatchObject({ kind: 'off-road', time: 0 })
  })

  it('MP: a fifth of the progress is needed', () => {
    expect(score(cruise(2.1)).clauses.mp).toBe(1)
    const report = score(cruise(1.9))
    expect(report.clauses.mp).toBe(0)
    expect(report.score).toBe(0)
    expect(kinds(report)).toContain('no-progress')
  })

  it('MP: where the expert stood, standing is enough', () => {
    expect(score(cruise(0), [], { expertProgress: 0 }).score).toBe(1)
  })

  it('DDC: 2 m and 6 m a second against the traffic', () => {
    const against = (speed: number) => score(cruise(speed, 0, 7)).clauses.ddc
    expect([against(1.9), against(2.1), against(6.1)]).toEqual([1, 0.5, 0])
  })

  it('TTC: 0.95 s must be left, and 3 s are looked ahead', () => {
    // The standing car's rear is 100 m ahead of ego's front, which stops at once with `left` m to go.
    const stopping = (left: number) =>
      score(
        (time) => ({ x: Math.min(100 - left, 10 * time), speed: 10 * time < 100 - left ? 10 : 0 }),
        [{ x: 106, y: 0, speed: 0 }],
      )
    const late = stopping(7.5)
    expect(late.clauses.ttc).toBe(0)
    expect(late.infractions.find(({ kind }) => kind === 'time-to-collision')).toMatchObject({ agent: 100 })
    const early = stopping(11.5)
    expect(early.clauses.ttc).toBe(1)
    expect(early.leastTimeToCollision).toBeCloseTo(1.2, 1)
    expect(stopping(40).leastTimeToCollision).toBe(Number.POSITIVE_INFINITY)
  })

  it('TTC: one beside counts only while ego straddles lanes, or in a junction', () => {
    const beside: TestAgent = { x: 1.5, y: -8.5, yaw: Math.PI / 2, speed: 0.5, length: 2, width: 2 }
    const strolling = cruise(0.1)
    expect(score(strolling, [beside]).clauses.ttc).toBe(1)
    expect(score(strolling, [beside], {}, { junctionAt: -8 }).clauses.ttc).toBe(0)
    expect(score(cruise(0.1, 0, 1.5), [{ ...beside, y: -7 }]).clauses.ttc).toBe(0)
  })

  it('Speed: 1 - ∫ overspeed / (2.23 · duration)', () => {
    const options = { speedLimit: 9 }
    expect(score(cruise(10), [], {}, options).clauses.speed).toBeCloseTo(1 - 1 / 2.23, 9)
    const report = score(cruise(12), [], {}, options)
    expect(report.clauses.speed).toBe(0)
    expect(report.infractions[0]).toMatchObject({ kind: 'overspeed', time: 0, x: 0 })
  })

  it('Speed: without a limit in the map the clause is null and the others share its weight', () => {
    const report = score(cruise(5), [], {}, { speedLimit: Number.NaN })
    expect(report.clauses.speed).toBeNull()
    expect(report.missing).toEqual(['speed'])
    expect(report.score).toBeCloseTo((2.5 + 5 + 2) / 12, 9)
  })

  it('Progress: without an expert it is null, and so is MP', () => {
    const report = score(cruise(5), [], { expertProgress: null })
    expect(report.missing).toEqual(['mp', 'progress'])
    expect(report.score).toBe(1)
  })

  it('Comfort: told where it began to be hard', () => {
    const report = score((time) => ({ x: 10 * time, speed: 10, acceleration: time > 8 && time < 10 ? -6 : 0 }))
    expect(report.clauses.comfort).toBe(0)
    expect(report.score).toBeCloseTo(14 / 16, 9)
    const { time, x } = report.infractions[0]!
    expect(time).toBeGreaterThan(7)
    expect(time).toBeLessThan(8.5)
    expect(x).toBeCloseTo(10 * time, 6)
  })

  it('in windows: one hard braking fails the comfort of its own 15 s only', () => {
    const count = 301
    const braking = (time: number) => ({ x: 10 * time, speed: 10, acceleration: time > 20 && time < 22 ? -6 : 0 })
    const part = {
      ego: statesOf(count, braking),
      count,
      agents: agentsOf([{ x: 250, y: 3.5 }], count),
      expertProgress: 300,
    }
    const record = recordOf(braking, [], part)
    expect(closedLoopScore(record).clauses.comfort).toBe(0)
    const { score: mean, windows } = closedLoopScoreInWindows(record)
    expect(windows.map(({ clauses }) => clauses.comfort)).toEqual([1, 0])
    expect(mean).toBeCloseTo((1 + 14 / 16) / 2, 9)
    const { time, x } = windows[1]!.infractions[0]!
    expect(time).toBeGreaterThan(19)
    expect(x).toBeCloseTo(10 * time, 6)
  })

  it('in windows: a rest of less than 5 s belongs to the last one, and progress is that of the whole drive', () => {
    const count = 181
    const waiting = (time: number) => ({ x: time < 9 ? 10 * time : 90, speed: time < 9 ? 10 : 0 })
    const part = { ego: statesOf(count, waiting), count, agents: agentsOf([], count), expertProgress: 180 }
    const { windows } = closedLoopScoreInWindows(recordOf(waiting, [], part), 15)
    expect(windows).toHaveLength(1)
    const { windows: short } = closedLoopScoreInWindows(recordOf(waiting, [], part), 6)
    expect(short).toHaveLength(3)
    for (const { clauses } of short) expect(clauses.progress).toBeCloseTo(0.5, 9)
    expect(short.map(({ progress }) => Math.round(progress))).toEqual([60, 30, 0])
  })

  it('wants agents over as many states as ego', () => {
    expect(() => score(cruise(10), [], { agents: agentsOf([{ x: 0, y: 0 }], 41) })).toThrow(/151.*41/)
  })
})
