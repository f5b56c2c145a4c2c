import type { ChipTarget } from './chip-target.ts'
import type { NetworkCost } from './network-cost.ts'

/**
 * Shares of the stated rate that are assumed to be reached, at batch 1. They are assumptions, not measurements of a
 * chip: for dense layers about what is told of detection networks on TDA4VM (2.24 of 8 TOPS), for depthwise ones a
 * tenth of that, because one input channel feeds one output.
 */
export const DENSE_UTILISATION = 0.3
export const DEPTHWISE_UTILISATION = 0.03

/** Operations in a multiply-accumulate, as makers count them. */
const OPERATIONS = 2

/** Seconds of arithmetic at int8, without waiting for memory; null where the rate is not published. */
export function estimateTime({ denseMacs, depthwiseMacs }: NetworkCost, { tops }: ChipTarget): number | null {
  if (tops.value === null) return null
  const macsPerSecond = (tops.value * 1e12) / OPERATIONS
  return denseMacs / (macsPerSecond * DENSE_UTILISATION) + depthwiseMacs / (macsPerSecond * DEPTHWISE_UTILISATION)
}
