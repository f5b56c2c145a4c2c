import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { intAttribute } from '../../../../common/onnx/attributes.ts'
import type { OnnxTensor } from '../../../../common/onnx/model.ts'
import { type Window, windowOf } from '../../../../common/onnx/window-shapes.ts'
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

type Pads = [[number, number], [number, number], [number, number], [number, number]]

/** Weights [out, in / groups, h, w]; by groups as a depthwise convolution where each channel is one. */
const conv: Operator = (context) => {
  const { tf, node, inputs, keep } = context
  const { window, pads, strides, dilations } = pictureWindow(context)
  if (Math.max(...strides) > 1 && Math.max(...dilations) > 1) {
    throw unsupported(context, 'strides or dilations of 1', `${window.strides} and ${window.dilations}`)
  }
  const groups = intAttribute(node, 'group', 1)
  const channels = inputs.required(0).shape[1]!
  const weights = requiredConstant(context, 1)
  const bias = node.inputs[2] ? keptVector(context, requiredConstant(context, 2)) : undefined
  if (groups === channels && groups > 1) {
    // filter[h][w][c][m] = weights[c · multiplier + m][0][h][w]
    const [outputs, , height, width] = weights.shape
    const multiplier = outputs! / channels
    const split = tf.tensor4d(tfjsValues(weights.data, 'float32'), [channels, multiplier, height!, width!])
    const filter: Tensor4D = keep(tf.transpose(split, [2, 3, 0, 1]))
    return onPictures(context, (x) => {
      const done = tf.depthwiseConv2d(x, filter, strides, pads, 'NHWC', dilations)
      return bias ? tf.add(done, bias) : done
    })
  }
  const filters = filterGroups(context, weights, groups)
  if (groups === 1) {
    const fixed = { filter: filters[0]!, strides, pad: pads, dilations, ...(bias && { bias }) }
    return onPictures(context, (x) => tf.fused.conv2d({ ...fixed, x }))
  }
  return onPictures(context, (x) => {
    const parts: Tensor4D[] = tf.split(x, groups, 3)
    const done = parts.map((part, i) => tf.conv2d(part, filters[i]!, strides, pads, 'NHWC', dilations))
    const joined = tf.concat(done, 3)
    return bias ? tf.add(joined, bias) : joined
  })
}

/** Weights [in, out / groups, h, w]. */
const convTranspose: Operator = (context) => {
  const { tf, node, inputs, outputs } = context
  const { window, pads, strides } = pictureWindow(context)
  if (Math.max(...window.dilations) > 1) throw unsupported(context, 'dilations of 1', window.dilations)
  const groups = intAttribute(node, 'group', 1)
  const weights = requiredConstant(context, 1)
  const bias = node.inputs[2] ? keptVector(context, requiredConstant(context, 2)) : undefined
  const filters = filterGroups(context, weights, groups)
  const [batch, channels, height, width] = outputs[0]!.shape
  const shape: [number, number, number, number] = [batch!, height!, width!, channels! / groups]
  if (inputs.required(0).shape.length !== 4) throw unsupported(context, 'a picture', inputs.required(0).shape)
  return onPictures(context, (x) => {
    const parts: Tensor4D[] = groups === 1 ? [x] : tf.split(x, groups, 3)
    const done = parts.map((part, i) => tf.conv2dTranspose(part, filters[i]!, shape, strides, pads))
    const joined = groups === 1 ? done[0]! : tf.concat(done, 3)
    return bias ? tf.add(joined, bias) : joined
  })
}

function pictureWindow(context: NodeContext) {
  const { node, inputs } = context
  const { shape } = inputs.required(0)
  if (shape.length !== 4) throw unsupported(context, 'a picture [N, C, H, W]', `[${shape}]`)
  const window = windowOf(node, shape.slice(2), inputs.required(1).shape.slice(2))
  const pair = (values: readonly number[]): [number, number] => [values[0]!, values[1]!]
  return { window, pads: explicitPads(window), strides: pair(window.strides), dilations: pair(window.dilations) }
}

function explicitPads({ pads }: Window): Pads {
  const [top, left, bottom, right] = pads
  return [
    [0, 0],
    [top!, bottom!],
    [left!, right!],
    [0, 0],
  ]
}

/** The weights [a, b, h, w] of each group, its share of a, as [h, w, b, a]; kept for the life of the program. */
function filterGroups({ tf, keep }: NodeContext, { shape, data }: OnnxTensor, groups: number): Tensor4D[] {
  const [a, b, height, width] = shape
  const whole = tf.tensor4d(tfjsValues(data, 'float32'), [a!, b!, height!, width!])
  return tf.split<Tensor4D>(whole, groups, 0).map((part) => keep(tf.transpose<Tensor4D>(part, [2, 3, 1, 0])))
}

function keptVector({ tf, keep }: NodeContext, { data }: OnnxTensor) {
  return keep(tf.tensor1d(tfjsValues(data, 'float32')))
}

function onPictures({ tf }: NodeContext, compute: (x: Tensor4D) => Tensor) {
  return simple(1, (x) => GraphValue.channelsLast(tf, compute(x.channelsLast() as Tensor4D)))
}

export const CONVOLUTION: OperatorTable = { Conv: conv, ConvTranspose: convTranspose }
