/** Checksums of CAN payloads. Each gives what the last of `length` bytes from `start` should be. */
export const CHECKSUM_RULES = ['toyota', 'sae-j1850'] as const
export type ChecksumRule = (typeof CHECKSUM_RULES)[number]

type Checksum = (id: number, data: Uint8Array, start: number, length: number) => number

const CHECKSUMS: Readonly<Record<ChecksumRule, Checksum>> = {
  toyota: toyotaChecksum,
  'sae-j1850': saeJ1850Checksum,
}

/**
 * True when the last of the `length` bytes from `start` is the checksum of the bytes before it. False for an empty
 * payload: it proves nothing.
 */
export function hasValidChecksum(
  rule: ChecksumRule,
  id: number,
  data: Uint8Array,
  start: number,
  length: number,
): boolean {
  return length > 0 && CHECKSUMS[rule](id, data, start, length) === data[start + length - 1]
}

/** Writes the checksum into the last of the `length` bytes from `start`. */
export function writeChecksum(rule: ChecksumRule, id: number, data: Uint8Array, start: number, length: number): void {
  data[start + length - 1] = CHECKSUMS[rule](id, data, start, length)
}

/** (id's high byte + id's low byte + length + all other bytes) mod 256, as in opendbc's car/toyota/toyotacan.py. */
function toyotaChecksum(id: number, data: Uint8Array, start: number, length: number): number {
  let sum = ((id >>> 8) & 0xff) + (id & 0xff) + length
  for (let i = start; i < start + length - 1; i++) sum += data[i]!
  return sum & 0xff
}

/**
 * CRC-8 SAE J1850 (polynomial 0x1D, start 0xFF, final XOR 0xFF: AUTOSAR CRC library, Crc_CalculateCRC8) over the id's low
 * and high byte and all bytes before the checksum; with the id inside, a frame under a wrong id fails (AUTOSAR E2E
 * profile 1 does the same with its data id).
 */
function saeJ1850Checksum(id: number, data: Uint8Array, start: number, length: number): number {
  let crc = CRC8_TABLE[0xff ^ (id & 0xff)]!
  crc = CRC8_TABLE[crc ^ ((id >>> 8) & 0xff)]!
  for (let i = start; i < start + length - 1; i++) crc = CRC8_TABLE[crc ^ data[i]!]!
  return crc ^ 0xff
}

const CRC8_TABLE = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80 ? ((crc << 1) ^ 0x1d) & 0xff : crc << 1
  return crc
})
