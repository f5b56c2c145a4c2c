import { intAttribute } from '../../src/common/onnx/attributes.ts'
import { elementCount, type OnnxNode, type OnnxTensor } from '../../src/common/onnx/model.ts'
import { roundHalfEven } from '../../src/common/round-half-even.ts'
import { LARGEST_INT8 } from './calibrate.ts'

export interface QuantizedWeights {
  readonly values: Int8Array
  /** One a channel, or one in all. */
  readonly scales: Float32Array
  /** Of the channels; null for one scale in all. */
  readonly axis: number | null
}

/** A bias may use a quarter of the int32 range: the sums of products are added to it. */
const LARGEST_BIAS = 2 ** 29
/** Scale of a channel of zeros. */
const SCALE_OF_NOTHING = 1 / LARGEST_INT8

/** The axis of output channels in a product's weights, or null where they get one scale. */
export function channelAxis(node: OnnxNode, weights: OnnxTensor): number | null {
  switch (node.op) {
    case 'Conv':
      return 0
    case 'Gemm':
      return intAttribute(node, 'transB', 0) === 1 ? 0 : 1
    case 'MatMul':
      return weights.shape.length === 2 ? 1 : null
    default:
      // Chips take the weights of ConvTranspose, and constants of elementwise operators, with one scale.
      return null
  }
}

/**
 * Symmetric int8 with a scale a channel, so that the largest magnitude of a channel is 127. `bias` and `inputScale`: a
 * channel whose bias would not fit into int32 gets a larger scale.
 */
export function quantizeWeights(
  { shape, data }: OnnxTensor,
  axis: number | null,
  bias: Float32Array | null,
  inputScale: number,
): QuantizedWeights {
  const real = data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number>)
  const channels = axis === null ? 1 : shape[axis]!
  const inner = axis === null ? real.length : elementCount(shape.slice(axis + 1))
  const scales = new Float32Array(channels)
  for (let i = 0; i < real.length; i++) {
    const channel = Math.floor(i / inner) % channels
    scales[channel] = Math.max(scales[channel]!, Math.abs(real[i]!))
  }
  const largestBias = bias && axis === null ? bias.reduce((most, value) => Math.max(most, Math.abs(value)), 0) : 0
  for (let channel = 0; channel < channels; channel++) {
    const magnitude = axis === null ? largestBias : Math.abs(bias?.[channel] ?? 0)
    const scale = Math.max(scales[channel]! / LARGEST_INT8, magnitude / (inputScale * LARGEST_BIAS))
    scales[channel] = scale > 0 ? scale : SCALE_OF_NOTHING
  }
  const values = new Int8Array(real.length)
  for (let i = 0; i < real.length; i++) {
    const steps = roundHalfEven(real[i]! / scales[Math.floor(i / inner) % channels]!)
    values[i] = Math.max(-LARGEST_INT8, Math.min(LARGEST_INT8, steps))
  }
  return { values, scales, axis }
}

/** Scales of the int32 bias of a product: onnxruntime fuses it only when they are these very numbers. */
export function biasScales(inputScale: number, weightScales: Float32Array, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => inputScale * weightScales[i % weightScales.length]!)
}

export function quantizeBias(bias: Float32Array, scales: Float32Array): Int32Array {
  return Int32Array.from(bias, (value, i) => roundHalfEven(value / scales[i]!))
}
