import { intAttribute, intsAttribute } from './attributes.ts'
import { broadcastShapes } from './broadcast.ts'
import { elementCount, ONNX_TYPES, type OnnxType } from './model.ts'
import { axesOf, axisOf } from './shape-folding.ts'
import { type NodeInputs, type TensorType, UnknownShape } from './shape-rule.ts'

/** 0 copies the input's size, -1 is what is left. */
export function reshapeShape({ node, required, integers }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const target = integers(1) ?? []
  const copiesZero = intAttribute(node, 'allowzero', 0) === 0
  const sizes = target.map((size, i) => (size === 0 && copiesZero ? (shape[i] ?? 0) : size))
  const known = sizes.filter((size) => size !== -1).reduce((product, size) => product * size, 1)
  return [{ type, shape: sizes.map((size) => (size === -1 ? elementCount(shape) / known : size)) }]
}

export function flattenShape(inputs: NodeInputs): TensorType[] {
  const { type, shape } = inputs.required(0)
  const axis = axisOf(inputs, shape.length, 1)
  return [{ type, shape: [elementCount(shape.slice(0, axis)), elementCount(shape.slice(axis))] }]
}

export function squeezeShape(inputs: NodeInputs): TensorType[] {
  const { type, shape } = inputs.required(0)
  const axes = axesOf(inputs, shape.length)
  return [{ type, shape: shape.filter((size, i) => (axes ? !axes.includes(i) : size !== 1)) }]
}

export function unsqueezeShape(inputs: NodeInputs): TensorType[] {
  const { type, shape } = inputs.required(0)
  const count = inputs.node.attributes['axes']?.kind === 'ints' ? null : inputs.integers(1)
  const rank = shape.length + (intsAttribute(inputs.node, 'axes') ?? count ?? []).length
  const axes = axesOf(inputs, rank) ?? []
  const left = [...shape]
  return [{ type, shape: Array.from({ length: rank }, (_, i) => (axes.includes(i) ? 1 : left.shift()!)) }]
}

/** Starts and ends are attributes up to opset 9, inputs from 10 on; both may count from the end and lie outside. */
export function sliceShape({ node, required, integers }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const starts = intsAttribute(node, 'starts') ?? integers(1) ?? []
  const ends = intsAttribute(node, 'ends') ?? integers(2) ?? []
  const axes = intsAttribute(node, 'axes') ?? integers(3) ?? starts.map((_, i) => i)
  const steps = integers(4) ?? starts.map(() => 1)
  const out = [...shape]
  axes.forEach((stated, i) => {
    const axis = stated < 0 ? stated + shape.length : stated
    const size = shape[axis]!
    const step = steps[i]!
    const within = (value: number, low: number, high: number) =>
      Math.min(high, Math.max(low, value < 0 ? value + size : value))
    const start = step > 0 ? within(starts[i]!, 0, size) : within(starts[i]!, 0, size - 1)
    const end = step > 0 ? within(ends[i]!, 0, size) : within(ends[i]!, -1, size - 1)
    out[axis] = Math.max(0, Math.ceil((end - start) / step))
  })
  return [{ type, shape: out }]
}

export function splitShape(inputs: NodeInputs): TensorType[] {
  const { node, required, integers } = inputs
  const { type, shape } = required(0)
  const axis = axisOf(inputs, shape.length, 0)
  const parts = node.outputs.length
  const even = Math.ceil(shape[axis]! / parts)
  const sizes = intsAttribute(node, 'split') ?? integers(1)
  return node.outputs.map((_, part) => {
    const last = shape[axis]! - even * (parts - 1)
    const length = sizes ? sizes[part]! : part === parts - 1 ? last : even
    return { type, shape: shape.map((size, i) => (i === axis ? length : size)) }
  })
}

export function gatherShape(inputs: NodeInputs): TensorType[] {
  const { type, shape } = inputs.required(0)
  const axis = axisOf(inputs, shape.length, 0)
  return [{ type, shape: [...shape.slice(0, axis), ...inputs.required(1).shape, ...shape.slice(axis + 1)] }]
}

/** Resize (data, roi, scales, sizes) and its forerunners (data, scales). */
export function resizeShape({ node, required, integers, reals, input }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  if (node.inputs[3]) return [{ type, shape: integers(3) ?? shape }]
  const at = node.inputs.length > 2 ? 2 : 1
  if (input(at) === null) throw new UnknownShape('neither scales nor sizes')
  const scales = reals(at) ?? []
  return [{ type, shape: shape.map((size, i) => Math.floor(size * (scales[i] ?? 1))) }]
}

export function padShape({ node, required, integers }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const pads = intsAttribute(node, 'pads') ?? integers(1) ?? []
  return [{ type, shape: shape.map((size, i) => size + pads[i]! + pads[i + shape.length]!) }]
}

export function expandShape({ required, integers }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  return [{ type, shape: broadcastShapes([shape, integers(1) ?? []]) }]
}

export function reduceShape(inputs: NodeInputs): TensorType[] {
  const { type, shape } = inputs.required(0)
  const keep = intAttribute(inputs.node, 'keepdims', 1) === 1
  const stated = axesOf(inputs, shape.length)
  const none = intAttribute(inputs.node, 'noop_with_empty_axes', 0) === 1
  if (!stated?.length && none) return [{ type, shape }]
  const isReduced = (axis: number) => !stated?.length || stated.includes(axis)
  const out = keep ? shape.map((size, i) => (isReduced(i) ? 1 : size)) : shape.filter((_, i) => !isReduced(i))
  return [{ type, shape: out }]
}

export function castShape({ node, required }: NodeInputs): TensorType[] {
  const number = intAttribute(node, 'to', 0)
  const found = Object.entries(ONNX_TYPES).find(([, type]) => type.number === number)
  if (!found) throw new UnknownShape(`cast to unknown type ${number}`)
  return [{ type: typeNamed(found[0]), shape: required(0).shape }]
}

function typeNamed(name: string): OnnxType {
  const names = Object.keys(ONNX_TYPES).filter((one): one is OnnxType => one === name)
  return names[0]!
}

export function constantShape({ node }: NodeInputs): TensorType[] {
  for (const { kind, value } of Object.values(node.attributes)) {
    if (kind === 'tensor') return [{ type: value.type, shape: value.shape }]
    if (kind === 'int' || kind === 'float') return [{ type: kind === 'int' ? 'int64' : 'float', shape: [] }]
    if (kind === 'ints' || kind === 'floats') {
      return [{ type: kind === 'ints' ? 'int64' : 'float', shape: [value.length] }]
    }
  }
  throw new UnknownShape('a constant without a numeric value')
}
