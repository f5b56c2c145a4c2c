import { Random } from '../random/xoshiro.ts'

/** What a change does to a mean over the same cases. */
export interface PairedChange {
  readonly n: number
  readonly mean: number
  /** 95 % interval of the mean; NaN without cases. */
  readonly low: number
  readonly high: number
}

const RESAMPLES = 4000
const SEED = 1

/**
 * Mean of `differences`, one a case driven both ways, with its percentile bootstrap interval: cases are drawn again with
 * replacement, by a fixed seed. Source: Efron, Tibshirani 1993, "An introduction to the bootstrap", chapter 13.
 */
export function pairedBootstrap(differences: readonly number[]): PairedChange {
  const n = differences.length
  if (n === 0) return { n, mean: Number.NaN, low: Number.NaN, high: Number.NaN }
  const random = new Random(SEED)
  const means = new Float64Array(RESAMPLES)
  for (let i = 0; i < RESAMPLES; i++) {
    let sum = 0
    for (let k = 0; k < n; k++) sum += differences[random.integer(n)]!
    means[i] = sum / n
  }
  means.sort()
  const at = (share: number) => means[Math.min(RESAMPLES - 1, Math.floor(share * RESAMPLES))]!
  return { n, mean: differences.reduce((sum, one) => sum + one, 0) / n, low: at(0.025), high: at(0.975) }
}
