import type { PointCloud } from '../../src/core/messages.ts'

/** Rings are numbered from 0; no lidar has more. */
export const MOST_RINGS = 256
/** Points whose elevation is looked at: one of so many, no divisor of any number of beams, so that each has its turn. */
const ELEVATION_STRIDE = 7

/** Returns of each ring of a sweep. The buffers are used again. */
export class RingCounts {
  /** Points with an echo, by ring. */
  readonly counts = new Float64Array(MOST_RINGS)
  /** Of all rings, and of points without a ring. */
  total = 0
  /** Slope of each ring's beams seen so far, tan of the elevation: mean over the points looked at; NaN before the first. */
  readonly slopes = new Float64Array(MOST_RINGS).fill(Number.NaN)
  readonly #sums = new Float64Array(MOST_RINGS)
  readonly #looked = new Float64Array(MOST_RINGS)
  /** One more than the highest ring seen so far. */
  rings = 0

  count({ x, y, z, ring }: PointCloud): void {
    const { counts } = this
    counts.fill(0)
    let total = 0
    const n = x.length
    for (let i = 0; i < n; i++) {
      // False for NaN; a point at the origin is no echo either.
      if (!(Math.abs(x[i]!) + Math.abs(y[i]!) > 0)) continue
      total++
      if (ring === null) continue
      const r = ring[i]!
      if (r >= MOST_RINGS) continue
      counts[r]!++
      if (i % ELEVATION_STRIDE === 0) this.#look(r, z[i]! / Math.hypot(x[i]!, y[i]!))
    }
    this.total = total
    for (let r = MOST_RINGS - 1; r >= this.rings; r--) {
      if (counts[r]! > 0) this.rings = r + 1
    }
  }

  #look(ring: number, slope: number): void {
    if (!Number.isFinite(slope)) return
    this.#sums[ring]! += slope
    this.#looked[ring]!++
    this.slopes[ring] = this.#sums[ring]! / this.#looked[ring]!
  }
}
