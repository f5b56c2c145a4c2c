import { intAttribute } from './attributes.ts'
import type { OnnxTensor } from './model.ts'
import { type NodeInputs, UnknownShape } from './shape-rule.ts'

/** Elements of a constant that can be a shape, axes, a picture size or the sizes of a Split; others are never folded. */
const MOST_ELEMENTS = 1024

/** The elements of a small integer constant, else null. */
export function integersOf(tensor: OnnxTensor | undefined): readonly number[] | null {
  if (!tensor || tensor.data.length > MOST_ELEMENTS) return null
  const { type, data } = tensor
  if (type !== 'int64' && type !== 'int32') return null
  return Array.from<number | bigint, number>(data, Number)
}

/**
 * The value of an integer output that follows from shapes and constants, or null: exporters compute the target of Reshape
 * from Shape, Gather, Concat and the like. The rule of the node has passed already.
 */
export function foldIntegers(inputs: NodeInputs): readonly number[] | null {
  const fold = FOLDS[inputs.node.op]
  try {
    return fold ? fold(inputs) : null
  } catch (error) {
    // An input that is no constant.
    if (error instanceof UnknownShape) return null
    throw error
  }
}

const FOLDS: Readonly<Record<string, (inputs: NodeInputs) => readonly number[] | null>> = {
  Constant: ({ node }) => {
    const value = node.attributes['value'] ?? node.attributes['value_int'] ?? node.attributes['value_ints']
    if (value?.kind === 'tensor') return integersOf(value.value)
    return value?.kind === 'ints' ? value.value : value?.kind === 'int' ? [value.value] : null
  },
  Shape: ({ required }) => required(0).shape,
  Identity: ({ integers }) => integers(0),
  Cast: ({ integers }) => integers(0),
  Squeeze: ({ integers }) => integers(0),
  Unsqueeze: ({ integers }) => integers(0),
  Gather: ({ integers, required }) => {
    const data = integers(0)
    if (!data || required(0).shape.length !== 1) return null
    return (integers(1) ?? []).map((i) => data[i < 0 ? i + data.length : i] ?? 0)
  },
  Concat: ({ node, integers }) => node.inputs.flatMap((_, i) => integers(i) ?? []),
  Slice: ({ integers, required }) => {
    const data = integers(0)
    if (!data || required(0).shape.length !== 1 || (integers(4)?.[0] ?? 1) !== 1) return null
    return data.slice(integers(1)?.[0], integers(2)?.[0])
  },
  Mul: (inputs) => elementwise(inputs, (a, b) => a * b),
  Add: (inputs) => elementwise(inputs, (a, b) => a + b),
  Sub: (inputs) => elementwise(inputs, (a, b) => a - b),
  Div: (inputs) => elementwise(inputs, (a, b) => Math.trunc(a / b)),
}

function elementwise({ integers }: NodeInputs, compute: (a: number, b: number) => number): readonly number[] | null {
  const [a, b] = [integers(0), integers(1)]
  if (!a || !b || (a.length !== b.length && a.length !== 1 && b.length !== 1)) return null
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
    compute(a[a.length === 1 ? 0 : i]!, b[b.length === 1 ? 0 : i]!),
  )
}

/** The axes of an operator: an attribute up to opset 12, an input from 13 on; null for "all". Never negative. */
export function axesOf({ node, integers }: NodeInputs, rank: number): readonly number[] | null {
  const attribute = node.attributes['axes']
  const axes = attribute?.kind === 'ints' ? attribute.value : integers(1)
  return axes ? axes.map((axis) => (axis < 0 ? axis + rank : axis)) : null
}

/** An axis attribute, never negative. */
export function axisOf({ node }: NodeInputs, rank: number, otherwise: number): number {
  const axis = intAttribute(node, 'axis', otherwise)
  return axis < 0 ? axis + rank : axis
}
