import kalmanFilter from 'kalman-filter'
import { Measurement } from '../../fusion/filters/measurement.ts'
import { predictLinear } from '../../fusion/filters/predict.ts'
import { updateGated } from '../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../fusion/filters/workspace.ts'
import { createMatrix, setIdentity } from '../../src/core/matrix.ts'
import type { BenchCase } from '../case.ts'

/** Constant acceleration in the plane, position measured: 6 states, 2 measured, the same matrices for both filters. */
const N = 6
const M = 2
const DT = 0.1
const STEPS = 200

function transition(): Float64Array {
  const F = createMatrix(N)
  setIdentity(F, N)
  for (const axis of [0, 1]) {
    F[axis * N + axis + 2] = DT
    F[axis * N + axis + 4] = (DT * DT) / 2
    F[(axis + 2) * N + axis + 4] = DT
  }
  return F
}

const rows = (flat: Float64Array, n: number, m: number) =>
  Array.from({ length: n }, (_, i) => Array.from(flat.subarray(i * m, (i + 1) * m)))
const measured = (step: number) => [Math.sin(step * DT) * 10, Math.cos(step * DT) * 10]

export const FILTER_CASES: readonly BenchCase[] = [
  {
    name: 'filter/predict-update-6',
    perCall: { amount: STEPS, unit: 'steps' },
    isQuick: true,
    prepare: async () => {
      const F = transition()
      const Q = createMatrix(N)
      setIdentity(Q, N, 0.1)
      const workspace = new FilterWorkspace(N, M)
      const measurement = new Measurement(N, M)
      measurement.jacobian[0] = 1
      measurement.jacobian[N + 1] = 1
      setIdentity(measurement.covariance, M, 0.5)
      const z = Float64Array.from({ length: 2 * STEPS }, (_, i) => measured(i >> 1)[i & 1]!)
      const x = new Float64Array(N)
      const P = createMatrix(N)
      return {
        run: () => {
          x.fill(0)
          setIdentity(P, N, 10)
          for (let step = 0; step < STEPS; step++) {
            predictLinear(x, P, F, Q, workspace)
            measurement.residual[0] = z[2 * step]! - x[0]!
            measurement.residual[1] = z[2 * step + 1]! - x[1]!
            updateGated(measurement, x, P, workspace)
          }
          return x[0]
        },
      }
    },
  },
  {
    name: 'filter/predict-update-6-kalman-filter',
    perCall: { amount: STEPS, unit: 'steps' },
    isQuick: true,
    prepare: async () => {
      const identity = (n: number, scale: number) =>
        Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? scale : 0)))
      const filter = new kalmanFilter.KalmanFilter({
        observation: { dimension: M, stateProjection: identity(N, 1).slice(0, M), covariance: identity(M, 0.5) },
        dynamic: {
          dimension: N,
          transition: rows(transition(), N, N),
          covariance: identity(N, 0.1),
          init: { mean: Array.from({ length: N }, () => [0]), covariance: identity(N, 10), index: -1 },
        },
      })
      const observations = Array.from({ length: STEPS }, (_, step) => measured(step))
      return {
        run: () => {
          let corrected = filter.getInitState()
          for (const observation of observations) {
            const predicted = filter.predict({ previousCorrected: corrected })
            corrected = filter.correct({ predicted, observation })
          }
          return corrected
        },
      }
    },
  },
]
