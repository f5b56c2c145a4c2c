import { InputError } from '../../core/errors.ts'
import type { OnnxNode } from '../onnx/model.ts'
import type { NodeInputs, TensorType } from '../onnx/shape-rule.ts'
import type { ReferenceValue } from './reference-value.ts'

/** What an operator of the reference interpreter sees of its node. */
export interface ReferenceNode {
  readonly node: OnnxNode
  /** Version of the standard operators. */
  readonly opset: number
  /** Integer and real constants of the inputs. */
  readonly constants: NodeInputs
  /** Types and shapes of the outputs. */
  readonly outputs: readonly TensorType[]
  /** Values of the inputs; null for one left out. */
  readonly inputs: readonly (ReferenceValue | null)[]
}

/** Values of the outputs, in order. Throws InputError for what it does not compute. */
export type ReferenceOperator = (node: ReferenceNode) => readonly ReferenceValue[]

export type ReferenceTable = Readonly<Record<string, ReferenceOperator>>

/** Throws when the input was left out. */
export function given({ node, inputs }: ReferenceNode, i: number): ReferenceValue {
  const value = inputs[i]
  if (!value) throw new InputError(`expected input ${i}, found none: node ${node.name || node.outputs[0]} (${node.op})`)
  return value
}

export function notComputed({ node }: Pick<ReferenceNode, 'node'>, expected: string, found: unknown): InputError {
  return new InputError(`expected ${expected}, found ${found}: node ${node.name || node.outputs[0]} (${node.op})`)
}

/** The same operator under several names. */
export function named(names: string, operator: ReferenceOperator): ReferenceTable {
  return Object.fromEntries(names.split(' ').map((name) => [name, operator]))
}
