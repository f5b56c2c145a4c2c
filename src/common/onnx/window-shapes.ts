import { intAttribute, intsAttribute, stringAttribute } from './attributes.ts'
import type { OnnxNode } from './model.ts'
import { type NodeInputs, type TensorType, UnknownShape } from './shape-rule.ts'

/** How a kernel walks over the spatial axes of [N, C, ...]: the attributes that Conv, ConvTranspose and pools share. */
export interface Window {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  /** Before each axis, then behind each axis. */
  readonly pads: readonly number[]
}

/**
 * The window of a node over spatial sizes. `kernel` is that of the weights for a convolution, whose attribute is
 * optional. Throws UnknownShape when no kernel is stated.
 */
export function windowOf(node: OnnxNode, sizes: readonly number[], kernel?: readonly number[]): Window {
  const shape = intsAttribute(node, 'kernel_shape') ?? kernel
  if (!shape) throw new UnknownShape('no kernel_shape')
  const ones = shape.map(() => 1)
  const strides = intsAttribute(node, 'strides') ?? ones
  const dilations = intsAttribute(node, 'dilations') ?? ones
  const pads = padsOf(node, sizes, { kernel: shape, strides, dilations })
  return { kernel: shape, strides, dilations, pads }
}

function padsOf(node: OnnxNode, sizes: readonly number[], window: Omit<Window, 'pads'>): readonly number[] {
  const mode = stringAttribute(node, 'auto_pad', 'NOTSET')
  const stated = intsAttribute(node, 'pads')
  if (mode === 'NOTSET' && stated) return stated
  if (mode === 'NOTSET' || mode === 'VALID') return sizes.flatMap(() => [0, 0])
  // SAME: as many outputs as strides fit, an odd pad goes behind (UPPER) or before (LOWER).
  const totals = sizes.map((size, i) => {
    const stride = window.strides[i]!
    return Math.max(0, (Math.ceil(size / stride) - 1) * stride + extent(window, i) - size)
  })
  const smaller = totals.map((total) => Math.floor(total / 2))
  const larger = totals.map((total) => Math.ceil(total / 2))
  return mode === 'SAME_LOWER' ? [...larger, ...smaller] : [...smaller, ...larger]
}

function extent({ kernel, dilations }: Omit<Window, 'pads'>, axis: number): number {
  return (kernel[axis]! - 1) * dilations[axis]! + 1
}

/** Outputs along each axis: floor((size + pads - extent) / stride) + 1, rounded up with ceil_mode. */
export function slidingSizes(node: OnnxNode, sizes: readonly number[], window: Window): number[] {
  const round = intAttribute(node, 'ceil_mode', 0) === 1 ? Math.ceil : Math.floor
  return sizes.map((size, i) => {
    const padded = size + window.pads[i]! + window.pads[i + sizes.length]!
    return round((padded - extent(window, i)) / window.strides[i]!) + 1
  })
}

export function convShape({ node, required }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const [outputs, , ...kernel] = required(1).shape
  const sizes = shape.slice(2)
  return [{ type, shape: [shape[0]!, outputs!, ...slidingSizes(node, sizes, windowOf(node, sizes, kernel))] }]
}

export function poolShape({ node, required }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const sizes = shape.slice(2)
  const out = [...shape.slice(0, 2), ...slidingSizes(node, sizes, windowOf(node, sizes))]
  return [
    { type, shape: out },
    { type: 'int64', shape: out },
  ]
}

export function globalPoolShape({ required }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  return [{ type, shape: shape.map((size, axis) => (axis < 2 ? size : 1)) }]
}

/** (size - 1)·stride + output_padding + extent - pads, or what output_shape states. */
export function convTransposeShape({ node, required }: NodeInputs): TensorType[] {
  const { type, shape } = required(0)
  const [, perGroup, ...kernel] = required(1).shape
  const sizes = shape.slice(2)
  const window = windowOf(node, sizes, kernel)
  const extra = intsAttribute(node, 'output_padding') ?? sizes.map(() => 0)
  const stated = intsAttribute(node, 'output_shape')
  const isSame = stringAttribute(node, 'auto_pad', 'NOTSET').startsWith('SAME')
  const out = sizes.map((size, i) => {
    if (isSame) return size * window.strides[i]!
    const pads = window.pads[i]! + window.pads[i + sizes.length]!
    return (size - 1) * window.strides[i]! + extra[i]! + extent(window, i) - pads
  })
  const channels = perGroup! * intAttribute(node, 'group', 1)
  return [{ type, shape: [shape[0]!, channels, ...(stated?.slice(-sizes.length) ?? out)] }]
}
