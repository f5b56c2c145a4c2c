import { describe, expect, it } from 'vitest'
import { COMFORT_LIMITS, ComfortFilter } from '../../../src/common/scoring/comfort.ts'
import { PLAN_STATES } from '../../../src/common/scoring/motion-states.ts'
import { reportPlan } from '../../../src/common/scoring/plan-report.ts'
import { PlanScorer } from '../../../src/common/scoring/plan-score.ts'
import type { PlanContext } from '../../../src/common/scoring/scoring-context.ts'
import { cruise, type DrivenState, planContext, statesOf } from './straight-road.ts'

const filtered = (at: (time: number) => DrivenState) => {
  const filter = new ComfortFilter(PLAN_STATES)
  filter.filter(statesOf(PLAN_STATES, at), 0)
  return filter
}

const score = (at: (time: number) => DrivenState, part: Partial<PlanContext> = {}) => {
  const scorer = new PlanScorer(1)
  scorer.states.set(statesOf(PLAN_STATES, at))
  const context = planContext(part)
  return reportPlan(scorer.scoreStates(1, context), 0, scorer.states, context.agents)
}

/** Keeps an acceleration from the start: the filters leave constants as they are, so that the limit is exact. */
const accelerating = (acceleration: number) => (time: number) => ({ x: 10 * time, speed: 10, acceleration })
const turning = (speed: number, yawRate: number) => (time: number) => ({
  x: speed * time,
  yaw: yawRate * time,
  speed,
  yawRate,
})
const ramp = (jerk: number) => (time: number) => ({ x: 10 * time, speed: 10, acceleration: jerk * (time - 2) })

describe('C: each comfort limit', () => {
  it.each([
    ['longitudinalAcceleration', accelerating(2.35), accelerating(2.45)],
    ['longitudinalAcceleration', accelerating(-4), accelerating(-4.1)],
    ['lateralAcceleration', turning(20, 4.85 / 20), turning(20, 4.95 / 20)],
    ['yawRate', turning(2, 0.94), turning(2, 0.96)],
    ['yawRate', turning(2, -0.94), turning(2, -0.96)],
  ] as const)('%s', (quantity, inside, outside) => {
    expect(filtered(inside).uncomfortable()).toEqual([])
    expect(filtered(outside).uncomfortable()).toEqual([quantity])
  })

  it('longitudinalJerk', () => {
    // The even window's half sample puts a small step between ends and middle: at most 1.1264 times the ramp's slope.
    const longitudinal = (jerk: number) =>
      filtered((time) => ({ ...ramp(jerk)(time), acceleration: jerk * time * 0.1 }))
    expect(longitudinal(36.5).uncomfortable()).not.toContain('longitudinalJerk')
    expect(longitudinal(36.9).uncomfortable()).toContain('longitudinalJerk')
  })

  it('jerk of the whole acceleration, from turning alone', () => {
    const spinUp = (jerk: number) =>
      filtered((time) => ({ x: 20 * time, yaw: (jerk / 40) * time * time, speed: 20, yawRate: (jerk / 20) * time }))
    expect(spinUp(7.4).uncomfortable()).not.toContain('jerk')
    expect(spinUp(7.46).uncomfortable()).toContain('jerk')
    expect(spinUp(7.46).uncomfortable()).not.toContain('longitudinalJerk')
  })

  it('yawAcceleration', () => {
    const spinUp = (rate: number) =>
      filtered((time) => ({ x: 0.1 * time, yaw: 0.5 * rate * (time - 2) ** 2, speed: 0.1 }))
    expect(spinUp(1.9).uncomfortable()).not.toContain('yawAcceleration')
    expect(spinUp(1.96).uncomfortable()).toContain('yawAcceleration')
  })

  it('turns through ±π without a jump', () => {
    const wrapped = (time: number) => {
      const yaw = Math.PI - 0.2 + 0.1 * time
      return { x: 0, yaw: yaw > Math.PI ? yaw - 2 * Math.PI : yaw, speed: 5, yawRate: 0.1 }
    }
    expect(filtered(wrapped).uncomfortable()).toEqual([])
  })

  it('is 1 for a calm plan and 0, with the time, for one that brakes hard late', () => {
    expect(score(cruise(10)).clauses.c).toBe(1)
    const report = score((time) => ({ x: 10 * time, speed: 10, acceleration: time > 3 ? -6 : 0 }))
    expect(report.clauses.c).toBe(0)
    expect(report.infractions.find(({ clause }) => clause === 'c')!.time).toBeGreaterThan(2)
    expect(report.pdms).toBeCloseTo(10 / 12, 9)
  })

  it('has a limit of each sign', () => {
    for (const [low, high] of Object.values(COMFORT_LIMITS)) expect(low).toBeLessThan(high)
  })
})

describe('HC: comfort with the past', () => {
  const calm = statesOf(15, cruise(10, -15))
  const braked = statesOf(15, (time) => ({ x: -15 + 10 * time, speed: 10, acceleration: -4.3 }))

  it('is null without a past and left out of the score', () => {
    const report = score(cruise(10))
    expect(report.clauses.hc).toBeNull()
    expect(report.missing).toEqual(['hc', 'ec'])
    expect(report.epdms).toBe(1)
  })

  it('fails on the seam of a plan that does not continue what was driven', () => {
    expect(score(cruise(10), { history: calm }).clauses.hc).toBe(1)
    const report = score(cruise(10), { history: braked })
    expect(report.clauses.c).toBe(1)
    expect(report.clauses.hc).toBe(0)
  })
})

describe('EC: agreement with the plan of half a second before', () => {
  const shifted = (at: (time: number) => DrivenState) => statesOf(PLAN_STATES, (time) => at(time - 0.5))

  it('is kept by the same motion seen later', () => {
    const weaving = (time: number) => ({
      x: 10 * time,
      yaw: 0.05 * Math.sin(time),
      speed: 10,
      yawRate: 0.05 * Math.cos(time),
      acceleration: Math.sin(time),
    })
    expect(score(weaving, { previous: shifted(weaving) }).clauses.ec).toBe(1)
  })

  it.each([
    ['acceleration', 0.65, 0.75, accelerating],
    ['yaw rate', 0.095, 0.105, (yawRate: number) => turning(2, yawRate)],
  ] as const)('fails beyond the limit of %s', (_name, inside, outside, motion) => {
    const previous = shifted(motion(0))
    expect(score(motion(inside), { previous }).clauses.ec).toBe(1)
    expect(score(motion(outside), { previous }).clauses.ec).toBe(0)
  })

  it('fails beyond the limit of jerk', () => {
    const previous = statesOf(PLAN_STATES, cruise(10))
    const gentle = (jerk: number) => (time: number) => ({ x: 10 * time, speed: 10, acceleration: jerk * time * 0.5 })
    expect(score(gentle(0.6), { previous }).clauses.ec).toBe(1)
    expect(score(gentle(1.1), { previous }).clauses.ec).toBe(0)
  })

  it('fails beyond the limit of yaw acceleration', () => {
    const spinUp = (rate: number) => (time: number) => ({ x: 0, yaw: 0.5 * rate * (time - 1.75) ** 2, speed: 0 })
    const previous = statesOf(PLAN_STATES, () => ({ x: 0 }))
    expect(score(spinUp(0.09), { previous }).clauses.ec).toBe(1)
    expect(score(spinUp(0.11), { previous }).clauses.ec).toBe(0)
  })
})
