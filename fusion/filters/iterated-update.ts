import { wrapAngle } from '../../src/core/angle.ts'
import type { Matrix } from '../../src/core/matrix.ts'
import type { Measurement } from './measurement.ts'
import type { MeasurementModel } from './measurement-model.ts'
import { correct, correction, innovate } from './update.ts'
import type { FilterWorkspace } from './workspace.ts'

/** Gauss-Newton converges in two or three steps where it converges at all. */
const MOST_STEPS = 4
/** Of the prior standard deviation of each element: steps below change nothing that matters. */
const SMALL_STEP = 0.01

/**
 * As {@link correct}, after {@link innovate} of the same `measurement` (which is left linearised elsewhere), with the
 * measurement's tangent taken again where the update leads, until it stays there:
 *   x_(i+1) = x + K_i·(z ⊖ h(x_i) + H_i·(x_i ⊖ x)).
 * The tangent at a poor prior may lie far from the one at the truth, and its gain pulls the estimate off with confidence.
 * `scratch`: two n.
 * Source: Bell, Cathey 1993, "The iterated Kalman filter update as a Gauss-Newton method", IEEE TAC 38(2).
 */
export function correctIterated(
  model: MeasurementModel,
  measurement: Measurement,
  x: Float64Array,
  P: Matrix,
  workspace: FilterWorkspace,
  scratch: { readonly moved: Float64Array; readonly step: Float64Array },
): void {
  const { moved, step } = scratch
  const n = workspace.stateSize
  for (let k = 0; k < n; k++) step[k] = 0
  for (let i = 1; i < MOST_STEPS; i++) {
    correction(moved, measurement, workspace)
    const isSmall = isWithin(moved, step, P, n)
    for (let k = 0; k < n; k++) {
      step[k] = moved[k]!
      moved[k] = x[k]! + step[k]!
    }
    if (isSmall) break
    for (const angle of workspace.angles) moved[angle] = wrapAngle(moved[angle]!)
    if (!linearizeAt(model, measurement, moved, step, P, workspace)) {
      model.linearize(measurement, x)
      innovate(measurement, P, workspace)
      break
    }
  }
  correct(measurement, x, P, workspace)
}

/** The measurement at `moved` = x ⊞ step, as one of x. False where it cannot be judged there. */
function linearizeAt(
  model: MeasurementModel,
  measurement: Measurement,
  moved: Float64Array,
  step: Float64Array,
  P: Matrix,
  workspace: FilterWorkspace,
): boolean {
  const n = workspace.stateSize
  model.linearize(measurement, moved)
  for (let row = 0; row < measurement.size; row++) {
    let sum = measurement.residual[row]!
    for (let k = 0; k < n; k++) sum += measurement.jacobian[row * n + k]! * step[k]!
    measurement.residual[row] = sum
  }
  return !Number.isNaN(innovate(measurement, P, workspace))
}

function isWithin(a: Float64Array, b: Float64Array, P: Matrix, n: number): boolean {
  for (let k = 0; k < n; k++) {
    if (!(Math.abs(a[k]! - b[k]!) <= SMALL_STEP * Math.sqrt(P[k * n + k]!))) return false
  }
  return true
}
