/** Shapes and window of a convolution over two axes. */
export interface ConvolutionGeometry {
  readonly input: readonly number[]
  /** [out, in / groups, height, width] */
  readonly weights: readonly number[]
  readonly output: readonly number[]
  readonly strides: readonly number[]
  readonly dilations: readonly number[]
  /** Above, left, below, right. */
  readonly pads: readonly number[]
  readonly groups: number
}

/** One weight over one row of inputs: out[to + i] += weight · in[from + i · stride], i from 0 to count. */
type AddRow = (weight: number, from: number, stride: number, to: number, count: number) => void

/** Adds the convolution to `sums`, in int32 as the accumulators of a chip: beyond them it wraps around. */
export function accumulateIntegers(
  x: Int32Array,
  w: Int32Array,
  sums: Int32Array,
  geometry: ConvolutionGeometry,
): void {
  const addRow: AddRow = (weight, from, stride, to, count) => {
    for (let i = 0; i < count; i++) sums[to + i] = (sums[to + i]! + Math.imul(weight, x[from + i * stride]!)) | 0
  }
  visitRows(w, geometry, addRow)
}

/** Adds the convolution to `sums` in double precision. */
export function accumulateReals(
  x: Float64Array,
  w: Float64Array,
  sums: Float64Array,
  geometry: ConvolutionGeometry,
): void {
  const addRow: AddRow = (weight, from, stride, to, count) => {
    for (let i = 0; i < count; i++) sums[to + i]! += weight * x[from + i * stride]!
  }
  visitRows(w, geometry, addRow)
}

function visitRows(w: Int32Array | Float64Array, geometry: ConvolutionGeometry, addRow: AddRow): void {
  const { input, weights, output, groups } = geometry
  const [outputs, perGroup] = [weights[0]!, weights[1]!]
  for (let n = 0; n < input[0]!; n++) {
    for (let o = 0; o < outputs; o++) {
      const firstChannel = Math.floor(o / (outputs / groups)) * perGroup
      for (let c = 0; c < perGroup; c++) {
        const from = (n * input[1]! + firstChannel + c) * input[2]! * input[3]!
        const to = (n * output[1]! + o) * output[2]! * output[3]!
        visitKernel(w, (o * perGroup + c) * weights[2]! * weights[3]!, geometry, from, to, addRow)
      }
    }
  }
}

/** The weights of one input channel for one output channel, each over the rows that it meets inside the picture. */
function visitKernel(
  w: Int32Array | Float64Array,
  firstWeight: number,
  { input, weights, output, strides, dilations, pads }: ConvolutionGeometry,
  from: number,
  to: number,
  addRow: AddRow,
): void {
  const [height, width] = [input[2]!, input[3]!]
  const [rows, columns] = [output[2]!, output[3]!]
  const [down, right] = [strides[0]!, strides[1]!]
  for (let i = 0; i < weights[2]! * weights[3]!; i++) {
    const weight = w[firstWeight + i]!
    if (weight === 0) continue
    const top = Math.floor(i / weights[3]!) * dilations[0]! - pads[0]!
    const left = (i % weights[3]!) * dilations[1]! - pads[1]!
    // Output columns whose input column left + column · stride lies inside.
    const first = Math.max(0, Math.ceil(-left / right))
    const end = Math.min(columns, Math.floor((width - 1 - left) / right) + 1)
    if (end <= first) continue
    for (let row = 0; row < rows; row++) {
      const y = row * down + top
      if (y < 0 || y >= height) continue
      addRow(weight, from + y * width + left + first * right, right, to + row * columns + first, end - first)
    }
  }
}
