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

/** Share of a network's numbers that a file must hold to be of that network. */
const LEAST_SHARE = 0.5

/**
 * The vector of `layout` that makes the network of a model that `inferenceModel` wrote: to train on from there. Weights
 * that were standardised then come back with a gain that gives the same. Layers that the network has got since begin as
 * in `initial`. Throws InputError where a parameter is of another shape or half of them are missing: the file is of another network.
 */
export function parametersOf(
  { graph, metadata }: OnnxModel,
  layout: ParameterLayout,
  initial: Float32Array,
  path: string,
): Float32Array {
  const kept = weightsOf(graph)
  const vector = Float32Array.from(initial)
  let missing = 0
  const gains = new Map(layout.parameters.map((parameter) => [parameter.name, parameter]))
  const valuesOf = ({ name, shape }: Parameter): Float32Array | null => {
    const tensor = kept.get(name) ?? fromMetadata(metadata[LOST + name], shape)
    if (tensor === undefined) return null
    if (tensor.shape.join() === shape.join()) return Float32Array.from(tensor.data as Float32Array)
    const [expected, found] = [shape, tensor.shape].map((one) => `[${one.join(', ')}]`)
    throw new InputError(`expected the parameter ${name} ${expected}, found ${found}: ${path}`)
  }
  for (const parameter of layout.parameters) {
    const { name, offset } = parameter
    // Comes with its weight.
    if (name.endsWith(GAIN_SUFFIX) && metadata[LOST + name] === undefined) continue
    const values = valuesOf(parameter)
    const gain = name.endsWith(WEIGHT_SUFFIX)
      ? gains.get(name.slice(0, -WEIGHT_SUFFIX.length) + GAIN_SUFFIX)
      : undefined
    if (values === null) {
      missing += elementCount(parameter.shape) + (gain ? elementCount(gain.shape) : 0)
      continue
    }
    vector.set(values, offset)
    if (gain === undefined || metadata[LOST + name] !== undefined) continue
    const again = standardisedAgain(values, elementCount(gain.shape))
    vector.set(again.weight, offset)
    vector.set(again.gains, gain.offset)
  }
  if (missing > (1 - LEAST_SHARE) * layout.size) {
    const found = `${layout.size - missing} of ${layout.size} numbers`
    throw new InputError(`expected the parameters of this network, found ${found}: ${path}`)
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
