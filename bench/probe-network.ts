import type { GraphBuilder } from '../planning/training/graph/graph-builder.ts'
import type { Value } from '../planning/training/graph/value.ts'
import type { Layers } from '../planning/training/network/layers.ts'
import type { TrainableNetwork } from '../planning/training/network/trainable-network.ts'
import { add, multiply, subtract } from '../planning/training/operators/arithmetic.ts'
import { relu } from '../planning/training/operators/elementwise.ts'
import { concat, reshape } from '../planning/training/operators/layout.ts'
import { averagePool } from '../planning/training/operators/pooling.ts'
import { mean } from '../planning/training/operators/reduction.ts'

/** Channels of the stages, trajectories of the vocabulary, numbers that each trajectory gets. */
const STAGES = [12, 24, 48] as const
const TRAJECTORIES = 256
const SCORES = 22
const MAP = [8, 32, 64] as const

/**
 * A network of the kind and size that the planner has, to measure training by: a bird's-eye-view raster (space to depth,
 * so that its stem is a 1×1 convolution) through two stages of residual blocks, a front image through four strided
 * convolutions, ego features, heads for scored trajectories and a map. 4.4 million parameters.
 */
export const PROBE_NETWORK: TrainableNetwork = {
  name: 'probe',
  inputs: {
    raster: { shape: [64, 64, 128], type: 'uint8', scale: 1 / 255 },
    image: { shape: [3, 96, 192], type: 'uint8', scale: 1 / 255, offset: -0.5 },
    ego: { shape: [16], type: 'float' },
  },
  targets: {
    scores: { shape: [TRAJECTORIES * SCORES], type: 'float' },
    map: { shape: [...MAP], type: 'uint8' },
  },
  build(layers, { raster, image, ego }) {
    const { graph } = layers
    let view = relu(graph, layers.conv('stem', raster!, { out: STAGES[0], kernel: 1, isStandardised: true }))
    view = stage(layers, 'stage1', view, STAGES[1])
    const wide = view
    view = stage(layers, 'stage2', view, STAGES[2])
    let front = image!
    for (const [i, out] of [STAGES[0], STAGES[1], STAGES[2], STAGES[2]].entries()) {
      front = relu(graph, layers.conv(`front${i}`, front, { out, kernel: 3, stride: 2, isStandardised: true }))
    }
    const features = concat(
      graph,
      [
        flat(graph, averagePool(graph, view, { kernel: 4 })),
        flat(graph, averagePool(graph, front, { kernel: 2 })),
        ego!,
      ],
      1,
    )
    const hidden = relu(graph, layers.dense('mlp', features, { out: 512 }))
    return {
      scores: layers.dense('scores', hidden, { out: TRAJECTORIES * SCORES }),
      map: layers.conv('map', wide, { out: MAP[0], kernel: 1 }),
    }
  },
  losses(graph, outputs, targets) {
    const square = (a: Value, b: Value) => {
      const difference = subtract(graph, a, b)
      return mean(graph, multiply(graph, difference, difference))
    }
    return { scores: square(outputs['scores']!, targets['scores']!), map: square(outputs['map']!, targets['map']!) }
  },
}

function stage(layers: Layers, name: string, x: Value, out: number): Value {
  const { graph } = layers
  let y = relu(graph, layers.conv(`${name}.down`, x, { out, kernel: 3, stride: 2, isStandardised: true }))
  for (const block of ['a', 'b']) {
    const first = layers.conv(`${name}.${block}1`, y, { out, kernel: 3, isStandardised: true })
    const second = layers.conv(`${name}.${block}2`, relu(graph, first), { out, kernel: 3, isStandardised: true })
    y = relu(graph, add(graph, y, second))
  }
  return y
}

function flat(graph: GraphBuilder, x: Value): Value {
  return reshape(graph, x, [x.shape[0]!, -1])
}
