import { type ChipTarget, refused, rules, unknown } from '../chip-target.ts'
import { type Limit, oneOf, within } from '../limit.ts'

const LAYERS = 'TensorRT documentation, DLA Supported Layers and Restrictions'
const MATRIX = 'github.com/NVIDIA/Deep-Learning-Accelerator-SW operators/README.md (Orin DLA through TensorRT)'
const TOPS =
  'github.com/NVIDIA/Deep-Learning-Accelerator-SW README: 105 sparse TOPS for two cores, a quarter of it dense on one'

const twoAxes: Limit = oneOf('spatial axes', [2])
const REBUILT = refused('not taken as it is', `${MATRIX}: "Reconstruction" from other operators`)

/** A fully connected layer is a convolution of the whole picture. */
const FULLY_CONNECTED: readonly Limit[] = [
  oneOf('second input', ['constant'], { source: MATRIX }),
  within('output channels', 1, 8192),
]

const POOLING: readonly Limit[] = [twoAxes, within('kernel', 1, 8), within('padding', 0, 7), within('stride', 1, 16)]

const AVERAGE_POOLING: readonly Limit[] = [
  ...POOLING,
  oneOf('padding counted in the average', [1], {
    when: { of: 'padding', within: [1, null] },
    hint: 'count_include_pad, or a Pad of its own',
    source: `${LAYERS}: no exclusive padding of averages`,
  }),
]

/** Reshapes and transposes. */
const SHUFFLE: readonly Limit[] = [oneOf('rank', [4]), oneOf('rank of the output', [4])]

/** NVIDIA's fixed-function accelerator on Orin, without falling back to the GPU. */
export const DLA: ChipTarget = {
  name: 'dla',
  title: 'NVIDIA DLA, one core of Jetson AGX Orin 64GB',
  source: LAYERS,
  opset: { value: [9, 17], source: MATRIX },
  staticShapes: { value: true, source: `${LAYERS}: no dynamic dimensions` },
  batch: { value: 4096, source: LAYERS },
  everyNode: [within('size of an axis', 1, 8192)],
  operators: {
    Conv: [
      twoAxes,
      within('kernel', 1, 32),
      within('padding', 0, 31),
      within('stride', 1, 8),
      within('output channels', 1, 8192),
      within('groups', 1, 8192),
      within('dilation', 1, 32),
      within('convolution buffer banks', null, 16),
    ],
    ConvTranspose: [
      twoAxes,
      within('kernel', 1, 32),
      oneOf('padding', [0]),
      oneOf('groups', [1]),
      oneOf('dilation', [1]),
      within('input channels', 1, 8192),
      within('output channels', 1, 8192),
    ],
    Gemm: FULLY_CONNECTED,
    MatMul: FULLY_CONNECTED,
    MaxPool: POOLING,
    AveragePool: AVERAGE_POOLING,
    ...rules('GlobalAveragePool GlobalMaxPool ReduceMax ReduceMean ReduceMin', {
      verdict: 'refused',
      reason: 'not taken through TensorRT; a plane of up to 8x8 can be an AveragePool',
      source: `${MATRIX}: "None"`,
    }),
    ...rules('Relu LeakyRelu Sigmoid Tanh', []),
    // Clipped ReLU: from 0 to a value in [1, 127].
    Clip: [oneOf('smallest clipped value', [0]), within('largest clipped value', 1, 127)],
    PRelu: [oneOf('second input', ['constant'])],
    ...rules('Add Mul Sub Sum Max Equal BatchNormalization Abs Cos Constant', []),
    LRN: [],
    Concat: [within('inputs in all', 2, null), oneOf('axis from the end', [-3])],
    ...rules('Resize Upsample', [
      oneOf('rank', [4]),
      oneOf('resize mode', ['nearest', 'linear']),
      oneOf('scale of batch and channels', [1]),
      oneOf('scale of height and width', integers(32), { when: { of: 'resize mode', oneOf: ['nearest'] } }),
      oneOf('scale of height and width', integers(4), { when: { of: 'resize mode', oneOf: ['linear'] } }),
    ]),
    Slice: [oneOf('rank', [4]), oneOf('computed inputs', [1])],
    Softmax: [oneOf('axis from the end', [-1, -2, -3]), within('size along the axis', null, 1024)],
    Reshape: SHUFFLE,
    Transpose: [...SHUFFLE, oneOf('first permuted axis', [0])],
    ...rules('And DepthToSpace Gather GRU Neg Not Or ScatterElements SpaceToDepth Where Xor', REBUILT),
    ...rules('Flatten Squeeze Unsqueeze Split Pad Identity Dropout Expand', unknown('not in the table', MATRIX)),
    ...rules(
      'QuantizeLinear DequantizeLinear',
      unknown(
        'releases differ: up to 10.7 int8 came from a calibration table and not from QDQ nodes, from 11.4 on networks are ' +
          'strongly typed',
        'NVIDIA technical blog on TensorRT and DLA; TensorRT 11.4.1, Working with DLA',
      ),
    ),
  },
  int8: { value: 'a calibration table beside the float file (TensorRT up to 10.7)', source: LAYERS },
  takesQuantizedFiles: null,
  onChipBytes: { value: 2 ** 20, source: 'TensorRT documentation, Customizing DLA Memory Pools: 1 MiB for each core' },
  tops: { value: 26.25, source: TOPS },
  notes: [
    'Slice and Softmax run as fp16; Sigmoid and Tanh are raised to fp16',
    'with int8 the inputs and the output of Concat and of pools must have one scale',
  ],
}

function integers(most: number): readonly number[] {
  return Array.from({ length: most }, (_, i) => i + 1)
}
