import { floatAttribute, intAttribute } from '../../onnx/attributes.ts'
import { elementCount } from '../../onnx/model.ts'
import { windowOf } from '../../onnx/window-shapes.ts'
import {
  given,
  notComputed,
  type ReferenceNode,
  type ReferenceOperator,
  type ReferenceTable,
} from '../reference-operator.ts'
import { emptyReals, type ReferenceValue, stretchedIndices } from '../reference-value.ts'
import { accumulateIntegers, accumulateReals, type ConvolutionGeometry } from './convolution-sums.ts'

/** How exactly the scale of a bias must be input scale x weight scale to be added before rounding. */
const SAME_SCALE = 1e-6

/** What the int32 sums of a product are worth, by output channel; null when its inputs are no integers. */
function sumScales(x: ReferenceValue, w: ReferenceValue, channels: number): Float64Array | null {
  if (x.steps?.scales.length !== 1 || !w.steps) return null
  const { scales } = w.steps
  if (scales.length !== 1 && scales.length !== channels) return null
  return Float64Array.from({ length: channels }, (_, i) => x.steps!.scales[0]! * scales[scales.length === 1 ? 0 : i]!)
}

/**
 * The bias as steps of the sums, or null when it is none of that scale: it is then added as a real. `channels`: its
 * elements, one an output channel.
 */
function biasSteps(bias: ReferenceValue | null | undefined, scales: Float64Array): Int32Array | null {
  if (!bias?.steps || bias.steps.integers.length !== scales.length) return null
  const own = bias.steps.scales
  const isSame = scales.every((scale, i) => Math.abs(own[own.length === 1 ? 0 : i]! / scale - 1) < SAME_SCALE)
  return isSame ? bias.steps.integers : null
}

function geometryOf(context: ReferenceNode): ConvolutionGeometry {
  const [x, w] = [given(context, 0), given(context, 1)]
  const output = context.outputs[0]!.shape
  if (x.shape.length !== 4)
    throw notComputed(context, 'a convolution over two axes', `an input of rank ${x.shape.length}`)
  const { strides, dilations, pads } = windowOf(context.node, x.shape.slice(2), w.shape.slice(2))
  return {
    input: x.shape,
    weights: w.shape,
    output,
    strides,
    dilations,
    pads,
    groups: intAttribute(context.node, 'group', 1),
  }
}

/** Integers in: int32 sums with the bias in them, then their scale. Reals in: double precision. */
const convolve: ReferenceOperator = (context) => {
  const [x, w, bias] = [given(context, 0), given(context, 1), context.inputs[2]]
  const geometry = geometryOf(context)
  const [samples, channels] = [geometry.output[0]!, geometry.output[1]!]
  const plane = elementCount(geometry.output.slice(2))
  const out = emptyReals(geometry.output)
  const scales = sumScales(x, w, channels)
  const start = scales && biasSteps(bias, scales)
  if (scales && x.steps && w.steps) {
    const sums = new Int32Array(out.data.length)
    if (start) for (let i = 0; i < sums.length; i++) sums[i] = start[Math.floor(i / plane) % channels]!
    accumulateIntegers(x.steps.integers, w.steps.integers, sums, geometry)
    for (let i = 0; i < sums.length; i++) out.data[i] = sums[i]! * scales[Math.floor(i / plane) % channels]!
  } else accumulateReals(x.data, w.data, out.data, geometry)
  if (bias && !start) {
    for (let i = 0; i < samples * channels * plane; i++) out.data[i]! += bias.data[Math.floor(i / plane) % channels]!
  }
  return [out]
}

/** Every input spreads over its window. In double precision, whose sums of bytes' products are exact. */
const convolveTransposed: ReferenceOperator = (context) => {
  const [x, w, bias] = [given(context, 0), given(context, 1), context.inputs[2]]
  const { input, weights, output, strides, dilations, pads, groups } = geometryOf(context)
  const out = emptyReals(output)
  const [inputs, perGroup, kernelHeight, kernelWidth] = weights as readonly [number, number, number, number]
  const [height, width] = [output[2]!, output[3]!]
  const visit = (n: number, c: number, o: number) => {
    const group = Math.floor(c / (inputs / groups))
    const to = (n * output[1]! + group * perGroup + o) * height * width
    const from = (n * inputs + c) * input[2]! * input[3]!
    for (let kernel = 0; kernel < kernelHeight * kernelWidth; kernel++) {
      const weight = w.data[(c * perGroup + o) * kernelHeight * kernelWidth + kernel]!
      const [row, column] = [
        Math.floor(kernel / kernelWidth) * dilations[0]! - pads[0]!,
        (kernel % kernelWidth) * dilations[1]! - pads[1]!,
      ]
      for (let i = 0; i < input[2]! * input[3]!; i++) {
        const y = Math.floor(i / input[3]!) * strides[0]! + row
        const z = (i % input[3]!) * strides[1]! + column
        if (y >= 0 && y < height && z >= 0 && z < width) out.data[to + y * width + z]! += x.data[from + i]! * weight
      }
    }
  }
  for (let n = 0; n < input[0]!; n++) for (let c = 0; c < inputs; c++) for (let o = 0; o < perGroup; o++) visit(n, c, o)
  if (bias)
    for (let i = 0; i < out.data.length; i++) out.data[i]! += bias.data[Math.floor(i / (height * width)) % output[1]!]!
  return [out]
}

