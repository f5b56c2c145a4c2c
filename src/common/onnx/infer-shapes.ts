import { InputError } from '../../core/errors.ts'
import type { OnnxGraph, OnnxNode, OnnxValue } from './model.ts'
import type { TensorType } from './shape-rule.ts'
import { ShapeTracker } from './shape-tracker.ts'

export interface InferredShapes {
  /** By name of the value: inputs, initializers and outputs of nodes. */
  readonly types: ReadonlyMap<string, TensorType>
  /** Nodes whose outputs are not in `types`, in their order. */
  readonly unknown: readonly { readonly node: OnnxNode; readonly reason: string }[]
  /** Where `types` come from, which also knows the constants. */
  readonly tracker: ShapeTracker
}

/**
 * The static shape of every value of a graph, for the operators of `SHAPE_RULES`; of another operator's outputs what the
 * file itself states. `dimensions` gives sizes that the inputs name ({ batch: 1 }). Throws InputError when an input has
 * a dimension without a number.
 */
export function inferShapes(graph: OnnxGraph, dimensions: Readonly<Record<string, number>> = {}): InferredShapes {
  const tracker = new ShapeTracker()
  const unknown: { node: OnnxNode; reason: string }[] = []
  for (const tensor of graph.initializers) tracker.addConstant(tensor)
  for (const value of graph.inputs) tracker.addValue(value.name, inputType(value, dimensions))
  const stated = new Map([...graph.values, ...graph.outputs].map((value) => [value.name, value]))
  for (const node of graph.nodes) {
    const reason = tracker.addNode(node)
    if (reason === null) continue
    let isMissing = false
    for (const name of node.outputs) {
      const known = statedType(stated.get(name))
      if (known) tracker.addValue(name, known)
      else if (name !== '') isMissing = true
    }
    if (isMissing) unknown.push({ node, reason })
  }
  return { types: tracker.types, unknown, tracker }
}

function inputType(value: OnnxValue, dimensions: Readonly<Record<string, number>>): TensorType {
  const { name, type, shape } = value
  if (shape === null) throw new InputError(`expected a shape of input '${name}'; found none`)
  return {
    type,
    shape: shape.map((dimension, axis) => {
      const size = typeof dimension === 'string' ? dimensions[dimension] : dimension
      if (typeof size === 'number') return size
      throw new InputError(
        `expected a static shape of input '${name}'; found dimension ${dimension ?? '?'} at axis ${axis}`,
      )
    }),
  }
}

function statedType(value: OnnxValue | undefined): TensorType | null {
  if (!value?.shape) return null
  const sizes = value.shape.filter((dimension) => typeof dimension === 'number')
  return sizes.length === value.shape.length ? { type: value.type, shape: sizes } : null
}
