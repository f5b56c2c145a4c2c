/** Buckets a power of two; 128 bound a percentile's relative error by 0.8 %. */
const SUB_BUCKETS = 128
const SUB_BITS = 7
/** 2^40 ns is 18 minutes: anything longer is clamped into the last bucket; the maximum stays exact. */
const HIGHEST_EXPONENT = 40

export interface LatencySummary {
  readonly n: number
  readonly p50_ms: number
  readonly p90_ms: number
  readonly p99_ms: number
  readonly p999_ms: number
  readonly max_ms: number
}

/** A histogram as plain data: its buckets that hold something, by number, and how many samples each has. */
export interface LatencyCounts {
  readonly max: number
  readonly sum: number
  readonly buckets: readonly (readonly [bucket: number, count: number])[]
}

/**
 * Log-linear histogram of durations in integer ns: constant memory over any run, percentiles over all samples
 * (after Tene's HdrHistogram). A percentile is the upper edge of its bucket, never above the maximum seen.
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array((HIGHEST_EXPONENT - SUB_BITS + 2) * SUB_BUCKETS)
  #n = 0
  #sum = 0
  #max = 0

  add(nanoseconds: number): void {
    const value = Math.max(nanoseconds, 0)
    this.#counts[bucketOf(value)]!++
    this.#n++
    this.#sum += value
    if (value > this.#max) this.#max = value
  }

  /** Adds what another histogram holds: percentiles are then over both. */
  addAll({ max, sum, buckets }: LatencyCounts): void {
    for (const [bucket, count] of buckets) {
      this.#counts[bucket]! += count
      this.#n += count
    }
    this.#sum += sum
    this.#max = Math.max(this.#max, max)
  }

  counts(): LatencyCounts {
    const buckets: [number, number][] = []
    this.#counts.forEach((count, bucket) => {
      if (count > 0) buckets.push([bucket, count])
    })
    return { max: this.#max, sum: this.#sum, buckets }
  }

  get n(): number {
    return this.#n
  }

  /** Sum of all samples, ns. */
  get sum(): number {
    return this.#sum
  }

  /** ns; `share` in 0..1; NaN without samples. */
  percentile(share: number): number {
    if (this.#n === 0) return Number.NaN
    const rank = Math.max(1, Math.ceil(share * this.#n))
    let seen = 0
    for (let i = 0; i < this.#counts.length; i++) {
      seen += this.#counts[i]!
      if (seen >= rank) return Math.min(upperEdge(i), this.#max)
    }
    return this.#max
  }

  summary(): LatencySummary {
    const ms = (ns: number) => Math.round(ns) / 1e6
    return {
      n: this.#n,
      p50_ms: ms(this.percentile(0.5)),
      p90_ms: ms(this.percentile(0.9)),
      p99_ms: ms(this.percentile(0.99)),
      p999_ms: ms(this.percentile(0.999)),
      max_ms: ms(this.#max),
    }
  }
}

function bucketOf(value: number): number {
  if (value < SUB_BUCKETS) return Math.floor(value)
  const exponent = Math.min(Math.floor(Math.log2(value)), HIGHEST_EXPONENT)
  const scaled = Math.min(Math.floor(value / 2 ** (exponent - SUB_BITS)), 2 * SUB_BUCKETS - 1)
  return (exponent - SUB_BITS) * SUB_BUCKETS + Math.max(scaled, SUB_BUCKETS)
}

function upperEdge(bucket: number): number {
  if (bucket < SUB_BUCKETS) return bucket
  const exponent = Math.floor(bucket / SUB_BUCKETS) - 1
  return (bucket - exponent * SUB_BUCKETS + 1) * 2 ** exponent - 1
}
