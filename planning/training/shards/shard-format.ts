import { elementCount } from '../../../src/common/onnx/model.ts'
import { InputError } from '../../../src/core/errors.ts'

/**
 * A shard: many samples of one layout in one file, which any of them can be read from without the others.
 *
 *   bytes 0..7    "AXSHARD1"
 *   bytes 8..11   length of the header, u32 little-endian
 *   bytes 12..15  zero
 *   bytes 16..23  number of records, u64 little-endian
 *   then          the header, JSON in UTF-8: { fields, metadata }, padded with spaces
 *   then          the records, all of one size, from a multiple of 64 bytes on
 *
 * Inside a record the fields lie one after the other in the order of the header, each from a multiple of 4 bytes on,
 * numbers little-endian, elements row after row.
 */
export interface ShardHeader {
  readonly fields: readonly Field[]
  /** What made the samples: free text by key. */
  readonly metadata: Readonly<Record<string, string>>
}

export interface Field {
  readonly name: string
  readonly dtype: FieldType
  readonly shape: readonly number[]
}

/** Element types with their bits. `bits` packs booleans, the first one into the lowest bit of the first byte. */
export const FIELD_BITS = { u8: 8, i8: 8, u16: 16, i32: 32, f16: 16, f32: 32, bits: 1 } as const
export type FieldType = keyof typeof FIELD_BITS

export const MAGIC = 'AXSHARD1'
export const PREFIX_BYTES = 24
const RECORDS_ALIGNED = 64
const FIELD_ALIGNED = 4

export interface RecordLayout {
  readonly fields: readonly (Field & { readonly offset: number; readonly elements: number; readonly bytes: number })[]
  /** Bytes of one record. */
  readonly bytes: number
}

/** Throws InputError when two fields have one name. */
export function recordLayout(fields: readonly Field[]): RecordLayout {
  let bytes = 0
  const names = new Set<string>()
  const placed = fields.map((field) => {
    if (names.has(field.name)) throw new InputError(`expected fields of different names; found '${field.name}' twice`)
    names.add(field.name)
    const offset = bytes
    const elements = elementCount(field.shape)
    const size = Math.ceil((elements * FIELD_BITS[field.dtype]) / 8)
    bytes += Math.ceil(size / FIELD_ALIGNED) * FIELD_ALIGNED
    return { ...field, offset, elements, bytes: size }
  })
  return { fields: placed, bytes }
}

/** Everything before the first record. */
export function encodeShardStart(header: ShardHeader, count: number): Buffer {
  const json = Buffer.from(JSON.stringify({ fields: header.fields, metadata: header.metadata }))
  const end = Math.ceil((PREFIX_BYTES + json.length) / RECORDS_ALIGNED) * RECORDS_ALIGNED
  const start = Buffer.alloc(end, ' ')
  start.write(MAGIC, 0, 'latin1')
  start.writeUInt32LE(end - PREFIX_BYTES, 8)
  start.writeUInt32LE(0, 12)
  start.writeBigUInt64LE(BigInt(count), 16)
  json.copy(start, PREFIX_BYTES)
  return start
}

/** Length of the header and number of records from the first `PREFIX_BYTES`. Throws InputError on other files. */
export function decodeShardPrefix(prefix: Buffer, where: string): { headerBytes: number; count: number } {
  if (prefix.length < PREFIX_BYTES || prefix.toString('latin1', 0, 8) !== MAGIC) {
    throw new InputError(`expected a shard (${MAGIC}); found another file: ${where}`)
  }
  return { headerBytes: prefix.readUInt32LE(8), count: Number(prefix.readBigUInt64LE(16)) }
}

/** Throws InputError when the bytes are no header. */
export function decodeShardHeader(bytes: Buffer, where: string): ShardHeader {
  const header: unknown = parseJson(bytes.toString('utf8'), where)
  if (!isRecord(header) || !Array.isArray(header['fields']) || !header['fields'].every(isField)) {
    throw new InputError(`expected fields with name, dtype and shape in the shard's header; found others: ${where}`)
  }
  const metadata = isRecord(header['metadata']) ? header['metadata'] : {}
  return {
    fields: header['fields'],
    metadata: Object.fromEntries(Object.entries(metadata).map(([key, value]) => [key, String(value)])),
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InputError(
      `expected JSON in the shard's header; found ${error instanceof Error ? error.message : ''}: ${where}`,
    )
  }
}

function isField(value: unknown): value is Field {
  if (!isRecord(value)) return false
  const { name, dtype, shape } = value
  const isShape = Array.isArray(shape) && shape.every((size) => Number.isInteger(size) && size >= 0)
  return typeof name === 'string' && typeof dtype === 'string' && dtype in FIELD_BITS && isShape
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
