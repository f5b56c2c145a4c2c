import type { WritablePlanScores } from './plan-scores.ts'
import { MULTIPLIED_CLAUSES, type PlanContext, type WeightedClause } from './scoring-context.ts'

/** m of the best progress up to which every plan has made enough (METRICS §1, EP). */
const LITTLE_PROGRESS = 5

/** Weights of PDMS and EPDMS, in the order of the formulas (METRICS §1). */
export const PDMS_WEIGHTS: readonly (readonly [WeightedClause, number])[] = [
  ['ep', 5],
  ['ttc', 5],
  ['c', 2],
]
export const EPDMS_WEIGHTS: readonly (readonly [WeightedClause, number])[] = [
  ['ep', 5],
  ['ttc', 5],
  ['lk', 2],
  ['hc', 2],
  ['ec', 2],
]

/** Fills EP, PDMS and EPDMS from the other clauses and the progress. */
export function combinePlanScores(scores: WritablePlanScores, context: PlanContext): void {
  const { clauses, progress, count } = scores
  const best = context.referenceProgress ?? bestProgress(scores)
  for (let plan = 0; plan < count; plan++) {
    clauses.ep[plan] = best > LITTLE_PROGRESS ? Math.min(1, Math.max(0, progress[plan]! / best)) : 1
    scores.pdms[plan] = clauses.nc[plan]! * clauses.dac[plan]! * weightedMean(scores, PDMS_WEIGHTS, plan)
    let product = 1
    for (const clause of MULTIPLIED_CLAUSES) {
      if (context.failedByHuman?.includes(clause)) continue
      const value = clauses[clause][plan]!
      if (!Number.isNaN(value)) product *= value
    }
    scores.epdms[plan] = product * weightedMean(scores, EPDMS_WEIGHTS, plan)
  }
}

/** Clauses without a verdict leave sum and divisor. */
function weightedMean(
  { clauses }: WritablePlanScores,
  weights: readonly (readonly [WeightedClause, number])[],
  plan: number,
): number {
  let sum = 0
  let total = 0
  for (const [clause, weight] of weights) {
    const value = clauses[clause][plan]!
    if (Number.isNaN(value)) continue
    sum += weight * value
    total += weight
  }
  return sum / total
}

/** m, of the plans that neither hit anything nor leave the road. */
function bestProgress({ clauses, progress, count }: WritablePlanScores): number {
  let best = 0
  for (let plan = 0; plan < count; plan++) {
    best = Math.max(best, progress[plan]! * clauses.nc[plan]! * clauses.dac[plan]!)
  }
  return best
}
