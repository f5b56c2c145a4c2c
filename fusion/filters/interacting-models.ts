import { angleDifference } from '../../src/core/angle.ts'
import { createMatrix, type Matrix } from '../../src/core/matrix.ts'
import { correctIterated } from './iterated-update.ts'
import { Measurement } from './measurement.ts'
import type { MeasurementModel } from './measurement-model.ts'
import { mixThreeOfSix } from './mix-three.ts'
import type { ModelStates } from './model-states.ts'
import { type MotionModel, predictExtended, wrapStateAngles } from './predict.ts'
import { correct, innovate, logLikelihood } from './update.ts'
import { FilterWorkspace } from './workspace.ts'

/** How often, and into what, the object changes its way of moving. */
export interface ModelSwitching {
  /** Changes a second, 1/s (a change may lead into the same model again). */
  readonly rate: number
  /** Probability of each model after a change; sums to 1. */
  readonly distribution: readonly number[]
}

/**
 * Interacting multiple models: a filter a motion model, whose estimates are mixed before each predict. Holds models and
 * scratch; the objects themselves are {@link ModelStates}, any number of them in turn. All models share one state.
 *
 * Changes of model come at a constant rate λ into model j with probability π_j, so that over dt
 *   p_ij(dt) = e^(-λ·dt)·δ_ij + (1 - e^(-λ·dt))·π_j,
 * which composes exactly: two predicts switch as much as one of their sum, whatever measurements come between.
 * Source: Blom, Bar-Shalom 1988, "The interacting multiple model algorithm for systems with Markovian switching
 * coefficients", IEEE TAC 33(8); Bar-Shalom, Li, Kirubarajan 2001, section 11.6.6.
 */
export class InteractingModels {
  readonly stateSize: number
  readonly count: number
  readonly #models: readonly MotionModel[]
  readonly #switching: ModelSwitching
  readonly #angles: readonly number[]
  /** One a model, so that a measurement can be judged under all of them before any changes. */
  readonly #workspaces: readonly FilterWorkspace[]
  readonly #measurements: readonly Measurement[]
  readonly #logLikelihoods: Float64Array
  /** Judged last. */
  #model: MeasurementModel | null = null
  readonly #iteration: { readonly moved: Float64Array; readonly step: Float64Array }
  readonly #predicted: Float64Array
  readonly #weights: Float64Array
  readonly #mixedMeans: readonly Float64Array[]
  readonly #mixedCovariances: readonly Matrix[]
  /** models × n */
  readonly #differences: Float64Array

  /** `angles`: indices of the state's angles; `maximalMeasurementSize`: of all measurement models to come. */
  constructor(
    models: readonly MotionModel[],
    switching: ModelSwitching,
    angles: readonly number[],
    maximalMeasurementSize: number,
  ) {
    const first = models[0]
    if (first === undefined || models.some((model) => model.stateSize !== first.stateSize)) {
      throw new Error(`expected models of one state size, found ${models.map((model) => model.stateSize)}`)
    }
    const sum = switching.distribution.reduce((total, p) => total + p, 0)
    if (switching.distribution.length !== models.length || Math.abs(sum - 1) > 1e-9) {
      throw new Error(
        `expected ${models.length} switching probabilities that sum to 1, found ${switching.distribution}`,
      )
    }
    this.stateSize = first.stateSize
    this.count = models.length
    this.#models = models
    this.#switching = switching
    this.#angles = angles
    this.#workspaces = models.map(() => new FilterWorkspace(first.stateSize, maximalMeasurementSize, angles))
    this.#measurements = models.map(() => new Measurement(first.stateSize, maximalMeasurementSize))
    this.#logLikelihoods = new Float64Array(models.length)
    this.#iteration = { moved: new Float64Array(first.stateSize), step: new Float64Array(first.stateSize) }
    this.#predicted = new Float64Array(models.length)
    this.#weights = new Float64Array(models.length)
    this.#mixedMeans = models.map(() => new Float64Array(first.stateSize))
    this.#mixedCovariances = models.map(() => createMatrix(first.stateSize))
    this.#differences = new Float64Array(models.length * first.stateSize)
  }

  /** All models start at x (n), P (n×n), with the switching distribution as probabilities. */
  initialize(states: ModelStates, x: Float64Array, P: Matrix): void {
    for (let j = 0; j < this.count; j++) {
      states.probabilities[j] = this.#switching.distribution[j]!
      states.means[j]!.set(x)
      states.covariances[j]!.set(P)
    }
  }

