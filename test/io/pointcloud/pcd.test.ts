import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { readKittiBin } from '../../../src/io/pointcloud/kitti-bin.ts'
import { decompressLzf } from '../../../src/io/pointcloud/lzf.ts'
import { readPcd } from '../../../src/io/pointcloud/pcd-reader.ts'
import { encodePcd } from '../../../src/io/pointcloud/pcd-writer.ts'

const text = (content: string) => new TextEncoder().encode(content)
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]))

const HEADER = (points: number, data: string) =>
  `# .PCD v0.7\nVERSION 0.7\nFIELDS x _ id normal\nSIZE 4 1 2 8\nTYPE F U U F\nCOUNT 1 3 1 2\nWIDTH ${points}\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS ${points}\nDATA ${data}\n`

interface Point {
  readonly x: number
  readonly id: number
  readonly normal: readonly [number, number]
}
const POINTS: readonly Point[] = [
  { x: 1.5, id: 7, normal: [0.1, -2] },
  { x: -1e-3, id: 65535, normal: [3, Number.NaN] },
]

function binary(points: readonly Point[]): Uint8Array {
  const bytes = new Uint8Array(25 * points.length)
  const view = new DataView(bytes.buffer)
  points.forEach(({ x, id, normal }, i) => {
    view.setFloat32(25 * i, x, true)
    view.setUint16(25 * i + 7, id, true)
    view.setFloat64(25 * i + 9, normal[0], true)
    view.setFloat64(25 * i + 17, normal[1], true)
  })
  return join(text(HEADER(points.length, 'binary')), bytes)
}

/** The columns one after the other, "compressed" as literal runs. */
function compressed(points: readonly Point[]): Uint8Array {
  const records = binary(points).subarray(HEADER(points.length, 'binary').length)
  const fields = [
    [0, 4],
    [4, 3],
    [7, 2],
    [9, 16],
  ] as const
  const columns = fields.flatMap(([offset, size]) =>
    points.flatMap((_, i) => [...records.subarray(25 * i + offset, 25 * i + offset + size)]),
  )
  const runs: number[] = []
  for (let at = 0; at < columns.length; at += 32) {
    const run = columns.slice(at, at + 32)
    runs.push(run.length - 1, ...run)
  }
  const lengths = new Uint8Array(8)
  new DataView(lengths.buffer).setUint32(0, runs.length, true)
  new DataView(lengths.buffer).setUint32(4, columns.length, true)
  return join(text(HEADER(points.length, 'binary_compressed')), lengths, Uint8Array.from(runs))
}

function ascii(points: readonly Point[]): Uint8Array {
  const lines = points.map(({ x, id, normal }) => `${x} 0 0 0 ${id} ${normal[0]} ${normal[1]}`)
  return text(`${HEADER(points.length, 'ascii')}${lines.join('\n')}\n`)
}

