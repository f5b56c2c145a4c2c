import { elementCount, type OnnxGraph, type OnnxTensor } from '../../../src/common/onnx/model.ts'
import { InputError } from '../../../src/core/errors.ts'
import { GAIN_SUFFIX, standardisedAgain, WEIGHT_SUFFIX } from './layers.ts'
import type { Parameter, ParameterLayout } from './parameters.ts'

/**
 * The vector of `layout` that makes the network of `graph`, as `inferenceModel` wrote it: to train on from there. Weights
 * that were standardised then come back with a gain that gives the same. Throws InputError where a parameter is missing
 * or of another shape: the file is of another network.
 */
export function parametersOf(graph: OnnxGraph, layout: ParameterLayout, path: string): Float32Array {
  const constants = new Map(graph.initializers.map((tensor) => [tensor.name, tensor]))
  const weights = new Map(
    graph.nodes.filter(({ op }) => op === 'Conv').map(({ name, inputs }) => [name, constants.get(inputs[1]!)]),
  )
  const vector = new Float32Array(layout.size)
  const places = new Map(layout.parameters.map((parameter) => [parameter.name, parameter]))
  const put = ({ name, shape, offset }: Placed, tensor: OnnxTensor | undefined) => {
    if (tensor === undefined || tensor.shape.join() !== shape.join()) {
      const found = tensor === undefined ? 'none' : `[${tensor.shape.join(', ')}]`
      throw new InputError(`expected the parameter ${name} [${shape.join(', ')}], found ${found}: ${path}`)
    }
    const values = Float32Array.from(tensor.data as Float32Array)
    vector.set(values, offset)
    return values
  }
  for (const parameter of layout.parameters) {
    const { name } = parameter
    if (name.endsWith(GAIN_SUFFIX)) continue
    const layer = name.slice(0, -WEIGHT_SUFFIX.length)
    const gain = name.endsWith(WEIGHT_SUFFIX) ? places.get(layer + GAIN_SUFFIX) : undefined
    if (gain === undefined) {
      put(parameter, constants.get(name))
      continue
    }
    const folded = put(parameter, weights.get(`${layer}/conv`))
    const { weight, gains } = standardisedAgain(folded, elementCount(gain.shape))
    vector.set(weight, parameter.offset)
    vector.set(gains, gain.offset)
  }
  return vector
}

type Placed = Parameter & { readonly offset: number }
