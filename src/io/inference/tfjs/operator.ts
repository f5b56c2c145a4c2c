import type { Tensor } from '@tensorflow/tfjs'
import type { OnnxNode, OnnxTensor } from '../../../common/onnx/model.ts'
import type { NodeInputs, TensorType } from '../../../common/onnx/shape-rule.ts'
import { InputError } from '../../../core/errors.ts'
import type { GraphValue } from './graph-value.ts'
import type { Tfjs } from './tfjs-backend.ts'

/** What an operator sees when its node is compiled: everything that does not change from run to run. */
export interface NodeContext {
  readonly tf: Tfjs
  readonly node: OnnxNode
  /** Version of the standard operators. */
  readonly opset: number
  /** Types, shapes and integer constants of the inputs. */
  readonly inputs: NodeInputs
  /** Types and shapes of the outputs. */
  readonly outputs: readonly TensorType[]
  /** Makes a tensor live as long as the program. */
  keep<Kept extends Tensor>(tensor: Kept): Kept
  /** The constant at input `i`, which the runs are then not given; null for one that is computed, or left out. */
  constant(i: number): OnnxTensor | null
}

/** One node's work at every run. Inputs that were left out, or taken as constants, are null; outputs in the node's order. */
export type NodeRun = (inputs: readonly (GraphValue | null)[]) => readonly GraphValue[]

/** Prepares a node: weights are laid out once. Throws InputError for what the operator cannot do here. */
export type Operator = (context: NodeContext) => NodeRun

export type OperatorTable = Readonly<Record<string, Operator>>

/** A node with one output and no optional inputs among the first `count`. */
export function simple(count: number, compute: (...inputs: readonly GraphValue[]) => GraphValue): NodeRun {
  return (inputs) => {
    const given = inputs.slice(0, count)
    return [compute(...given.map((input) => required(input)))]
  }
}

export function required(input: GraphValue | null | undefined): GraphValue {
  if (!input) throw new Error('expected an input of the node, found none')
  return input
}

/** "found: …, node NAME (OP)" */
export function unsupported({ node }: Pick<NodeContext, 'node'>, expected: string, found: unknown): InputError {
  return new InputError(`expected ${expected}, found ${found}: node ${node.name || node.outputs[0]} (${node.op})`)
}

/** The real constant at input `i`. Throws InputError for one that is computed. */
export function requiredConstant(context: NodeContext, i: number): OnnxTensor {
  const constant = context.constant(i)
  if (constant === null) throw unsupported(context, `a constant as input ${i}`, context.node.inputs[i] ?? 'none')
  return constant
}
