import { describe, expect, it } from 'vitest'
import { idmAcceleration, NUPLAN_IDM } from '../../../src/common/motion/idm.ts'
import {
  doubleIntegratorGains,
  NUPLAN_TRACKER,
  speedRegulator,
  steeringRegulator,
} from '../../../src/common/motion/lqr.ts'

const FREE = Number.POSITIVE_INFINITY

describe('the intelligent driver model', () => {
  it('accelerates with a from standstill on a free road and not at all at the desired speed', () => {
    expect(idmAcceleration(NUPLAN_IDM, 0, FREE, 0)).toBe(1)
    expect(idmAcceleration(NUPLAN_IDM, 10, FREE, 0)).toBe(0)
  })

  it('keeps speed at its own equilibrium gap (s0 + vT) / √(1 - (v/v0)^δ)', () => {
    const gap = (1 + 1.5 * 8) / Math.sqrt(1 - 0.8 ** 10)
    expect(idmAcceleration(NUPLAN_IDM, 8, gap, 8)).toBeCloseTo(0, 12)
  })

  it('brakes by the formula when it closes in', () => {
    // s* = 1 + 8·1.5 + 8·4 / (2√2) = 24.3137; a = 1·(1 - 0.8^10 - (s*/30)²)
    const desiredGap = 1 + 12 + 32 / (2 * Math.SQRT2)
    expect(idmAcceleration(NUPLAN_IDM, 8, 30, 4)).toBeCloseTo(1 - 0.8 ** 10 - (desiredGap / 30) ** 2, 12)
  })

  it('does not brake for a leader that pulls away: the approach term is never negative', () => {
    expect(idmAcceleration(NUPLAN_IDM, 5, 20, 30)).toBeCloseTo(1 - 0.5 ** 10 - (1 / 20) ** 2, 12)
  })

  it('stays finite when the bumpers touch', () => {
    expect(Number.isFinite(idmAcceleration(NUPLAN_IDM, 8, -1, 0))).toBe(true)
  })
})

describe('linear-quadratic regulators', () => {
  it('the double integrator gains solve the Riccati equation', () => {
    // A = [0 1; 0 0], B = [0; 1], Q = diag(q, 0), R = 1, K = [p12, p22]: p12² = q, p22² = 2·p12.
    const q = 0.7
    const { position, rate } = doubleIntegratorGains(q ** -0.25)
    expect(position ** 2).toBeCloseTo(q, 12)
    expect(rate ** 2).toBeCloseTo(2 * position, 12)
  })

  it('the speed regulator finds the minimum of its cost', () => {
    const cost = (a: number) => 10 * (8 + a - 10) ** 2 + a ** 2
    const best = speedRegulator(NUPLAN_TRACKER, 8, 10)
    expect(best).toBeCloseTo(20 / 11, 12)
    expect(cost(best)).toBeLessThan(Math.min(cost(best - 1e-3), cost(best + 1e-3)))
  })

  it('the stopping gain takes over below 0.2 m/s', () => {
    expect(speedRegulator(NUPLAN_TRACKER, 0.15, 0)).toBeCloseTo(-0.075, 12)
  })

  it('the steering regulator finds the minimum of its cost', () => {
    const speeds = Array.from({ length: 10 }, (_, i) => 8 + 0.2 * i)
    const curvatures = Array.from({ length: 10 }, (_, i) => 0.01 + 0.001 * i)
    const cost = (rate: number) => {
      let [e, theta, delta] = [0.4, -0.05, 0.02]
      for (let i = 0; i < 10; i++) {
        const v = speeds[i]!
        const nextE = e + 0.1 * v * theta
        theta += 0.1 * v * (delta / 3 - curvatures[i]!)
        delta += 0.1 * rate
        e = nextE
      }
      return e * e + 10 * theta * theta + rate * rate
    }
    const best = steeringRegulator(NUPLAN_TRACKER, 0.4, -0.05, 0.02, speeds, curvatures, 3)
    expect(cost(best)).toBeLessThan(Math.min(cost(best - 1e-4), cost(best + 1e-4)))
  })

  it('the steering regulator leaves a car that is on its arc alone', () => {
    const onArc = steeringRegulator(NUPLAN_TRACKER, 0, 0, 0.03, new Array(10).fill(9), new Array(10).fill(0.01), 3)
    expect(onArc).toBeCloseTo(0, 12)
  })
})
