import { type ChipTarget, refused, rules, unknown } from '../chip-target.ts'
import { type Limit, oneOf, whenOneOf, within } from '../limit.ts'

const OPERATORS = 'DEEPX DX-COM manual 2.1, Supported ONNX Operators (github.com/DEEPX-AI/dx-compiler source/docs)'
const NOTES = 'github.com/DEEPX-AI/dx-compiler RELEASE_NOTES.md 2.1.0'

/** "Channel-wise broadcasting is not supported when the channel dimension size is greater than 1". */
const ELEMENTWISE: readonly Limit[] = [
  oneOf('shapes of the inputs', ['equal', 'scalar', 'stretched over other axes'], {
    ...whenOneOf('second input', ['computed']),
  }),
]

const POOL_UP_TO_15: readonly Limit[] = [within('kernel', 1, 15), within('stride', 1, 15)]
const POOL_UP_TO_31: readonly Limit[] = [within('kernel', 1, 31), within('stride', 1, 31)]

/** DEEPX's accelerator and its compiler. */
export const DEEPX_M1: ChipTarget = {
  name: 'deepx-m1',
  title: 'DEEPX DX-M1 (DX-COM)',
  source: OPERATORS,
  opset: { value: [11, 21], source: NOTES },
  staticShapes: { value: true, source: OPERATORS },
  batch: { value: 1, source: 'dx-compiler source/docs/02_04_ONNX_File_Configuration.md: "batch size must be 1"' },
  everyNode: [within('height and width', 1, 8191), within('channels', 1, 32767)],
  operators: {
    Conv: [
      within('dilation', 1, 63),
      within('padding', 0, 63),
      within('stride', 1, 15),
      within('kernel', 1, 15),
      oneOf('kernel size', ['3x3', '5x5'], whenOneOf('kind of convolution', ['depthwise'])),
      oneOf('second input', ['constant']),
    ],
    ConvTranspose: [
      oneOf('dilation', [1]),
      oneOf('output padding', [0]),
      within('padding', 0, 14),
      within('stride', 2, 8),
      within('kernel', 1, 15),
      oneOf('groups', [1]),
    ],
    MaxPool: POOL_UP_TO_15,
    AveragePool: POOL_UP_TO_31,
    ...rules('Add Mul Sub', ELEMENTWISE),
    Div: [oneOf('second input', ['constant']), oneOf('elements of the second input', [1])],
    Softmax: [within('size along the axis', null, 4080)],
    Gather: [within('rank of the second input', null, 1)],
    Pad: [oneOf('pad mode', ['constant'])],
    Resize: [
      oneOf('resize coordinates', ['pytorch_half_pixel']),
      oneOf('resize mode', ['nearest', 'linear']),
      oneOf('scale of height and width', [1, 2, 3, 4, 5, 6, 7, 8, 16, 32]),
    ],
    Upsample: [oneOf('scale of batch and channels', [1])],
    ...rules(
      'BatchNormalization Clip Concat Constant ConstantOfShape Dropout Flatten Gemm GlobalAveragePool Identity',
      [],
    ),
    ...rules('MatMul Reshape Shape Slice Split Squeeze Transpose HardSwish HardSigmoid LeakyRelu Mish PRelu Relu', []),
    ...rules('Sigmoid Softplus Tanh', []),
    ...rules('ReduceMean ReduceSum ArgMax', unknown('taken along some axes and in some places only', OPERATORS)),
    Erf: refused('taken only as a part of GELU'),
    ...rules('QuantizeLinear DequantizeLinear', {
      verdict: 'refused',
      reason: 'not in the table: give the float file, the compiler calibrates it',
      source: OPERATORS,
    }),
  },
  int8: { value: 'calibrated by the compiler from the float file and pictures', source: 'pypi.org/project/dx-com' },
  takesQuantizedFiles: false,
  onChipBytes: { value: null, source: 'not published' },
  tops: { value: 25, source: 'wiki.t-firefly.com DX-M1: 25 TOPS' },
  notes: ['"operator support may vary depending on how operations are combined": a general guideline, says its maker'],
}
