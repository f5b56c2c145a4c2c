/** Element types of networks' inputs and outputs by their ONNX names, and the arrays that hold them. */
export interface TensorArrays {
  readonly float32: Float32Array
  readonly float64: Float64Array
  readonly int8: Int8Array
  readonly uint8: Uint8Array
  readonly int16: Int16Array
  readonly uint16: Uint16Array
  readonly int32: Int32Array
  readonly uint32: Uint32Array
  readonly int64: BigInt64Array
  readonly uint64: BigUint64Array
  /** One byte an element, 0 or 1. */
  readonly bool: Uint8Array
}

export type TensorType = keyof TensorArrays

/** Values in row-major order: the last axis runs fastest. `data` holds as many elements as `shape` says. */
export interface TensorOf<Type extends TensorType> {
  readonly type: Type
  /** Elements along each axis; empty for a scalar. */
  readonly shape: readonly number[]
  readonly data: TensorArrays[Type]
}

export type Tensor = { [Type in TensorType]: TensorOf<Type> }[TensorType]

/** What a network says of one of its inputs or outputs. */
export interface TensorSpec {
  readonly name: string
  readonly type: TensorType
  /** Elements along each axis; {@link FREE} where the network leaves it open. */
  readonly shape: readonly number[]
}

/** In a spec's shape: any length. */
export const FREE = -1

const MAKERS: { readonly [Type in TensorType]: (buffer: ArrayBufferLike, count: number) => TensorArrays[Type] } = {
  float32: (buffer, count) => new Float32Array(buffer, 0, count),
  float64: (buffer, count) => new Float64Array(buffer, 0, count),
  int8: (buffer, count) => new Int8Array(buffer, 0, count),
  uint8: (buffer, count) => new Uint8Array(buffer, 0, count),
  int16: (buffer, count) => new Int16Array(buffer, 0, count),
  uint16: (buffer, count) => new Uint16Array(buffer, 0, count),
  int32: (buffer, count) => new Int32Array(buffer, 0, count),
  uint32: (buffer, count) => new Uint32Array(buffer, 0, count),
  int64: (buffer, count) => new BigInt64Array(buffer, 0, count),
  uint64: (buffer, count) => new BigUint64Array(buffer, 0, count),
  bool: (buffer, count) => new Uint8Array(buffer, 0, count),
}

const BYTES: Readonly<Record<TensorType, number>> = {
  float32: 4,
  float64: 8,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  bool: 1,
}

export function isTensorType(name: string): name is TensorType {
  return Object.hasOwn(BYTES, name)
}

export function elementCount(shape: readonly number[]): number {
  let count = 1
  for (const length of shape) count *= length
  return count
}

/** Bytes that a tensor of this type and shape takes. */
export function byteCount(type: TensorType, shape: readonly number[]): number {
  return BYTES[type] * elementCount(shape)
}

/** Whether every axis of the spec has a length. */
export function isStatic(shape: readonly number[]): boolean {
  return shape.every((length) => length >= 0)
}

/** A tensor over the beginning of `buffer`, or over new memory full of zeros. */
export function createTensor<Type extends TensorType>(
  type: Type,
  shape: readonly number[],
  buffer: ArrayBufferLike = new ArrayBuffer(byteCount(type, shape)),
): TensorOf<Type> {
  return { type, shape, data: MAKERS[type](buffer, elementCount(shape)) }
}

/** Whether a tensor of `shape` is one of those that the spec allows. */
export function fitsShape(shape: readonly number[], spec: readonly number[]): boolean {
  return shape.length === spec.length && spec.every((length, axis) => length < 0 || length === shape[axis])
}

/** As people write it: `float32 [1, 3, ?, 640]`. */
export function formatTensorType(type: string, shape: readonly number[]): string {
  return `${type} [${shape.map((length) => (length < 0 ? '?' : length)).join(', ')}]`
}
