import type { CanFrames, Message } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { CanBus, ReceivedCanFrame } from './can-bus.ts'

/**
 * Frames of a live bus as messages on `/can/BUS`, one for what arrived together. Stamps are the kernel's reception
 * times; a frame without one gets its arrival. Remote and error frames carry no signals and are left out.
 * @param originMicroseconds Unix time of stamp 0
 * @param arrival the stamp of now
 */
export async function* canMessages(
  bus: CanBus,
  busName: string,
  originMicroseconds: number,
  arrival: () => Stamp,
): AsyncGenerator<readonly Message[]> {
  let sequence = 0
  for await (const received of bus.frames()) {
    const frames = received.filter(({ remoteLength, isError }) => remoteLength === null && !isError)
    const now = arrival()
    if (frames.length === 0) continue
    const stamps = Float64Array.from(frames, ({ microseconds }) =>
      Number.isFinite(microseconds) ? Math.round((microseconds - originMicroseconds) * 1000) : now,
    )
    // The newest frame dates the message; the others carry their own stamps.
    const stamp = Math.min(stamps.at(-1)!, now)
    yield [
      { topic: `/can/${busName}`, stamp, arrival: now, sequence: sequence++, payload: pack(frames, busName, stamps) },
    ]
  }
}

function pack(frames: readonly ReceivedCanFrame[], bus: string, stamps: Float64Array): CanFrames {
  const offsets = new Uint32Array(frames.length + 1)
  for (const [i, { data }] of frames.entries()) offsets[i + 1] = offsets[i]! + data.length
  const data = new Uint8Array(offsets[frames.length]!)
  for (const [i, frame] of frames.entries()) data.set(frame.data, offsets[i]!)
  return { kind: 'can', bus, ids: Uint32Array.from(frames, ({ id }) => id), offsets, data, stamps }
}
