import { intAttribute, intsAttribute, stringAttribute } from '../../onnx/attributes.ts'
import { elementCount } from '../../onnx/model.ts'
import { axesOf, axisOf } from '../../onnx/shape-folding.ts'
import {
  given,
  named,
  notComputed,
  type ReferenceNode,
  type ReferenceOperator,
  type ReferenceTable,
} from '../reference-operator.ts'
import { indices, type ReferenceValue, stretchedIndices, stridesOf, taken } from '../reference-value.ts'

/** The elements of a value at other places, in a shape of their own. */
function moved({ type, data }: ReferenceValue, shape: readonly number[], places: Int32Array): ReferenceValue {
  return { type, shape, data: taken(data, places), steps: null }
}

const reshape: ReferenceOperator = (context) => {
  const { type, data } = given(context, 0)
  return [{ type, shape: context.outputs[0]!.shape, data, steps: null }]
}

const transpose: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const strides = stridesOf(input.shape)
  const order = intsAttribute(context.node, 'perm') ?? input.shape.map((_, i) => input.shape.length - 1 - i)
  const { shape } = context.outputs[0]!
  return [
    moved(
      input,
      shape,
      indices(
        shape,
        order.map((axis) => strides[axis]!),
      ),
    ),
  ]
}

/** As `sliceShape` reads them: attributes or inputs, from the end, and beyond it. */
const slice: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const { node, constants } = context
  const starts = intsAttribute(node, 'starts') ?? constants.integers(1) ?? []
  const axes = intsAttribute(node, 'axes') ?? constants.integers(3) ?? starts.map((_, i) => i)
  const steps = constants.integers(4) ?? starts.map(() => 1)
  const own = stridesOf(input.shape)
  const strides = [...own]
  let start = 0
  axes.forEach((stated, i) => {
    const axis = stated < 0 ? stated + input.shape.length : stated
    const [size, step] = [input.shape[axis]!, steps[i]!]
    const from = starts[i]! < 0 ? starts[i]! + size : starts[i]!
    start += Math.min(step > 0 ? size : size - 1, Math.max(0, from)) * own[axis]!
    strides[axis] = own[axis]! * step
  })
  const { shape } = context.outputs[0]!
  return [moved(input, shape, indices(shape, strides, start))]
}

const split: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const axis = axisOf(context.constants, input.shape.length, 0)
  const strides = stridesOf(input.shape)
  let start = 0
  return context.outputs.map(({ shape }) => {
    const part = moved(input, shape, indices(shape, strides, start))
    start += shape[axis]! * strides[axis]!
    return part
  })
}

const concat: ReferenceOperator = (context) => {
  const { type, shape } = context.outputs[0]!
  const axis = axisOf(context.constants, shape.length, 0)
  const strides = stridesOf(shape)
  const data = new Float64Array(elementCount(shape))
  let start = 0
  for (const [i] of context.node.inputs.entries()) {
    const part = given(context, i)
    const places = indices(part.shape, strides, start)
    for (let k = 0; k < places.length; k++) data[places[k]!] = part.data[k]!
    start += part.shape[axis]! * strides[axis]!
  }
  return [{ type, shape, data, steps: null }]
}

const gather: ReferenceOperator = (context) => {
  const [input, at] = [given(context, 0), given(context, 1)]
  const axis = axisOf(context.constants, input.shape.length, 0)
  const inner = elementCount(input.shape.slice(axis + 1))
  const size = input.shape[axis]!
  const { shape } = context.outputs[0]!
  const places = new Int32Array(elementCount(shape))
  for (let i = 0; i < places.length; i++) {
    const place = at.data[Math.floor(i / inner) % at.data.length]!
    const outer = Math.floor(i / (inner * at.data.length))
    places[i] = (outer * size + (place < 0 ? place + size : place)) * inner + (i % inner)
  }
  return [moved(input, shape, places)]
}

/** Constant padding, with zero where no value is stated. */
const pad: ReferenceOperator = (context) => {
  const mode = stringAttribute(context.node, 'mode', 'constant')
  if (mode !== 'constant') throw notComputed(context, 'constant padding', mode)
  const input = given(context, 0)
  const { type, shape } = context.outputs[0]!
  const pads = intsAttribute(context.node, 'pads') ?? context.constants.integers(1) ?? []
  const strides = stridesOf(shape)
  const start = pads.slice(0, shape.length).reduce((sum, before, axis) => sum + before * strides[axis]!, 0)
  const data = new Float64Array(elementCount(shape)).fill(context.inputs[2]?.data[0] ?? 0)
  const places = indices(input.shape, strides, start)
  for (let i = 0; i < places.length; i++) data[places[i]!] = input.data[i]!
  return [{ type, shape, data, steps: null }]
}

