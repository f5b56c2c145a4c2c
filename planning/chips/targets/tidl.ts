import { type ChipTarget, refused, rules, unknown } from '../chip-target.ts'
import { type Limit, oneOf, whenOneOf, within } from '../limit.ts'

const OPERATORS = 'github.com/TexasInstruments/edgeai-tidl-tools docs/operators.md (opset 19, IR 8)'
const QUANTISATION = 'github.com/TexasInstruments/edgeai-tidl-tools docs/quantization.md'

/** "Number of non-singleton variable input dimensions must be <= n". */
const upTo4: Limit = within('dimensions other than 1', null, 4)
const upTo6: Limit = within('dimensions other than 1', null, 6)
const noDilation: Limit = oneOf('dilation', [1])

const CONVOLUTION: readonly Limit[] = [
  oneOf('computed inputs', [1]),
  upTo4,
  oneOf('strides of the axes', ['equal']),
  // "Kernel size greater than 7 with stride 2 is not supported", "stride 4 only with 11x11".
  within('kernel', null, 7, { when: { of: 'stride', oneOf: [2] } }),
  oneOf('kernel size', ['11x11'], { when: { of: 'stride', oneOf: [4] } }),
  oneOf('kernel and stride', ['1x3 s1', '3x3 s1', '3x3 s2', '5x5 s1', '5x5 s2', '7x7 s1', '7x7 s2'], {
    ...whenOneOf('kind of convolution', ['depthwise']),
  }),
  oneOf('dilation', [1], { when: { of: 'stride', within: [2, null] }, source: `${OPERATORS}, earlier edition` }),
]

const POOLING: readonly Limit[] = [
  upTo4,
  oneOf('kernel and stride', ['3x3 s1', '3x3 s2', '2x2 s2', '1x1 s1', '1x1 s2']),
  noDilation,
  oneOf('outputs', [1]),
]

const ELEMENTWISE: readonly Limit[] = [oneOf('inputs in all', [2]), upTo6]

const PRODUCT: readonly Limit[] = [upTo4, within('rank of the second input', 2, null)]

/** Only what the converter is given as per-tensor; the scales of weights are along the output channels. */
const QUANTISATION_NODE: readonly Limit[] = [
  oneOf('axis of the scales', [1], whenOneOf('first input', ['computed'])),
  oneOf('quantised type', ['int8', 'uint8', 'int16', 'uint16', 'int32']),
  oneOf('zero point', [0], { source: `${QUANTISATION}: TDA4VM takes symmetric quantisation only` }),
]