describe('a PCD file', () => {
  it.each([
    ['ascii', ascii],
    ['binary', binary],
    ['binary_compressed', compressed],
  ])('%s is read into typed columns, without the padding', (_, write) => {
    const { count, columns } = readPcd(write(POINTS), 'a.pcd')
    expect(count).toBe(2)
    expect([...columns.keys()]).toEqual(['x', 'id', 'normal'])
    expect(columns.get('x')).toEqual(Float32Array.of(1.5, -1e-3))
    expect(columns.get('id')).toEqual(Uint16Array.of(7, 65535))
    expect(columns.get('normal')).toEqual(Float64Array.of(0.1, -2, 3, Number.NaN))
    expect(readPcd(write([]), 'empty.pcd').count).toBe(0)
  })

  it.each([
    ['has no header', text('hello'), /a\.pcd: expected a PCD header with a DATA line/],
    ['is empty', new Uint8Array(), /found an empty file/],
    ['has an unknown encoding', text(HEADER(1, 'zip')), /expected DATA ascii, binary, binary_compressed, found zip/],
    ['has a float of 2 bytes', text(HEADER(1, 'ascii').replace('SIZE 4', 'SIZE 2')), /size of field x/],
    ['has an unknown type', text(HEADER(1, 'ascii').replace('TYPE F', 'TYPE Q')), /type F, I or U of field x, found Q/],
    ['ends early, binary', binary(POINTS).subarray(0, -1), /expected 2 points \(DATA binary\), found data for 1/],
    ['ends early, ascii', ascii(POINTS).subarray(0, -5), /expected 2 points \(DATA ascii\), found data for 1/],
    ['ends early, compressed', compressed(POINTS).subarray(0, -1), /expected 2 points/],
  ])('that %s is refused with the reason', (_, bytes, reason) => {
    expect(() => readPcd(bytes, 'a.pcd')).toThrow(InputError)
    expect(() => readPcd(bytes, 'a.pcd')).toThrow(reason)
  })

  it('of any bytes gives points or an InputError', () => {
    for (const file of [ascii(POINTS), binary(POINTS), compressed(POINTS)]) {
      const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255))
      fc.assert(
        fc.property(fc.array(change, { maxLength: 5 }), (changes) => {
          const spoilt = file.slice()
          for (const [at, byte] of changes) spoilt[at] = byte
          try {
            readPcd(spoilt, 'a.pcd')
          } catch (error) {
            expect(error).toBeInstanceOf(InputError)
          }
        }),
        { numRuns: 300 },
      )
    }
  })

  it('takes no memory by the say of its header alone', () => {
    const points = 250_000_000
    const lengths = new Uint8Array(8)
    new DataView(lengths.buffer).setUint32(0, 4, true)
    new DataView(lengths.buffer).setUint32(4, 16 * points, true)
    const header = [
      'VERSION .7',
      'FIELDS x y z i',
      'SIZE 4 4 4 4',
      'TYPE F F F F',
      `POINTS ${points}`,
      'DATA binary_compressed',
    ]
    const bytes = join(text(`${header.join('\n')}\n`), lengths, new Uint8Array(4))
    const before = process.memoryUsage().arrayBuffers
    expect(() => readPcd(bytes, 'a.pcd')).toThrow(/expected 250000000 points/)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1e8)
  })

  it('written from a sweep is read back the same', () => {
    const number = fc.float({ noNaN: true, noDefaultInfinity: true })
    const point = fc.tuple(number, number, number, fc.nat(255), fc.nat(127), fc.nat(100_000_000))
    fc.assert(
      fc.property(fc.array(point, { maxLength: 50 }), fc.nat(1_000_000_000), (points, start) => {
        const sweep = {
          count: points.length,
          x: Float32Array.from(points, (value) => value[0]),
          y: Float32Array.from(points, (value) => value[1]),
          z: Float32Array.from(points, (value) => value[2]),
          intensity: Uint8Array.from(points, (value) => value[3]),
          ring: Uint8Array.from(points, (value) => value[4]),
          stamp: Float64Array.from(points, (value) => start + value[5]),
        }
        const bytes = encodePcd(sweep, start, 1_700_000_000)
        const { count, columns } = readPcd(bytes, 'sweep')
        expect(count).toBe(points.length)
        expect([...columns.keys()]).toEqual(['x', 'y', 'z', 'intensity', 'ring', 't'])
        expect([columns.get('x'), columns.get('y'), columns.get('z')]).toEqual([sweep.x, sweep.y, sweep.z])
        expect(columns.get('intensity')).toEqual(Float32Array.from(sweep.intensity))
        expect(columns.get('ring')).toEqual(Uint16Array.from(sweep.ring))
        expect(columns.get('t')).toEqual(Float32Array.from(points, (value) => value[5] / 1e9))
        const line = `# sweep_start ${1_700_000_000n * 1_000_000_000n + BigInt(start)}\n`
        expect(new TextDecoder().decode(bytes.subarray(0, 120))).toContain(line)
      }),
    )
  })
})

describe('LZF', () => {
  it('repeats what was written, also into its own output', () => {
    // One literal, then nine bytes from one back.
    expect(decompressLzf(Uint8Array.of(0, 97, 0xe0, 0, 0), 10)).toEqual(text('aaaaaaaaaa'))
    // Four literals, then three from four back.
    expect(decompressLzf(Uint8Array.of(3, 97, 98, 99, 100, 0x20, 3), 7)).toEqual(text('abcdabc'))
  })

  it('takes distances over 256', () => {
    const literals = Uint8Array.from({ length: 320 }, (_, i) => i & 255)
    const runs = Array.from({ length: 10 }, (_, i) => [31, ...literals.subarray(32 * i, 32 * i + 32)]).flat()
    const out = decompressLzf(Uint8Array.of(...runs, 0x21, 0x2b), 323)
    expect(out.subarray(320)).toEqual(literals.subarray(320 - 300, 323 - 300))
  })

  it('refuses data that reach back before the start, run over the length or end early', () => {
    for (const data of [
      [0x20, 0],
      [0, 97, 0x20, 1],
      [3, 97],
      [0, 97, 0xe0],
      [0, 97, 0xe0, 0],
      [0, 97],
    ])
      expect(() => decompressLzf(Uint8Array.from(data), 5)).toThrow(InputError)
    expect(() => decompressLzf(Uint8Array.of(0, 97, 0xe0, 9, 0), 5)).toThrow(InputError)
  })
})

describe('a KITTI .bin', () => {
  it('holds x, y, z and reflectance, also at an odd place in memory', () => {
    const bytes = new Uint8Array(33)
    const values = [1, 2, 3, 0.25, -4, 5.5, 6, 1]
    values.forEach((value, i) => {
      new DataView(bytes.buffer).setFloat32(1 + 4 * i, value, true)
    })
    const { count, columns } = readKittiBin(bytes.subarray(1), 'a.bin')
    expect(count).toBe(2)
    expect(columns.get('x')).toEqual(Float32Array.of(1, -4))
    expect(columns.get('intensity')).toEqual(Float32Array.of(0.25, 1))
  })

  it('of another length is refused', () => {
    expect(() => readKittiBin(new Uint8Array(17), 'a.bin')).toThrow(/a\.bin: expected a multiple of 16 bytes, found 17/)
  })
})
