import { elementCount, type OnnxGraph, type OnnxModel, type OnnxTensor } from '../../../src/common/onnx/model.ts'
import { InputError } from '../../../src/core/errors.ts'
import { GAIN_SUFFIX, standardisedAgain, WEIGHT_SUFFIX } from './layers.ts'
import type { Parameter, ParameterLayout } from './parameters.ts'

/** Keys of a model's metadata under which such parameters stand, float32 little-endian in base64. */
const LOST = 'parameter '

/** Parameters of which the graph holds only what was computed from them with other constants, as metadata. */
export function lostParameters(
  graph: OnnxGraph,
  layout: ParameterLayout,
  vector: Float32Array,
): Record<string, string> {
  const kept = weightsOf(graph)
  return Object.fromEntries(
    layout.parameters
      .filter(({ name }) => !kept.has(name) && !kept.has(weightOf(name)))
      .map(({ name, shape, offset }) => {
        const values = vector.slice(offset, offset + elementCount(shape))
        return [LOST + name, Buffer.from(values.buffer).toString('base64')]
      }),
  )
}

/**
 * The vector of `layout` that makes the network of a model that `inferenceModel` wrote: to train on from there. Weights
 * that were standardised then come back with a gain that gives the same. Throws InputError where a parameter is missing
 * or of another shape: the file is of another network.
 */
export function parametersOf({ graph, metadata }: OnnxModel, layout: ParameterLayout, path: string): Float32Array {
  const kept = weightsOf(graph)
  const vector = new Float32Array(layout.size)
  const gains = new Map(layout.parameters.map((parameter) => [parameter.name, parameter]))
  const valuesOf = ({ name, shape }: Parameter): Float32Array => {
    const tensor = kept.get(name) ?? fromMetadata(metadata[LOST + name], shape)
    if (tensor !== undefined && tensor.shape.join() === shape.join())
      return Float32Array.from(tensor.data as Float32Array)
    const found = tensor === undefined ? 'none' : `[${tensor.shape.join(', ')}]`
    throw new InputError(`expected the parameter ${name} [${shape.join(', ')}], found ${found}: ${path}`)
  }
  for (const parameter of layout.parameters) {
    const { name, offset } = parameter
    // Comes with its weight.
    if (name.endsWith(GAIN_SUFFIX) && metadata[LOST + name] === undefined) continue
    const values = valuesOf(parameter)
    vector.set(values, offset)
    const gain = name.endsWith(WEIGHT_SUFFIX)
      ? gains.get(name.slice(0, -WEIGHT_SUFFIX.length) + GAIN_SUFFIX)
      : undefined
    if (gain === undefined || metadata[LOST + name] !== undefined) continue
    const again = standardisedAgain(values, elementCount(gain.shape))
    vector.set(again.weight, offset)
    vector.set(again.gains, gain.offset)
  }
  return vector
}

/** Constants of the graph by the names of parameters: those that a convolution reads by its layer's weight. */
function weightsOf({ nodes, initializers }: OnnxGraph): ReadonlyMap<string, OnnxTensor> {
  const constants = new Map(initializers.map((tensor) => [tensor.name, tensor]))
  const named = new Map(constants)
  for (const { op, name, inputs } of nodes) {
    const weight = constants.get(inputs[1] ?? '')
    if (op === 'Conv' && weight) named.set(name.replace(/\/conv$/, WEIGHT_SUFFIX), weight)
  }
  return named
}

/** The weight that a gain belongs to; other names as they are. */
function weightOf(name: string): string {
  return name.endsWith(GAIN_SUFFIX) ? name.slice(0, -GAIN_SUFFIX.length) + WEIGHT_SUFFIX : name
}

function fromMetadata(text: string | undefined, shape: readonly number[]): OnnxTensor | undefined {
  if (text === undefined) return undefined
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'))
  return { name: '', type: 'float', shape, data: new Float32Array(bytes.buffer) }
}
