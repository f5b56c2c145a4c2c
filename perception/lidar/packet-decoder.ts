import type { Stamp } from '../../src/core/time.ts'
import type { PointBuffer } from './point-buffer.ts'

/**
 * What became of a payload. Everything but `ok` is a refusal: nothing was appended, and the caller counts it.
 * wrong-length: no packet of this model has that many bytes; wrong-model: start marks, channel or block counts, or the
 * model byte say that another sensor sent it; bad-return-mode, bad-azimuth, bad-distance-unit: a field out of its range.
 */
export const DECODE_STATUSES = [
  'ok',
  'wrong-length',
  'wrong-model',
  'bad-return-mode',
  'bad-azimuth',
  'bad-distance-unit',
] as const
export type DecodeStatus = (typeof DECODE_STATUSES)[number]

/** Turns the UDP payloads of one sensor into points. Holds what spans packets: the revolution count and the clock. */
export interface PacketDecoder {
  /** Points that one payload can give at most. */
  readonly pointsPerPacket: number
  /** All turns below this one are complete: no later packet in order adds a point to them. */
  readonly openTurn: number
  /**
   * Appends the payload's points to `out` and returns `ok`, or refuses it and leaves `out` as it was. Never throws on
   * payload bytes and never reads outside them.
   *
   * @param stamp arrival, ns since the origin that the decoder was made with
   */
  decode(payload: Uint8Array, stamp: Stamp, out: PointBuffer): DecodeStatus
}
