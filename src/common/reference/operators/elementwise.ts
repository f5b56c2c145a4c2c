import { floatAttribute, intAttribute } from '../../onnx/attributes.ts'
import { elementCount } from '../../onnx/model.ts'
import { given, type ReferenceNode, type ReferenceOperator, type ReferenceTable } from '../reference-operator.ts'
import { emptyReals, type ReferenceValue, stretchedIndices, taken } from '../reference-value.ts'

/** One number after the other, by attributes of the node. */
const unary =
  (functionOf: (context: ReferenceNode) => (x: number) => number): ReferenceOperator =>
  (context) => {
    const compute = functionOf(context)
    const { type, shape, data } = given(context, 0)
    return [{ type, shape, data: data.map(compute), steps: null }]
  }

const plain = (compute: (x: number) => number): ReferenceOperator => unary(() => compute)

/** Two inputs, stretched to one shape; more are taken one after the other. */
const binary =
  (compute: (a: number, b: number) => number): ReferenceOperator =>
  (context) => {
    const { type, shape } = context.outputs[0]!
    const values = context.node.inputs.map((_, i) => stretched(given(context, i), shape))
    const data = values.slice(1).reduce((left, right) => left.map((a, i) => compute(a, right[i]!)), values[0]!)
    return [{ type, shape, data, steps: null }]
  }

function stretched({ shape: from, data }: ReferenceValue, shape: readonly number[]): Float64Array {
  return taken(data, stretchedIndices(from, shape))
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Bounds are attributes up to opset 10, inputs after. */
const clip = unary(({ node, inputs }) => {
  const least = inputs[1]?.data[0] ?? floatAttribute(node, 'min', Number.NEGATIVE_INFINITY)
  const most = inputs[2]?.data[0] ?? floatAttribute(node, 'max', Number.POSITIVE_INFINITY)
  return (x) => Math.min(most, Math.max(least, x))
})

const prelu: ReferenceOperator = (context) => {
  const { shape, data } = given(context, 0)
  const slopes = stretched(given(context, 1), shape)
  return [{ type: 'float', shape, data: data.map((x, i) => (x < 0 ? slopes[i]! * x : x)), steps: null }]
}

/** exp(x - max) / Σ along one axis; up to opset 12 over it and all behind. */
const softmax: ReferenceOperator = (context) => {
  const { shape, data } = given(context, 0)
  const isOld = context.opset < 13
  const stated = intAttribute(context.node, 'axis', isOld ? 1 : -1)
  const axis = stated < 0 ? stated + shape.length : stated
  const size = isOld ? elementCount(shape.slice(axis)) : shape[axis]!
  const stride = isOld ? 1 : elementCount(shape.slice(axis + 1))
  const out = emptyReals(shape)
  for (let start = 0; start < data.length; start++) {
    if (Math.floor(start / stride) % size !== 0) continue
    let largest = Number.NEGATIVE_INFINITY
    for (let i = 0; i < size; i++) largest = Math.max(largest, data[start + i * stride]!)
    let sum = 0
    for (let i = 0; i < size; i++) sum += out.data[start + i * stride] = Math.exp(data[start + i * stride]! - largest)
    for (let i = 0; i < size; i++) out.data[start + i * stride]! /= sum
  }
  return [out]
}

/** (x - mean) / √(variance + ε) · scale + bias, by channel. */
const batchNormalization: ReferenceOperator = (context) => {
  const { shape, data } = given(context, 0)
  const [scale, bias, mean, variance] = [1, 2, 3, 4].map((i) => given(context, i).data) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const epsilon = floatAttribute(context.node, 'epsilon', 1e-5)
  const plane = elementCount(shape.slice(2))
  const out = emptyReals(shape)
  for (let i = 0; i < data.length; i++) {
    const c = Math.floor(i / plane) % shape[1]!
    out.data[i] = ((data[i]! - mean[c]!) / Math.sqrt(variance[c]! + epsilon)) * scale[c]! + bias[c]!
  }
  return [out]
}

export const ELEMENTWISE: ReferenceTable = {
  Relu: plain((x) => Math.max(0, x)),
  Sigmoid: plain(sigmoid),
  Tanh: plain(Math.tanh),
  Exp: plain(Math.exp),
  Sqrt: plain(Math.sqrt),
  Neg: plain((x) => -x),
  Abs: plain(Math.abs),
  HardSwish: plain((x) => x * Math.max(0, Math.min(1, x / 6 + 0.5))),
  LeakyRelu: unary(({ node }) => {
    const slope = floatAttribute(node, 'alpha', 0.01)
    return (x) => (x < 0 ? slope * x : x)
  }),
  HardSigmoid: unary(({ node }) => {
    const [slope, offset] = [floatAttribute(node, 'alpha', 0.2), floatAttribute(node, 'beta', 0.5)]
    return (x) => Math.max(0, Math.min(1, slope * x + offset))
  }),
  Clip: clip,
  PRelu: prelu,
  Softmax: softmax,
  BatchNormalization: batchNormalization,
  Add: binary((a, b) => a + b),
  Sub: binary((a, b) => a - b),
  Mul: binary((a, b) => a * b),
  Div: binary((a, b) => a / b),
  Max: binary(Math.max),
  Min: binary(Math.min),
}
