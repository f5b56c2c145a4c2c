import { crc8SaeJ1850 } from '../can/crc.ts'
import { toyotaChecksum } from '../can/toyota-checksum.ts'

/** The checksums that a vehicle table can name. Each stands in a payload's last byte and covers the bytes before it. */
export const CHECKSUM_RULES = ['toyota', 'sae-j1850'] as const
export type ChecksumRule = (typeof CHECKSUM_RULES)[number]

/** What the last byte of data[start, start + length) should be. */
export type Checksum = (id: number, data: Uint8Array, start: number, length: number) => number

/** For callers that check millions of frames: look the rule up once. */
export const CHECKSUMS: Readonly<Record<ChecksumRule, Checksum>> = {
  toyota: toyotaChecksum,
  'sae-j1850': (_id, data, start, length) => crc8SaeJ1850(data, start, start + length - 1),
}

/** Whether data[start, start + length) ends with its checksum. An empty payload proves nothing: false. */
export function hasChecksum(rule: ChecksumRule, id: number, data: Uint8Array, start: number, length: number): boolean {
  return length > 0 && CHECKSUMS[rule](id, data, start, length) === data[start + length - 1]
}

/** Writes the checksum into the last byte of data[start, start + length). */
export function writeChecksum(rule: ChecksumRule, id: number, data: Uint8Array, start: number, length: number): void {
  data[start + length - 1] = CHECKSUMS[rule](id, data, start, length)
}
