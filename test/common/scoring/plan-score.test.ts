import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poseOnArc } from '../../../src/common/motion/arc.ts'
import { PLAN_POSES, PLAN_STATES, POSE_STRIDE, STATE, STATE_STRIDE } from '../../../src/common/scoring/motion-states.ts'
import { PLAN_STRIDE, PlanScorer } from '../../../src/common/scoring/plan-score.ts'
import { PLAN_CLAUSES } from '../../../src/common/scoring/scoring-context.ts'
import { agentsOf, cruise, planContext, startState, statesOf } from './straight-road.ts'

/** Poses of an arc driven at constant speed, as a planner gives them. */
function arcPlan(speed: number, curvature = 0): number[] {
  return Array.from({ length: PLAN_POSES }, (_, i) => {
    const { x, y, yaw } = poseOnArc(curvature, speed * 0.5 * (i + 1))
    return [x, y, yaw]
  }).flat()
}

describe('tracking a plan', () => {
  it('follows a plan that continues the drive to the centimetre', () => {
    const scorer = new PlanScorer(1)
    scorer.scorePlans(arcPlan(10), 1, planContext())
    const end = (PLAN_STATES - 1) * STATE_STRIDE
    expect(scorer.states[end + STATE.x]!).toBeCloseTo(40, 2)
    expect(scorer.states[end + STATE.y]!).toBeCloseTo(0, 9)
    expect(scorer.states[end + STATE.speed]!).toBeCloseTo(10, 2)
  })

  it('turns onto an arc', () => {
    const scorer = new PlanScorer(1)
    scorer.scorePlans(arcPlan(8, 0.03), 1, planContext({ start: startState({ speed: 8, frontWheelAngle: 0.09 }) }))
    const end = (PLAN_STATES - 1) * STATE_STRIDE
    const { x, y } = poseOnArc(0.03, 32)
    expect(Math.hypot(scorer.states[end]! - x, scorer.states[end + 1]! - y)).toBeLessThan(0.4)
  })

  it('cannot stop at once: the car lags behind a plan that stands from now on', () => {
    const scorer = new PlanScorer(1)
    scorer.scorePlans(new Float64Array(PLAN_POSES * POSE_STRIDE), 1, planContext())
    const end = (PLAN_STATES - 1) * STATE_STRIDE
    expect(scorer.states[end + STATE.x]!).toBeGreaterThan(5)
    expect(Math.abs(scorer.states[end + STATE.speed]!)).toBeLessThan(0.3)
  })

  it('takes plans in the ego frame wherever the car stands', () => {
    const scorer = new PlanScorer(1)
    const start = startState({ x: 60, y: 7, yaw: Math.PI })
    scorer.scorePlans(arcPlan(10), 1, planContext({ start }))
    const end = (PLAN_STATES - 1) * STATE_STRIDE
    expect(scorer.states[end + STATE.x]!).toBeCloseTo(20, 1)
    expect(scorer.states[end + STATE.y]!).toBeCloseTo(7, 6)
  })
})

describe('PDMS and EPDMS', () => {
  it('are 1 for a plan that does everything right', () => {
    const history = statesOf(15, cruise(10, -15))
    const previous = statesOf(PLAN_STATES, cruise(10, -5))
    const scores = new PlanScorer(1).scorePlans(arcPlan(10), 1, planContext({ history, previous }))
    expect(scores.pdms[0]).toBeCloseTo(1, 3)
    expect(scores.epdms[0]).toBeCloseTo(1, 3)
  })

  it('weigh the clauses as the formulas say', () => {
    // Half the progress, everything else right: (5·0.5 + 5 + 2) / 12 and (5·0.5 + 5 + 2 + 2 + 2) / 16.
    const scorer = new PlanScorer(1)
    const previous = statesOf(PLAN_STATES, cruise(5, -2.5))
    const history = statesOf(15, cruise(5, -7.5))
    scorer.states.set(statesOf(PLAN_STATES, cruise(5)))
    const scores = scorer.scoreStates(1, planContext({ history, previous }))
    expect(scores.pdms[0]).toBeCloseTo(9.5 / 12, 9)
    expect(scores.epdms[0]).toBeCloseTo(13.5 / 16, 9)
  })

  it('EPDMS leaves out what the human failed, PDMS does not', () => {
    const scorer = new PlanScorer(1)
    scorer.states.set(statesOf(PLAN_STATES, cruise(10, 0, -2)))
    const scores = scorer.scoreStates(1, planContext({ failedByHuman: ['dac'] }))
    expect(scores.clauses.dac[0]).toBe(0)
    expect(scores.pdms[0]).toBe(0)
    expect(scores.epdms[0]).toBeGreaterThan(0.5)
  })
})

describe('a batch', () => {
  it('gives each plan the score that it has alone', () => {
    const agents = agentsOf([
      { x: 30, y: 0, speed: 4 },
      { x: 20, y: 3.5, speed: 11 },
      { x: 80, y: 7, yaw: Math.PI, speed: 10 },
      { x: 40, y: -3, objectClass: 'pedestrian', yaw: Math.PI / 2, speed: 1.2, length: 0.6, width: 0.6 },
    ])
    const context = planContext({ agents, history: statesOf(15, cruise(10, -15)) })
    const together = new PlanScorer(24)
    const alone = new PlanScorer(1)
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(fc.double({ min: 0, max: 16, noNaN: true }), fc.double({ min: -0.02, max: 0.02, noNaN: true })),
          {
            minLength: 1,
            maxLength: 24,
          },
        ),
        (plans) => {
          const poses = plans.map(([speed, curvature]) => arcPlan(speed, curvature))
          const scores = together.scorePlans(poses.flat(), plans.length, context)
          for (const [plan, own] of poses.entries()) {
            const single = alone.scorePlans(own, 1, context)
            for (const clause of PLAN_CLAUSES) expect(scores.clauses[clause][plan]).toBe(single.clauses[clause][0])
          }
        },
      ),
      { numRuns: 20 },
    )
  })

  it('of more plans than there is room for is a mistake of the program', () => {
    expect(() => new PlanScorer(2).scorePlans([], 3, planContext())).toThrow(/at most 2.*found 3/)
    expect(new PlanScorer(2).states.length).toBe(2 * PLAN_STRIDE)
  })
})
