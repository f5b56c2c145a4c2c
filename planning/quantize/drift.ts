import type { Tensor } from '../../src/core/tensor.ts'

/** How far an output of the int8 network lies from that of the float one. */
export interface OutputDrift {
  readonly name: string
  /** Largest magnitude of the float output over the frames. */
  readonly magnitude: number
  /** Largest difference, as a share of the magnitude. */
  readonly max: number
  /** The difference that 99 % of the elements do not exceed, to a hundred-thousandth of the magnitude. */
  readonly p99: number
  readonly mean: number
}

/** Shares of the magnitude that are told apart; what differs by more than the magnitude falls into the last. */
const BINS = 100_000

/** Compares an output over frames. */
export class DriftMeter {
  readonly #name: string
  readonly #differences: Float32Array[] = []
  #magnitude = 0

  constructor(name: string) {
    this.#name = name
  }

  /** Neither is kept. Throws when they are no reals of one length. */
  add(float: Tensor, int8: Tensor): void {
    const [a, b] = [float.data, int8.data]
    if (!(a instanceof Float32Array) || !(b instanceof Float32Array) || a.length !== b.length) {
      throw new Error(`expected two float outputs of one length in '${this.#name}', found ${a.length} and ${b.length}`)
    }
    const differences = new Float32Array(a.length)
    for (let i = 0; i < a.length; i++) {
      this.#magnitude = Math.max(this.#magnitude, Math.abs(a[i]!))
      differences[i] = Math.abs(a[i]! - b[i]!)
    }
    this.#differences.push(differences)
  }

  result(): OutputDrift {
    const unit = this.#magnitude || 1
    const counts = new Float64Array(BINS + 1)
    let [largest, sum, count] = [0, 0, 0]
    for (const differences of this.#differences) {
      count += differences.length
      for (let i = 0; i < differences.length; i++) {
        const share = differences[i]! / unit
        largest = Math.max(largest, share)
        sum += share
        counts[Math.min(BINS, Math.ceil(share * BINS))]! += 1
      }
    }
    let left = 0.99 * count
    let bin = 0
    for (; bin < BINS && left > 0; bin++) left -= counts[bin]!
    const p99 = count === 0 ? 0 : Math.min(largest, Math.max(0, bin - 1) / BINS)
    return { name: this.#name, magnitude: this.#magnitude, max: largest, p99, mean: count === 0 ? 0 : sum / count }
  }
}
