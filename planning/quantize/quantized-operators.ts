/**
 * How an operator takes part in quantisation.
 * - product: constant weights by output channel, int32 sums, an output of its own range
 * - same-scale: it moves or selects numbers, so that its inputs and outputs are one scale
 * - rectifier: the range of its input is that of its output; what it cuts off needs no steps
 * - own-range: computed inputs and output, each with its range
 */
export type QuantizedRole = 'product' | 'same-scale' | 'rectifier' | 'own-range'

const table = (role: QuantizedRole, names: string): Readonly<Record<string, QuantizedRole>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, role]))

/** The other operators stay in float. */
export const QUANTIZED_OPERATORS: Readonly<Record<string, QuantizedRole>> = {
  ...table('product', 'Conv ConvTranspose Gemm MatMul'),
  ...table(
    'same-scale',
    'MaxPool Reshape Flatten Transpose Squeeze Unsqueeze Slice Split Gather Resize Identity Concat',
  ),
  ...table('rectifier', 'Relu Clip'),
  ...table('own-range', 'Add Sub Mul AveragePool GlobalAveragePool Sigmoid Tanh HardSigmoid HardSwish Softmax'),
  ...table('own-range', 'LeakyRelu PRelu'),
}

/**
 * Operators that may stay in float behind the last product: a network's outputs then keep the resolution of its int32
 * sums instead of 254 steps.
 */
export const TAIL_OPERATORS: ReadonlySet<string> = new Set(
  'Reshape Flatten Transpose Squeeze Unsqueeze Slice Split Concat Identity Add Sub Mul Div Sigmoid Tanh Softmax Relu Clip'.split(
    ' ',
  ),
)

/** Products that give their sums as float without leaving int8 inside: those of onnxruntime, and chips' last layers. */
export const FLOAT_OUTPUT_PRODUCTS: ReadonlySet<string> = new Set(['Gemm', 'MatMul'])
