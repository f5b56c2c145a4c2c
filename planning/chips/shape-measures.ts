import { intAttribute } from '../../src/common/onnx/attributes.ts'
import { elementCount } from '../../src/common/onnx/model.ts'
import type { NodeFacts } from './node-facts.ts'

/** Where a node states no axis; 0 for the others. Softmax took 1 up to opset 12. */
const OTHERWISE: Readonly<Record<string, number>> = { Softmax: -1, LogSoftmax: -1, LayerNormalization: -1, TopK: -1 }
const LAST_OPSET_OF_SOFTMAX_OVER_1 = 12

/** The first size of inputs with more than two axes. */
export function batchOf(facts: NodeFacts): readonly number[] | null {
  const shape = facts.input(0)?.shape
  return shape ? (shape.length > 2 ? shape.slice(0, 1) : []) : null
}

/** The axis that an operator works along, -1 for the last. */
export function axisFromEnd({ node, input, opset }: NodeFacts): readonly number[] | null {
  const rank = input(0)?.shape.length
  if (rank === undefined) return null
  const isOldSoftmax = node.op.endsWith('Softmax') && opset <= LAST_OPSET_OF_SOFTMAX_OVER_1
  const axis = intAttribute(node, 'axis', isOldSoftmax ? 1 : (OTHERWISE[node.op] ?? 0))
  return [axis < 0 ? axis : axis - rank]
}

/** Rank without axes of 1 in front. */
export function coreRank(shape: readonly number[]): number {
  const first = shape.findIndex((size) => size !== 1)
  return first < 0 ? 0 : shape.length - first
}

/** Sizes of the axes of computed inputs and of the outputs, without the first one; of some axes only with `isMeant`. */
export function sidesOf(
  facts: NodeFacts,
  isMeant: (axis: number, rank: number) => boolean = (axis) => axis > 0,
): readonly number[] | null {
  const sizes: number[] = []
  const types = [
    ...facts.node.inputs.flatMap((name, i) => (name === '' || facts.isConstant(i) ? [] : [facts.input(i)])),
    ...facts.node.outputs.flatMap((name, i) => (name === '' ? [] : [facts.output(i)])),
  ]
  for (const type of types) {
    if (!type) return null
    sizes.push(...type.shape.filter((_, axis) => isMeant(axis, type.shape.length)))
  }
  return sizes
}

/** Height times width of the first input. */
export function spatialSizes({ input }: NodeFacts): readonly number[] | null {
  const shape = input(0)?.shape
  return shape ? [elementCount(shape.slice(2))] : null
}

export function elementCounts({ input, node }: NodeFacts, i: number): readonly number[] | null {
  if (!node.inputs[i]) return []
  const type = input(i)
  return type && [elementCount(type.shape)]
}

/** How the inputs of an elementwise operator stretch to one shape. */
export function broadcastOf(facts: NodeFacts): readonly string[] | null {
  const output = facts.output(0)?.shape
  if (!output) return null
  const kinds = facts.node.inputs.map((name, i) => (name === '' ? 'equal' : kindOf(facts.input(i)?.shape, output)))
  if (kinds.includes('unknown')) return null
  return [kinds.find((kind) => kind !== 'equal') ?? 'equal']
}

function kindOf(shape: readonly number[] | undefined, output: readonly number[]): string {
  if (!shape) return 'unknown'
  if (elementCount(shape) === elementCount(output)) return 'equal'
  if (elementCount(shape) === 1) return 'scalar'
  const missing = output.length - shape.length
  const stretched = output.flatMap((size, axis) => (size !== 1 && (shape[axis - missing] ?? 1) === 1 ? [axis] : []))
  return stretched.includes(1) && output.length === 4 ? 'stretched over channels' : 'stretched over other axes'
}