/** Rows of the left times columns of the right, as integers where both are. */
function multiply(
  left: { readonly value: ReferenceValue; readonly start: number; readonly row: number; readonly along: number },
  right: { readonly value: ReferenceValue; readonly start: number; readonly column: number; readonly along: number },
  sizes: { readonly rows: number; readonly inner: number; readonly columns: number },
  bias: Int32Array | null,
  out: Float64Array,
  scales: Float64Array | null,
): void {
  const [a, b] = [left.value.steps?.integers, right.value.steps?.integers]
  for (let row = 0; row < sizes.rows; row++) {
    for (let column = 0; column < sizes.columns; column++) {
      const [from, to] = [left.start + row * left.row, right.start + column * right.column]
      const at = row * sizes.columns + column
      if (scales && a && b) {
        let sum = bias?.[column] ?? 0
        for (let k = 0; k < sizes.inner; k++)
          sum = (sum + Math.imul(a[from + k * left.along]!, b[to + k * right.along]!)) | 0
        out[at] = sum * scales[column]!
      } else {
        let sum = 0
        for (let k = 0; k < sizes.inner; k++)
          sum += left.value.data[from + k * left.along]! * right.value.data[to + k * right.along]!
        out[at] = sum
      }
    }
  }
}

/** alpha · A' · B' + beta · C. */
const gemm: ReferenceOperator = (context) => {
  const { node } = context
  const [a, b, c] = [given(context, 0), given(context, 1), context.inputs[2]]
  const out = emptyReals(context.outputs[0]!.shape)
  const [rows, columns] = [out.shape[0]!, out.shape[1]!]
  const [isA, isB] = [intAttribute(node, 'transA', 0) === 1, intAttribute(node, 'transB', 0) === 1]
  const [alpha, beta] = [floatAttribute(node, 'alpha', 1), floatAttribute(node, 'beta', 1)]
  const inner = a.shape[isA ? 0 : 1]!
  const scales = sumScales(a, b, columns)
  const start = scales && alpha === 1 && beta === 1 ? biasSteps(c, scales) : null
  const left = { value: a, start: 0, row: isA ? 1 : inner, along: isA ? rows : 1 }
  const right = { value: b, start: 0, column: isB ? inner : 1, along: isB ? 1 : columns }
  multiply(left, right, { rows, inner, columns }, start, out.data, scales)
  const added = c && !start ? stretchedIndices(c.shape, out.shape) : null
  for (let i = 0; i < out.data.length; i++) {
    out.data[i] = alpha * out.data[i]! + (c && added ? beta * c.data[added[i]!]! : 0)
  }
  return [out]
}

/** Matrices in the last two axes, stretched over the others. */
const matmul: ReferenceOperator = (context) => {
  const [a, b] = [given(context, 0), given(context, 1)]
  if (a.shape.length < 2 || b.shape.length < 2) throw notComputed(context, 'matrices', 'a vector')
  const out = emptyReals(context.outputs[0]!.shape)
  const batch = out.shape.slice(0, -2)
  const [rows, inner, columns] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-1)!]
  const [lefts, rights] = [stretchedIndices(a.shape.slice(0, -2), batch), stretchedIndices(b.shape.slice(0, -2), batch)]
  const scales = sumScales(a, b, columns)
  for (let i = 0; i < elementCount(batch); i++) {
    const left = { value: a, start: lefts[i]! * rows * inner, row: inner, along: 1 }
    const right = { value: b, start: rights[i]! * inner * columns, column: 1, along: columns }
    const part = out.data.subarray(i * rows * columns, (i + 1) * rows * columns)
    multiply(left, right, { rows, inner, columns }, null, part, scales)
  }
  return [out]
}

export const PRODUCTS: ReferenceTable = {
  Conv: convolve,
  ConvTranspose: convolveTransposed,
  Gemm: gemm,
  MatMul: matmul,
}
