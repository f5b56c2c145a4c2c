/** Steps from zero to the largest magnitude seen, between one and two thousand of them used. */
const BINS = 2048

/** How often magnitudes occur, without knowing the largest beforehand: the bins widen by two when one is larger. */
export class AbsoluteHistogram {
  readonly #counts = new Float64Array(BINS)
  #width = 0
  #total = 0
  #largest = 0

  /** Throws when a value is not finite: nothing can be calibrated by it. */
  add(values: Float32Array): void {
    let largest = this.#largest
    for (let i = 0; i < values.length; i++) {
      const magnitude = Math.abs(values[i]!)
      if (magnitude > largest) largest = magnitude
      else if (Number.isNaN(magnitude)) throw new Error(`expected numbers, found NaN at element ${i}`)
    }
    if (largest === Number.POSITIVE_INFINITY) throw new Error('expected finite numbers, found infinity')
    this.#largest = largest
    this.#total += values.length
    if (largest === 0) {
      this.#counts[0]! += values.length
      return
    }
    this.#widenTo(largest)
    const scale = 1 / this.#width
    for (let i = 0; i < values.length; i++) {
      const bin = Math.abs(values[i]!) * scale
      this.#counts[bin < BINS ? bin | 0 : BINS - 1]! += 1
    }
  }

  get largest(): number {
    return this.#largest
  }

  /** The magnitude that `share` of the values do not exceed, to within a bin; 1 gives the largest. */
  quantile(share: number): number {
    if (share >= 1 || this.#total === 0) return this.#largest
    let left = share * this.#total
    for (let bin = 0; bin < BINS; bin++) {
      left -= this.#counts[bin]!
      if (left <= 0) return Math.min(this.#largest, (bin + 1) * this.#width)
    }
    return this.#largest
  }

  #widenTo(largest: number): void {
    if (this.#width === 0) this.#width = largest / BINS
    while (largest > this.#width * BINS) {
      for (let bin = 0; bin < BINS / 2; bin++) {
        this.#counts[bin] = this.#counts[2 * bin]! + this.#counts[2 * bin + 1]!
      }
      this.#counts.fill(0, BINS / 2)
      this.#width *= 2
    }
  }
}
