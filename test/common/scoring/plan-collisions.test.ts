import { describe, expect, it } from 'vitest'
import { PLAN_STATES, STATE } from '../../../src/common/scoring/motion-states.ts'
import { reportPlan } from '../../../src/common/scoring/plan-report.ts'
import { PlanScorer } from '../../../src/common/scoring/plan-score.ts'
import type { PlanContext } from '../../../src/common/scoring/scoring-context.ts'
import { agentsOf, cruise, type DrivenState, planContext, statesOf, type TestAgent } from './straight-road.ts'

/** The clauses of one motion (not tracked: the states are scored as they are) among `agents`. */
function score(
  at: (time: number) => DrivenState,
  agents: readonly TestAgent[],
  part: Partial<PlanContext> = {},
  options = {},
) {
  const scorer = new PlanScorer(1)
  scorer.states.set(statesOf(PLAN_STATES, at))
  const context = planContext({ agents: agentsOf(agents), ...part }, options)
  const scores = scorer.scoreStates(1, context)
  return reportPlan(scores, 0, scorer.states, context.agents)
}

// The test car reaches from 1 m behind to 4 m ahead of its rear axle; agents are 4 m long, placed by their centre.
describe('NC: collisions at fault', () => {
  it('running into a slower car from behind is at fault, told with time, place and whom', () => {
    const report = score(cruise(10), [{ x: 20, y: 0, speed: 2 }])
    expect(report.clauses.nc).toBe(0)
    // Gap 20 - 2 - 4 = 14 m closes with 8 m/s in 1.75 s: the first state after it.
    const collision = report.infractions.find(({ clause }) => clause === 'nc')!
    expect(collision.time).toBeCloseTo(1.8, 9)
    expect(collision.x).toBeCloseTo(18, 9)
    expect(collision.agent).toBe(100)
  })

  it('being run into from behind is not', () => {
    const report = score(cruise(5), [{ x: -10, y: 0, speed: 12 }])
    expect(report.clauses.nc).toBe(1)
  })

  it('a static object counts half', () => {
    expect(score(cruise(10), [{ x: 25, y: 0, objectClass: 'static' }]).clauses.nc).toBe(0.5)
  })

  it('a road user counts whole even after a static object', () => {
    const agents: TestAgent[] = [
      { x: 15, y: 0, objectClass: 'static' },
      { x: 30, y: 0, objectClass: 'pedestrian', speed: 0.5 },
    ]
    expect(score(cruise(10), agents).clauses.nc).toBe(0)
  })

  it('a standing ego is never at fault', () => {
    const report = score(() => ({ x: 0 }), [{ x: 12, y: 0, yaw: Math.PI, speed: 5 }])
    expect(report.clauses.nc).toBe(1)
  })

  it('touching a standing one is at fault even beside it', () => {
    // It stands beside the car's way and reaches 0.2 m into it.
    const beside: TestAgent = { x: 20, y: -1.8, speed: 0 }
    expect(score(cruise(10), [beside]).clauses.nc).toBe(0)
  })

  it("a side collision is the other one's while ego keeps its lane, and ego's while it straddles two", () => {
    // A car that drives in from the side meets ego's flank at 1 s, behind the front edge.
    const intruder: TestAgent = { x: 11, y: -9, yaw: Math.PI / 2, speed: 7, length: 4, width: 1 }
    expect(score(cruise(10), [intruder]).clauses.nc).toBe(1)
    expect(score(cruise(10, 0, 1.5), [{ ...intruder, y: -7.5 }]).clauses.nc).toBe(0)
  })

  it("a side collision off the drivable area is ego's", () => {
    const intruder: TestAgent = { x: 11, y: -11, yaw: Math.PI / 2, speed: 7, length: 4, width: 1 }
    expect(score(cruise(10, 0, -2), [intruder]).clauses.nc).toBe(0)
  })

  it('contacts that exist at the start are ignored, new ones are not', () => {
    expect(score(cruise(3), [{ x: 4, y: 0, speed: 1 }]).clauses.nc).toBe(1)
    expect(
      score(cruise(3), [
        { x: 4, y: 0, speed: 1 },
        { x: 12, y: 0 },
      ]).clauses.nc,
    ).toBe(0)
  })

  it('one that is not there at the time is not hit', () => {
    const agents = agentsOf([{ x: 20, y: 0 }])
    agents.x.fill(Number.NaN, 5)
    expect(score(cruise(10), [], { agents }).clauses.nc).toBe(1)
  })
})

describe('TTC: time to collision', () => {
  it('fails when the projection of up to 0.9 s meets one ahead, and holds with more time', () => {
    const braking = (gap: number) => {
      const agents = agentsOf([{ x: 4 + gap + 2, y: 0, speed: 0 }])
      return score((time) => ({ x: Math.min(40, 10 * time), speed: 10 * time < 40 ? 10 : 0 }), [], { agents }).clauses
    }
    // Ego stops at once at 40 m. Last moving state: rear axle at 39 m, front at 43 m, projected by 0.9 s to 52 m.
    expect(braking(47.5).ttc).toBe(0)
    expect(braking(47.5).nc).toBe(1)
    expect(braking(48.5).ttc).toBe(1)
  })

  it('does not look at a standing ego', () => {
    expect(score(() => ({ x: 0 }), [{ x: 12, y: 0, yaw: Math.PI, speed: 5 }]).clauses.ttc).toBe(1)
  })

  it('takes one beside into account only while ego straddles, is off the road or in a junction', () => {
    // From the side into the projected flank; its centre lies more than 30° off the heading when they meet.
    const fromSide: TestAgent = { x: 2, y: -8.05, yaw: Math.PI / 2, speed: 2, length: 4, width: 2 }
    const stroll = cruise(0.5)
    expect(score(stroll, [fromSide]).clauses.ttc).toBe(1)
    expect(score(cruise(0.5, 0, 1.5), [fromSide]).clauses.ttc).toBe(0)
    expect(score(stroll, [fromSide], {}, { junctionAt: -5 }).clauses.ttc).toBe(0)
  })

  it('leaves out one that comes from behind', () => {
    expect(score(cruise(5), [{ x: -9, y: 0, speed: 9 }]).clauses.ttc).toBe(1)
  })

  it('goes on with an agent beyond its last state', () => {
    // It comes towards ego and would be met 0.9 s after the fourth second only.
    const oncoming: TestAgent = { x: 4 + 8 + 2 + 4.4 + 0.8 * 2 + 0.2, y: 0, yaw: Math.PI, speed: 1.1 }
    const report = score(cruise(2), [oncoming])
    expect(report.clauses.nc).toBe(1)
    expect(report.clauses.ttc).toBe(0)
  })
})

describe('the layout of a state', () => {
  it('has room for each element once', () => {
    expect(new Set(Object.values(STATE)).size).toBe(Object.values(STATE).length)
  })
})
