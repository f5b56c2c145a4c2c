import { inferShapes } from '../../src/common/onnx/infer-shapes.ts'
import { type OnnxModel, type OnnxNode, type OnnxValue, standardOpset } from '../../src/common/onnx/model.ts'
import { type NodeFacts, nodeFacts } from './node-facts.ts'

/** The opset that shapes are read in where a file states none. */
const USUAL_OPSET = 13

/** A network as a chip's compiler would see it. */
export interface NetworkFacts {
  readonly model: OnnxModel
  /** Null when the file states none. */
  readonly opset: number | null
  /** Nodes that run at inference, and the quantisation of weights. */
  readonly nodes: readonly NodeFacts[]
  /** Axes of inputs without a size, which was taken as 1: `x axis 0 (batch)`. */
  readonly openAxes: readonly string[]
  /** Nodes whose output shapes could not be found. */
  readonly shapeless: readonly { readonly node: OnnxNode; readonly reason: string }[]
  /** Whether it holds quantised activations. */
  readonly isQuantized: boolean
}

/** Throws InputError for a node whose inputs contradict each other. */
export function networkFacts(model: OnnxModel): NetworkFacts {
  const { graph } = model
  const opset = standardOpset(model)
  const openAxes: string[] = []
  const inputs = graph.inputs.map((input) => closed(input, openAxes))
  const { unknown, tracker } = inferShapes({ ...graph, inputs })
  const nodes = nodeFacts(graph, tracker, opset ?? USUAL_OPSET)
  const isQuantized = nodes.some(({ node }) => node.op === 'QuantizeLinear')
  return { model, opset, nodes, openAxes, shapeless: unknown, isQuantized }
}

function closed({ name, type, shape }: OnnxValue, openAxes: string[]): OnnxValue {
  if (shape === null) {
    openAxes.push(`${name} (no rank)`)
    return { name, type, shape: [1] }
  }
  return {
    name,
    type,
    shape: shape.map((dimension, axis) => {
      if (typeof dimension === 'number') return dimension
      openAxes.push(`${name} axis ${axis}${dimension === null ? '' : ` (${dimension})`}`)
      return 1
    }),
  }
}
