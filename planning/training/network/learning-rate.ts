export interface LearningRateSchedule {
  /** Largest rate, reached at the end of the warm-up. */
  readonly peak: number
  /** Steps over which the rate rises in a line from zero. */
  readonly warmUp: number
  /** Steps in all, at the end of which the rate is `final`. */
  readonly steps: number
  /** Rate at the end, as a share of the peak. */
  readonly final: number
}

/**
 * The rate at `step` (from 0): a line up to the peak, then half a cosine down to the final share.
 * Source: Loshchilov, Hutter 2017, "SGDR", equation 5 without restarts.
 */
export function learningRate(step: number, { peak, warmUp, steps, final }: LearningRateSchedule): number {
  if (step < warmUp) return (peak * (step + 1)) / warmUp
  const progress = Math.min(1, (step - warmUp) / Math.max(1, steps - warmUp))
  const low = peak * final
  return low + 0.5 * (peak - low) * (1 + Math.cos(Math.PI * progress))
}
