import type { EncodedFrame } from '../../common/vehicle/frame-encoder.ts'
import type { CanFrames } from '../../core/messages.ts'

/** Frames that were received in one burst, as the payload of one message. */
export function canFrames(bus: string, frames: readonly EncodedFrame[]): CanFrames {
  const offsets = new Uint32Array(frames.length + 1)
  const ids = new Uint32Array(frames.length)
  for (const [i, { id, data }] of frames.entries()) {
    ids[i] = id
    offsets[i + 1] = offsets[i]! + data.length
  }
  const data = new Uint8Array(offsets[frames.length]!)
  for (const [i, frame] of frames.entries()) data.set(frame.data, offsets[i]!)
  return { kind: 'can', bus, ids, offsets, data, stamps: null }
}
