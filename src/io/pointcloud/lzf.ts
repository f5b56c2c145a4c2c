import { InputError } from '../../core/errors.ts'

/**
 * Decompresses LZF (the format of Marc Lehmann's LibLZF, used by PCD's binary_compressed). A control byte below 32 starts
 * a run of that many plus one literal bytes; else its upper three bits are the length (7: one more byte) less two, and the
 * lower five with the next byte the distance back less one.
 *
 * @throws InputError when the data do not give exactly `length` bytes
 */
export function decompressLzf(compressed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length)
  let from = 0
  let to = 0
  const wrong = () =>
    new InputError(
      `lzf: expected ${length} bytes, found damaged data after ${to} (byte ${from} of ${compressed.length})`,
    )
  while (from < compressed.length) {
    const control = compressed[from++]!
    if (control < 32) {
      const run = control + 1
      if (from + run > compressed.length || to + run > length) throw wrong()
      out.set(compressed.subarray(from, from + run), to)
      from += run
      to += run
      continue
    }
    let run = (control >> 5) + 2
    if (control >> 5 === 7) run += compressed[from++] ?? 0
    if (from >= compressed.length) throw wrong()
    let source = to - ((control & 31) << 8) - compressed[from++]! - 1
    if (source < 0 || to + run > length) throw wrong()
    // Byte by byte: a copy may overlap what it writes.
    for (const end = to + run; to < end; ) out[to++] = out[source++]!
  }
  if (to !== length) throw wrong()
  return out
}
