import type { Measurement } from '../filters/measurement.ts'
import { BoxMeasurement } from '../models/box-measurement.ts'

/** Standard deviations of yaw beyond which a detection's heading is taken for a blunder rather than for noise. */
const YAW_LIMIT = 3

/**
 * A box whose heading may be plain wrong while its place is right, as detectors do with far and half-hidden cars: a large
 * yaw residual widens its own variance, so that it neither closes the gate nor turns the track (Huber's weight).
 * Source: Huber 1964, "Robust estimation of a location parameter".
 */
export class RobustBoxMeasurement extends BoxMeasurement {
  override linearize(out: Measurement, x: Float64Array): void {
    super.linearize(out, x)
    const residual = out.residual[2]!
    const deviation = Math.sqrt(out.covariance[8]!)
    if (Math.abs(residual) > YAW_LIMIT * deviation) out.covariance[8] = (deviation * Math.abs(residual)) / YAW_LIMIT
  }
}
