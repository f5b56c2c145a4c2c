import type { TrainableNetwork } from '../../../planning/training/network/trainable-network.ts'
import { add, multiply, subtract } from '../../../planning/training/operators/arithmetic.ts'
import { absolute, relu } from '../../../planning/training/operators/elementwise.ts'
import { reshape } from '../../../planning/training/operators/layout.ts'
import { globalAveragePool } from '../../../planning/training/operators/pooling.ts'
import { mean } from '../../../planning/training/operators/reduction.ts'

/** Where in an image of bytes a bright column stands: a network that trains in seconds and has every kind of layer. */
export const COLUMN_NETWORK: TrainableNetwork = {
  name: 'column',
  inputs: { image: { shape: [1, 8, 16], type: 'uint8', scale: 1 / 128, offset: -1 } },
  targets: { position: { shape: [1], type: 'float' } },
  build(layers, { image }) {
    const { graph } = layers
    const stem = relu(graph, layers.conv('stem', image!, { out: 8, kernel: 5, stride: 2, isStandardised: true }))
    const side = layers.conv('side', stem, { out: 8, kernel: 3, groups: 8, isStandardised: true })
    const mixed = relu(graph, add(graph, stem, layers.conv('mix', side, { out: 8, kernel: 1 })))
    const pooled = globalAveragePool(graph, mixed)
    const flat = reshape(graph, mixed, [mixed.shape[0]!, -1])
    const hidden = relu(graph, layers.dense('hidden', flat, { out: 16 }))
    const bias = layers.dense('bias', reshape(graph, pooled, [pooled.shape[0]!, 8]), { out: 1, hasBias: false })
    return { position: add(graph, layers.dense('position', hidden, { out: 1, initialScale: 0.1 }), bias) }
  },
  losses(graph, outputs, targets) {
    const error = subtract(graph, outputs['position']!, targets['position']!)
    return { square: mean(graph, multiply(graph, error, error)) }
  },
  metrics: (graph, outputs, targets) => ({
    distance: mean(graph, absolute(graph, subtract(graph, outputs['position']!, targets['position']!))),
  }),
}

/** An image with a bright column at `position` (-1 left .. 1 right) over noise. `random` gives 0..1. */
export function columnImage(position: number, random: () => number, out: Uint8Array): void {
  for (let i = 0; i < out.length; i++) {
    const column = (i % 16) / 7.5 - 1
    out[i] = Math.round(90 * random() + 160 * Math.max(0, 1 - 4 * Math.abs(column - position)))
  }
}
