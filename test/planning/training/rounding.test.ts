import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { differentiate } from '../../../planning/training/graph/differentiate.ts'
import { GraphBuilder } from '../../../planning/training/graph/graph-builder.ts'
import { ADAM } from '../../../planning/training/network/adam.ts'
import { parameterLayout, trainingGraph } from '../../../planning/training/network/training-graph.ts'
import { multiply } from '../../../planning/training/operators/arithmetic.ts'
import { sum } from '../../../planning/training/operators/reduction.ts'
import { rounded } from '../../../planning/training/operators/rounding.ts'
import { onnxModel } from '../../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { COLUMN_NETWORK } from './small-network.ts'

/** rounded(x) and the gradient of Σ weight · rounded(x). */
async function run(x: readonly number[], shape: readonly number[], axes?: readonly number[]) {
  const graph = new GraphBuilder()
  const value = graph.input('x', shape)
  const weight = graph.input('weight', shape)
  const out = rounded(graph, value, axes)
  const [gradient] = differentiate(graph, sum(graph, multiply(graph, out, weight)), [value])
  const session = await InferenceSession.create(
    encodeOnnx(onnxModel(graph.graph('test', { out, gradient: gradient! }))),
    { intraOpNumThreads: 1 },
  )
  const weights = x.map((_, i) => i + 1)
  const tensor = (data: readonly number[]) => new Tensor('float32', Float32Array.from(data), shape)
  const results = await session.run({ x: tensor(x), weight: tensor(weights) })
  const read = (name: string) => [...(results[name]!.data as Float32Array)]
  return { values: read('out'), gradient: read('gradient'), weights }
}

describe('rounding while training', () => {
  it('takes the nearest of 255 steps between the largest magnitude and its opposite, and passes gradients on', async () => {
    const { values, gradient, weights } = await run([-254, 1.1, 2.9, 3.1, 0, 127], [2, 3])
    expect(values).toEqual([-254, 2, 2, 4, 0, 128].map((value) => expect.closeTo(value, 3)))
    expect(gradient).toEqual(weights)
  })

  it('has a scale of its own for each channel, and leaves zeros as they are', async () => {
    const { values } = await run([127, 0.6, 1.27, 0.006, 0, 0], [3, 2], [1])
    expect(values).toEqual([127, 1, 1.27, 0.01, 0, 0].map((value) => expect.closeTo(value, 4)))
  })

  it('stands before every product of a network that is to run on int8, and nowhere else', () => {
    const layout = parameterLayout(COLUMN_NETWORK)
    const rounds = (arithmetic: 'float' | 'int8') =>
      trainingGraph(COLUMN_NETWORK, layout, 2, ADAM, arithmetic).model.graph.nodes.filter(({ op }) => op === 'Round')
    // Three convolutions and three dense layers, each with an input and weights.
    expect(rounds('int8')).toHaveLength(12)
    expect(rounds('float')).toHaveLength(0)
  })
})
