import { type ChipTarget, refused, rules } from '../chip-target.ts'
import { oneOf } from '../limit.ts'

const PROVIDER = 'github.com/onnxruntime/onnxruntime-qnn docs/execution_providers/QNN-ExecutionProvider.md (2.3)'
const FUSED = refused('taken only behind DynamicQuantizeLinear', PROVIDER)

/** Qualcomm's Hexagon tensor processor through the QNN execution provider of onnxruntime. */
export const QUALCOMM_HTP: ChipTarget = {
  name: 'qualcomm-htp',
  title: 'Qualcomm HTP (QNN), SA8295P',
  source: PROVIDER,
  opset: { value: [null, 26], source: 'github.com/onnxruntime/onnxruntime-qnn release notes 2.4.0' },
  staticShapes: { value: true, source: `${PROVIDER}: "does not support models with dynamic shapes"` },
  batch: { value: null, source: 'not stated' },
  everyNode: [],
  operators: {
    ...rules(
      'Abs Add And ArgMax ArgMin Asin Atan AveragePool BatchNormalization Cast Ceil Clip Concat Conv Constant',
      [],
    ),
    ...rules(
      'ConvTranspose Cos CumSum DepthToSpace DequantizeLinear Div Einsum Elu Equal Exp Expand Flatten Floor Gather',
      [],
    ),
    ...rules('GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalMaxPool Greater GreaterOrEqual GridSample', []),
    ...rules('GroupNormalization HardSigmoid HardSwish Identity InstanceNormalization Inverse IsNaN LRN LSTM', []),
    ...rules(
      'LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Max MaxPool Mean Min Mod Mul Neg NonZero',
      [],
    ),
    ...rules(
      'Not Or PRelu Pad Pow QuantizeLinear RandomNormalLike RandomUniformLike Reciprocal ReduceL2 ReduceMax',
      [],
    ),
    ...rules('ReduceMean ReduceMin ReduceProd ReduceSum Relu RMSNormalization Reshape Resize RoiAlign Round', []),
    ...rules('RotaryEmbedding STFT ScatterElements ScatterND Sigmoid Sign Sin Slice Softmax Softplus SpaceToDepth', []),
    ...rules('Split Sqrt Squeeze Sub Sum Tan Tanh ThresholdedRelu Tile TopK Transpose Unsqueeze Upsample Where', []),
    LpNormalization: [],
    MatMul: [
      // "Supported input data types on HTP backend: (uint8, uint8), (uint8, uint16), (uint16, uint8)". A float file is
      // run as fp16, or is yet to be quantised.
      oneOf('types of the inputs', ['float', 'uint8', 'uint16'], {
        hint: 'a Gemm or a 1x1 Conv with constant weights',
      }),
    ],
    ConvInteger: FUSED,
    MatMulInteger: FUSED,
    DynamicQuantizeLinear: FUSED,
  },
  int8: { value: 'QDQ nodes in the file', source: PROVIDER },
  takesQuantizedFiles: true,
  onChipBytes: {
    value: 8 * 2 ** 20,
    source: 'github.com/pytorch/executorch, backends/qualcomm: SA8295 is v68 with 8 MB of tightly coupled memory',
  },
  tops: {
    value: 30,
    source: 'secondary sources give 30 to 50 for SA8295P; the smallest. Qualcomm states none in public',
  },
  notes: [
    'limits of attributes stand in the HTP operation supplement of the QAIRT SDK, which was not at hand: unknown',
    'its operators "typically support uint8 and uint16"; which ones take signed activations is unknown here',
  ],
}
