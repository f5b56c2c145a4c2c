import { readFileSync } from 'node:fs'
import { InputError } from '../src/core/errors.ts'

/**
 * One array of a NumPy .npy file (versions 1.0, 2.0, 3.0; numpy.lib.format). Numbers come as float64, whatever the file's
 * type was; 64-bit integers beyond 2^53 are refused. Byte strings (S8) come as bytes, `itemSize` a string, padded with 0.
 */
export type NpyArray = NumberArray | BytesArray

export interface NumberArray {
  readonly kind: 'numbers'
  readonly shape: readonly number[]
  /** C order. */
  readonly values: Float64Array
}

export interface BytesArray {
  readonly kind: 'bytes'
  readonly shape: readonly number[]
  readonly itemSize: number
  readonly values: Uint8Array
}

/** Reads a .npy file. Throws InputError with expected, found and the path. */
export function readNpy(path: string): NpyArray {
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (error) {
    throw new InputError(`expected a NumPy array in ${path}; found none (${reason(error)})`)
  }
  return parseNpy(bytes, path)
}

/** As {@link readNpy}, an array of numbers of `columns` columns (1 also for shape (n) and (n, 1)). */
export function readNumbers(path: string, columns: number): NumberArray {
  const array = readNpy(path)
  const width = array.shape.slice(1).reduce((product, n) => product * n, 1)
  if (array.kind === 'numbers' && array.shape.length >= 1 && width === columns) return array
  const what = array.kind === 'bytes' ? `byte strings of shape (${array.shape})` : `shape (${array.shape})`
  throw new InputError(`expected numbers of shape (n, ${columns}) in ${path}; found ${what}`)
}

/** As {@link readNpy}, a one-dimensional array of byte strings. */
export function readBytes(path: string): BytesArray {
  const array = readNpy(path)
  if (array.kind === 'bytes' && array.shape.length === 1) return array
  throw new InputError(`expected byte strings of shape (n) in ${path}; found ${array.kind} of shape (${array.shape})`)
}

export function parseNpy(bytes: Uint8Array, path: string): NpyArray {
  const { header, start } = readHeader(bytes, path)
  const code = headerField(header, /'descr'\s*:\s*'([^']*)'/, 'a descr', path)
  const isFortran = headerField(header, /'fortran_order'\s*:\s*(True|False)/, 'a fortran_order', path) === 'True'
  const shape = parseShape(headerField(header, /'shape'\s*:\s*\(([\d\s,]*)\)/, 'a shape', path))
  const count = shape.reduce((product, n) => product * n, 1)
  const type = /^([<>|=])([a-zA-Z])(\d+)$/.exec(code)
  const letter = type?.[2] ?? ''
  const size = Number(type?.[3])
  const read = READERS[`${letter}${size}`]
  if (!type || (!read && letter !== 'S'))
    throw new InputError(`expected a type out of ${Object.keys(READERS).join(', ')}, S in ${path}; found '${code}'`)
  const found = bytes.byteLength - start
  if (found < count * size)
    throw new InputError(
      `expected ${count * size} bytes of data (${code}, shape (${shape})) in ${path}; found ${found}`,
    )
  const data = bytes.subarray(start, start + count * size)
  if (!read) {
    if (isFortran && shape.length > 1)
      throw new InputError(`expected byte strings in C order in ${path}; found Fortran order`)
    return { kind: 'bytes', shape, itemSize: size, values: Uint8Array.from(data) }
  }
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const isLittle = type[1] !== '>'
  const values = new Float64Array(count)
  for (let i = 0; i < count; i++) values[i] = read(view, i * size, isLittle, path)
  return { kind: 'numbers', shape, values: isFortran ? inCOrder(values, shape) : values }
}

/** Fortran order has the first index fastest, C order the last. NumPy saves transposed arrays in the former. */
function inCOrder(values: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(values.length)
  const index = shape.map(() => 0)
  for (const value of values) {
    out[index.reduce((at, n, axis) => at * shape[axis]! + n, 0)] = value
    for (let axis = 0; axis < shape.length && ++index[axis]! === shape[axis]; axis++) index[axis] = 0
  }
  return out
}

type Reader = (view: DataView, at: number, isLittle: boolean, path: string) => number

const READERS: Readonly<Record<string, Reader>> = {
  f8: (view, at, isLittle) => view.getFloat64(at, isLittle),
  f4: (view, at, isLittle) => view.getFloat32(at, isLittle),
  f2: (view, at, isLittle) => halfToNumber(view.getUint16(at, isLittle)),
  i8: (view, at, isLittle, path) => exact(view.getBigInt64(at, isLittle), path),
  u8: (view, at, isLittle, path) => exact(view.getBigUint64(at, isLittle), path),
  i4: (view, at, isLittle) => view.getInt32(at, isLittle),
  u4: (view, at, isLittle) => view.getUint32(at, isLittle),
  i2: (view, at, isLittle) => view.getInt16(at, isLittle),
  u2: (view, at, isLittle) => view.getUint16(at, isLittle),
  i1: (view, at) => view.getInt8(at),
  u1: (view, at) => view.getUint8(at),
  b1: (view, at) => (view.getUint8(at) === 0 ? 0 : 1),
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]

/** Magic, version, header length (u16 in version 1, u32 in 2 and 3), header text; then the data. */
function readHeader(bytes: Uint8Array, path: string): { header: string; start: number } {
  const isNpy = bytes.length >= 10 && MAGIC.every((byte, i) => bytes[i] === byte)
  if (!isNpy) throw new InputError(`expected a NumPy .npy file (0x93 NUMPY) in ${path}; found other bytes`)
  const version = bytes[6]!
  if (version < 1 || version > 3)
    throw new InputError(`expected .npy version 1, 2 or 3 in ${path}; found ${version}.${bytes[7]}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lengthSize = version === 1 ? 2 : 4
  const isCut = bytes.length < 8 + lengthSize
  const length = isCut ? 0 : version === 1 ? view.getUint16(8, true) : view.getUint32(8, true)
  const start = 8 + lengthSize + length
  if (isCut || start > bytes.length)
    throw new InputError(`expected a header of ${length} bytes in ${path}; found the end of the file`)
  return { header: new TextDecoder().decode(bytes.subarray(8 + lengthSize, start)), start }
}

function headerField(header: string, pattern: RegExp, what: string, path: string): string {
  const found = pattern.exec(header)
  if (found) return found[1]!
  throw new InputError(`expected ${what} in the header of ${path}; found ${header.trim().slice(0, 120)}`)
}

/** `4974, 4` or `4974,` or nothing for a scalar. */
function parseShape(text: string): number[] {
  return text
    .split(',')
    .filter((part) => part.trim() !== '')
    .map(Number)
}

function exact(value: bigint, path: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number)) return number
  throw new InputError(`expected integers below 2^53 in ${path}; found ${value}`)
}

/** IEEE 754 binary16. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >>> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (1024 + fraction) * 2 ** (exponent - 25)
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message
}
