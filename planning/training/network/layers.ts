import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { add, divide, multiply, subtract } from '../operators/arithmetic.ts'
import { conv } from '../operators/convolution.ts'
import { squareRoot } from '../operators/elementwise.ts'
import { reshape } from '../operators/layout.ts'
import { linear } from '../operators/products.ts'
import { mean } from '../operators/reduction.ts'
import { rounded } from '../operators/rounding.ts'
import type { Initialisation, Parameter } from './parameters.ts'

/** Ends of the names of a layer's parameters. */
export const WEIGHT_SUFFIX = '.weight'
export const GAIN_SUFFIX = '.gain'

/** Gives a parameter's value in the graph under construction: a slice of the vector while training, else a constant. */
export type ParameterSource = (parameter: Parameter) => Value

export interface ConvLayerOptions {
  /** Channels out. */
  readonly out: number
  readonly kernel: number
  readonly stride?: number
  readonly groups?: number
  /** Default true. */
  readonly hasBias?: boolean
  /**
   * Standardises the weights of each output channel and gives the channel a gain, in place of normalising activations,
   * which a chip would have to do at every frame. Default false.
   */
  readonly isStandardised?: boolean
  /** Factor on the initial weights: small for layers whose output should begin near zero. Default 1. */
  readonly initialScale?: number
  /** All biases begin here. Default 0. */
  readonly initialBias?: number
}

export interface DenseLayerOptions {
  readonly out: number
  readonly hasBias?: boolean
  readonly initialScale?: number
  /** All biases begin here. Default 0. */
  readonly initialBias?: number
}

/** int8: the network is to run on integers, and training feels their rounding. */
export type Arithmetic = 'float' | 'int8'

/** Layers with parameters, for the definition of a network. Operators without parameters take `layers.graph`. */
export class Layers {
  readonly graph: GraphBuilder
  readonly #source: ParameterSource
  readonly #arithmetic: Arithmetic

  constructor(graph: GraphBuilder, source: ParameterSource, arithmetic: Arithmetic = 'float') {
    this.graph = graph
    this.#source = source
    this.#arithmetic = arithmetic
  }

  /** As the products of an integer network read it: one scale for all, or with `axes` one for each place outside of them. */
  rounded(x: Value, axes?: readonly number[]): Value {
    return this.#arithmetic === 'int8' ? rounded(this.graph, x, axes) : x
  }

  parameter(name: string, shape: readonly number[], initialisation: Initialisation, decays: boolean): Value {
    return this.#source({ name, shape, initialisation, decays })
  }

  /** Convolution of x [n, c, h, w] to [n, out, ⌈h/stride⌉, ⌈w/stride⌉]. */
  conv(name: string, x: Value, options: ConvLayerOptions): Value {
    const { out, kernel, stride = 1, groups = 1, hasBias = true, isStandardised = false } = options
    const { initialScale = 1, initialBias = 0 } = options
    const fanIn = (x.shape[1]! / groups) * kernel ** 2
    return this.graph.scope(name, () => {
      const shape = [out, x.shape[1]! / groups, kernel, kernel]
      const raw = this.parameter(name + WEIGHT_SUFFIX, shape, heNormal(fanIn, initialScale), true)
      const weight = isStandardised ? this.#standardised(name, raw, initialScale) : raw
      const bias = hasBias ? this.#bias(name, out, initialBias) : null
      return conv(this.graph, this.rounded(x), this.rounded(weight, [1, 2, 3]), bias, { stride, groups })
    })
  }

  /** Dense layer over x [n, in] to [n, out]. */
  dense(name: string, x: Value, options: DenseLayerOptions): Value {
    const { out, hasBias = true, initialScale = 1, initialBias = 0 } = options
    const inputs = x.shape[1]!
    return this.graph.scope(name, () => {
      const weight = this.parameter(name + WEIGHT_SUFFIX, [out, inputs], heNormal(inputs, initialScale), true)
      const bias = hasBias ? this.#bias(name, out, initialBias) : null
      return linear(this.graph, this.rounded(x), this.rounded(weight, [1]), bias)
    })
  }

  #bias(name: string, out: number, value: number): Value {
    return this.parameter(`${name}.bias`, [out], { kind: 'constant', value }, false)
  }

  /**
   * gain · (w - mean) / (deviation · √fan-in) by output channel. It depends on parameters alone, so the network that is
   * run holds its result. Source: Brock, De, Smith 2021, "Characterizing signal propagation to close the performance gap
   * in unnormalized ResNets", equation 1.
   */
  #standardised(name: string, weight: Value, initialScale: number): Value {
    const { graph } = this
    const out = weight.shape[0]!
    const gain = this.parameter(name + GAIN_SUFFIX, [out], { kind: 'constant', value: RELU_GAIN * initialScale }, false)
    const axes = [1, 2, 3]
    const fanIn = weight.shape[1]! * weight.shape[2]! * weight.shape[3]!
    const centred = subtract(graph, weight, mean(graph, weight, { axes, keep: true }))
    const variance = mean(graph, multiply(graph, centred, centred), { axes, keep: true })
    const deviation = squareRoot(graph, add(graph, multiply(graph, variance, fanIn), SMALLEST_VARIANCE))
    return multiply(graph, centred, divide(graph, reshape(graph, gain, [out, 1, 1, 1]), deviation))
  }
}

/**
 * Weights and gains of `out` channels that standardisation turns into `standardised` again: as large as weights begin.
 * A channel that is all 0 stays so.
 */
export function standardisedAgain(standardised: Float32Array, out: number) {
  const size = standardised.length / out
  const weight = Float32Array.from(standardised)
  const gains = new Float32Array(out)
  for (let channel = 0; channel < out; channel++) {
    const own = weight.subarray(channel * size, (channel + 1) * size)
    const norm = Math.sqrt(own.reduce((sum, value) => sum + value ** 2, 0))
    if (norm === 0) continue
    const scale = Math.SQRT2 / norm
    for (let i = 0; i < size; i++) own[i]! *= scale
    gains[channel] = Math.sqrt(2 + SMALLEST_VARIANCE) / scale
  }
  return { weight, gains }
}

/** Keeps the variance of activations through Relu; √2 for zero-mean inputs. Source: He et al. 2015, equation 10. */
const RELU_GAIN = Math.SQRT2

/** Added to fan-in · variance, which begins at 2. Source: Brock et al. 2021, appendix D. */
const SMALLEST_VARIANCE = 1e-4

/** Source: He et al. 2015, "Delving deep into rectifiers", equation 10. */
function heNormal(fanIn: number, scale: number): Initialisation {
  return { kind: 'normal', deviation: scale * Math.sqrt(2 / fanIn) }
}
