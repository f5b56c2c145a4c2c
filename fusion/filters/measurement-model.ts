import type { Measurement } from './measurement.ts'

/**
 * A detection made ready, which can be linearised at any number of states: residual z ⊖ h(x), H = ∂h/∂x and R at x (n)
 * go into `out`. Allocates nothing.
 */
export interface MeasurementModel {
  /** Largest `out.size` it writes. */
  readonly maximalSize: number
  linearize(out: Measurement, x: Float64Array): void
}
