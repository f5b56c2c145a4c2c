import type { Tensor } from '@tensorflow/tfjs'
import { floatAttribute, intsAttribute, stringAttribute } from '../../../../common/onnx/attributes.ts'
import { axisOf } from '../../../../common/onnx/shape-folding.ts'
import { alignOrders, channelsLastAxis, GraphValue } from '../graph-value.ts'
import { type Operator, type OperatorTable, required, simple, unsupported } from '../operator.ts'

/** Everything that gives the same elements another shape; which one, the shapes say already. */
const reshape: Operator = ({ tf, outputs }) => {
  const shape = [...outputs[0]!.shape]
  return simple(1, (x) => GraphValue.plain(tf, tf.reshape(x.plain(), shape)))
}

const transpose: Operator = ({ tf, node, inputs }) => {
  const rank = inputs.required(0).shape.length
  const order = intsAttribute(node, 'perm') ?? Array.from({ length: rank }, (_, i) => rank - 1 - i)
  const fromLast = rank === 4 ? order.map(channelsLastAxis) : []
  return simple(1, (x) =>
    GraphValue.plain(
      tf,
      x.isChannelsLast ? tf.transpose(x.channelsLast(), fromLast) : tf.transpose(x.plain(), [...order]),
    ),
  )
}

const concat: Operator = ({ tf, inputs }) => {
  const axis = axisOf(inputs, inputs.required(0).shape.length, 0)
  return (given) => {
    const { isLast, tensors } = alignOrders(given.map((value) => required(value)))
    const joined = tf.concat(tensors, isLast ? channelsLastAxis(axis) : axis)
    return [isLast ? GraphValue.channelsLast(tf, joined) : GraphValue.plain(tf, joined)]
  }
}

const split: Operator = ({ tf, inputs, outputs }) => {
  const rank = inputs.required(0).shape.length
  const axis = axisOf(inputs, rank, 0)
  const sizes = outputs.map(({ shape }) => shape[axis]!)
  return ([input]) => {
    const x = required(input)
    const parts = x.isChannelsLast
      ? tf.split(x.channelsLast(), sizes, channelsLastAxis(axis))
      : tf.split(x.plain(), sizes, axis)
    return parts.map((part: Tensor) =>
      x.isChannelsLast ? GraphValue.channelsLast(tf, part) : GraphValue.plain(tf, part),
    )
  }
}

/** Starts, ends, axes and steps are attributes up to opset 9, inputs from 10 on. */
const slice: Operator = (context) => {
  const { tf, node, inputs, outputs } = context
  const { shape } = inputs.required(0)
  const starts = intsAttribute(node, 'starts') ?? inputs.integers(1) ?? []
  const axes = intsAttribute(node, 'axes') ?? inputs.integers(3) ?? starts.map((_, i) => i)
  const steps = inputs.integers(4) ?? starts.map(() => 1)
  if (steps.some((step) => step < 1)) throw unsupported(context, 'steps from 1 on', steps)
  const begin = shape.map(() => 0)
  const stride = shape.map(() => 1)
  for (const [i, stated] of axes.entries()) {
    const axis = stated < 0 ? stated + shape.length : stated
    const start = starts[i]!
    begin[axis] = Math.min(shape[axis]!, Math.max(0, start < 0 ? start + shape[axis]! : start))
    stride[axis] = steps[i]!
  }
  const size = outputs[0]!.shape
  const isPlain = steps.every((step) => step === 1)
  const end = begin.map((first, axis) => Math.min(shape[axis]!, first + (size[axis]! - 1) * stride[axis]! + 1))
  return simple(1, (x) => {
    const tensor = x.plain()
    return GraphValue.plain(
      tf,
      isPlain ? tf.slice(tensor, begin, [...size]) : tf.stridedSlice(tensor, begin, end, stride),
    )
  })
}

/** Indices along an axis; negative ones count from the end. */
const gather: Operator = (context) => {
  const { tf, inputs, outputs, keep } = context
  const { shape } = inputs.required(0)
  const axis = axisOf(inputs, shape.length, 0)
  const size = shape[axis]!
  const known = context.constant(1)
  const kept =
    known && keep(tf.tensor1d(Int32Array.from(known.data as ArrayLike<number>, (i) => wrap(Number(i), size))))
  const out = [...outputs[0]!.shape]
  return ([data, given]) => {
    const indices = kept ?? wrapped(required(given).plain())
    return [GraphValue.plain(tf, tf.reshape(tf.gather(required(data).plain(), indices, axis), out))]
  }

  function wrapped(indices: Tensor) {
    const flat = tf.cast(tf.reshape(indices, [-1]), 'int32')
    return tf.where(tf.less(flat, 0), tf.add(flat, tf.scalar(size, 'int32')), flat).as1D()
  }
}

function wrap(index: number, size: number): number {
  return index < 0 ? index + size : index
}

/** Pads are attributes up to opset 10, inputs from 11 on: those before all axes, then those behind. */
const pad: Operator = (context) => {
  const { tf, node, inputs } = context
  const rank = inputs.required(0).shape.length
  const stated = intsAttribute(node, 'pads') ?? inputs.integers(1) ?? []
  const mode = stringAttribute(node, 'mode', 'constant')
  if (stated.some((count) => count < 0)) throw unsupported(context, 'pads from 0 on', stated)
  const pads = Array.from({ length: rank }, (_, axis): [number, number] => [stated[axis]!, stated[axis + rank]!])
  if (mode === 'constant') {
    const constant = context.constant(2)
    const value = constant ? Number(constant.data[0]) : floatAttribute(node, 'value', 0)
    return simple(1, (x) =>
      x.mapAxes(
        pads.map((_, axis) => axis),
        (tensor, axes) => tf.pad(tensor, ordered(pads, axes), value),
      ),
    )
  }
  if (mode === 'reflect') return simple(1, (x) => GraphValue.plain(tf, tf.mirrorPad(x.plain(), pads, 'reflect')))
  throw unsupported(context, 'the mode constant or reflect', mode)
}

/** What belongs to ONNX's axis i goes to where that axis stands. */
function ordered(pads: readonly [number, number][], axes: readonly number[]): [number, number][] {
  const out: [number, number][] = pads.map(() => [0, 0])
  for (const [i, axis] of axes.entries()) out[axis] = pads[i]!
  return out
}

const expand: Operator = ({ tf, outputs }) => {
  const shape = [...outputs[0]!.shape]
  return simple(1, (x) => GraphValue.plain(tf, tf.broadcastTo(x.plain(), shape)))
}

const tile: Operator = ({ tf, inputs }) => {
  const counts = [...(inputs.integers(1) ?? [])]
  return simple(1, (x) => GraphValue.plain(tf, tf.tile(x.plain(), counts)))
}

export const LAYOUT: OperatorTable = {
  Reshape: reshape,
  Flatten: reshape,
  Squeeze: reshape,
  Unsqueeze: reshape,
  Transpose: transpose,
  Concat: concat,
  Split: split,
  Slice: slice,
  Gather: gather,
  Pad: pad,
  Expand: expand,
  Tile: tile,
}
