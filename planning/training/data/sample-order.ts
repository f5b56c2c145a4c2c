import { Random } from '../../../src/common/random/xoshiro.ts'

/** Where a sample of training stands: which pass over the data, and which sample of it. */
export interface Place {
  readonly epoch: number
  readonly index: number
}

/**
 * The order of samples over all epochs, each a new permutation, as one endless sequence: a batch may reach over the end
 * of an epoch, so every sample is seen once an epoch whatever the batch size. Position alone decides, so a resumed run
 * goes on where it was.
 */
export class SampleOrder {
  readonly #count: number
  readonly #seed: number
  #epoch = -1
  #order = new Uint32Array(0)

  constructor(count: number, seed: number) {
    this.#count = count
    this.#seed = seed
  }

  at(position: number): Place {
    const epoch = Math.floor(position / this.#count)
    if (epoch !== this.#epoch) this.#shuffle(epoch)
    return { epoch, index: this.#order[position - epoch * this.#count]! }
  }

  /** Source: Durstenfeld 1964, algorithm 235 (Fisher, Yates). */
  #shuffle(epoch: number): void {
    const random = sampleRandom(this.#seed, epoch, -1)
    const order = Uint32Array.from({ length: this.#count }, (_, i) => i)
    for (let i = order.length - 1; i > 0; i--) {
      const k = random.integer(i + 1)
      const kept = order[i]!
      order[i] = order[k]!
      order[k] = kept
    }
    this.#order = order
    this.#epoch = epoch
  }
}

/** The random numbers that belong to one sample in one epoch. */
export function sampleRandom(seed: number, epoch: number, index: number): Random {
  const mixed = Math.imul(Math.imul(seed | 0, 0x85ebca6b) ^ epoch, 0xc2b2ae35) ^ (index + 1)
  return new Random(mixed)
}
