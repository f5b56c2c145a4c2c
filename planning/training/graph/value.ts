import type { OnnxType } from '../../../src/common/onnx/model.ts'

/** A tensor in a graph that is being built: its shape is static and known at once. */
export interface Value {
  readonly name: string
  readonly type: OnnxType
  readonly shape: readonly number[]
}
