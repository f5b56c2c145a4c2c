import { endianness } from 'node:os'
import { elementCount, ONNX_TYPES, type OnnxData, type OnnxTensor, type OnnxType } from '../../common/onnx/model.ts'
import { InputError } from '../../core/errors.ts'
import type { onnx } from './onnx-messages.ts'

const TYPE_OF_NUMBER = new Map<number, OnnxType>()
for (const name in ONNX_TYPES) {
  if (isOnnxType(name)) TYPE_OF_NUMBER.set(ONNX_TYPES[name].number, name)
}

function isOnnxType(name: string): name is OnnxType {
  return name in ONNX_TYPES
}

/** The element type of that number. Throws InputError for strings, complex numbers and types newer than IR 7. */
export function onnxType(number: number, where: string): OnnxType {
  const type = TYPE_OF_NUMBER.get(number)
  if (type) return type
  throw new InputError(`expected an element type out of ${[...TYPE_OF_NUMBER.keys()]}; found ${number} at '${where}'`)
}

/** Always raw bytes, which every reader takes and which are the smallest for weights. */
export function encodeTensor({ name, type, shape, data }: OnnxTensor): onnx.TensorProto.$Properties {
  checkCount(data.length, shape, name)
  return {
    dims: [...shape],
    dataType: ONNX_TYPES[type].number,
    name,
    rawData: swapped(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), ONNX_TYPES[type].bytes),
  }
}

/** The elements are copied. Throws InputError when they are missing, in another file, or too many or too few. */
export function decodeTensor(message: onnx.TensorProto.$Properties, where: string): OnnxTensor {
  const name = message.name ?? ''
  const label = name || where
  const shape = message.dims ?? []
  const type = onnxType(message.dataType ?? 0, label)
  if (message.externalData?.length) {
    throw new InputError(`expected tensor '${label}' inside the file; found that it lies in a file of its own`)
  }
  const data = message.rawData?.length ? fromRaw(message.rawData, type, label) : fromFields(message, type)
  checkCount(data.length, shape, label)
  return { name, type, shape, data }
}

function fromRaw(raw: Uint8Array, type: OnnxType, label: string): OnnxData {
  const { bytes, array } = ONNX_TYPES[type]
  if (raw.length % bytes !== 0) {
    throw new InputError(`expected a multiple of ${bytes} bytes in tensor '${label}'; found ${raw.length}`)
  }
  // A copy: the bytes in the message need not be aligned, and they keep the whole file alive.
  return new array(Uint8Array.from(swapped(raw, bytes)).buffer)
}

function fromFields(message: onnx.TensorProto.$Properties, type: OnnxType): OnnxData {
  switch (type) {
    case 'float':
      return Float32Array.from(message.floatData ?? [])
    case 'double':
      return Float64Array.from(message.doubleData ?? [])
    case 'int64':
      return BigInt64Array.from(message.int64Data ?? [], exactInteger)
    case 'uint64':
      return BigUint64Array.from(message.uint64Data ?? [], exactInteger)
    case 'uint32':
      return Uint32Array.from(message.uint64Data ?? [])
    default:
      return new ONNX_TYPES[type].array(message.int32Data ?? [])
  }
}

/** The message holds 64-bit integers as numbers: the largest one, which slices use for "to the end", was rounded up. */
function exactInteger(value: number): bigint {
  const largest = 2n ** 63n - 1n
  const exact = BigInt(value)
  return exact === largest + 1n ? largest : exact
}

function checkCount(found: number, shape: readonly number[], name: string): void {
  const expected = elementCount(shape)
  if (found !== expected) {
    throw new InputError(`expected ${expected} elements [${shape}] in tensor '${name}'; found ${found}`)
  }
}

/** Files are little-endian. The bytes themselves on such a machine, else a copy in the other order. */
function swapped(bytes: Uint8Array, width: number): Uint8Array {
  if (endianness() === 'LE' || width === 1) return bytes
  const copy = Buffer.from(bytes)
  return width === 2 ? copy.swap16() : width === 4 ? copy.swap32() : copy.swap64()
}
