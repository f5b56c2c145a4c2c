import type { DbcSignal } from './database.ts'

/**
 * Which signals of a message are present, by the raw values of their multiplexors. Holds the raw values of the frame at
 * hand: fill `raw` in the order of `order`, in which every multiplexor stands before the signals that it selects.
 */
export class MultiplexPlan {
  readonly order: Int32Array
  /** Raw value by signal index; NaN = not in this frame. */
  readonly raw: Float64Array
  /** Multiplexor by signal index; -1 = always present. */
  readonly #selectors: Int32Array
  /** Signal i is selected by the pairs ranges[2·first[i]] .. ranges[2·first[i + 1]]: low, high, low, high, … */
  readonly #first: Int32Array
  readonly #ranges: Float64Array

  /** null when no signal is multiplexed. */
  static of(signals: readonly DbcSignal[]): MultiplexPlan | null {
    return signals.some((signal) => signal.multiplexing !== null) ? new MultiplexPlan(signals) : null
  }

  private constructor(signals: readonly DbcSignal[]) {
    const names = signals.map((signal) => signal.name)
    this.raw = new Float64Array(signals.length)
    this.#selectors = Int32Array.from(signals, ({ multiplexing }) =>
      multiplexing === null ? -1 : names.indexOf(multiplexing.multiplexor),
    )
    this.#first = new Int32Array(signals.length + 1)
    signals.forEach((signal, i) => {
      this.#first[i + 1] = this.#first[i]! + (signal.multiplexing?.ranges.length ?? 0)
    })
    this.#ranges = Float64Array.from(signals.flatMap((signal) => signal.multiplexing?.ranges.flat() ?? []))
    const depths = signals.map((_, i) => this.#depth(i))
    this.order = Int32Array.from(signals.keys()).sort((a, b) => depths[a]! - depths[b]! || a - b)
  }

  /** Whether the multiplexor's raw value, already in `raw`, selects signal i. */
  isPresent(i: number): boolean {
    const selector = this.#selectors[i]!
    if (selector < 0) return true
    const value = this.raw[selector]!
    const end = 2 * this.#first[i + 1]!
    for (let at = 2 * this.#first[i]!; at < end; at += 2) {
      if (value >= this.#ranges[at]! && value <= this.#ranges[at + 1]!) return true
    }
    return false
  }

  /** Multiplexors above signal i. The parser has refused circles. */
  #depth(i: number): number {
    const selector = this.#selectors[i]!
    return selector < 0 ? 0 : 1 + this.#depth(selector)
  }
}
