/**
 * MOBIL, minimising overall braking induced by lane changes: Kesting, Treiber, Helbing 2007, Transportation Research
 * Record 1999, eqs. 2 (safety) and 3 (incentive).
 */
export interface MobilParameters {
  /** p: how much the others' loss counts. */
  readonly politeness: number
  /** Δa_th, m/s². */
  readonly threshold: number
  /** b_safe, m/s²: the most that the new follower is made to brake. */
  readonly safeBraking: number
}

/** Table 2 of the paper; politeness in the middle of its range of realistic values, 0.2 to 0.5. */
export const TYPICAL_MOBIL: MobilParameters = { politeness: 0.3, threshold: 0.2, safeBraking: 3 }

/** Accelerations by the car-following law before and after the change, m/s². */
export interface LaneChangeEffect {
  readonly own: number
  readonly ownAfter: number
  readonly newFollower: number
  readonly newFollowerAfter: number
  readonly oldFollower: number
  readonly oldFollowerAfter: number
}

/** Advantage over the threshold, m/s²; null when the new follower would have to brake too hard. `bias` favours the change. */
export function mobilIncentive(parameters: MobilParameters, effect: LaneChangeEffect, bias = 0): number | null {
  // ã_n ≥ -b_safe
  if (effect.newFollowerAfter < -parameters.safeBraking) return null
  // ã_c - a_c + p (ã_n - a_n + ã_o - a_o) > Δa_th
  const others = effect.newFollowerAfter - effect.newFollower + effect.oldFollowerAfter - effect.oldFollower
  return effect.ownAfter - effect.own + parameters.politeness * others + bias - parameters.threshold
}
