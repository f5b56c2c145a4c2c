import type { Tensor } from '@tensorflow/tfjs'
import type { OnnxTensor, OnnxType } from '../../../common/onnx/model.ts'
import { InputError } from '../../../core/errors.ts'
import type { Tfjs } from './tfjs-backend.ts'

/** Element types that TensorFlow.js computes with: reals of 32 bits, integers of 32, truth values. */
export type TfjsType = 'float32' | 'int32' | 'bool'

const TYPES: Readonly<Record<OnnxType, TfjsType | null>> = {
  float: 'float32',
  double: 'float32',
  int8: 'int32',
  uint8: 'int32',
  int16: 'int32',
  uint16: 'int32',
  int32: 'int32',
  uint32: 'int32',
  int64: 'int32',
  uint64: 'int32',
  bool: 'bool',
  float16: null,
}

/** Throws InputError for half precision, which the library does not compute in. */
export function tfjsType(type: OnnxType, where: string): TfjsType {
  const found = TYPES[type]
  if (found === null) throw new InputError(`expected a type that TensorFlow.js computes in, found ${type}: ${where}`)
  return found
}

type Numbers = ArrayLike<number> | ArrayLike<bigint>

/** Values of any element type as the library takes them. */
export function tfjsValues(data: Numbers, type: TfjsType): Float32Array | Int32Array | Uint8Array {
  const length = data.length
  const out =
    type === 'float32' ? new Float32Array(length) : type === 'int32' ? new Int32Array(length) : new Uint8Array(length)
  for (let i = 0; i < length; i++) {
    const value = Number(data[i])
    // Ends of ranges are written as the largest 64-bit numbers.
    out[i] = type === 'int32' ? Math.min(2 ** 31 - 1, Math.max(-(2 ** 31), value)) : value
  }
  return out
}

/** A constant as the library holds it. */
export function constantTensor(tf: Tfjs, { name, type, shape, data }: OnnxTensor): Tensor {
  const own = tfjsType(type, `constant ${name}`)
  return tf.tensor(tfjsValues(data, own), [...shape], own)
}
