import { elementCount, type OnnxGraph, type OnnxModel, onnxModel } from '../../../src/common/onnx/model.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { foldConstants } from './fold-constants.ts'
import { Layers } from './layers.ts'
import { lostParameters } from './model-parameters.ts'
import type { ParameterLayout } from './parameters.ts'
import type { TrainableNetwork } from './trainable-network.ts'

/**
 * The network that a car runs: batch 1, static shapes, inputs as float, weights as constants; what depends on weights
 * alone (their standardisation) is computed now; weights that are lost by that stay in the metadata, to train on from.
 * `parameters`: the vector of `layout`.
 */
export async function inferenceModel(
  network: TrainableNetwork,
  layout: ParameterLayout,
  parameters: Float32Array,
  metadata: Readonly<Record<string, string>> = {},
): Promise<OnnxModel> {
  const graph = await foldConstants(inferenceGraph(network, layout, parameters))
  return onnxModel(graph, { metadata: { ...metadata, ...lostParameters(graph, layout, parameters) } })
}

function inferenceGraph(network: TrainableNetwork, layout: ParameterLayout, vector: Float32Array): OnnxGraph {
  if (vector.length !== layout.size) {
    throw new Error(`expected ${layout.size} parameters for network '${network.name}', found ${vector.length}`)
  }
  const offsets = new Map(layout.parameters.map(({ name, offset }) => [name, offset]))
  const graph = new GraphBuilder()
  const layers = new Layers(graph, ({ name, shape }) => {
    const offset = offsets.get(name)
    if (offset === undefined) throw new Error(`expected parameter '${name}' in the vector, found none`)
    return graph.initializer({ name, type: 'float', shape, data: vector.slice(offset, offset + elementCount(shape)) })
  })
  const inputs = Object.entries(network.inputs).map(([name, { shape }]) => [name, graph.input(name, [1, ...shape])])
  return graph.graph(network.name, network.build(layers, Object.fromEntries(inputs)))
}
