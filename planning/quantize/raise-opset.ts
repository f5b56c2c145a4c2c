import { intAttribute, intsAttribute } from '../../src/common/onnx/attributes.ts'
import {
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
  OWN_OPSET,
  standardOpset,
} from '../../src/common/onnx/model.ts'
import { InputError } from '../../src/core/errors.ts'

/** Attributes that became an input at opset 13, by operator. */
const BECAME_INPUTS: Readonly<Record<string, string>> = {
  Squeeze: 'axes',
  Unsqueeze: 'axes',
  ReduceSum: 'axes',
  Split: 'split',
}

const LOWEST = 11

/**
 * The model in opset 13, from which on weights have a scale a channel; one in a later opset as it is. Throws InputError
 * below opset 11, and for a Softmax that only the older opsets know. `rankOf`: the rank of a value.
 */
export function raiseOpset(model: OnnxModel, rankOf: (name: string) => number | null): OnnxModel {
  const opset = standardOpset(model)
  if (opset === null || opset < LOWEST) {
    throw new InputError(`expected an opset of at least ${LOWEST}, found ${opset ?? 'none'}`)
  }
  if (opset >= OWN_OPSET) return model
  const added: OnnxTensor[] = []
  const nodes = model.graph.nodes.map((node) => raised(node, added, rankOf))
  const opsets = model.opsets.map((one) =>
    one.domain === '' || one.domain === 'ai.onnx' ? { ...one, version: OWN_OPSET } : one,
  )
  return { ...model, opsets, graph: { ...model.graph, nodes, initializers: [...model.graph.initializers, ...added] } }
}

function raised(node: OnnxNode, added: OnnxTensor[], rankOf: (name: string) => number | null): OnnxNode {
  if (node.op === 'Softmax' || node.op === 'LogSoftmax') {
    // Up to opset 12 it went over all axes from this one on.
    const rank = rankOf(node.inputs[0]!)
    const axis = intAttribute(node, 'axis', 1)
    if (axis !== -1 && axis !== (rank ?? 0) - 1) {
      throw new InputError(
        `expected a ${node.op} over the last axis to raise the opset, found axis ${axis} of ${rank ?? '?'} at node '${node.name}'`,
      )
    }
    return { ...node, attributes: { ...node.attributes, axis: { kind: 'int', value: -1 } } }
  }
  const attribute = BECAME_INPUTS[node.op]
  const values = attribute === undefined ? null : intsAttribute(node, attribute)
  if (attribute === undefined || values === null) return node
  const name = `${node.outputs[0]}/${attribute}`
  added.push({ name, type: 'int64', shape: [values.length], data: BigInt64Array.from(values, BigInt) })
  const { [attribute]: _, ...attributes } = node.attributes
  return { ...node, inputs: [node.inputs[0]!, name], attributes }
}
