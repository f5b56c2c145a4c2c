import { InputError } from '../../core/errors.ts'
import { decompressLzf } from './lzf.ts'
import { type PcdField, type PcdHeader, parsePcdHeader } from './pcd-header.ts'
import type { PointColumn, PointTable } from './point-table.ts'

/**
 * Reads a PCD file, ASCII, binary or binary_compressed. Padding fields (`_`) are left out.
 *
 * @param where named in errors
 * @throws InputError when the header is wrong or the data are shorter than it says
 */
export function readPcd(bytes: Uint8Array, where: string): PointTable {
  const header = parsePcdHeader(bytes, where)
  const data = bytes.subarray(header.dataOffset)
  const columns = new Map<string, PointColumn>()
  if (header.encoding === 'ascii') readAscii(header, data, columns, where)
  else if (header.encoding === 'binary') readBinary(header, data, columns, where)
  else readCompressed(header, data, columns, where)
  columns.delete('_')
  return { count: header.points, columns }
}

function readAscii(header: PcdHeader, data: Uint8Array, columns: Map<string, PointColumn>, where: string): void {
  const perPoint = header.fields.reduce((sum, field) => sum + field.count, 0)
  const text = new TextDecoder('latin1').decode(data).trim()
  const words = text === '' ? [] : text.split(/\s+/)
  if (words.length < perPoint * header.points) throw tooShort(header, Math.floor(words.length / perPoint), where)
  let first = 0
  for (const field of header.fields) {
    const column = newColumn(field, header.points)
    for (let point = 0; point < header.points; point++)
      for (let i = 0; i < field.count; i++)
        column[point * field.count + i] = Number(words[point * perPoint + first + i])
    columns.set(field.name, column)
    first += field.count
  }
}

function readBinary(header: PcdHeader, data: Uint8Array, columns: Map<string, PointColumn>, where: string): void {
  const stride = bytesOf(header)
  if (data.length < stride * header.points) throw tooShort(header, Math.floor(data.length / stride), where)
  let offset = 0
  for (const field of header.fields) {
    columns.set(field.name, gather(field, data, offset, stride, header.points))
    offset += field.size * field.count
  }
}

/** LZF writes at most 264 bytes for three. */
const MOST_EXPANSION = 88

/** Two lengths, then the columns one after the other, compressed as one. */
function readCompressed(header: PcdHeader, data: Uint8Array, columns: Map<string, PointColumn>, where: string): void {
  if (data.length < 8) throw tooShort(header, 0, where)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const compressedLength = view.getUint32(0, true)
  const length = view.getUint32(4, true)
  if (8 + compressedLength > data.length || length !== bytesOf(header) * header.points) throw tooShort(header, 0, where)
  // Before memory is taken by the say of a header.
  if (length > MOST_EXPANSION * compressedLength) throw tooShort(header, 0, where)
  const plain = decompressLzf(data.subarray(8, 8 + compressedLength), length)
  let offset = 0
  for (const field of header.fields) {
    columns.set(field.name, gather(field, plain, offset, field.size * field.count, header.points))
    offset += field.size * field.count * header.points
  }
}

function bytesOf(header: PcdHeader): number {
  return header.fields.reduce((sum, field) => sum + field.size * field.count, 0)
}

/** Copies a field's values, `stride` bytes from point to point, into a column of their own. */
function gather(field: PcdField, data: Uint8Array, offset: number, stride: number, points: number): PointColumn {
  const column = newColumn(field, points)
  const out = new Uint8Array(column.buffer)
  const bytes = field.size * field.count
  for (let point = 0; point < points; point++) {
    const from = offset + point * stride
    for (let i = 0; i < bytes; i++) out[point * bytes + i] = data[from + i]!
  }
  return column
}

function newColumn(field: PcdField, points: number): PointColumn {
  const values = points * field.count
  if (field.type === 'F') return field.size === 4 ? new Float32Array(values) : new Float64Array(values)
  if (field.type === 'I') {
    if (field.size === 1) return new Int8Array(values)
    return field.size === 2 ? new Int16Array(values) : new Int32Array(values)
  }
  if (field.size === 1) return new Uint8Array(values)
  return field.size === 2 ? new Uint16Array(values) : new Uint32Array(values)
}

function tooShort(header: PcdHeader, found: number, where: string): InputError {
  return new InputError(`${where}: expected ${header.points} points (DATA ${header.encoding}), found data for ${found}`)
}
