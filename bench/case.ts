/** One thing to measure. Cases are data; the runner knows nothing of what they do. */
export interface BenchCase {
  /** `area/what`, stable: baselines are compared by it. */
  readonly name: string
  /** What one call processes, and how much of it, for the throughput column: 1000 frames, 8.2 MB. */
  readonly perCall: { readonly amount: number; readonly unit: string }
  /** Part of CI's short run. */
  readonly isQuick?: boolean
  /** Prepares data once and returns the call to time. Returns null, after printing why, where it cannot run. */
  readonly prepare: () => Promise<BenchCall | null>
}

export interface BenchCall {
  readonly run: () => unknown
  readonly dispose?: () => void | Promise<void>
}
