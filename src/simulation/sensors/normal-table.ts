import { Random } from '../../common/random/xoshiro.ts'

const BITS = 14

/** Entries of {@link normalTable}; a power of two. */
const NORMALS = 2 ** BITS
/** Takes a table index out of a random word. */
export const NORMAL_MASK = NORMALS - 1

/**
 * Standard normal numbers to draw from with 14 random bits, where a hundred thousand are needed in a few milliseconds.
 * Their mean is 0 and their variance 1, exactly but for rounding; nothing lies beyond about 4 σ.
 */
export function normalTable(): Float64Array {
  const random = new Random(0x6e6f726d)
  const table = new Float64Array(NORMALS)
  for (let i = 0; i < NORMALS; i += 2) {
    const value = random.normal()
    table[i] = value
    table[i + 1] = -value
  }
  const deviation = Math.sqrt(table.reduce((sum, value) => sum + value * value, 0) / NORMALS)
  return table.map((value) => value / deviation)
}
