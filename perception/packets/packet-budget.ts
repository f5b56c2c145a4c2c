import { NANOSECONDS_PER_SECOND, type Stamp } from '../../src/core/time.ts'

/** Over the rate that the model's manual gives. Sensors keep it within parts of a thousand. */
const MOST_OF_NOMINAL = 1.5
/** s of packets that may come at once, after the receiver was busy elsewhere. */
const BURST = 0.5

/**
 * How many of a sensor's packets are looked at: as many as its model sends. A storm (a fault of the sensor or the switch,
 * packets played in a loop) costs one comparison a packet from there on.
 */
export class PacketBudget {
  readonly #perNanosecond: number
  readonly #most: number
  #left: number
  #newest: Stamp = Number.NEGATIVE_INFINITY

  /** @param nominalRate packets a second */
  constructor(nominalRate: number) {
    this.#perNanosecond = (MOST_OF_NOMINAL * nominalRate) / NANOSECONDS_PER_SECOND
    this.#most = Math.max(1, BURST * nominalRate)
    this.#left = this.#most
  }

  /** False for a packet that is one too many; `arrival`: by a clock that does not run backwards. */
  take(arrival: Stamp): boolean {
    if (arrival > this.#newest) {
      this.#left = Math.min(this.#most, this.#left + this.#perNanosecond * (arrival - this.#newest))
      this.#newest = arrival
    }
    if (this.#left < 1) return false
    this.#left--
    return true
  }
}
