import { NANOSECONDS_PER_MILLISECOND, type Stamp } from '../../src/core/time.ts'

/** One sample of a clock's offset, ms, with its variance, ms², at a car stamp. */
export interface OffsetSample {
  readonly stamp: Stamp
  readonly offset: number
  readonly variance: number
}

/**
 * Turns (sensor stamp, arrival stamp) pairs into samples of the offset. An arrival is late by the transport delay, which
 * queues and bus arbitration only lengthen: of each window the pair with the least delay counts, the rest are jitter.
 * The shortest delay itself cannot be told from an offset and stays in it.
 * Source: Mills 1991, "Internet time synchronization", the minimum filter of NTP (RFC 5905, section 10).
 */
export class ArrivalSamples {
  readonly #window: number
  readonly #variance: number
  #start: Stamp = Number.NaN
  #least = Number.POSITIVE_INFINITY
  #leastStamp: Stamp = 0
  #count = 0

  /** `window`: s of arrival time. `jitter`: ms, how far the least delay of a window lies above the least of all. */
  constructor(window = 0.5, jitter = 0.2) {
    this.#window = window * 1000 * NANOSECONDS_PER_MILLISECOND
    this.#variance = jitter * jitter
  }

  /** Adds a pair; returns the window's sample when the pair is the first of the next window, else null. */
  add(sensorStamp: Stamp, arrival: Stamp): OffsetSample | null {
    if (!Number.isFinite(sensorStamp - arrival)) return null
    if (Number.isNaN(this.#start)) this.#start = arrival
    const sample = arrival - this.#start >= this.#window ? this.#close(arrival) : null
    const offset = arrival - sensorStamp
    this.#count++
    if (offset < this.#least) {
      this.#least = offset
      this.#leastStamp = arrival
    }
    return sample
  }

  #close(arrival: Stamp): OffsetSample | null {
    const sample =
      this.#count === 0
        ? null
        : { stamp: this.#leastStamp, offset: this.#least / NANOSECONDS_PER_MILLISECOND, variance: this.#variance }
    this.#start = arrival
    this.#least = Number.POSITIVE_INFINITY
    this.#count = 0
    return sample
  }
}
