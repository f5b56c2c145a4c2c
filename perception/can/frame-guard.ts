import type { CompiledMessage } from '../../src/common/dbc/codec.ts'
import { CHECKSUMS, type Checksum } from '../../src/common/vehicle/checksum.ts'
import type { MessageProtection } from '../../src/common/vehicle/vehicle-table.ts'

/** What a message's checksum and counter say of one frame. `gap`: sound, but frames before it are missing. */
export type FrameVerdict = 'sound' | 'gap' | 'short' | 'checksum' | 'repeated'

/** The protection of one message and the last counter seen. */
export interface FrameGuard {
  readonly message: CompiledMessage
  readonly checksum: Checksum | null
  /** Index of the counter signal, or -1. */
  readonly counterIndex: number
  readonly counterModulus: number
  /** -1 before the first frame. */
  lastCounter: number
}

export function createFrameGuard(message: CompiledMessage, protection: MessageProtection | undefined): FrameGuard {
  const counterIndex = protection?.counter === undefined ? -1 : message.signalIndex(protection.counter)
  return {
    message,
    checksum: protection?.checksum === undefined ? null : CHECKSUMS[protection.checksum],
    counterIndex,
    counterModulus: counterIndex < 0 ? 0 : 2 ** message.message.signals[counterIndex]!.length,
    lastCounter: -1,
  }
}

/** Checks the payload data[start, start + length) and leaves its decoded values in `guard.message.values`. */
export function checkFrame(guard: FrameGuard, data: Uint8Array, start: number, length: number): FrameVerdict {
  const { message } = guard
  if (length < message.length || start + length > data.length) return 'short'
  const { checksum } = guard
  if (checksum !== null && checksum(message.id, data, start, message.length) !== data[start + message.length - 1]) {
    return 'checksum'
  }
  message.decode(data, start, length, message.values)
  if (guard.counterIndex < 0) return 'sound'
  const counter = message.values[guard.counterIndex]!
  const last = guard.lastCounter
  guard.lastCounter = counter
  if (counter === last) return 'repeated'
  return last < 0 || counter === (last + 1) % guard.counterModulus ? 'sound' : 'gap'
}
