import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc8H2f, crc8SaeJ1850, crc16CcittFalse, crc32P4 } from '../../../src/common/can/crc.ts'

/** The text over which AUTOSAR states its check values. */
const CHECK = new TextEncoder().encode('123456789')

describe('CRCs of AUTOSAR end-to-end protection', () => {
  it.each([
    ['CRC8 SAE-J1850', crc8SaeJ1850, 0x4b],
    ['CRC8H2F', crc8H2f, 0xdf],
    ['CRC16 CCITT-FALSE', crc16CcittFalse, 0x29b1],
    ['CRC32P4', crc32P4, 0x1697d06a],
  ])('%s has the check value of the standard', (_, crc, expected) => {
    expect(crc(CHECK, 0, CHECK.length)).toBe(expected)
  })

  it('take only the bytes of the range', () => {
    const padded = Uint8Array.of(7, 8, ...CHECK, 9)
    expect(crc32P4(padded, 2, 2 + CHECK.length)).toBe(0x1697d06a)
    expect(crc8H2f(padded, 2, 2 + CHECK.length)).toBe(0xdf)
  })

  it.each([crc8SaeJ1850, crc8H2f, crc16CcittFalse, crc32P4])('%o notices every single flipped bit', (crc) => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 16 }), fc.nat(), (bytes, at) => {
        const flipped = bytes.slice()
        const bit = at % (bytes.length * 8)
        flipped[bit >> 3]! ^= 1 << (bit & 7)
        return crc(bytes, 0, bytes.length) !== crc(flipped, 0, flipped.length)
      }),
    )
  })
})
