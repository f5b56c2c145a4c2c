/**
 * Seeded random numbers that are the same bits on every machine: xoshiro128** for the stream, splitmix32 to spread the
 * seed over its state. Not for secrets.
 * Source: Blackman, Vigna 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4); Steele, Lea, Flood
 * 2014 (splitmix), 32-bit constants by Wellons.
 */
export class Random {
  readonly #state = new Uint32Array(4)
  #spareNormal = Number.NaN

  /** `seed`: an integer; its low 32 bits count. */
  constructor(seed: number) {
    let mixed = seed >>> 0
    for (let i = 0; i < 4; i++) {
      mixed = (mixed + 0x9e3779b9) >>> 0
      let z = mixed
      z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
      z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
      this.#state[i] = z ^ (z >>> 15)
    }
  }

  /** Uniform over the integers 0..2^32 - 1. */
  uint32(): number {
    const s = this.#state
    const s1 = s[1]!
    const result = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0
    const shifted = s1 << 9
    s[2]! ^= s[0]!
    s[3]! ^= s1
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= shifted
    s[3] = rotateLeft(s[3]!, 11)
    return result
  }

  /** Uniform in [0, 1), 53 bits. */
  uniform(): number {
    const high = this.uint32() >>> 5
    const low = this.uint32() >>> 6
    return (high * 67108864 + low) / 9007199254740992
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.uniform()
  }

  /** Uniform over the integers 0..count - 1. */
  integer(count: number): number {
    return Math.floor(this.uniform() * count)
  }

  /** Standard normal (Box, Muller 1958); they come in pairs, so one is kept. */
  normal(): number {
    if (!Number.isNaN(this.#spareNormal)) {
      const kept = this.#spareNormal
      this.#spareNormal = Number.NaN
      return kept
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()))
    const angle = 2 * Math.PI * this.uniform()
    this.#spareNormal = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

function rotateLeft(value: number, bits: number): number {
  return ((value << bits) | (value >>> (32 - bits))) >>> 0
}