/** Texas Instruments' deep learning library on the C7x and its matrix multiplier. */
export const TIDL: ChipTarget = {
  name: 'tidl',
  title: 'TI TIDL, TDA4VM (J721E)',
  source: OPERATORS,
  opset: { value: [null, 19], source: OPERATORS },
  staticShapes: { value: true, source: `${OPERATORS}: "variable shape is not supported"` },
  batch: { value: null, source: 'not stated for a network; some operators take 1 only' },
  everyNode: [],
  operators: {
    Conv: CONVOLUTION,
    ConvTranspose: [
      oneOf('computed inputs', [1]),
      upTo4,
      oneOf('kernel and stride', ['4x4 s2', '3x3 s2', '2x2 s2']),
      noDilation,
    ],
    ...rules('MaxPool AveragePool', POOLING),
    GlobalAveragePool: [upTo4, within('height x width', null, 1024, { hint: 'average in two steps, or a MatMul' })],
    ...rules('Relu LeakyRelu Sigmoid Tanh HardSigmoid Elu Sqrt HardSwish Mish Log Abs Floor Exp Sin Cos Neg', [upTo6]),
    ...rules('Asin Asinh Acos Atan Sinh Cosh Tan Flatten Squeeze', [upTo6]),
    Unsqueeze: [within('rank of the output', null, 6)],
    PRelu: [upTo6, oneOf('second input', ['constant'])],
    Clip: [upTo6, within('smallest clipped value', null, 0), within('largest clipped value', Number.MIN_VALUE, null)],
    ...rules('Add Mul Div Sub Max Min', ELEMENTWISE),
    Sum: [upTo6],
    Gemm: [
      ...PRODUCT,
      oneOf('second input', ['constant']),
      oneOf('third input', ['constant']),
      oneOf('transA', [0]),
      oneOf('alpha', [1]),
      oneOf('beta', [1]),
    ],
    MatMul: [
      ...PRODUCT,
      within('rank without leading ones', null, 3, {
        hint: 'reshape the leading axes into one',
        source: 'edgeai-tidl-tools docs/supported_ops_rts_versions.md: "up to 3 dimension tensors only"',
      }),
    ],
    Softmax: [upTo6, oneOf('axis from the end', [-1, -2])],
    BatchNormalization: [within('rank', null, 5), oneOf('training_mode', [0]), oneOf('second input', ['constant'])],
    InstanceNormalization: [upTo6, within('rank', 3, null)],
    LayerNormalization: [upTo6, oneOf('axis from the end', [-1])],
    Concat: [upTo6, oneOf('axis from the end', [-1, -2, -3])],
    Slice: [
      oneOf('rank', [4]),
      oneOf('first axis', [1]),
      oneOf('computed inputs', [1]),
      oneOf('steps of the slice', [1]),
    ],
    Split: [oneOf('rank', [4]), oneOf('first axis', [1]), oneOf('axis from the end', [-1, -2, -3])],
    ...rules('ArgMax ArgMin', [upTo4, oneOf('keepdims', [1]), oneOf('axis from the end', [-3])]),
    ...rules('Resize Upsample', [
      upTo4,
      oneOf('resize mode', ['nearest', 'linear']),
      oneOf('scale of batch and channels', [1]),
      oneOf('scale of height and width', [1, 2, 4, 8, 16, 32]),
      oneOf('scales of the axes', ['equal']),
      oneOf('resize coordinates', ['half_pixel', 'pytorch_half_pixel', 'asymmetric']),
      oneOf('resize rounding', ['floor'], {
        when: { of: 'resize coordinates', oneOf: ['asymmetric'] },
      }),
      oneOf('resize rounding', ['round_prefer_ceil'], {
        when: { of: 'resize coordinates', oneOf: ['half_pixel', 'pytorch_half_pixel'] },
      }),
      oneOf('resize mode', ['nearest'], { when: { of: 'resize coordinates', oneOf: ['asymmetric'] } }),
    ]),
    DepthToSpace: [oneOf('rank', [4]), oneOf('depth to space mode', ['DCR', 'CRD'])],
    SpaceToDepth: [oneOf('rank', [4])],
    Pad: [within('rank', null, 6), oneOf('pad mode', ['constant']), oneOf('padded axes', [-1, -2])],
    ...rules('ReduceMin ReduceMax', [upTo4, oneOf('keepdims', [1])]),
    ...rules('ReduceMean ReduceSum', []),
    Pow: [upTo6, oneOf('second input', ['constant']), oneOf('elements of the second input', [1])],
    Reshape: [upTo6, oneOf('second input', ['constant']), oneOf('allowzero', [0])],
    // "Permutations where the width dimension is mapped to the first or second position are not supported".
    Transpose: [upTo6, within('new place of the last axis', 2, null, { when: { of: 'rank', within: [5, null] } })],
    Gather: [
      within('rank', 2, null),
      oneOf('first input', ['computed']),
      within('rank of the second input', null, 1),
      oneOf('size before the axis', [1]),
    ],
    Expand: [upTo6, oneOf('second input', ['constant'])],
    Cast: unknown('taken at inputs and outputs of the network only'),
    ...rules(
      'TopK GridSample ScatterND ScatterElements DeformConv',
      unknown('taken with limits that are not checked here'),
    ),
    QuantizeLinear: QUANTISATION_NODE,
    DequantizeLinear: QUANTISATION_NODE,
    ...rules('Erf Identity', refused('taken only as a part of GELU')),
    Dropout: refused('not taken as an operator of its own'),
  },
  int8: { value: 'calibrated by the compiler, or QDQ nodes in the file', source: QUANTISATION },
  takesQuantizedFiles: true,
  onChipBytes: { value: 8 * 2 ** 20, source: 'TDA4VM data sheet: 8 MB of on-chip L3 RAM (MSMC)' },
  tops: { value: 8, source: 'TI SPRY344A: 4096 8-bit multiply-accumulates a cycle, at 1 GHz' },
  notes: ['an operator outside the table runs on the Arm cores instead of the accelerator'],
}
