import { createHash } from 'node:crypto'
import {
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
  onnxModel,
} from '../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../src/io/onnx/onnx-codec.ts'

export type Attributes = Readonly<Record<string, number | string | readonly number[]>>

/** One node; whole numbers become integers, others reals. */
export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Attributes = {},
): OnnxNode {
  return { name: outputs[0]!, op, domain: '', inputs, outputs, attributes: mapValues(attributes, attribute) }
}

/** A real attribute, also where its value is whole. */
export const real = (value: number): OnnxAttribute => ({ kind: 'float', value })

function attribute(value: number | string | readonly number[]): OnnxAttribute {
  if (typeof value === 'string') return { kind: 'string', value }
  if (typeof value === 'number') return Number.isInteger(value) ? { kind: 'int', value } : { kind: 'float', value }
  return value.every(Number.isInteger) ? { kind: 'ints', value } : { kind: 'floats', value }
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]))
}

export function reals(name: string, shape: readonly number[], values: ArrayLike<number>): OnnxTensor {
  return { name, type: 'float', shape, data: Float32Array.from(values) }
}

export function integers(name: string, values: readonly number[]): OnnxTensor {
  return { name, type: 'int64', shape: [values.length], data: BigInt64Array.from(values, BigInt) }
}

/** Reals in [-1, 1) that look random and are always the same. */
export function noise(count: number, seed = 1): Float32Array {
  let state = seed
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 31 - 1
  })
}

export interface SmallNetwork {
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly initializers?: readonly OnnxTensor[]
  readonly opset?: number
}

export function networkBytes({ nodes, inputs, outputs, initializers = [], opset = 13 }: SmallNetwork): Uint8Array {
  return encodeOnnx(onnxModel({ name: 'small', nodes, inputs, outputs, initializers, values: [] }, { opset }))
}

export const picture = (name: string, ...shape: number[]): OnnxValue => ({ name, type: 'float', shape })

/** Layers of 3×3 convolutions over 32 channels of 64×64: 75 million multiply-accumulates each. */
export function slowNetwork(layers: number): Uint8Array {
  const shape = [1, 32, 64, 64]
  const names = Array.from({ length: layers + 1 }, (_, i) => (i === 0 ? 'x' : i === layers ? 'y' : `h${i}`))
  const pads = [1, 1, 1, 1]
  return networkBytes({
    nodes: names.slice(1).map((name, i) => node('Conv', [names[i]!, 'w'], [name], { pads, kernel_shape: [3, 3] })),
    inputs: [picture('x', ...shape)],
    outputs: [picture('y', ...shape)],
    initializers: [
      reals(
        'w',
        [32, 32, 3, 3],
        noise(32 * 32 * 9).map((value) => 0.05 * value),
      ),
    ],
  })
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
