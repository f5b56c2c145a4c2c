import { describe, expect, it } from 'vitest'
import { PLAN_STATES } from '../../../src/common/scoring/motion-states.ts'
import { reportPlan } from '../../../src/common/scoring/plan-report.ts'
import { PLAN_STRIDE, PlanScorer } from '../../../src/common/scoring/plan-score.ts'
import type { PlanContext, RedLightArea } from '../../../src/common/scoring/scoring-context.ts'
import { cruise, type DrivenState, LANE_WIDTH, planContext, statesOf } from './straight-road.ts'

function score(at: (time: number) => DrivenState, part: Partial<PlanContext> = {}, options = {}) {
  const scorer = new PlanScorer(1)
  scorer.states.set(statesOf(PLAN_STATES, at))
  const context = planContext(part, options)
  return reportPlan(scorer.scoreStates(1, context), 0, scorer.states, context.agents)
}

describe('DAC: drivable area', () => {
  it('fails as soon as one corner is outside, and says where', () => {
    // 2 m wide in a lane that ends at y = -1.75: from y = -0.75 on the right corners are out.
    expect(score(cruise(10, 0, -0.74)).clauses.dac).toBe(1)
    const drifting = score((time) => ({ x: 10 * time, y: -0.5 * time, speed: 10 }))
    expect(drifting.clauses.dac).toBe(0)
    const { time, x } = drifting.infractions.find(({ clause }) => clause === 'dac')!
    expect(time).toBeCloseTo(1.6, 9)
    expect(x).toBeCloseTo(16, 9)
    expect(drifting.pdms).toBe(0)
  })

  it('is kept on the other lanes of the road', () => {
    expect(score(cruise(10, 0, LANE_WIDTH)).clauses.dac).toBe(1)
  })
})

describe('DDC: driving direction', () => {
  // In the oncoming lane between two times.
  const excursion = (speed: number, begin: number, end: number) =>
    score((time) => ({
      x: speed * time,
      y: time > begin && time < end ? 2 * LANE_WIDTH : LANE_WIDTH,
      speed,
    })).clauses.ddc

  it('is 1 below 2 m in oncoming lanes within a second, half below 6 m, else 0', () => {
    // The jump into the lane counts 3.54 m, every further step of 0.1 s half a metre.
    expect(excursion(5, 0.95, 1.15)).toBe(0.5)
    expect(excursion(5, 0.95, 1.45)).toBe(0.5)
    expect(excursion(5, 0.95, 1.65)).toBe(0)
  })

  it('counts metres: 1.9 m a second against the traffic are forgiven, 2.1 m not, 5.9 m cost half, 6.1 m all', () => {
    const against = (speed: number) => score(cruise(speed, 0, 2 * LANE_WIDTH)).clauses.ddc
    expect([against(1.9), against(2.1), against(5.9), against(6.1)]).toEqual([1, 0.5, 0.5, 0])
  })

  it('is kept by one who drives that lane its own way', () => {
    expect(score((time) => ({ x: 50 - 10 * time, y: 7, yaw: Math.PI, speed: 10 })).clauses.ddc).toBe(1)
  })

  it('excepts junctions', () => {
    const turned = (time: number) => ({ x: 12 - 4 * time, y: 0, yaw: Math.PI, speed: 4 })
    expect(score(turned).clauses.ddc).toBe(0.5)
    expect(score(turned, {}, { junctionAt: -6 }).clauses.ddc).toBe(1)
  })
})

