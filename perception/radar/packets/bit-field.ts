/**
 * `length` bits (at most 32) as an unsigned number, counted from the first byte's most significant bit on ("Motorola
 * forward"). Bits outside the bytes read as 0.
 */
export function bitField(bytes: Uint8Array, firstBit: number, length: number): number {
  let value = 0
  for (let bit = firstBit; bit < firstBit + length; bit++)
    value = value * 2 + (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1)
  return value
}
