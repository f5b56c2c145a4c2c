import type { CanFrames } from '../../core/messages.ts'
import { type Malformed, malformed } from './malformed.ts'
import { axdrive } from './runtime.ts'

export function encodeCanFrames(frames: CanFrames): Uint8Array {
  const { bus, ids, offsets, data, stamps } = frames
  const lengths = new Array<number>(ids.length)
  for (let i = 0; i < ids.length; i++) lengths[i] = offsets[i + 1]! - offsets[i]!
  return axdrive.v1.CanFrames.encode({
    bus,
    ids: Array.from(ids),
    lengths,
    data: data.subarray(offsets[0], offsets[ids.length]),
    stamps: stamps ? Array.from(stamps) : [],
  }).finish()
}

/** `data` of the result is a view of `bytes`. */
export function decodeCanFrames(bytes: Uint8Array): CanFrames | Malformed {
  const { bus, ids, lengths, data, stamps } = axdrive.v1.CanFrames.decode(bytes)
  const count = ids.length
  if (lengths.length !== count) return malformed(`expected ${count} lengths for ${count} ids, found ${lengths.length}`)
  if (stamps.length !== 0 && stamps.length !== count) {
    return malformed(`expected no stamps or ${count}, found ${stamps.length}`)
  }
  const offsets = new Uint32Array(count + 1)
  // Summed as a number: lengths that are damaged must not wrap around to a sum that fits.
  let end = 0
  for (let i = 0; i < count; i++) {
    end += lengths[i]!
    offsets[i + 1] = end
  }
  if (end !== data.length) return malformed(`expected ${end} bytes of payload, found ${data.length}`)
  return {
    kind: 'can',
    bus,
    ids: Uint32Array.from(ids),
    offsets,
    data,
    stamps: stamps.length === 0 ? null : Float64Array.from(stamps),
  }
}
