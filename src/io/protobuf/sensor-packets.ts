import type { SensorPackets } from '../../core/messages.ts'
import { type Malformed, malformed } from './malformed.ts'
import { axdrive } from './runtime.ts'

export function encodeSensorPackets({ sensor, model, stamps, offsets, data }: SensorPackets): Uint8Array {
  const count = stamps.length
  const lengths = Array.from({ length: count }, (_, i) => offsets[i + 1]! - offsets[i]!)
  const used = data.subarray(offsets[0], offsets[count])
  return axdrive.v1.LidarPackets.encode({ sensor, model, lengths, stamps: Array.from(stamps), data: used }).finish()
}

/** `data` of the result is a view of `bytes`. */
export function decodeSensorPackets(bytes: Uint8Array): SensorPackets | Malformed {
  const { sensor, model, lengths, stamps, data } = axdrive.v1.LidarPackets.decode(bytes)
  const count = lengths.length
  if (stamps.length !== count) return malformed(`expected ${count} stamps for ${count} packets, found ${stamps.length}`)
  const offsets = new Uint32Array(count + 1)
  // Summed as a number: lengths that are damaged must not wrap around to a sum that fits.
  let end = 0
  for (let i = 0; i < count; i++) {
    end += lengths[i]!
    offsets[i + 1] = end
  }
  if (end !== data.length) return malformed(`expected ${end} bytes of packets, found ${data.length}`)
  return { kind: 'packets', sensor, model, stamps: Float64Array.from(stamps), offsets, data }
}
