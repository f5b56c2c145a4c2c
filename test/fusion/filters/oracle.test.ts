import library from 'kalman-filter'
import { describe, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { predictExtended, predictLinear } from '../../../fusion/filters/predict.ts'
import { updateGated } from '../../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../../fusion/filters/workspace.ts'
import { ConstantTurnRateAndAcceleration } from '../../../fusion/models/ctra.ts'
import { CTRA, CTRA_ANGLES, CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { createMatrix } from '../../../src/core/matrix.ts'
import { cartesianProblem } from './cartesian-problem.ts'
import { expectClose, rows } from './matrices.ts'

describe('our filters and the kalman-filter package on one problem', () => {
  it.each([1, 2, 3])('agree to 1e-9 in state and covariance over 300 linear steps of 6 states, %i rows', (m) => {
    const { x, P, F, Q, measurement } = cartesianProblem(m)
    const workspace = new FilterWorkspace(6, 3)
    const filter = new library.KalmanFilter({
      dynamic: {
        dimension: 6,
        init: { mean: rows(x, 6, 1), covariance: rows(P, 6, 6), index: -1 },
        transition: rows(F, 6, 6),
        covariance: rows(Q, 6, 6),
      },
      observation: {
        dimension: m,
        stateProjection: rows(measurement.jacobian, m, 6),
        covariance: rows(measurement.covariance, m, m),
      },
    })
    let state = filter.getInitState()
    const random = new Random(m)
    for (let step = 0; step < 300; step++) {
      const z = Array.from({ length: m }, () => 10 * random.normal())
      state = filter.correct({ predicted: filter.predict({ previousCorrected: state }), observation: z })

      predictLinear(x, P, F, Q, workspace)
      for (let i = 0; i < m; i++) {
        let predicted = 0
        for (let k = 0; k < 6; k++) predicted += measurement.jacobian[i * 6 + k]! * x[k]!
        measurement.residual[i] = z[i]! - predicted
      }
      updateGated(measurement, x, P, workspace)
      expectClose(x, state.mean.flat(), 1e-9)
      expectClose(P, state.covariance.flat(), 1e-9)
    }
  })

  it('agree to 1e-9 over 100 extended steps of a turning car seen as range and bearing', () => {
    const dt = 0.1
    const model = new ConstantTurnRateAndAcceleration({ jerkDensity: 1, yawAccelerationDensity: 0.1 })
    const workspace = new FilterWorkspace(CTRA_SIZE, 2, CTRA_ANGLES)
    const x = Float64Array.of(30, 5, 0.3, 10, 0.1, 0.5)
    const P = createMatrix(CTRA_SIZE)
    ;[4, 4, 0.1, 4, 0.1, 1].forEach((variance, i) => {
      P[i * 7] = variance
    })
    const R = Float64Array.of(0.25, 0, 0, 1e-4)
    const F = createMatrix(CTRA_SIZE)
    const Q = createMatrix(CTRA_SIZE)
    const project = (state: Float64Array) => {
      const range = Math.hypot(state[CTRA.x]!, state[CTRA.y]!)
      const [ux, uy] = [state[CTRA.x]! / range, state[CTRA.y]! / range]
      const jacobian = Float64Array.of(ux, uy, 0, 0, 0, 0, -uy / range, ux / range, 0, 0, 0, 0)
      return { h: [range, Math.atan2(state[CTRA.y]!, state[CTRA.x]!)], jacobian }
    }
    const vector = (mean: readonly (readonly number[])[]) => Float64Array.from(mean, (row) => row[0]!)
    const filter = new library.KalmanFilter({
      dynamic: {
        dimension: CTRA_SIZE,
        init: { mean: rows(x, 6, 1), covariance: rows(P, 6, 6), index: -1 },
        fn: ({ previousCorrected }) => {
          const moved = vector(previousCorrected.mean)
          model.move(moved, dt)
          return rows(moved, 6, 1)
        },
        transition: ({ previousCorrected }) => {
          model.moveWithJacobian(vector(previousCorrected.mean), F, dt)
          return rows(F, 6, 6)
        },
        covariance: ({ previousCorrected }) => {
          model.noise(Q, vector(previousCorrected.mean), dt)
          return rows(Q, 6, 6)
        },
      },
      observation: {
        dimension: 2,
        fn: ({ predicted }) => project(vector(predicted.mean)).h.map((value) => [value]),
        stateProjection: ({ predicted }) => rows(project(vector(predicted.mean)).jacobian, 2, 6),
        covariance: rows(R, 2, 2),
      },
    })
    const truth = x.slice()
    const random = new Random(11)
    const measurement = new Measurement(CTRA_SIZE, 2)
    let state = filter.getInitState()
    for (let step = 0; step < 100; step++) {
      model.move(truth, dt)
      const seen = project(truth).h
      const z = [seen[0]! + 0.5 * random.normal(), seen[1]! + 0.01 * random.normal()]
      state = filter.correct({ predicted: filter.predict({ previousCorrected: state }), observation: z })

      predictExtended(x, P, model, dt, workspace)
      const { h, jacobian } = project(x)
      measurement.residual.set([z[0]! - h[0]!, z[1]! - h[1]!])
      measurement.jacobian.set(jacobian)
      measurement.covariance.set(R)
      updateGated(measurement, x, P, workspace)
      // The package does not wrap the yaw.
      const mean = vector(state.mean)
      mean[CTRA.yaw] = Math.atan2(Math.sin(mean[CTRA.yaw]!), Math.cos(mean[CTRA.yaw]!))
      expectClose(x, mean, 1e-9)
      expectClose(P, state.covariance.flat(), 1e-9)
    }
  })
})
