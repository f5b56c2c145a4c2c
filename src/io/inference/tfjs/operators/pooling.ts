import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { floatAttribute, intAttribute, stringAttribute } from '../../../../common/onnx/attributes.ts'
import { windowOf } from '../../../../common/onnx/window-shapes.ts'
import { tfjsValues } from '../constants.ts'
import { GraphValue } from '../graph-value.ts'
import {
  type NodeContext,
  type Operator,
  type OperatorTable,
  requiredConstant,
  simple,
  unsupported,
} from '../operator.ts'
import type { Tfjs } from '../tfjs-backend.ts'

type Pair = [number, number]
type Pads = [Pair, Pair, Pair, Pair]

/** Pads of a pool behind the picture are as many as its last window reaches: ceil_mode asks for more than stated. */
function poolWindow(context: NodeContext) {
  const { node, inputs, outputs } = context
  const sizes = inputs.required(0).shape.slice(2)
  if (sizes.length !== 2) throw unsupported(context, 'a picture [N, C, H, W]', `[${inputs.required(0).shape}]`)
  const { kernel, strides, dilations, pads } = windowOf(node, sizes)
  if (Math.max(...dilations) > 1) throw unsupported(context, 'dilations of 1', dilations)
  const around = (axis: number): Pair => {
    const last = (outputs[0]!.shape[axis + 2]! - 1) * strides[axis]! + kernel[axis]!
    return [pads[axis]!, Math.max(0, last - sizes[axis]! - pads[axis]!)]
  }
  const padding: Pads = [[0, 0], around(0), around(1), [0, 0]]
  return { kernel: [kernel[0]!, kernel[1]!] as Pair, strides: [strides[0]!, strides[1]!] as Pair, padding }
}

const maxPool: Operator = (context) => {
  const { tf } = context
  if (context.node.outputs.length > 1) throw unsupported(context, 'one output', 'indices asked for')
  const { kernel, strides, padding } = poolWindow(context)
  return onPictures(context, (x) => tf.maxPool(x, kernel, strides, padding))
}

/** The library leaves pads out of the mean, as ONNX does unless it is told to count them. */
const averagePool: Operator = (context) => {
  const { tf, node } = context
  const { kernel, strides, padding } = poolWindow(context)
  if (intAttribute(node, 'count_include_pad', 0) === 0) {
    return onPictures(context, (x) => tf.avgPool(x, kernel, strides, padding))
  }
  if (intAttribute(node, 'ceil_mode', 0) === 1) throw unsupported(context, 'pads counted or ceil_mode', 'both')
  return onPictures(context, (x) => tf.avgPool(tf.pad(x, padding), kernel, strides, 'valid'))
}

const globalPool =
  (compute: (tf: Tfjs, x: Tensor, axes: number[]) => Tensor): Operator =>
  ({ tf, inputs }) => {
    const { shape } = inputs.required(0)
    const axes = shape.map((_, axis) => axis).slice(2)
    return simple(1, (x) => x.mapAxes(axes, (tensor, where) => compute(tf, tensor, where)))
  }

/** (x - mean) / √(variance + ε) · scale + bias, by channel: one product and one sum. */
const batchNormalization: Operator = (context) => {
  const { tf, node, inputs, keep } = context
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) =>
    tfjsValues(requiredConstant(context, i).data, 'float32'),
  )
  const epsilon = floatAttribute(node, 'epsilon', 1e-5)
  const factors = scale!.map((value, c) => value / Math.sqrt(variance![c]! + epsilon))
  const offsets = bias!.map((value, c) => value - mean![c]! * factors[c]!)
  const rank = inputs.required(0).shape.length
  const shape = [-1, ...Array(Math.max(0, rank - 2)).fill(1)]
  const [byLast, sumLast] = [factors, offsets].map((values) => keep(tf.tensor1d(values)))
  const [byFirst, sumFirst] = [byLast!, sumLast!].map((tensor) => keep(tensor.reshape(shape)))
  return simple(1, (x) =>
    rank === 4
      ? GraphValue.channelsLast(tf, tf.add(tf.mul(x.channelsLast(), byLast!), sumLast!))
      : GraphValue.plain(tf, tf.add(tf.mul(x.plain(), byFirst!), sumFirst!)),
  )
}

/** Ways in which ONNX and the library mean the same picture. */
const resize: Operator = (context) => {
  const { tf, node, inputs, outputs } = context
  const from = inputs.required(0).shape
  const to = outputs[0]!.shape
  if (from.length !== 4 || from[0] !== to[0] || from[1] !== to[1]) {
    throw unsupported(context, 'height and width to be resized', `[${from}] to [${to}]`)
  }
  const size: Pair = [to[2]!, to[3]!]
  const mode = stringAttribute(node, 'mode', 'nearest')
  const transformation = stringAttribute(node, 'coordinate_transformation_mode', 'half_pixel')
  const isWhole = to[2]! % from[2]! === 0 && to[3]! % from[3]! === 0
  if (mode === 'nearest') {
    const rounding = stringAttribute(node, 'nearest_mode', 'round_prefer_floor')
    // At whole factors every way but these two finds the pixel that covers the target.
    const isFloor = transformation === 'asymmetric' && rounding === 'floor'
    const isCovering = transformation.startsWith('half_pixel') || transformation === 'pytorch_half_pixel'
    if (!isFloor && !(isWhole && isCovering && rounding.startsWith('round'))) {
      throw unsupported(
        context,
        'nearest: asymmetric and floor, or half_pixel at whole factors',
        `${transformation}, ${rounding}`,
      )
    }
    return onPictures(context, (x) => tf.image.resizeNearestNeighbor(x, size))
  }
  const align = transformation === 'align_corners'
  const half = transformation === 'half_pixel' || transformation === 'pytorch_half_pixel'
  if (mode !== 'linear' || !(align || half || transformation === 'asymmetric')) {
    throw unsupported(context, 'nearest or linear', `${mode}, ${transformation}`)
  }
  return onPictures(context, (x) => tf.image.resizeBilinear(x, size, align, half))
}

/** Opset 9's forerunner of Resize. */
const upsample: Operator = (context) => {
  const node = {
    ...context.node,
    attributes: {
      ...context.node.attributes,
      coordinate_transformation_mode: { kind: 'string', value: 'asymmetric' },
      nearest_mode: { kind: 'string', value: 'floor' },
    },
  } as const
  return resize({ ...context, node })
}

function onPictures({ tf }: NodeContext, compute: (x: Tensor4D) => Tensor) {
  return simple(1, (x) => GraphValue.channelsLast(tf, compute(x.channelsLast() as Tensor4D)))
}

export const POOLING: OperatorTable = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalPool((tf, x, axes) => tf.mean(x, axes, true)),
  GlobalMaxPool: globalPool((tf, x, axes) => tf.max(x, axes, true)),
  BatchNormalization: batchNormalization,
  Resize: resize,
  Upsample: upsample,
}
