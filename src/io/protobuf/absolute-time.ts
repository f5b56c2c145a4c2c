import type { Stamp } from '../../core/time.ts'
import type { google } from './runtime.ts'

const NANOSECONDS = 1_000_000_000

/**
 * Stamps as absolute google.protobuf.Timestamps, which Foxglove's messages carry. Split once, so that the hot path
 * computes with numbers and still keeps every nanosecond.
 */
export class AbsoluteTime {
  /** Absolute time of stamp 0, ns. */
  readonly origin: bigint
  readonly #seconds: number
  readonly #nanoseconds: number

  constructor(origin: bigint) {
    this.origin = origin
    const nanoseconds = ((origin % BigInt(NANOSECONDS)) + BigInt(NANOSECONDS)) % BigInt(NANOSECONDS)
    this.#nanoseconds = Number(nanoseconds)
    this.#seconds = Number((origin - nanoseconds) / BigInt(NANOSECONDS))
  }

  timestamp(stamp: Stamp): google.protobuf.Timestamp.$Properties {
    const seconds = Math.floor(stamp / NANOSECONDS)
    const nanoseconds = stamp - seconds * NANOSECONDS + this.#nanoseconds
    const carry = nanoseconds >= NANOSECONDS ? 1 : 0
    return { seconds: this.#seconds + seconds + carry, nanos: nanoseconds - carry * NANOSECONDS }
  }
}