  /** Mixes, then predicts every model by dt seconds. Nothing happens at dt = 0. */
  predict(states: ModelStates, dt: number): void {
    if (dt === 0) return
    this.#mix(states, Math.abs(dt))
    for (let j = 0; j < this.count; j++) {
      const x = states.means[j]!
      const mixed = this.#mixedMeans[j]!
      for (let k = 0; k < this.stateSize; k++) x[k] = mixed[k]!
      const P = states.covariances[j]!
      predictExtended(x, P, this.#models[j]!, dt, this.#workspaces[j]!, this.#mixedCovariances[j]!)
    }
  }

  /**
   * Updates every model, and the probabilities by the measurement's likelihood under each, if the smallest normalised
   * innovation squared is at most `gate`. Returns it; NaN when no model could judge the measurement.
   */
  update(states: ModelStates, model: MeasurementModel, gate = Number.POSITIVE_INFINITY): number {
    const smallest = this.innovate(states, model)
    if (smallest <= gate) this.correct(states)
    return smallest
  }

  /** First half of {@link update}: judges the measurement and changes nothing. */
  innovate(states: ModelStates, model: MeasurementModel): number {
    let smallest = Number.NaN
    this.#model = model
    for (let j = 0; j < this.count; j++) {
      const measurement = this.#measurements[j]!
      model.linearize(measurement, states.means[j]!)
      const nis = innovate(measurement, states.covariances[j]!, this.#workspaces[j]!)
      this.#logLikelihoods[j] = logLikelihood(measurement, nis, this.#workspaces[j]!)
      if (nis < smallest || Number.isNaN(smallest)) smallest = nis
    }
    return smallest
  }

  /** Logarithm of the measurement's likelihood over all models, after {@link innovate}. */
  logLikelihood(states: ModelStates): number {
    let largest = Number.NEGATIVE_INFINITY
    for (let j = 0; j < this.count; j++) if (this.#logLikelihoods[j]! > largest) largest = this.#logLikelihoods[j]!
    let sum = 0
    for (let j = 0; j < this.count; j++) {
      const value = this.#logLikelihoods[j]!
      if (!Number.isNaN(value)) sum += states.probabilities[j]! * Math.exp(value - largest)
    }
    return largest + Math.log(sum)
  }

  /** Second half of {@link update}, after {@link innovate} of the same states. A model that could not judge stays. */
  correct(states: ModelStates): void {
    const total = this.logLikelihood(states)
    for (let j = 0; j < this.count; j++) {
      const value = this.#logLikelihoods[j]!
      if (!Number.isNaN(value)) {
        states.probabilities[j] = states.probabilities[j]! * Math.exp(value - total)
        this.#correctOne(j, states.means[j]!, states.covariances[j]!)
      } else {
        states.probabilities[j] = 0
      }
    }
  }

  #correctOne(j: number, x: Float64Array, P: Matrix): void {
    const model = this.#model
    const measurement = this.#measurements[j]!
    const workspace = this.#workspaces[j]!
    if (model?.isCurved?.(P)) correctIterated(model, measurement, x, P, workspace, this.#iteration)
    else correct(measurement, x, P, workspace)
  }

  /** The models' estimates as one Gaussian of equal mean and covariance: into x (n), P (n×n). */
  combine(states: ModelStates, x: Float64Array, P: Matrix): void {
    this.#merge(x, P, states, states.probabilities)
    wrapStateAngles(x, this.#workspaces[0]!)
  }

  /** Writes the mixed means and covariances of all models beside the states, and their new probabilities into them. */
  #mix(states: ModelStates, duration: number): void {
    const count = this.count
    const kept = Math.exp(-this.#switching.rate * duration)
    for (let j = 0; j < count; j++) {
      const entering = (1 - kept) * this.#switching.distribution[j]!
      let predicted = 0
      for (let i = 0; i < count; i++) {
        this.#weights[i] = states.probabilities[i]! * (entering + (i === j ? kept : 0))
        predicted += this.#weights[i]!
      }
      this.#predicted[j] = predicted
      // A model that nothing leads into keeps its own estimate.
      for (let i = 0; i < count; i++) {
        this.#weights[i] = predicted > 0 ? this.#weights[i]! / predicted : i === j ? 1 : 0
      }
      this.#merge(this.#mixedMeans[j]!, this.#mixedCovariances[j]!, states, this.#weights)
    }
    for (let j = 0; j < count; j++) states.probabilities[j] = this.#predicted[j]!
  }

  /** x := Σ w_i·x_i, P := Σ w_i·(P_i + d_i·d_iᵀ), d_i = x_i ⊖ x; angles about those of the heaviest model. */
  #merge(x: Float64Array, P: Matrix, states: ModelStates, weights: Float64Array): void {
    const n = this.stateSize
    const differences = this.#differences
    const reference = states.means[heaviest(weights)]!
    if (this.count === 3 && n === 6) {
      mixThreeOfSix(x, P, states.means, states.covariances, weights, reference, this.#angles, differences)
      return
    }
    for (let k = 0; k < n; k++) x[k] = 0
    for (let i = 0; i < this.count; i++) {
      this.#subtract(i, states.means[i]!, reference)
      for (let k = 0; k < n; k++) x[k] = x[k]! + weights[i]! * differences[i * n + k]!
    }
    for (let k = 0; k < n; k++) x[k] = x[k]! + reference[k]!
    for (let i = 0; i < this.count; i++) this.#subtract(i, states.means[i]!, x)
    this.#mergeCovariances(P, states, weights)
  }

  #mergeCovariances(P: Matrix, states: ModelStates, weights: Float64Array): void {
    const n = this.stateSize
    const d = this.#differences
    P.fill(0)
    for (let i = 0; i < this.count; i++) {
      const weight = weights[i]!
      const covariance = states.covariances[i]!
      for (let k = 0; k < n; k++) {
        for (let l = k; l < n; l++) {
          const second = covariance[k * n + l]! + d[i * n + k]! * d[i * n + l]!
          P[k * n + l] = P[k * n + l]! + weight * second
        }
      }
    }
    for (let k = 0; k < n; k++) for (let l = 0; l < k; l++) P[k * n + l] = P[l * n + k]!
  }

  /** Row i of the differences := a ⊖ b. */
  #subtract(i: number, a: Float64Array, b: Float64Array): void {
    const n = this.stateSize
    const d = this.#differences
    for (let k = 0; k < n; k++) d[i * n + k] = a[k]! - b[k]!
    for (let k = 0; k < this.#angles.length; k++) {
      const angle = this.#angles[k]!
      d[i * n + angle] = angleDifference(a[angle]!, b[angle]!)
    }
  }
}

function heaviest(weights: Float64Array): number {
  let best = 0
  for (let i = 1; i < weights.length; i++) if (weights[i]! > weights[best]!) best = i
  return best
}
