import { angleDifference } from '../../core/angle.ts'

/** Weights of the fit that turns poses into a speed and curvature profile (METRICS §1; nuPlan devkit, tracker_utils). */
export interface ProfilePenalties {
  /** On squared differences of successive accelerations, (m/s²)². */
  readonly jerk: number
  /** On the squared curvature rate, (1/(m·s))². */
  readonly curvatureRate: number
}

export const NUPLAN_PENALTIES: ProfilePenalties = { jerk: 1e-4, curvatureRate: 1e-2 }

/** Keeps the curvature of a standing car determined: 0. nuPlan devkit, `INITIAL_CURVATURE_PENALTY`. */
const FIRST_CURVATURE_PENALTY = 1e-10

/**
 * Speed and curvature of the steps between poses, by regularised least squares. With u the direction of the pose at the
 * beginning of a step, d = u·Δposition, θ = Δheading, both step by step:
 *
 *     speeds v minimise      Σ (dt·v - d)² + jerk · Σ (Δ²v / dt)²
 *     curvatures κ minimise  Σ (dt·v·κ - θ)² + curvatureRate · Σ (Δκ / dt)²
 *
 * The first is a pentadiagonal system that does not depend on the poses (factored once), the second a tridiagonal one.
 * Buffers are allocated once; `speeds` and `curvatures` ([steps]) are borrowed until the next call.
 */
export class PoseProfileFit {
  readonly speeds: Float64Array
  readonly curvatures: Float64Array
  readonly #steps: number
  readonly #dt: number
  readonly #penalties: ProfilePenalties
  /** LDLᵀ of the speeds' system: D, and the two sub-diagonals of L. */
  readonly #pivots: Float64Array
  readonly #lower1: Float64Array
  readonly #lower2: Float64Array
  readonly #diagonal: Float64Array

  /** `steps`: one less than the poses, at least 2; `dt` in s. */
  constructor(steps: number, dt: number, penalties: ProfilePenalties = NUPLAN_PENALTIES) {
    this.#steps = steps
    this.#dt = dt
    this.#penalties = penalties
    this.speeds = new Float64Array(steps)
    this.curvatures = new Float64Array(steps)
    this.#pivots = new Float64Array(steps)
    this.#lower1 = new Float64Array(steps)
    this.#lower2 = new Float64Array(steps)
    this.#diagonal = new Float64Array(steps)
    this.#factor()
  }

  /** `poses`: x, y, yaw (m, m, rad) of steps + 1 poses from element `start`. */
  fit(poses: Float64Array, start: number): void {
    this.#fitSpeeds(poses, start)
    this.#fitCurvatures(poses, start)
  }

  #factor(): void {
    const n = this.#steps
    const weight = this.#penalties.jerk / this.#dt ** 2
    const main = new Float64Array(n).fill(this.#dt ** 2)
    const first = new Float64Array(n)
    const second = new Float64Array(n)
    // Every second difference v[i] - 2v[i+1] + v[i+2] adds its outer product.
    for (let i = 0; i + 2 < n; i++) {
      main[i]! += weight
      main[i + 1]! += 4 * weight
      main[i + 2]! += weight
      first[i]! -= 2 * weight
      first[i + 1]! -= 2 * weight
      second[i]! += weight
    }
    const [D, L1, L2] = [this.#pivots, this.#lower1, this.#lower2]
    for (let i = 0; i < n; i++) {
      const below2 = i >= 2 ? second[i - 2]! / D[i - 2]! : 0
      const below1 = i >= 1 ? (first[i - 1]! - (i >= 2 ? below2 * L1[i - 1]! * D[i - 2]! : 0)) / D[i - 1]! : 0
      L2[i] = below2
      L1[i] = below1
      D[i] = main[i]! - (i >= 1 ? below1 ** 2 * D[i - 1]! : 0) - (i >= 2 ? below2 ** 2 * D[i - 2]! : 0)
    }
  }

  #fitSpeeds(poses: Float64Array, start: number): void {
    const n = this.#steps
    const v = this.speeds
    for (let i = 0; i < n; i++) {
      const o = start + 3 * i
      const yaw = poses[o + 2]!
      const along = (poses[o + 3]! - poses[o]!) * Math.cos(yaw) + (poses[o + 4]! - poses[o + 1]!) * Math.sin(yaw)
      let sum = this.#dt * along
      if (i >= 1) sum -= this.#lower1[i]! * v[i - 1]!
      if (i >= 2) sum -= this.#lower2[i]! * v[i - 2]!
      v[i] = sum
    }
    for (let i = n - 1; i >= 0; i--) {
      let sum = v[i]! / this.#pivots[i]!
      if (i + 1 < n) sum -= this.#lower1[i + 1]! * v[i + 1]!
      if (i + 2 < n) sum -= this.#lower2[i + 2]! * v[i + 2]!
      v[i] = sum
    }
  }

  /** Thomas' algorithm: elimination downwards, substitution upwards. */
  #fitCurvatures(poses: Float64Array, start: number): void {
    const n = this.#steps
    const kappa = this.curvatures
    const diagonal = this.#diagonal
    const coupling = this.#penalties.curvatureRate / this.#dt ** 2
    for (let i = 0; i < n; i++) {
      const distance = this.#dt * this.speeds[i]!
      const o = start + 3 * i + 2
      const neighbours = (i > 0 ? 1 : 0) + (i + 1 < n ? 1 : 0)
      diagonal[i] = distance * distance + neighbours * coupling + (i === 0 ? FIRST_CURVATURE_PENALTY : 0)
      kappa[i] = distance * angleDifference(poses[o + 3]!, poses[o]!)
      if (i === 0) continue
      const factor = coupling / diagonal[i - 1]!
      diagonal[i]! -= factor * coupling
      kappa[i]! += factor * kappa[i - 1]!
    }
    kappa[n - 1]! /= diagonal[n - 1]!
    for (let i = n - 2; i >= 0; i--) kappa[i] = (kappa[i]! + coupling * kappa[i + 1]!) / diagonal[i]!
  }
}
