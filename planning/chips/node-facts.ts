import type { OnnxGraph, OnnxNode, OnnxTensor, OnnxType } from '../../src/common/onnx/model.ts'
import { type TensorType, UnknownShape } from '../../src/common/onnx/shape-rule.ts'
import type { ShapeTracker } from '../../src/common/onnx/shape-tracker.ts'

/** What a file says of one of its nodes. */
export interface NodeFacts {
  readonly node: OnnxNode
  /** Version of the standard operators; 13 where the file states none. */
  readonly opset: number
  /** The node's name, or that of its first output. */
  readonly label: string
  /** Type and shape of input `i`; null when it was left out or its shape is unknown. */
  input(i: number): TensorType | null
  output(i: number): TensorType | null
  /** Whether input `i` is a constant, or follows from constants alone. False when it was left out. */
  isConstant(i: number): boolean
  /** The element type of input `i` as it is stored: that before the DequantizeLinear which gives it. */
  storedType(i: number): OnnxType | null
  /** The elements of input `i` when they stand in the file; null for computed ones and weights' products. */
  numbers(i: number): ArrayLike<number> | null
}

/** The nodes that run at inference: those whose outputs follow from constants and shapes alone are folded before. */
export function nodeFacts(graph: OnnxGraph, tracker: ShapeTracker, opset: number): NodeFacts[] {
  const constants = new Set(graph.initializers.map((tensor) => tensor.name))
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name) => [name, node])))
  const facts: NodeFacts[] = []
  for (const node of graph.nodes) {
    const isFolded =
      node.inputs.every((name) => name === '' || constants.has(name)) ||
      node.outputs.every((name) => name === '' || tracker.folded(name) !== null)
    if (isFolded) for (const name of node.outputs) constants.add(name)
    // The quantisation of weights is no work at run time, but a chip must know its format.
    if (!isFolded || node.op === 'DequantizeLinear') facts.push(factsOf(node, { tracker, constants, makers, opset }))
  }
  return facts
}

interface GraphFacts {
  readonly tracker: ShapeTracker
  /** Values that follow from constants. */
  readonly constants: ReadonlySet<string>
  readonly makers: ReadonlyMap<string, OnnxNode>
  readonly opset: number
}

function factsOf(node: OnnxNode, { tracker, constants, makers, opset }: GraphFacts): NodeFacts {
  const typeOf = (name: string | undefined) => (name ? (tracker.types.get(name) ?? null) : null)
  const inputs = tracker.inputsOf(node)
  return {
    node,
    opset,
    label: node.name || node.outputs.find((name) => name !== '') || node.op,
    input: (i) => typeOf(node.inputs[i]),
    output: (i) => typeOf(node.outputs[i]),
    isConstant: (i) => constants.has(node.inputs[i] ?? ''),
    storedType(i) {
      const name = node.inputs[i]
      const maker = makers.get(name ?? '')
      return typeOf(maker?.op === 'DequantizeLinear' ? maker.inputs[0] : name)?.type ?? null
    },
    numbers(i) {
      const name = node.inputs[i]
      if (!name) return null
      const tensor = tracker.constant(name)
      if (tensor) return elements(tensor)
      try {
        return inputs.integers(i)
      } catch (error) {
        if (error instanceof UnknownShape) return null
        throw error
      }
    },
  }
}

function elements({ data }: OnnxTensor): ArrayLike<number> {
  return data instanceof BigInt64Array || data instanceof BigUint64Array ? Array.from(data, Number) : data
}