describe('TLC: traffic lights', () => {
  const area = (isRed: (step: number) => boolean): RedLightArea => ({
    lane: 0,
    outline: Float64Array.of(20, -1.75, 24, -1.75, 24, 1.75, 20, 1.75),
    heading: 0,
    isRed: Uint8Array.from({ length: PLAN_STATES }, (_, step) => (isRed(step) ? 1 : 0)),
  })

  it('fails when the car enters on red: its front is at the line after 1.6 s', () => {
    const report = score(cruise(10), { redLights: [area(() => true)] })
    expect(report.clauses.tlc).toBe(0)
    const { time } = report.infractions.find(({ clause }) => clause === 'tlc')!
    expect(time).toBeGreaterThanOrEqual(1.6 - 1e-9)
    expect(time).toBeLessThan(1.75)
    expect(report.epdms).toBe(0)
    expect(report.pdms).toBeGreaterThan(0)
  })

  it('passes on green, before it turns red, and when it stops at the line', () => {
    expect(score(cruise(10), { redLights: [area(() => false)] }).clauses.tlc).toBe(1)
    expect(score(cruise(10), { redLights: [area((step) => step > 20)] }).clauses.tlc).toBe(1)
    expect(score(cruise(3), { redLights: [area(() => true)] }).clauses.tlc).toBe(1)
  })

  it('forgives a car that stood over the line from the start', () => {
    expect(score(cruise(5, 17), { redLights: [area(() => true)] }).clauses.tlc).toBe(1)
  })

  it('lets pass who crosses the area from another direction', () => {
    const crossing = (time: number) => ({ x: 22, y: 6 - 3 * time, yaw: -Math.PI / 2, speed: 3 })
    expect(score(crossing, { redLights: [area(() => true)] }).clauses.tlc).toBe(1)
  })

  it('is null, and left out, when lights are not known', () => {
    const report = score(cruise(10), { redLights: null })
    expect(report.clauses.tlc).toBeNull()
    expect(report.missing).toContain('tlc')
    expect(report.epdms).toBe(1)
  })
})

describe('LK: lane keeping', () => {
  const aside = (offset: number, begin: number, end: number) =>
    score((time) => ({ x: 10 * time, y: time > begin && time < end ? offset : 0, speed: 10 })).clauses.lk

  it('fails after 2 s on end at more than half a metre from the centre line', () => {
    expect(aside(0.6, 0.95, 2.95)).toBe(0)
    expect(aside(0.6, 0.95, 2.85)).toBe(1)
    expect(aside(0.4, 0, 5)).toBe(1)
  })

  it('counts only time on end', () => {
    const twice = (time: number) => ({ x: 10 * time, y: time < 1.75 || time > 2.15 ? 0.6 : 0, speed: 10 })
    expect(score(twice).clauses.lk).toBe(1)
  })

  it('does not judge junctions', () => {
    expect(score(cruise(4, 0, 0.7), {}, { junctionAt: -1 }).clauses.lk).toBe(1)
  })

  it('keeps the lane that it has changed to, not the middle of the road or the oncoming lane', () => {
    expect(score(cruise(10, 0, LANE_WIDTH)).clauses.lk).toBe(1)
    expect(score(cruise(10, 0, LANE_WIDTH / 2)).clauses.lk).toBe(0)
    expect(score(cruise(10, 0, 2 * LANE_WIDTH)).clauses.lk).toBe(0)
  })
})

describe('EP: progress', () => {
  it('is the way along the route over that of the reference, at most 1', () => {
    expect(score(cruise(5), { referenceProgress: 40 }).clauses.ep).toBeCloseTo(0.5, 9)
    expect(score(cruise(12), { referenceProgress: 40 }).clauses.ep).toBe(1)
  })

  it('is 1 when even the reference gets no farther than 5 m', () => {
    expect(score(() => ({ x: 0 }), { referenceProgress: 5 }).clauses.ep).toBe(1)
    expect(score(() => ({ x: 0 }), { referenceProgress: 5.1 }).clauses.ep).toBe(0)
  })

  it('does not reward rolling back', () => {
    expect(score((time) => ({ x: -time, speed: -1 }), { referenceProgress: 40 }).clauses.ep).toBe(0)
  })

  it('takes the best of the plans that stay on the road for reference when none is given', () => {
    const scorer = new PlanScorer(3)
    const motions = [cruise(5), cruise(10), cruise(20, 0, -5)]
    for (const [plan, at] of motions.entries()) scorer.states.set(statesOf(PLAN_STATES, at), plan * PLAN_STRIDE)
    const { clauses } = scorer.scoreStates(3, planContext({ referenceProgress: null }))
    expect(clauses.ep[0]).toBeCloseTo(0.5, 9)
    expect(clauses.ep[1]).toBe(1)
  })
})
