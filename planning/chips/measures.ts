import { floatAttribute, intAttribute, stringAttribute } from '../../src/common/onnx/attributes.ts'
import { elementCount } from '../../src/common/onnx/model.ts'
import type { MeasureValue } from './measure-value.ts'
import type { NodeFacts } from './node-facts.ts'
import { axisFromEnd, batchOf, broadcastOf, coreRank, elementCounts, sidesOf, spatialSizes } from './shape-measures.ts'
import { convolutionKind, convolutionWindow, dlaBanks, windowText } from './window-measures.ts'

/** Values of one property of a node; empty where the node has none; null where the file does not say enough. */
type Measure = (facts: NodeFacts) => readonly MeasureValue[] | null

const attribute =
  (name: string, otherwise: number): Measure =>
  ({ node }) => [
    node.attributes[name]?.kind === 'float'
      ? floatAttribute(node, name, otherwise)
      : intAttribute(node, name, otherwise),
  ]

const constness =
  (i: number): Measure =>
  (facts) =>
    facts.node.inputs[i] ? [facts.isConstant(i) ? 'constant' : 'computed'] : []

/** Everything that a chip's limits may be about, by the words that its report uses. */
const MEASURES = {
  kernel: (facts) => convolutionWindow(facts)?.kernel ?? null,
  'kernel size': (facts) => windowText(facts, ({ kernel }) => kernel.join('x')),
  'kernel and stride': (facts) => windowText(facts, ({ kernel, strides }) => `${kernel.join('x')} s${strides[0]}`),
  stride: (facts) => convolutionWindow(facts)?.strides ?? null,
  'strides of the axes': (facts) =>
    windowText(facts, ({ strides }) => (new Set(strides).size === 1 ? 'equal' : strides.join(' and '))),
  padding: (facts) => convolutionWindow(facts)?.pads ?? null,
  dilation: (facts) => convolutionWindow(facts)?.dilations ?? null,
  'spatial axes': (facts) => windowText(facts, ({ kernel }) => kernel.length),
  groups: attribute('group', 1),
  'kind of convolution': convolutionKind,
  'output channels': (facts) => sizeAt(facts.output(0)?.shape, 1),
  'input channels': (facts) => sizeAt(facts.input(0)?.shape, 1),
  'convolution buffer banks': dlaBanks,
  'padding counted in the average': attribute('count_include_pad', 0),
  'output padding': ({ node }) => {
    const stated = node.attributes['output_padding']
    return stated?.kind === 'ints' ? stated.value : [0]
  },
  outputs: ({ node }) => [node.outputs.filter((name) => name !== '').length],
  'computed inputs': (facts) => [facts.node.inputs.filter((name, i) => name !== '' && !facts.isConstant(i)).length],
  'inputs in all': ({ node }) => [node.inputs.filter((name) => name !== '').length],
  'first input': constness(0),
  'second input': constness(1),
  'third input': constness(2),
  'first axis': batchOf,
  rank: (facts) => rankOf(facts, (shape) => shape.length),
  'rank of the output': (facts) => lengthOf(facts.output(0)?.shape),
  'dimensions other than 1': (facts) => rankOf(facts, (shape) => shape.filter((size) => size !== 1).length),
  'rank without leading ones': (facts) => rankOf(facts, coreRank),
  'size of an axis': (facts) => sidesOf(facts),
  'height and width': (facts) => sidesOf(facts, (axis, rank) => rank === 4 && axis > 1),
  channels: (facts) => sidesOf(facts, (axis, rank) => rank === 4 && axis === 1),
  'height x width': spatialSizes,
  'axis from the end': axisFromEnd,
  'size along the axis': (facts) => {
    const shape = facts.input(0)?.shape
    const axis = axisFromEnd(facts)?.[0]
    return shape && axis !== undefined ? sizeAt(shape, shape.length + axis) : null
  },
  'shapes of the inputs': broadcastOf,
  'elements of the second input': (facts) => elementCounts(facts, 1),
  'rank of the second input': (facts) => lengthOf(facts.input(1)?.shape),
  'new place of the last axis': ({ node, input }) => {
    const rank = input(0)?.shape.length
    const order = node.attributes['perm']
    return rank === undefined ? null : [order?.kind === 'ints' ? order.value.indexOf(rank - 1) : 0]
  },
  'size before the axis': (facts) => {
    const shape = facts.input(0)?.shape
    const axis = axisFromEnd(facts)?.[0]
    return shape && axis !== undefined ? [elementCount(shape.slice(0, shape.length + axis))] : null
  },
  'first permuted axis': ({ node, input }) => {
    const order = node.attributes['perm']
    const rank = input(0)?.shape.length
    // Without an order the axes are reversed.
    return order?.kind === 'ints' ? order.value.slice(0, 1) : rank === undefined ? null : [rank - 1]
  },
  'scale of batch and channels': (facts) => resizeScales(facts)?.slice(0, 2) ?? null,
  'scale of height and width': (facts) => resizeScales(facts)?.slice(2) ?? null,
  'scales of the axes': (facts) => {
    const scales = resizeScales(facts)?.slice(2)
    return scales ? [new Set(scales).size <= 1 ? 'equal' : scales.join(' and ')] : null
  },
  'resize mode': ({ node }) => [stringAttribute(node, 'mode', 'nearest')],
  'resize coordinates': ({ node }) => [stringAttribute(node, 'coordinate_transformation_mode', 'half_pixel')],
  'resize rounding': ({ node }) =>
    stringAttribute(node, 'mode', 'nearest') === 'nearest'
      ? [stringAttribute(node, 'nearest_mode', 'round_prefer_floor')]
      : [],
  'pad mode': ({ node }) => [stringAttribute(node, 'mode', 'constant')],
  'depth to space mode': ({ node }) => [stringAttribute(node, 'mode', 'DCR')],
  'padded axes': (facts) => paddedAxes(facts),
  transA: attribute('transA', 0),
  alpha: attribute('alpha', 1),
  beta: attribute('beta', 1),
  allowzero: attribute('allowzero', 0),
  keepdims: attribute('keepdims', 1),
  training_mode: attribute('training_mode', 0),
  'smallest clipped value': (facts) => clipBound(facts, 1, 'min', Number.NEGATIVE_INFINITY),
  'largest clipped value': (facts) => clipBound(facts, 2, 'max', Number.POSITIVE_INFINITY),
  'steps of the slice': (facts) => (facts.node.inputs[4] ? listed(facts.numbers(4)) : [1]),
  'zero point': (facts) => (facts.node.inputs[2] ? distinct(facts.numbers(2)) : [0]),
  'quantised type': (facts) =>
    facts.node.op === 'QuantizeLinear' ? [facts.output(0)?.type ?? 'uint8'] : typesOf(facts, 0),
  'types of the inputs': ({ node, storedType }) => {
    const types = node.inputs.map((_, i) => storedType(i))
    return types.includes(null) ? null : types.filter((type) => type !== null)
  },
  'axis of the scales': (facts) => {
    const scales = facts.input(1)
    return scales === null ? null : scales.shape.length === 0 ? [1] : [intAttribute(facts.node, 'axis', 1)]
  },
} as const satisfies Readonly<Record<string, Measure>>

