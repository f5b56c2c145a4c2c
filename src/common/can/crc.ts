/**
 * The CRCs of AUTOSAR's end-to-end protection on CAN. Parameters and check values: AUTOSAR "Specification of CRC Routines"
 * (SWS_CRCLibrary), §7.2. All take the bytes data[start, end).
 */

const crc8Table = (polynomial: number): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 0x80 ? (byte << 1) ^ polynomial : byte << 1
    return byte
  })

const SAE_J1850 = crc8Table(0x1d)
const H2F = crc8Table(0x2f)

/** x⁸ + x⁴ + x³ + x² + 1, start 0xFF, inverted. */
export function crc8SaeJ1850(data: Uint8Array, start: number, end: number): number {
  return crc8(SAE_J1850, data, start, end)
}

/** x⁸ + x⁵ + x³ + x² + x + 1, start 0xFF, inverted. */
export function crc8H2f(data: Uint8Array, start: number, end: number): number {
  return crc8(H2F, data, start, end)
}

function crc8(table: Uint8Array, data: Uint8Array, start: number, end: number): number {
  let crc = 0xff
  for (let i = start; i < end; i++) crc = table[crc ^ data[i]!]!
  return crc ^ 0xff
}

const CCITT = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc
})

/** x¹⁶ + x¹² + x⁵ + 1, start 0xFFFF, not inverted. */
export function crc16CcittFalse(data: Uint8Array, start: number, end: number): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = ((crc << 8) & 0xffff) ^ CCITT[(crc >> 8) ^ data[i]!]!
  return crc
}

/** 0xF4ACFB13 bit-reversed, for the bit order of this CRC. */
const P4_REVERSED = 0xc8df352f
const P4 = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ P4_REVERSED : byte >>> 1
  return byte
})

/** Profile 4's polynomial 0xF4ACFB13, bits reversed, start 0xFFFFFFFF, inverted. Unsigned 32 bits. */
export function crc32P4(data: Uint8Array, start: number, end: number): number {
  let crc = 0xffff_ffff
  for (let i = start; i < end; i++) crc = P4[(crc ^ data[i]!) & 0xff]! ^ (crc >>> 8)
  return (crc ^ 0xffff_ffff) >>> 0
}
