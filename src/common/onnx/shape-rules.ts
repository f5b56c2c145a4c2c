import { intAttribute, intsAttribute } from './attributes.ts'
import { broadcastShapes } from './broadcast.ts'
import {
  castShape,
  constantShape,
  expandShape,
  flattenShape,
  gatherShape,
  padShape,
  reduceShape,
  reshapeShape,
  resizeShape,
  sliceShape,
  splitShape,
  squeezeShape,
  unsqueezeShape,
} from './layout-shapes.ts'
import type { OnnxType } from './model.ts'
import { axisOf } from './shape-folding.ts'
import type { ShapeRule } from './shape-rule.ts'
import { convShape, convTransposeShape, globalPoolShape, poolShape } from './window-shapes.ts'

/** The output is like the first input. */
const same: ShapeRule = ({ required }) => [required(0)]

/** The output has the shape to which all inputs stretch, and the first one's type unless stated. */
const broadcast =
  (type?: OnnxType, from = 0): ShapeRule =>
  ({ node, required }) => {
    const inputs = node.inputs.map((_, i) => required(i))
    const shape = broadcastShapes(inputs.map((input) => input.shape))
    return [{ type: type ?? inputs[from]!.type, shape }]
  }

const table = (names: string, rule: ShapeRule): Readonly<Record<string, ShapeRule>> =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]))

/** One rule an operator of the standard domain; reads attributes of every opset from 7 to 17. */
export const SHAPE_RULES: Readonly<Record<string, ShapeRule>> = {
  ...table('Relu LeakyRelu PRelu Elu Selu Clip Sigmoid HardSigmoid HardSwish Softplus Softsign Tanh Erf Mish', same),
  ...table('Softmax LogSoftmax Exp Log Abs Sqrt Neg Reciprocal Sign Floor Ceil Round Sin Cos', same),
  ...table('Identity Dropout BatchNormalization InstanceNormalization LayerNormalization LRN Not CumSum', same),
  ...table('Trilu ScatterND ScatterElements', same),
  ...table('Add Sub Mul Div Pow Min Max Sum Mean Mod', broadcast()),
  ...table('Equal Greater Less GreaterOrEqual LessOrEqual And Or Xor', broadcast('bool')),
  Where: broadcast(undefined, 1),
  QuantizeLinear: ({ required, input }) => [{ type: input(2)?.type ?? 'uint8', shape: required(0).shape }],
  DequantizeLinear: ({ required }) => [{ type: required(1).type, shape: required(0).shape }],
  Conv: convShape,
  ConvTranspose: convTransposeShape,
  MaxPool: poolShape,
  AveragePool: poolShape,
  GlobalAveragePool: globalPoolShape,
  GlobalMaxPool: globalPoolShape,
  Gemm: ({ node, required }) => {
    const [a, b] = [required(0), required(1)]
    const rows = a.shape[intAttribute(node, 'transA', 0) === 1 ? 1 : 0]!
    return [{ type: a.type, shape: [rows, b.shape[intAttribute(node, 'transB', 0) === 1 ? 0 : 1]!] }]
  },
  MatMul: ({ required }) => {
    const [a, b] = [required(0), required(1)]
    // A vector stands for one row (left) or one column (right), which the product then leaves out.
    const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape
    const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape
    const batch = broadcastShapes([left.slice(0, -2), right.slice(0, -2)])
    const rows = a.shape.length === 1 ? [] : [left.at(-2)!]
    const columns = b.shape.length === 1 ? [] : [right.at(-1)!]
    return [{ type: a.type, shape: [...batch, ...rows, ...columns] }]
  },
  Concat: (inputs) => {
    const { type, shape } = inputs.required(0)
    const axis = axisOf(inputs, shape.length, 0)
    const total = inputs.node.inputs.reduce((sum, _, i) => sum + inputs.required(i).shape[axis]!, 0)
    return [{ type, shape: shape.map((size, i) => (i === axis ? total : size)) }]
  },
  Transpose: ({ node, required }) => {
    const { type, shape } = required(0)
    const order = intsAttribute(node, 'perm') ?? shape.map((_, i) => shape.length - 1 - i)
    return [{ type, shape: order.map((axis) => shape[axis]!) }]
  },
  Tile: ({ required, integers }) => {
    const { type, shape } = required(0)
    const repeats = integers(1) ?? []
    return [{ type, shape: shape.map((size, i) => size * (repeats[i] ?? 1)) }]
  },
  DepthToSpace: ({ node, required }) => {
    const { type, shape } = required(0)
    const block = intAttribute(node, 'blocksize', 1)
    return [{ type, shape: [shape[0]!, shape[1]! / block ** 2, shape[2]! * block, shape[3]! * block] }]
  },
  SpaceToDepth: ({ node, required }) => {
    const { type, shape } = required(0)
    const block = intAttribute(node, 'blocksize', 1)
    return [{ type, shape: [shape[0]!, shape[1]! * block ** 2, shape[2]! / block, shape[3]! / block] }]
  },
  GatherElements: ({ required }) => [{ type: required(0).type, shape: required(1).shape }],
  Range: ({ required, integers }) => {
    const [start, limit, step] = [integers(0)?.[0] ?? 0, integers(1)?.[0] ?? 0, integers(2)?.[0] ?? 1]
    return [{ type: required(0).type, shape: [Math.max(0, Math.ceil((limit - start) / step))] }]
  },
  Size: () => [{ type: 'int64', shape: [] }],
  Shape: ({ required }) => [{ type: 'int64', shape: [required(0).shape.length] }],
  Reshape: reshapeShape,
  Flatten: flattenShape,
  Squeeze: squeezeShape,
  Unsqueeze: unsqueezeShape,
  Slice: sliceShape,
  Split: splitShape,
  Gather: gatherShape,
  Resize: resizeShape,
  Upsample: resizeShape,
  Pad: padShape,
  Expand: expandShape,
  Cast: castShape,
  Constant: constantShape,
  ConstantOfShape: ({ node, integers }) => {
    const value = node.attributes['value']
    return [{ type: value?.kind === 'tensor' ? value.value.type : 'float', shape: integers(0) ?? [] }]
  },
  ...table('ReduceMean ReduceSum ReduceMax ReduceMin ReduceProd ReduceL1 ReduceL2 ReduceSumSquare', reduceShape),
  ...table('ReduceLogSum ReduceLogSumExp', reduceShape),
  ...table('ArgMax ArgMin', (inputs) => {
    const { shape } = inputs.required(0)
    const axis = axisOf(inputs, shape.length, 0)
    const keep = intAttribute(inputs.node, 'keepdims', 1) === 1
    const out = keep ? shape.map((size, i) => (i === axis ? 1 : size)) : shape.filter((_, i) => i !== axis)
    return [{ type: 'int64', shape: out }]
  }),
}
