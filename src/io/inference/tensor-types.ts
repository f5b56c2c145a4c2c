import type { OnnxType } from '../../common/onnx/model.ts'
import type { TensorType } from '../../core/tensor.ts'

/** ONNX's names of element types in its files, and those of the port. */
export const TENSOR_TYPES: Readonly<Record<OnnxType, TensorType>> = {
  float: 'float32',
  double: 'float64',
  int8: 'int8',
  uint8: 'uint8',
  int16: 'int16',
  uint16: 'uint16',
  int32: 'int32',
  uint32: 'uint32',
  int64: 'int64',
  uint64: 'uint64',
  bool: 'bool',
  // The port has none: engines refuse it before they look here.
  float16: 'float32',
}
