import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SampleOrder, sampleRandom } from '../../../planning/training/data/sample-order.ts'
import { ShardRecord } from '../../../planning/training/shards/record.ts'
import { FIELD_BITS, type Field, type FieldType } from '../../../planning/training/shards/shard-format.ts'
import { ShardReader } from '../../../planning/training/shards/shard-reader.ts'
import { ShardSet } from '../../../planning/training/shards/shard-set.ts'
import { ShardWriter } from '../../../planning/training/shards/shard-writer.ts'
import { elementCount } from '../../../src/common/onnx/model.ts'
import { InputError } from '../../../src/core/errors.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'axdrive-shards-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const TYPES = Object.keys(FIELD_BITS).filter((name): name is FieldType => name in FIELD_BITS)
/** Values that the type holds exactly. */
const VALUES: Readonly<Record<FieldType, fc.Arbitrary<number>>> = {
  u8: fc.integer({ min: 0, max: 255 }),
  i8: fc.integer({ min: -128, max: 127 }),
  u16: fc.integer({ min: 0, max: 65535 }),
  i32: fc.integer(),
  f16: fc.integer({ min: -2048, max: 2048 }),
  f32: fc.float({ noNaN: true }),
  bits: fc.integer({ min: 0, max: 1 }),
}

const layouts = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 }).chain((names) =>
  fc.tuple(
    ...names.map((name) =>
      fc.record({
        name: fc.constant(name),
        dtype: fc.constantFrom(...TYPES),
        shape: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      }),
    ),
  ),
)
const shards = layouts.chain((fields) => {
  const record = fc.tuple(
    ...fields.map(({ dtype, shape }) => {
      const length = elementCount(shape)
      return fc.array(VALUES[dtype], { minLength: length, maxLength: length })
    }),
  )
  return fc.record({ fields: fc.constant(fields), records: fc.array(record, { maxLength: 6 }) })
})

function write(path: string, fields: readonly Field[], records: readonly (readonly (readonly number[])[])[]): void {
  const writer = new ShardWriter(path, { fields, metadata: { made: 'by a test' } })
  for (const record of records) {
    fields.forEach(({ name }, i) => {
      writer.record.numbersOf(name).set(record[i]!)
    })
    writer.append()
  }
  writer.close()
}

describe('a shard', () => {
  it('gives back what was written, in any order', () => {
    const path = join(folder, 'any.shard')
    fc.assert(
      fc.property(shards, ({ fields, records }) => {
        write(path, fields, records)
        const reader = new ShardReader(path)
        expect(reader.count).toBe(records.length)
        expect(reader.header).toEqual({ fields, metadata: { made: 'by a test' } })
        const record = new ShardRecord(fields)
        for (let i = records.length - 1; i >= 0; i--) {
          reader.read(i, record)
          fields.forEach(({ name }, k) => {
            expect([...record.numbersOf(name)]).toEqual(records[i]![k])
          })
        }
        reader.close()
      }),
      { numRuns: 60 },
    )
  })

  it('is there under its name only when it is whole', () => {
    const path = join(folder, 'half.shard')
    const writer = new ShardWriter(path, { fields: [{ name: 'a', dtype: 'f32', shape: [3] }], metadata: {} })
    writer.append()
    expect(existsSync(path)).toBe(false)
    writer.discard()
    expect(existsSync(path)).toBe(false)
    expect(existsSync(`${path}.partial`)).toBe(false)
  })

  it('takes an eighth of a byte for a bit', () => {
    const path = join(folder, 'bits.shard')
    write(
      path,
      [{ name: 'mask', dtype: 'bits', shape: [64, 64] }],
      [new Array(4096).fill(1), new Array(4096).fill(0)].map((one) => [one]),
    )
    const reader = new ShardReader(path)
    expect(readFileSync(path).length).toBeLessThan(2 * 512 + 200)
    reader.close()
  })

  it.each([
    ['another file', () => Buffer.from('no shard, but long enough to have a prefix'), /expected a shard \(AXSHARD1\)/],
    ['an empty file', () => Buffer.alloc(0), /expected a shard/],
    ['a file that was cut', (whole: Buffer) => whole.subarray(0, whole.length - 3), /expected \d+ bytes for 2 records/],
    [
      'a header that is no JSON',
      (whole: Buffer) => Buffer.concat([whole.subarray(0, 24), Buffer.from('x'), whole.subarray(25)]),
      /expected JSON/,
    ],
    ['a header beyond the end', (whole: Buffer) => whole.subarray(0, 40), /expected a header of \d+ bytes/],
  ])('is refused when it is %s', (_, damage, message) => {
    const [good, bad] = [join(folder, 'good.shard'), join(folder, 'bad.shard')]
    write(good, [{ name: 'a', dtype: 'u16', shape: [2] }], [[[1, 2]], [[3, 4]]])
    writeFileSync(bad, damage(readFileSync(good)))
    expect(() => new ShardReader(bad)).toThrow(message)
    expect(() => new ShardReader(bad)).toThrow(InputError)
  })
})

describe('a set of shards', () => {
  const fields: readonly Field[] = [{ name: 'value', dtype: 'i32', shape: [] }]

  it('goes through each as often as it is told to', () => {
    const paths = [1, 2].map((k) => join(folder, `set${k}.shard`))
    write(paths[0]!, fields, [[[1]], [[2]], [[3]]])
    write(paths[1]!, fields, [[[10]], [[20]]])
    const set = new ShardSet([{ path: paths[0]! }, { path: paths[1]!, repeat: 3 }])
    const seen = Array.from({ length: set.count }, (_, i) => {
      set.read(i)
      return set.record.numbersOf('value')[0]
    })
    expect(seen).toEqual([1, 2, 3, 10, 20, 10, 20, 10, 20])
    set.close()
  })

  it('refuses shards of other fields, and none at all', () => {
    const paths = [1, 2].map((k) => join(folder, `mixed${k}.shard`))
    write(paths[0]!, fields, [[[1]]])
    write(paths[1]!, [{ name: 'value', dtype: 'f32', shape: [] }], [[[1]]])
    expect(() => new ShardSet(paths.map((path) => ({ path })))).toThrow('expected the fields of')
    expect(() => new ShardSet([])).toThrow('expected at least one shard; found none')
  })
})

describe('the order of samples', () => {
  it('shows each sample once an epoch, in another order each time', () => {
    const order = new SampleOrder(50, 7)
    const epoch = (e: number) => Array.from({ length: 50 }, (_, i) => order.at(50 * e + i).index)
    const first = epoch(0)
    expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i))
    expect(epoch(1)).not.toEqual(first)
    expect(epoch(0)).toEqual(first)
    expect(order.at(120).epoch).toBe(2)
    const other = new SampleOrder(50, 8)
    expect(Array.from({ length: 50 }, (_, i) => other.at(i).index)).not.toEqual(first)
  })

  it('gives each sample of each epoch random numbers of its own', () => {
    const draws = new Set<number>()
    for (const seed of [0, 1]) {
      for (const epoch of [0, 1, 2]) {
        for (let index = 0; index < 100; index++) draws.add(sampleRandom(seed, epoch, index).uint32())
      }
    }
    expect(draws.size).toBe(600)
    expect(sampleRandom(1, 2, 3).uint32()).toBe(sampleRandom(1, 2, 3).uint32())
  })
})
