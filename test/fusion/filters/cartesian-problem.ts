import { Measurement } from '../../../fusion/filters/measurement.ts'
import { CartesianVelocity } from '../../../fusion/models/cartesian-velocity.ts'
import { createMatrix } from '../../../src/core/matrix.ts'

/** Constant velocity over three axes at 10 Hz with the first m axes measured, and a little of the velocity in each row. */
export function cartesianProblem(m: number) {
  const model = new CartesianVelocity([1, 1, 0.2])
  const F = createMatrix(6)
  const Q = createMatrix(6)
  const x = Float64Array.of(20, 3, 0.8, 12, -1, 0)
  const P = createMatrix(6)
  ;[4, 4, 1, 25, 25, 1].forEach((variance, i) => {
    P[i * 7] = variance
  })
  model.moveWithJacobian(new Float64Array(6), F, 0.1)
  model.noise(Q, x, 0.1)
  const measurement = new Measurement(6, m)
  for (let i = 0; i < m; i++) {
    measurement.jacobian[i * 6 + i] = 1
    measurement.jacobian[i * 6 + 3 + i] = 0.02
    for (let j = 0; j < m; j++) measurement.covariance[i * m + j] = i === j ? 0.2 + 0.1 * i : 0.03
  }
  return { x, P, F, Q, measurement }
}