export type MeasureName = keyof typeof MEASURES

/** The values of that property of a node; null where its shapes or constants are unknown. */
export function measure(name: MeasureName, facts: NodeFacts): readonly MeasureValue[] | null {
  return MEASURES[name](facts)
}

function sizeAt(shape: readonly number[] | undefined, axis: number): readonly number[] | null {
  if (!shape) return null
  const size = shape[axis]
  return size === undefined ? [] : [size]
}

function lengthOf(shape: readonly number[] | undefined): readonly number[] | null {
  return shape ? [shape.length] : null
}

/** Over the computed inputs: constants are laid out by the compiler. */
function rankOf(facts: NodeFacts, count: (shape: readonly number[]) => number): readonly number[] | null {
  const ranks: number[] = []
  for (const [i, name] of facts.node.inputs.entries()) {
    if (name === '' || facts.isConstant(i)) continue
    const type = facts.input(i)
    if (!type) return null
    ranks.push(count(type.shape))
  }
  return ranks
}

function resizeScales(facts: NodeFacts): readonly number[] | null {
  const [from, to] = [facts.input(0)?.shape, facts.output(0)?.shape]
  return from && to ? from.map((size, axis) => to[axis]! / size) : null
}

/** Whole names of the axes that a Pad makes longer, from the end. */
function paddedAxes(facts: NodeFacts): readonly number[] | null {
  const stated = facts.node.attributes['pads']
  const pads = stated?.kind === 'ints' ? stated.value : facts.numbers(1)
  if (!pads) return null
  const rank = pads.length / 2
  return Array.from({ length: rank }, (_, axis) => axis - rank).filter(
    (axis) => pads[axis + rank] !== 0 || pads[axis + 2 * rank] !== 0,
  )
}

/** An attribute up to opset 10, an input from 11 on. */
function clipBound(facts: NodeFacts, i: number, name: string, otherwise: number): readonly number[] | null {
  if (facts.node.attributes[name]) return [floatAttribute(facts.node, name, otherwise)]
  return facts.node.inputs[i] ? listed(facts.numbers(i)) : [otherwise]
}

function listed(values: ArrayLike<number> | null): readonly number[] | null {
  return values && Array.from(values)
}

function distinct(values: ArrayLike<number> | null): readonly number[] | null {
  return values && [...new Set(Array.from(values))]
}

function typesOf(facts: NodeFacts, i: number): readonly string[] | null {
  const type = facts.input(i)
  return type && [type.type]
}
