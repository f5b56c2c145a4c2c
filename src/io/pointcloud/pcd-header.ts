import { InputError } from '../../core/errors.ts'

/** A field of a PCD file: name, bytes a value, type (F float, I signed, U unsigned), values a point. */
export interface PcdField {
  readonly name: string
  readonly size: number
  readonly type: 'F' | 'I' | 'U'
  readonly count: number
}

const PCD_ENCODINGS = ['ascii', 'binary', 'binary_compressed'] as const
type PcdEncoding = (typeof PCD_ENCODINGS)[number]

export interface PcdHeader {
  readonly fields: readonly PcdField[]
  readonly points: number
  readonly encoding: PcdEncoding
  /** Byte at which the data begin. */
  readonly dataOffset: number
}

const SIZES: Readonly<Record<PcdField['type'], readonly number[]>> = { F: [4, 8], I: [1, 2, 4], U: [1, 2, 4] }
/** Headers are some hundred bytes; a file without a DATA line in this many is none. */
const LONGEST_HEADER = 65536

/** Reads the header of a PCD 0.7 file (pointclouds.org, "The PCD file format"). Throws InputError naming `where`. */
export function parsePcdHeader(bytes: Uint8Array, where: string): PcdHeader {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, LONGEST_HEADER))
  const data = /(?:^|\n)DATA[ \t]+(\S+)[ \t]*\r?\n/.exec(text)
  const fail = (expected: string, found: string) => new InputError(`${where}: expected ${expected}, found ${found}`)
  if (!data) throw fail('a PCD header with a DATA line', bytes.length === 0 ? 'an empty file' : 'none')
  const lines = text.slice(0, data.index + 1).split(/\r?\n/)
  const entry = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key} `))
      ?.trim()
      .split(/\s+/)
      .slice(1)
  const names = entry('FIELDS') ?? entry('COLUMNS') ?? []
  if (names.length === 0) throw fail('a FIELDS line', 'none')
  const sizes = entry('SIZE') ?? []
  const types = entry('TYPE') ?? []
  const counts = entry('COUNT') ?? names.map(() => '1')
  const fields = names.map((name, i): PcdField => {
    const type = types[i]
    const size = Number(sizes[i])
    const count = Number(counts[i])
    if (type !== 'F' && type !== 'I' && type !== 'U') throw fail(`type F, I or U of field ${name}`, String(type))
    if (!SIZES[type].includes(size))
      throw fail(`a size of field ${name} of ${SIZES[type].join(', ')}`, String(sizes[i]))
    if (!Number.isInteger(count) || count < 1) throw fail(`a count of field ${name}`, String(counts[i]))
    return { name, size, type, count }
  })
  const points = Number(entry('POINTS')?.[0] ?? Number(entry('WIDTH')?.[0]) * Number(entry('HEIGHT')?.[0] ?? 1))
  if (!Number.isInteger(points) || points < 0) throw fail('a number of POINTS', String(entry('POINTS')?.[0]))
  const encoding = PCD_ENCODINGS.find((known) => known === data[1]!.toLowerCase())
  if (!encoding) throw fail(`DATA ${PCD_ENCODINGS.join(', ')}`, data[1]!)
  return { fields, points, encoding, dataOffset: data.index + data[0].length }
}
