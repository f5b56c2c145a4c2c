import type { ModelSwitching } from '../filters/interacting-models.ts'
import type { MotionModel } from '../filters/predict.ts'

/** How the tracker treats one kind of road user. All tuned values live in `kind-parameters.ts`. */
export interface TrackedKind {
  readonly name: string
  readonly models: readonly MotionModel[]
  readonly switching: ModelSwitching
  /** Index of the model of standing still, -1 for none. */
  readonly standingModel: number
  /** Chi-square gate on the normalised innovation squared, three degrees of freedom. */
  readonly gate: number
  /** Cost of leaving track and detection apart, in the unit of a pair's: -2 ln likelihood. */
  readonly unassignedCost: number
  /** m: a free detection within this of a sure track that has none is taken for its own; left out: no second look. */
  readonly secondReach?: number
  /** ln(P(detected) / (P(missed) · clutter density in 1/(m²·rad))): weighs a pair against a miss where objects stand close. */
  readonly jointBias: number
  readonly existence: ExistenceParameters
  /** m²/s: random walk of the box centre's height and of each of length, width, height. */
  readonly heightWalk: number
  readonly sizeWalk: number
}

/**
 * Probability of existence in log-odds. Detectors err persistently (a bush is taken for a person again and again), so
 * evidence of one cycle counts with a weight below 1.
 */
export interface ExistenceParameters {
  /** Share of objects that vanish, 1/s. */
  readonly vanishing: number
  /** Weight of a detection's own log-odds, and what being where a track was predicted adds. */
  readonly detectionWeight: number
  readonly detectionBonus: number
  /**
   * Weight of what a detection's squared normalised innovation is above that of a true one: what hardly fits a track, time after time, is
   * something else that lies in its gate. 0: what passes the gate counts in full.
   */
  readonly strangeness: number
  /** Weight of ln(1 - detection probability) at a miss. */
  readonly missWeight: number
  /** Log-odds: limits, confirmation, death. */
  readonly least: number
  readonly largest: number
  readonly confirmed: number
  readonly dead: number
  /** s without an update after which a track dies whatever its existence. */
  readonly longestCoast: number
}
