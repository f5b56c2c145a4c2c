import type { DbcSignal } from './database.ts'

type Layout = Pick<DbcSignal, 'start' | 'length' | 'byteOrder'>

/** Index of the last payload byte that a signal touches. */
export function lastByte(layout: Layout): number {
  const bitsBeforeStart = layout.byteOrder === 'intel' ? layout.start & 7 : 7 - (layout.start & 7)
  return (layout.start >> 3) + ((bitsBeforeStart + layout.length - 1) >> 3)
}

/** Where one field of up to 32 bits stands, as {@link BIT_FIELD_SIZE} integers in a flat plan; offsets into it: */
export const BIT_FIELD = {
  /** Byte with the most significant bit. */
  byte: 0,
  /** Index step towards less significant bytes: -1 Intel, +1 Motorola. */
  step: 1,
  /** Bytes after the first one. */
  more: 2,
  /** The field's bits in the most significant byte, and all below them. */
  mask: 3,
  /** Bits of the least significant byte below the field. */
  shift: 4,
} as const
export const BIT_FIELD_SIZE = 5

/** Writes into `plan` at `at` where the `count` (1..32) bits of the signal from bit `from` (0 = least significant) on stand. */
export function planBitField(plan: Int32Array, at: number, layout: Layout, from: number, count: number): void {
  const low = bitPosition(layout, from)
  const high = bitPosition(layout, from + count - 1)
  plan[at + BIT_FIELD.byte] = high.byte
  plan[at + BIT_FIELD.step] = layout.byteOrder === 'intel' ? -1 : 1
  plan[at + BIT_FIELD.more] = Math.abs(low.byte - high.byte)
  plan[at + BIT_FIELD.mask] = (2 << high.bit) - 1
  plan[at + BIT_FIELD.shift] = low.bit
}

/** The field's bits as an int32: the caller extends the sign, or takes `>>> 0`. */
export function readBitField(plan: Int32Array, at: number, data: Uint8Array, start: number): number {
  let byte = start + plan[at + BIT_FIELD.byte]!
  const step = plan[at + BIT_FIELD.step]!
  const shift = plan[at + BIT_FIELD.shift]!
  let value = data[byte]! & plan[at + BIT_FIELD.mask]!
  let more = plan[at + BIT_FIELD.more]!
  if (more === 0) return value >>> shift
  for (; more > 1; more--) value = (value << 8) | data[(byte += step)]!
  return (value << (8 - shift)) | (data[byte + step]! >>> shift)
}

/** Replaces the field's bits, and no other ones, by the low bits of the int32 `value`. */
export function writeBitField(plan: Int32Array, at: number, data: Uint8Array, start: number, value: number): void {
  const step = plan[at + BIT_FIELD.step]!
  const shift = plan[at + BIT_FIELD.shift]!
  const highMask = plan[at + BIT_FIELD.mask]!
  const high = start + plan[at + BIT_FIELD.byte]!
  const more = plan[at + BIT_FIELD.more]!
  if (more === 0) {
    const mask = highMask & (0xff << shift)
    data[high] = (data[high]! & ~mask) | ((value << shift) & mask)
    return
  }
  let byte = high + more * step
  data[byte] = (data[byte]! & ((1 << shift) - 1)) | ((value << shift) & 0xff)
  value >>>= 8 - shift
  for (byte -= step; byte !== high; byte -= step) {
    data[byte] = value & 0xff
    value >>>= 8
  }
  data[high] = (data[high]! & ~highMask) | (value & highMask)
}

/** Payload byte, and bit within it (0 = least significant), of a signal's bit counted from its least significant one. */
function bitPosition(layout: Layout, bit: number): { byte: number; bit: number } {
  if (layout.byteOrder === 'intel') {
    const position = layout.start + bit
    return { byte: position >> 3, bit: position & 7 }
  }
  // Motorola bits run down each byte and on into the next one: count them from the top of byte 0.
  const fromTop = (layout.start & ~7) + 7 - (layout.start & 7) + layout.length - 1 - bit
  return { byte: fromTop >> 3, bit: 7 - (fromTop & 7) }
}
