import { describe, expect, it } from 'vitest'
import { inferenceModel } from '../../../planning/training/network/inference-graph.ts'
import { parametersOf } from '../../../planning/training/network/model-parameters.ts'
import { initialParameters } from '../../../planning/training/network/parameters.ts'
import type { TrainableNetwork } from '../../../planning/training/network/trainable-network.ts'
import { parameterLayout } from '../../../planning/training/network/training-graph.ts'
import { add } from '../../../planning/training/operators/arithmetic.ts'
import { mean } from '../../../planning/training/operators/reduction.ts'
import type { OnnxTensor } from '../../../src/common/onnx/model.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { decodeOnnx, encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { COLUMN_NETWORK } from './small-network.ts'

const layout = parameterLayout(COLUMN_NETWORK)

/** As after some training: gains differ, weights have means and sizes of their own. */
function trained(): Float32Array {
  const random = new Random(5)
  return initialParameters(layout, 1).map((value) => 1.7 * value + 0.05 * random.normal() + 0.02)
}

const weightsOf = (tensors: readonly OnnxTensor[]) =>
  new Map(tensors.map(({ name, data }) => [name, Array.from<number | bigint, number>(data as Float32Array, Number)]))

describe('the parameters of a network in a file', () => {
  it('make the same network again, with weights as large as they begin where they are standardised', async () => {
    const model = await inferenceModel(COLUMN_NETWORK, layout, trained())
    const { graph } = model
    const parameters = parametersOf(model, layout, initialParameters(layout, 2), 'column.onnx')
    const again = weightsOf((await inferenceModel(COLUMN_NETWORK, layout, parameters)).graph.initializers)
    for (const [name, values] of weightsOf(graph.initializers)) {
      const others = again.get(name)!
      expect(others).toHaveLength(values.length)
      values.forEach((value, i) => {
        expect(Math.abs(others[i]! - value), name).toBeLessThan(1e-5)
      })
    }
    const { offset } = layout.parameters.find(({ name }) => name === 'stem.weight')!
    const channel = parameters.subarray(offset, offset + 25)
    expect(channel.reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(2, 4)
  })

  it('stay in the metadata where the graph holds only what was computed from them', async () => {
    const fixed: TrainableNetwork = {
      ...COLUMN_NETWORK,
      build: (layers, inputs) => {
        const ones = layers.graph.constant(new Array(12).fill(1), [1, 3, 2, 2])
        const shape = layers.conv('shape', ones, { out: 2, kernel: 1, isStandardised: true })
        const { position, ...rest } = COLUMN_NETWORK.build(layers, inputs)
        return { ...rest, position: add(layers.graph, position!, mean(layers.graph, shape)) }
      },
    }
    const own = parameterLayout(fixed)
    const vector = initialParameters(own, 3)
    const model = await inferenceModel(fixed, own, vector)
    expect(Object.keys(model.metadata).sort()).toEqual([
      'parameter shape.bias',
      'parameter shape.gain',
      'parameter shape.weight',
    ])
    const again = parametersOf(decodeOnnx(encodeOnnx(model)), own, initialParameters(own, 4), 'fixed.onnx')
    for (const { name, offset, shape } of own.parameters.filter((one) => one.name.startsWith('shape.'))) {
      const end = offset + shape.reduce((product, size) => product * size, 1)
      expect(again.slice(offset, end), name).toEqual(vector.slice(offset, end))
    }
  })

  it('begin as drawn in layers that the network has got since', async () => {
    const model = await inferenceModel(COLUMN_NETWORK, layout, trained())
    const larger = parameterLayout(withLayer('wide', 2))
    const drawn = initialParameters(larger, 2)
    const vector = parametersOf(model, larger, drawn, 'column.onnx')
    const known = parametersOf(model, layout, initialParameters(layout, 3), 'column.onnx')
    for (const { name, offset, shape } of larger.parameters) {
      const length = shape.reduce((product, size) => product * size, 1)
      const before = layout.parameters.find((one) => one.name === name)
      const expected = before
        ? known.slice(before.offset, before.offset + length)
        : drawn.slice(offset, offset + length)
      expect(vector.slice(offset, offset + length), name).toEqual(expected)
    }
  })

  it('are refused where a layer is of another size, or half of the network is missing', async () => {
    const model = await inferenceModel(withLayer('wide', 2), parameterLayout(withLayer('wide', 2)), trainedWide())
    const wider = parameterLayout(withLayer('wide', 3))
    expect(() => parametersOf(model, wider, initialParameters(wider, 1), 'column.onnx')).toThrow(
      'expected the parameter wide.weight [3, 1, 3, 3], found [2, 1, 3, 3]: column.onnx',
    )
    const none = { ...model, graph: { ...model.graph, nodes: [], initializers: [] } }
    expect(() => parametersOf(none, layout, initialParameters(layout, 1), 'column.onnx')).toThrow(
      `expected the parameters of this network, found 0 of ${layout.size} numbers: column.onnx`,
    )
  })
})

function withLayer(name: string, out: number): TrainableNetwork {
  return {
    ...COLUMN_NETWORK,
    build: (layers, inputs) => {
      const wide = layers.conv(name, inputs['image']!, { out, kernel: 3 })
      return { ...COLUMN_NETWORK.build(layers, inputs), wide }
    },
  }
}

const trainedWide = () => initialParameters(parameterLayout(withLayer('wide', 2)), 6)
