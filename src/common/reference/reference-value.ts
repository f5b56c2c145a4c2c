import { elementCount, type OnnxTensor, type OnnxType } from '../onnx/model.ts'

/** A tensor of the reference interpreter: numbers in double precision, row after row. */
export interface ReferenceValue {
  readonly type: OnnxType
  readonly shape: readonly number[]
  /** Reals of float values, also of dequantised ones; else the integers. */
  readonly data: Float64Array
  /** The integers that a dequantised value stands for; null for every other value. */
  readonly steps: Steps | null
}

/** real = integer · scale of its place along the axis; the zero point is taken off already. */
export interface Steps {
  readonly integers: Int32Array
  /** One for all, or one for each place along `axis`. */
  readonly scales: Float64Array
  readonly axis: number
}

export function realValue(shape: readonly number[], data: Float64Array): ReferenceValue {
  return { type: 'float', shape, data, steps: null }
}

/** Zeros, to be filled. */
export function emptyReals(shape: readonly number[]): ReferenceValue {
  return realValue(shape, new Float64Array(elementCount(shape)))
}

export function constantValue({ type, shape, data }: OnnxTensor): ReferenceValue {
  return { type, shape, data: Float64Array.from(data as ArrayLike<number | bigint>, Number), steps: null }
}

/** Distances between neighbours along each axis. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1)
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!
  return strides
}

/**
 * For each element of `shape`, in order, start + Σ coordinate · stride: where it stands in another tensor, given the
 * distances there (0 along an axis that repeats).
 */
export function indices(shape: readonly number[], strides: readonly number[], start = 0): Int32Array {
  const out = new Int32Array(elementCount(shape))
  const coordinates = new Int32Array(shape.length)
  let at = start
  for (let i = 0; i < out.length; i++) {
    out[i] = at
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!
      if (++coordinates[axis]! < shape[axis]!) break
      at -= strides[axis]! * shape[axis]!
      coordinates[axis] = 0
    }
  }
  return out
}

/** Where each element of `shape` stands in a tensor of shape `from` that is stretched to it. */
export function stretchedIndices(from: readonly number[], shape: readonly number[]): Int32Array {
  const own = stridesOf(from)
  const missing = shape.length - from.length
  const strides = shape.map((_, axis) => (axis < missing || from[axis - missing] === 1 ? 0 : own[axis - missing]!))
  return indices(shape, strides)
}

/** The elements of `from` at those places. */
export function taken(from: Float64Array, places: Int32Array): Float64Array {
  const out = new Float64Array(places.length)
  for (let i = 0; i < places.length; i++) out[i] = from[places[i]!]!
  return out
}
