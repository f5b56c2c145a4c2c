import type { OperatorTable } from '../operator.ts'
import { ALGEBRA } from './algebra.ts'
import { CONVOLUTION } from './convolution.ts'
import { ELEMENTWISE } from './elementwise.ts'
import { LAYOUT } from './layout.ts'
import { POOLING } from './pooling.ts'
import { QUANTIZATION } from './quantization.ts'

/** ONNX's standard operators that this engine runs, opset 7 to 17. Constant and what follows from shapes is folded before. */
export const OPERATORS: OperatorTable = {
  ...ELEMENTWISE,
  ...CONVOLUTION,
  ...POOLING,
  ...LAYOUT,
  ...ALGEBRA,
  ...QUANTIZATION,
}
