import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MotionModel } from '../../../fusion/filters/predict.ts'
import { CartesianVelocity } from '../../../fusion/models/cartesian-velocity.ts'
import { ConstantVelocity } from '../../../fusion/models/constant-velocity.ts'
import { ConstantTurnRateAndAcceleration } from '../../../fusion/models/ctra.ts'
import { CTRA, CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { StandingStill } from '../../../fusion/models/standing-still.ts'
import { TURN, TURN_MOMENTS, writeTurnMoments } from '../../../fusion/models/turn-moments.ts'
import { createMatrix } from '../../../src/core/matrix.ts'
import { expectClose, finiteDifferences, isSymmetricPositive } from '../filters/matrices.ts'

const relaxation = { time: 0.5, deviation: 0.2 }
const models: [string, MotionModel][] = [
  ['CTRA', new ConstantTurnRateAndAcceleration({ jerkDensity: 2, yawAccelerationDensity: 0.2 })],
  [
    'constant velocity',
    new ConstantVelocity({
      accelerationDensity: 1,
      yawRateDensity: 0.01,
      yawRate: relaxation,
      acceleration: relaxation,
    }),
  ],
  [
    'standing still',
    new StandingStill({
      positionDensity: 0.01,
      yawDensity: 0.001,
      speed: relaxation,
      yawRate: relaxation,
      acceleration: relaxation,
    }),
  ],
  ['Cartesian velocity', new CartesianVelocity([1, 2, 0.5])],
]

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** Yaw rates down to 1e-9 rad/s are as likely as large ones. */
const yawRate = fc.oneof(double(-2, 2), double(-1e-3, 1e-3), double(-1e-9, 1e-9), fc.constant(0))
const state = fc
  .tuple(double(-100, 100), double(-100, 100), double(-3.1, 3.1), double(-10, 40), yawRate, double(-8, 4))
  .map((values) => Float64Array.from(values))
const step = fc.oneof(double(0.001, 0.2), double(0.2, 2), double(-0.5, -0.001))

describe.each(models)('the motion model %s', (_name, model) => {
  it('has the Jacobian of its motion, at any yaw rate and step', () => {
    fc.assert(
      fc.property(state, step, (x, dt) => {
        const F = createMatrix(CTRA_SIZE)
        model.moveWithJacobian(x.slice(), F, dt)
        const moved = (from: Float64Array) => {
          model.move(from, dt)
          return from
        }
        expectClose(F, finiteDifferences(moved, x, 1e-5), 2e-7)
      }),
      { numRuns: 300 },
    )
  })

  it('moves alike with and without the Jacobian', () => {
    fc.assert(
      fc.property(state, step, (x, dt) => {
        const alone = x.slice()
        const along = x.slice()
        model.move(alone, dt)
        model.moveWithJacobian(along, createMatrix(CTRA_SIZE), dt)
        expectClose(along, alone, 1e-12)
      }),
    )
  })

  it('comes back after a step forth and one back, where it forgets nothing', () => {
    fc.assert(
      fc.property(state, double(0.01, 1), (x, dt) => {
        const there = x.slice()
        model.move(there, dt)
        model.move(there, -dt)
        expectClose(there.subarray(0, 3), x.subarray(0, 3), 1e-9)
      }),
    )
  })

  it('has a process noise that is symmetric and nowhere negative', () => {
    fc.assert(
      fc.property(state, step, (x, dt) => {
        const Q = createMatrix(CTRA_SIZE)
        model.noise(Q, x, dt)
        // Singular by design (position across at no speed): a trifle makes it positive.
        for (let i = 0; i < CTRA_SIZE; i++) Q[i * 7] = Q[i * 7]! * (1 + 1e-9) + 1e-12
        expect(isSymmetricPositive(Q, CTRA_SIZE)).toBe(true)
      }),
    )
  })
})

describe('CTRA', () => {
  const model = new ConstantTurnRateAndAcceleration({ jerkDensity: 2, yawAccelerationDensity: 0.2 })

  it('equals numerical integration of v(s)·cos ψ(s), v(s)·sin ψ(s)', () => {
    fc.assert(
      fc.property(state, double(0.01, 3), (x, dt) => {
        const moved = x.slice()
        model.move(moved, dt)
        const cells = 2000
        let [east, north] = [x[CTRA.x]!, x[CTRA.y]!]
        for (let i = 0; i < cells; i++) {
          const s = ((i + 0.5) * dt) / cells
          const speed = x[CTRA.speed]! + x[CTRA.acceleration]! * s
          east += (speed * Math.cos(x[CTRA.yaw]! + x[CTRA.yawRate]! * s) * dt) / cells
          north += (speed * Math.sin(x[CTRA.yaw]! + x[CTRA.yawRate]! * s) * dt) / cells
        }
        expectClose(moved.subarray(0, 2), [east, north], 2e-5)
      }),
      { numRuns: 50 },
    )
  })

  it('ends at the same place in one step as in two', () => {
    fc.assert(
      fc.property(state, double(0.01, 2), double(0, 1), (x, dt, share) => {
        const once = x.slice()
        model.move(once, dt)
        const twice = x.slice()
        model.move(twice, dt * share)
        model.move(twice, dt * (1 - share))
        expectClose(twice, once, 1e-10)
      }),
    )
  })

  it('has moments that are smooth where the series meets the closed form', () => {
    const below = new Float64Array(TURN_MOMENTS)
    const above = new Float64Array(TURN_MOMENTS)
    for (const sign of [1, -1]) {
      writeTurnMoments(below, sign * (0.3 - 1e-15))
      writeTurnMoments(above, sign * 0.3)
      expectClose(below, above, 1e-13)
    }
    writeTurnMoments(below, 0)
    expect([...below]).toEqual([1, 0, 1 / 2, 0, 1 / 3, 0])
    expect(TURN.s2).toBe(TURN_MOMENTS - 1)
  })
})

describe('models that let elements relax', () => {
  it('end with the same covariance in one step as in two', () => {
    const model = new StandingStill({
      positionDensity: 0.01,
      yawDensity: 0.001,
      speed: { time: 0.3, deviation: 1 },
      yawRate: relaxation,
      acceleration: relaxation,
    })
    const variance = (steps: readonly number[]) => {
      let value = 9
      for (const dt of steps) {
        const F = createMatrix(CTRA_SIZE)
        const Q = createMatrix(CTRA_SIZE)
        model.noise(Q, new Float64Array(6), dt)
        model.moveWithJacobian(new Float64Array(6), F, dt)
        const i = CTRA.speed * 7
        value = F[i]! * value * F[i]! + Q[i]!
      }
      return value
    }
    expect(variance([0.05, 0.15])).toBeCloseTo(variance([0.2]), 12)
    expect(variance([1000])).toBeCloseTo(1, 12)
  })
})
