import type { Measurement } from './measurement.ts'

/**
 * A detection made ready, which can be linearised at any number of states: residual z ⊖ h(x), H = ∂h/∂x and R at x (n)
 * go into `out`. Allocates nothing.
 */
export interface MeasurementModel {
  /** Largest `out.size` it writes. */
  readonly maximalSize: number
  linearize(out: Measurement, x: Float64Array): void
  /** Whether h bends so much within the covariance P (n×n) that one tangent misleads; left out: no. */
  isCurved?(P: Float64Array): boolean
}
