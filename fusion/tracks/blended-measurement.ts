import { Measurement } from '../filters/measurement.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CTRA_SIZE } from '../models/ctra-state.ts'

/** Most detections that share one track's update. */
export const MOST_BLENDED = 8

/**
 * Several detections, each of the track with some probability, as one measurement: with weights w_j = β_j / Σβ and the
 * residuals r_j at the state, r = Σ w_j·r_j and R = (Σ w_j·(R_j + r_j·r_jᵀ) - r·rᵀ) / Σβ. The spread of the residuals
 * widens R, and so does the probability that none of them is right. All must measure the same quantities.
 * Source: after Bar-Shalom, Tse 1975, "Tracking in a cluttered environment with probabilistic data association", with the
 * spread on the measurement's side, so that it serves any filter.
 */
export class BlendedMeasurement implements MeasurementModel {
  readonly maximalSize: number
  readonly #models: (MeasurementModel | null)[] = new Array<MeasurementModel | null>(MOST_BLENDED).fill(null)
  readonly #probabilities = new Float64Array(MOST_BLENDED)
  readonly #one: Measurement
  #count = 0

  constructor(maximalSize: number) {
    this.maximalSize = maximalSize
    this.#one = new Measurement(CTRA_SIZE, maximalSize)
  }

  clear(): void {
    this.#count = 0
  }

  get count(): number {
    return this.#count
  }

  /** `probability`: that this detection is of the track. More than {@link MOST_BLENDED} are left out. */
  add(model: MeasurementModel, probability: number): void {
    if (this.#count === MOST_BLENDED) return
    this.#models[this.#count] = model
    this.#probabilities[this.#count] = probability
    this.#count++
  }

  linearize(out: Measurement, x: Float64Array): void {
    const one = this.#one
    this.#models[0]!.linearize(one, x)
    startFrom(out, one)
    let sum = 0
    for (let j = 0; j < this.#count; j++) {
      this.#models[j]!.linearize(one, x)
      // Radar detections without elevation are one row shorter: they do not mix with the others.
      if (one.size !== out.size) continue
      sum += this.#probabilities[j]!
      addMoments(out, one, this.#probabilities[j]!)
    }
    settleMoments(out, sum)
  }
}

/** residual += weight · r, covariance += weight · (R + r·rᵀ). */
function addMoments(out: Measurement, one: Measurement, weight: number): void {
  const n = out.size
  for (let a = 0; a < n; a++) {
    out.residual[a] = out.residual[a]! + weight * one.residual[a]!
    for (let b = 0; b < n; b++) {
      const second = one.covariance[a * n + b]! + one.residual[a]! * one.residual[b]!
      out.covariance[a * n + b] = out.covariance[a * n + b]! + weight * second
    }
  }
}

/** Divides by the weights, takes the mean's square from the second moment, and widens by 1 / sum. */
function settleMoments(out: Measurement, sum: number): void {
  const n = out.size
  for (let a = 0; a < n; a++) out.residual[a] = out.residual[a]! / sum
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const spread = out.covariance[a * n + b]! / sum - out.residual[a]! * out.residual[b]!
      out.covariance[a * n + b] = spread / sum
    }
  }
}

/** The Jacobian of the first serves all; residual and covariance start at zero. */
function startFrom(out: Measurement, one: Measurement): void {
  out.size = one.size
  for (let i = 0; i < one.size * CTRA_SIZE; i++) out.jacobian[i] = one.jacobian[i]!
  out.residual.fill(0, 0, one.size)
  out.covariance.fill(0, 0, one.size * one.size)
}
