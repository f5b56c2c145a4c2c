import { describe, expect, it } from 'vitest'
import { buildMapIndex } from '../../../src/common/map/build-map-index.ts'
import { buildRoute } from '../../../src/common/map/build-route.ts'
import type { DriveRecord } from '../../../src/common/scoring/drive-record.ts'
import { PLAN_POSES, POSE_STRIDE } from '../../../src/common/scoring/motion-states.ts'
import { PlanJudge, STATES_PER_PLAN } from '../../../src/simulation/closed-loop/plan-judge.ts'
import {
  agentsOf,
  cruise,
  type DrivenState,
  statesOf,
  straightMap,
  TEST_CAR,
  type TestAgent,
} from '../../common/scoring/straight-road.ts'

const STATES = 80
const index = buildMapIndex(straightMap())
const route = buildRoute(index, [1])

/** A drive of 8 s along the right lane, by default at 10 m/s where 15 m/s are allowed. */
function recordOf(others: readonly TestAgent[], driven: (time: number) => DrivenState = cruise(10)): DriveRecord {
  return {
    road: index,
    route,
    routeBegin: 100,
    routeEnd: 300,
    vehicle: TEST_CAR,
    ego: statesOf(STATES, driven),
    count: STATES,
    agents: agentsOf(others, STATES),
    redLights: [],
    stopSigns: [],
    expertProgress: 200,
  }
}

const judge = () => new PlanJudge({ index, route, usualSpeed: 11.18, egoPose: null })
/** Straight on at constant speed. */
const planAt = (speed: number) =>
  Float64Array.from({ length: PLAN_POSES * POSE_STRIDE }, (_, i) =>
    i % POSE_STRIDE === 0 ? speed * 0.5 * (Math.floor(i / POSE_STRIDE) + 1) : 0,
  )

describe('the judge of plans', () => {
  it("measures progress by that of PDM-Closed's best proposal, which speeds up to the limit", () => {
    const one = judge()
    one.keepPoses(planAt(10), 0)
    const [plan] = one.judge(recordOf([])).plans
    expect(plan!.progress).toBeCloseTo(40, 0)
    expect(plan!.referenceProgress).toBeGreaterThan(42)
    expect(plan!.report.clauses.ep).toBeCloseTo(plan!.progress / plan!.referenceProgress, 9)
  })

  it('gives no more than all for a plan that goes farther', () => {
    const one = judge()
    one.keepPoses(planAt(15), 0)
    const [plan] = one.judge(recordOf([], cruise(14))).plans
    expect(plan!.progress).toBeGreaterThan(plan!.referenceProgress)
    expect(plan!.report.clauses.ep).toBe(1)
  })

  it('gives all where the way is blocked, and the reference gets no farther than 5 m', () => {
    const one = judge()
    one.keepPoses(planAt(0), 0)
    const [plan] = one.judge(recordOf([{ x: 8, y: 0 }], cruise(0))).plans
    expect(plan!.referenceProgress).toBeLessThan(5)
    expect(plan!.report.clauses.ep).toBe(1)
  })

  it('takes no progress for made that ends in a collision with what the others then did', () => {
    // Forecast at constant velocity the other stays beside the lane; in the record it stops across it.
    const record = recordOf([{ x: 25, y: 0 }])
    const others = record.agents
    others.x[0] = 25
    others.y[0] = -40
    others.velocityY[0] = 0
    const one = judge()
    one.keepPoses(planAt(2), 0)
    const [plan] = one.judge(record).plans
    expect(plan!.referenceProgress).toBe(0)
    expect(plan!.report.clauses.ep).toBe(1)
  })

  it('compares each plan with the one of half a second before, and tells time and place', () => {
    const one = judge()
    for (const state of [0, STATES_PER_PLAN, 2 * STATES_PER_PLAN]) one.keepPoses(planAt(10), state)
    const { plans, pdms, clauses, missing } = one.judge(recordOf([]))
    expect(plans.map(({ report }) => report.clauses.ec)).toEqual([null, 1, 1])
    expect(plans[1]!.time).toBeCloseTo(0.51, 9)
    expect(plans[1]!.x).toBeCloseTo(5, 9)
    expect(pdms).toBeGreaterThan(0.9)
    expect(clauses.nc).toBe(1)
    expect(missing).toBe(0)
  })

  it('leaves out what has too little future to be judged by, and counts moments without a plan', () => {
    const one = judge()
    one.keepPoses(planAt(10), STATES - 10)
    one.keep({ stamp: 0, planner: 'nobody', points: [], reason: 'no ego state' }, 0)
    const { plans, pdms, missing } = one.judge(recordOf([]))
    expect(plans).toEqual([])
    expect(pdms).toBeNull()
    expect(missing).toBe(1)
  })

  it('excuses in EPDMS what the human failed', () => {
    const offRoad = recordOf([], cruise(10, 0, -2))
    const judged = (failed: readonly 'dac'[]) => {
      const one = judge()
      one.keepPoses(planAt(10), 0)
      return one.judge(offRoad, () => failed)
    }
    expect(judged([]).epdms).toBe(0)
    expect(judged(['dac']).epdms).toBeGreaterThan(0.5)
    expect(judged(['dac']).pdms).toBe(0)
  })
})
