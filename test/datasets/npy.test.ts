import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseNpy } from '../../datasets/npy.ts'
import { InputError } from '../../src/core/errors.ts'
import { bytesOf, npyBytes as npy } from './npy-bytes.ts'

describe('a NumPy array', () => {
  it('comes back bit for bit when it holds doubles, in every version of the format', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 20 }), fc.constantFrom(1, 2, 3), (values, version) => {
        const array = parseNpy(npy('<f8', `${values.length},`, bytesOf(values), version), 'a')
        expect(array.shape).toEqual([values.length])
        expect(array.values).toEqual(values)
      }),
    )
  })

  it('is read from the narrower types too', () => {
    const read = (descr: string, data: ArrayBufferView, n: number) =>
      parseNpy(npy(descr, `${n},`, bytesOf(data)), 'a').values
    expect([...read('<f4', new Float32Array([1.5, -2]), 2)]).toEqual([1.5, -2])
    expect([...read('<i8', new BigInt64Array([-5n, 7n]), 2)]).toEqual([-5, 7])
    expect([...read('|u1', new Uint8Array([0, 255]), 2)]).toEqual([0, 255])
    expect([...read('>i2', new Uint8Array([0xff, 0xfe]), 1)]).toEqual([-2])
    // 1.0, -2.0, the smallest subnormal, the largest number, infinity.
    expect([...read('<f2', new Uint16Array([0x3c00, 0xc000, 0x0001, 0x7bff, 0x7c00]), 5)]).toEqual([
      1,
      -2,
      2 ** -24,
      65504,
      Number.POSITIVE_INFINITY,
    ])
  })

  it('keeps its shape, and the trailing zeros of byte strings', () => {
    const array = parseNpy(npy('|S4', '2,', new Uint8Array([1, 0, 0, 0, 2, 3, 0, 0])), 'a')
    expect(array).toMatchObject({ kind: 'bytes', itemSize: 4, shape: [2] })
    expect([...array.values]).toEqual([1, 0, 0, 0, 2, 3, 0, 0])
    expect(parseNpy(npy('<f8', '1, 3', new Uint8Array(24)), 'a').shape).toEqual([1, 3])
  })

  it('saved in Fortran order comes in C order', () => {
    const read = (shape: string, n: number) =>
      parseNpy(npy('<f8', shape, bytesOf(Float64Array.from({ length: n }, (_, i) => i)), 1, 'True'), 'a').values
    // As numpy.arange(6).reshape((2, 3), order='F') and its three-dimensional kin.
    expect([...read('2, 3', 6)]).toEqual([0, 2, 4, 1, 3, 5])
    expect([...read('2, 2, 2', 8)]).toEqual([0, 4, 2, 6, 1, 5, 3, 7])
    expect([...read('3,', 3)]).toEqual([0, 1, 2])
  })

  it('that is damaged is refused in one line with the path', () => {
    const cases: [Uint8Array, RegExp][] = [
      [new Uint8Array([1, 2, 3]), /expected a NumPy \.npy file.*some\/path/],
      [npy('<f8', '3,', new Uint8Array(16)), /expected 24 bytes of data.*some\/path; found 16/],
      [npy('<M8', '3,', new Uint8Array(24)), /expected a type out of.*some\/path; found '<M8'/],
      [npy('<i8', '1,', bytesOf(new BigInt64Array([2n ** 60n]))), /expected integers below 2\^53/],
      [npy('<f8', '3,', new Uint8Array(24), 9), /expected \.npy version 1, 2 or 3/],
      [npy('<f8', '3,', new Uint8Array(24)).subarray(0, 20), /found the end of the file/],
    ]
    for (const [bytes, message] of cases) {
      const read = () => parseNpy(bytes, 'some/path')
      expect(read).toThrow(InputError)
      expect(read).toThrow(message)
      expect(read).not.toThrow(/\n/)
    }
  })

  it('never reads out of bounds, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (tail) => {
        const bytes = new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, ...tail])
        try {
          parseNpy(bytes, 'a')
        } catch (error) {
          expect(error).toBeInstanceOf(InputError)
        }
      }),
    )
  })
})
