/** Wrong counters, right ones subtracted, that make a message invalid. Source: opendbc's CAN parser (MAX_BAD_COUNTER). */
const MAXIMUM_FAULTS = 5

/** Watches the counter in a periodic message: each frame must carry the one before plus one, modulo 2^bits. */
export class AliveCounter {
  readonly #mask: number
  #last: number | null = null
  #faults = 0

  constructor(bits: number) {
    this.#mask = 2 ** bits - 1
  }

  /** Takes the next frame's counter; false when it is not the one expected. The first one is always right. */
  accept(counter: number): boolean {
    const isRight = this.#last === null || counter === ((this.#last + 1) & this.#mask)
    this.#last = counter
    this.#faults = isRight ? Math.max(this.#faults - 1, 0) : Math.min(this.#faults + 1, MAXIMUM_FAULTS)
    return isRight
  }

  /** False once five more counters were wrong than right; right ones make it true again. */
  get isValid(): boolean {
    return this.#faults < MAXIMUM_FAULTS
  }
}
