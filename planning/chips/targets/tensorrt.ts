import { type ChipTarget, rules, unknown } from '../chip-target.ts'
import { type Limit, oneOf, within } from '../limit.ts'

const OPERATORS = 'github.com/onnx/onnx-tensorrt docs/operators.md (TensorRT 10.15)'
const QUANTISED = 'TensorRT documentation, Working with Quantized Types'
const TOPS = 'github.com/NVIDIA/Deep-Learning-Accelerator-SW README: 171 sparse TOPS in mode MAXN, half of it dense'

const twoOrThree: Limit = within('spatial axes', 2, 3)
const noDilation: Limit = oneOf('dilation', [1])

/** NVIDIA's compiler on the GPU of Orin. */
export const TENSORRT: ChipTarget = {
  name: 'tensorrt',
  title: 'NVIDIA TensorRT, GPU of Jetson AGX Orin 64GB',
  source: OPERATORS,
  opset: { value: [9, 24], source: OPERATORS },
  staticShapes: { value: false, source: 'TensorRT documentation, Working with Dynamic Shapes' },
  batch: { value: null, source: 'any that memory allows' },
  everyNode: [],
  operators: {
    ...rules(
      'Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh BatchNormalization Cast CastLike Ceil Celu Clip Concat Constant',
      [],
    ),
    ...rules(
      'ConstantOfShape Conv ConvTranspose Cos Cosh DepthToSpace Div Dropout Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor',
      [],
    ),
    ...rules(
      'Gather GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GroupNormalization',
      [],
    ),
    ...rules(
      'GRU HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN LeakyRelu Less LessOrEqual Log',
      [],
    ),
    ...rules('LogSoftmax LRN LSTM LpNormalization MatMul Max Mean MeanVarianceNormalization Min Mish Mod Mul Neg', []),
    ...rules(
      'NonMaxSuppression NonZero Not Or Pad Pow PRelu Reciprocal Relu Reshape Round Selu Shape Shrink Sigmoid',
      [],
    ),
    ...rules('Sign Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split Sqrt Squeeze Sub Sum Tan Tanh', []),
    ...rules(
      'ThresholdedRelu Tile Transpose Trilu Unsqueeze Upsample Where Xor ScatterElements ScatterND RoiAlign RNN',
      [],
    ),
    LayerNormalization: [oneOf('outputs', [1])],
    CumSum: [oneOf('second input', ['constant'])],
    TopK: [oneOf('second input', ['constant'])],
    GridSample: [oneOf('rank', [4])],
    MaxPool: [twoOrThree, oneOf('outputs', [1]), noDilation],
    AveragePool: [twoOrThree, noDilation],
    ...rules('ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum', [
      oneOf('second input', ['constant']),
    ]),
    ReduceSumSquare: [oneOf('second input', ['constant'])],
    Resize: [
      oneOf('resize mode', ['nearest', 'linear']),
      oneOf('resize coordinates', [
        'half_pixel',
        'pytorch_half_pixel',
        'tf_half_pixel_for_nn',
        'asymmetric',
        'align_corners',
      ]),
      oneOf('resize rounding', ['floor', 'ceil', 'round_prefer_floor', 'round_prefer_ceil']),
    ],
    QuantizeLinear: [
      oneOf('zero point', [0]),
      oneOf('quantised type', ['int8'], { source: QUANTISED, hint: 'signed symmetric activations' }),
    ],
    DequantizeLinear: [
      oneOf('zero point', [0]),
      oneOf('quantised type', ['int8'], { hint: 'leave biases in float: axdrive quantize --bias float' }),
    ],
    If: unknown('taken when both branches give the same rank, which is not checked here'),
    Loop: unknown('taken with restrictions that are not checked here'),
  },
  int8: { value: 'QDQ nodes in the file, signed and symmetric, zero point 0', source: QUANTISED },
  takesQuantizedFiles: true,
  onChipBytes: { value: 4 * 2 ** 20, source: 'Jetson AGX Orin technical brief: 4 MB of L2 cache' },
  tops: { value: 85.5, source: TOPS },
  notes: ['a file without QDQ nodes runs as fp16 or fp32, below the stated rate'],
}
