import type { OnnxNode, OnnxType } from './model.ts'

/** Element type and static shape of a value. */
export interface TensorType {
  readonly type: OnnxType
  readonly shape: readonly number[]
}

/** What a rule sees of its node. */
export interface NodeInputs {
  readonly node: OnnxNode
  /** Of input `i`, or null when it was left out. Throws UnknownShape when it is there but unknown. */
  input(i: number): TensorType | null
  /** Of input `i`. Throws UnknownShape when it was left out or is unknown. */
  required(i: number): TensorType
  /** The elements of the integer constant at input `i`, or null when it was left out. Throws UnknownShape for others. */
  integers(i: number): readonly number[] | null
  /** The elements of the real constant at input `i`. As `integers`. */
  reals(i: number): readonly number[] | null
}

/** Types of the outputs in order. Throws UnknownShape. */
export type ShapeRule = (inputs: NodeInputs) => readonly TensorType[]

/** Why the outputs of a node have no static shape. Caught by `inferShapes`. */
export class UnknownShape extends Error {
  override readonly name = 'UnknownShape'
}
