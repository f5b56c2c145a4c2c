/**
 * IEEE 754 binary16 as its 16 bits: 1 sign, 5 exponent (bias 15), 10 fraction.
 * Source: IEEE 754-2019, section 3.4.
 */

const float = new Float32Array(1)
const bits = new Uint32Array(float.buffer)

/** The nearest half, ties to even; beyond 65504 infinity. */
export function toHalf(value: number): number {
  float[0] = value
  const word = bits[0]!
  const sign = (word >>> 16) & 0x8000
  const magnitude = word & 0x7fffffff
  if (magnitude > 0x7f800000) return sign | 0x7e00
  if (magnitude >= 0x47800000) return sign | 0x7c00
  if (magnitude < 0x38800000) {
    // Subnormal: in units of 2^-24, which float32 holds exactly; adding 1.5·2^23 rounds ties to even.
    return sign | (roundToEven(Math.abs(float[0]!) * 2 ** 24) & 0x7fff)
  }
  // Rebase the exponent from 127 to 15, then round the 13 bits that fall away; a carry reaches the exponent rightly.
  const rebased = magnitude - 0x38000000
  return sign | ((rebased + 0xfff + ((rebased >>> 13) & 1)) >>> 13)
}

/** The value of a half; exact. */
export function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1
  const exponent = (half >>> 10) & 0x1f
  const fraction = half & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function roundToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor
}