const COORDINATES: Readonly<Record<string, (x: number, scale: number, size: number) => number>> = {
  asymmetric: (x, scale) => x / scale,
  half_pixel: (x, scale) => (x + 0.5) / scale - 0.5,
  pytorch_half_pixel: (x, scale, size) => (size > 1 ? (x + 0.5) / scale - 0.5 : 0),
}
const ROUNDINGS: Readonly<Record<string, (x: number) => number>> = {
  floor: Math.floor,
  ceil: Math.ceil,
  round_prefer_floor: (x) => Math.ceil(x - 0.5),
  round_prefer_ceil: (x) => Math.floor(x + 0.5),
}

/** Nearest neighbours. */
const resize: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const { node } = context
  const { shape } = context.outputs[0]!
  const mode = stringAttribute(node, 'mode', 'nearest')
  const coordinate = COORDINATES[stringAttribute(node, 'coordinate_transformation_mode', 'half_pixel')]
  const round = ROUNDINGS[stringAttribute(node, 'nearest_mode', 'round_prefer_floor')]
  if (mode !== 'nearest' || !coordinate || !round) throw notComputed(context, 'nearest neighbours', mode)
  const strides = stridesOf(input.shape)
  const offsets = shape.map((size, axis) => {
    const from = input.shape[axis]!
    return Array.from({ length: size }, (_, x) => {
      const place = round(coordinate(x, size / from, size))
      return Math.min(from - 1, Math.max(0, place)) * strides[axis]!
    })
  })
  const own = stridesOf(shape)
  const places = Int32Array.from({ length: elementCount(shape) }, (_, i) =>
    offsets.reduce((sum, along, axis) => sum + along[Math.floor(i / own[axis]!) % shape[axis]!]!, 0),
  )
  return [moved(input, shape, places)]
}

const expand: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const { shape } = context.outputs[0]!
  return [moved(input, shape, stretchedIndices(input.shape, shape))]
}

/** The elements that go into each element of the output, one after the other. */
function reduce(
  context: ReferenceNode,
  first: number,
  add: (sum: number, value: number) => number,
  finish: (sum: number, count: number) => number,
): ReferenceValue[] {
  const input = given(context, 0)
  const { type, shape } = context.outputs[0]!
  const axes = axesOf(context.constants, input.shape.length)
  const kept = input.shape.map((size, axis) => (!axes?.length || axes.includes(axis) ? 1 : size))
  const places = stretchedIndices(kept, input.shape)
  const data = new Float64Array(elementCount(shape)).fill(first)
  for (let i = 0; i < places.length; i++) data[places[i]!] = add(data[places[i]!]!, input.data[i]!)
  const count = input.data.length / data.length
  return [{ type, shape, data: data.map((sum) => finish(sum, count)), steps: null }]
}

/** The first of the largest along an axis. */
const argMax: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const { type, shape } = context.outputs[0]!
  const axis = axisOf(context.constants, input.shape.length, 0)
  const [size, inner] = [input.shape[axis]!, elementCount(input.shape.slice(axis + 1))]
  const isLast = intAttribute(context.node, 'select_last_index', 0) === 1
  const data = new Float64Array(elementCount(shape))
  for (let i = 0; i < data.length; i++) {
    const start = Math.floor(i / inner) * size * inner + (i % inner)
    let best = 0
    for (let k = 1; k < size; k++) {
      const [value, most] = [input.data[start + k * inner]!, input.data[start + best * inner]!]
      if (value > most || (isLast && value === most)) best = k
    }
    data[i] = best
  }
  return [{ type, shape, data, steps: null }]
}

export const LAYOUT: ReferenceTable = {
  ...named('Reshape Flatten Squeeze Unsqueeze Identity Dropout', reshape),
  Transpose: transpose,
  Slice: slice,
  Split: split,
  Concat: concat,
  Gather: gather,
  Pad: pad,
  Resize: resize,
  Expand: expand,
  ArgMax: argMax,
  ReduceMax: (context) => reduce(context, Number.NEGATIVE_INFINITY, Math.max, (sum) => sum),
  ReduceSum: (context) =>
    reduce(
      context,
      0,
      (sum, value) => sum + value,
      (sum) => sum,
    ),
  ReduceMean: (context) =>
    reduce(
      context,
      0,
      (sum, value) => sum + value,
      (sum, count) => sum / count,
    ),
}
