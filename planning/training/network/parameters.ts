import { elementCount } from '../../../src/common/onnx/model.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'

/** How a parameter's elements begin: normal around zero (standard deviation), or all one value. */
export type Initialisation =
  | { readonly kind: 'normal'; readonly deviation: number }
  | { readonly kind: 'constant'; readonly value: number }

/** A tensor that training changes. */
export interface Parameter {
  readonly name: string
  readonly shape: readonly number[]
  readonly initialisation: Initialisation
  /** Whether weight decay pulls it to zero: weights yes, biases and gains no. */
  readonly decays: boolean
}

/**
 * All parameters of a network as one flat vector: those that decay first, each kind in the order of definition. One
 * vector makes a training step's state three arrays, whatever the network.
 */
export interface ParameterLayout {
  readonly parameters: readonly (Parameter & { readonly offset: number })[]
  /** Elements in all. */
  readonly size: number
  /** Elements that decay: those before this offset. */
  readonly decaying: number
}

/** Throws when two parameters have one name. */
export function layOut(parameters: readonly Parameter[]): ParameterLayout {
  const names = new Set<string>()
  for (const { name } of parameters) {
    if (names.has(name)) throw new Error(`expected parameters with names of their own, found '${name}' twice`)
    names.add(name)
  }
  let size = 0
  const place = (parameter: Parameter) => {
    const offset = size
    size += elementCount(parameter.shape)
    return { ...parameter, offset }
  }
  const decaying = parameters.filter((parameter) => parameter.decays).map(place)
  const decayingSize = size
  const others = parameters.filter((parameter) => !parameter.decays).map(place)
  return { parameters: [...decaying, ...others], size, decaying: decayingSize }
}

/**
 * The vector from which training starts. Each parameter draws from a stream of its own, seeded by its name, so that a
 * layer more or less leaves the others as they were.
 */
export function initialParameters(layout: ParameterLayout, seed: number): Float32Array {
  const vector = new Float32Array(layout.size)
  for (const { name, shape, offset, initialisation } of layout.parameters) {
    const elements = vector.subarray(offset, offset + elementCount(shape))
    if (initialisation.kind === 'constant') {
      elements.fill(initialisation.value)
    } else {
      const random = new Random(Math.imul(seed, 0x9e3779b1) ^ hashOf(name))
      for (let i = 0; i < elements.length; i++) elements[i] = initialisation.deviation * random.normal()
    }
  }
  return vector
}

/** FNV-1a over UTF-16 units. Source: draft-eastlake-fnv-17, section 2. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
