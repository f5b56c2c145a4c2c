import type { SensorNoise } from './ego-config.ts'

/**
 * Variance to give one of many samples `interval` s apart whose error is first-order Gauss-Markov, so that averaging
 * them as if they were independent ends at the right uncertainty: σ²·(1 + ρ)/(1 - ρ) with ρ = exp(-interval/τ), which
 * is σ²·coth(interval/2τ). It is σ² for white noise and for samples far apart.
 * Source: Bayley, Hammersley 1946, "The 'effective' number of independent observations in an autocorrelated time
 * series", J. Royal Stat. Soc. 8, p. 184.
 */
export function effectiveVariance(noise: SensorNoise, interval: number): number {
  const variance = noise.standardDeviation ** 2
  if (noise.correlationTime === 0) return variance
  const shortest = Math.max(interval, SHORTEST_INTERVAL)
  return variance / Math.tanh(shortest / (2 * noise.correlationTime))
}

/** s; two samples with one stamp (a burst on the bus) are no more than two samples this far apart. */
const SHORTEST_INTERVAL = 1e-3
