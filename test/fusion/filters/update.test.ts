import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { predictCovariance } from '../../../fusion/filters/predict.ts'
import { correct, innovate, logLikelihood, updateGated } from '../../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../../fusion/filters/workspace.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { createMatrix, multiply, multiplyTransposed } from '../../../src/core/matrix.ts'
import { cartesianProblem } from './cartesian-problem.ts'
import { expectClose, isSymmetricPositive } from './matrices.ts'

/** A random positive covariance G·Gᵀ + floor·I. */
function randomCovariance(random: Random, n: number, floor: number) {
  const G = createMatrix(n)
  const C = createMatrix(n)
  for (let i = 0; i < n * n; i++) G[i] = random.normal()
  multiplyTransposed(C, G, G, n, n, n)
  for (let i = 0; i < n; i++) C[i * n + i]! += floor
  return C
}

function randomProblem(seed: number, n: number, m: number) {
  const random = new Random(seed)
  const measurement = new Measurement(n, m)
  for (let i = 0; i < m * n; i++) measurement.jacobian[i] = random.uniform() < 0.4 ? 0 : random.normal()
  for (let i = 0; i < m; i++) measurement.residual[i] = random.normal()
  measurement.covariance.set(randomCovariance(random, m, 0.1))
  return { measurement, P: randomCovariance(random, n, 0.1), x: new Float64Array(n), random }
}

describe('the update', () => {
  it('equals the textbook Joseph form (I - K·H)·P·(I - K·H)ᵀ + K·R·Kᵀ for any size, also at six states', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 4 }), (seed, n, m) => {
        const { measurement, P, x } = randomProblem(seed, n, m)
        const before = P.slice()
        const workspace = new FilterWorkspace(n, m)
        innovate(measurement, P, workspace)
        correct(measurement, x, P, workspace)

        const K = createMatrix(n, m)
        for (let i = 0; i < n; i++) for (let k = 0; k < m; k++) K[i * m + k] = workspace.gainTransposed[k * n + i]!
        const A = createMatrix(n)
        multiply(A, K, measurement.jacobian, n, m, n)
        for (let i = 0; i < n * n; i++) A[i] = (i % (n + 1) === 0 ? 1 : 0) - A[i]!
        const T = createMatrix(n)
        const expected = createMatrix(n)
        multiply(T, A, before, n, n, n)
        multiplyTransposed(expected, T, A, n, n, n)
        const KR = createMatrix(n, m)
        const noise = createMatrix(n)
        multiply(KR, K, measurement.covariance, n, m, m)
        multiplyTransposed(noise, KR, K, n, m, n)
        for (let i = 0; i < n * n; i++) expected[i]! += noise[i]!
        expectClose(P, expected, 1e-10)
        const shift = createMatrix(n, 1)
        multiply(shift, K, measurement.residual, n, m, 1)
        expectClose(x, shift, 1e-12)
      }),
    )
  })

  it('keeps P exactly symmetric and positive over 2,000 steps of very precise measurements', () => {
    const { x, P, F, Q, measurement } = cartesianProblem(3)
    const workspace = new FilterWorkspace(6, 3)
    measurement.covariance.set([1e-12, 0, 0, 0, 1e-12, 0, 0, 0, 1e-12])
    for (let i = 0; i < 3; i++) measurement.jacobian[i * 6 + 3 + i] = 0
    for (let i = 0; i < 6; i++) P[i * 7]! *= 1e6
    const random = new Random(4)
    for (let step = 0; step < 2000; step++) {
      predictCovariance(P, F, Q, workspace)
      for (let i = 0; i < 3; i++) measurement.residual[i] = 1e-6 * random.normal()
      updateGated(measurement, x, P, workspace)
      expect(isSymmetricPositive(P, 6), `step ${step}`).toBe(true)
    }
  })

  it('survives a precise measurement of a vague state, where P - K·H·P does not', () => {
    const P = Float64Array.of(1e10, 1e10 - 1, 1e10 - 1, 1e10)
    const vague = P.slice()
    const measurement = new Measurement(2, 1)
    measurement.jacobian.set([1, 0])
    measurement.covariance[0] = 1e-8
    const workspace = new FilterWorkspace(2, 1)
    updateGated(measurement, new Float64Array(2), P, workspace)
    const K = workspace.gainTransposed
    const short = vague[0]! - K[0]! * vague[0]!
    expect(Math.abs(short / 1e-8 - 1)).toBeGreaterThan(0.1)
    expect(Math.abs(P[0]! / 1e-8 - 1)).toBeLessThan(1e-6)
    expect(isSymmetricPositive(P, 2)).toBe(true)
  })

  it('leaves state and covariance alone when the gate refuses, and says by how much', () => {
    const { measurement, P, x } = randomProblem(1, 6, 2)
    measurement.residual.set([100, -50])
    const before = P.slice()
    const workspace = new FilterWorkspace(6, 2)
    const nis = updateGated(measurement, x, P, workspace, 9.21)
    expect(nis).toBeGreaterThan(9.21)
    expect(P).toEqual(before)
    expect(x).toEqual(new Float64Array(6))
  })

  it.each([
    ['a NaN residual', (m: Measurement) => m.residual.fill(Number.NaN)],
    ['an infinite residual', (m: Measurement) => m.residual.fill(Number.POSITIVE_INFINITY)],
    ['a negative variance', (m: Measurement) => m.covariance.set([-1e9, 0, 0, -1e9])],
    ['a NaN variance', (m: Measurement) => m.covariance.fill(Number.NaN)],
  ])('refuses %s with NaN and no change', (_name, spoil) => {
    const { measurement, P, x } = randomProblem(2, 6, 2)
    spoil(measurement)
    const before = P.slice()
    expect(updateGated(measurement, x, P, new FilterWorkspace(6, 2))).toBeNaN()
    expect(P).toEqual(before)
    expect(x).toEqual(new Float64Array(6))
  })

  it('wraps the angles that the state has', () => {
    const measurement = new Measurement(1, 1)
    measurement.jacobian[0] = 1
    measurement.covariance[0] = 1e-6
    measurement.residual[0] = 0.2
    const x = Float64Array.of(3.1)
    updateGated(measurement, x, Float64Array.of(1), new FilterWorkspace(1, 1, [0]))
    expect(x[0]).toBeCloseTo(3.3 - 2 * Math.PI, 6)
  })

  it('gives the log density of the residual', () => {
    const measurement = new Measurement(1, 1)
    measurement.jacobian[0] = 1
    measurement.covariance[0] = 3
    measurement.residual[0] = 2
    const workspace = new FilterWorkspace(1, 1)
    const nis = innovate(measurement, Float64Array.of(1), workspace)
    expect(nis).toBeCloseTo(1, 12)
    expect(logLikelihood(measurement, nis, workspace)).toBeCloseTo(-0.5 - Math.log(2 * Math.sqrt(2 * Math.PI)), 12)
  })

  it('works on views into one store and touches nothing beside them', () => {
    const { measurement, P } = randomProblem(3, 6, 3)
    const alone = { x: new Float64Array(6), P: P.slice() }
    const store = new Float64Array(60).fill(7)
    const x = store.subarray(6, 12)
    const view = store.subarray(18, 54)
    x.fill(0)
    view.set(P)
    const workspace = new FilterWorkspace(6, 3)
    updateGated(measurement, alone.x, alone.P, workspace)
    updateGated(measurement, x, view, workspace)
    expect([...x]).toEqual([...alone.x])
    expect([...view]).toEqual([...alone.P])
    expect(store.filter((value) => value === 7).length).toBe(60 - 42)
  })
})
