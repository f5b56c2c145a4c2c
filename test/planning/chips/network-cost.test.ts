import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { DENSE_UTILISATION, DEPTHWISE_UTILISATION, estimateTime } from '../../../planning/chips/estimate-time.ts'
import { networkCost } from '../../../planning/chips/network-cost.ts'
import { networkFacts } from '../../../planning/chips/network-facts.ts'
import { findChips } from '../../../planning/chips/registry.ts'
import { decodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { networkBytes, node, noise, picture, reals, type SmallNetwork } from '../../networks/small-network.ts'
import { sharedData } from '../../shared-data.ts'

const weights = (name: string, ...shape: number[]) => reals(name, shape, noise(shape.reduce((a, b) => a * b, 1)))
const costOf = (network: SmallNetwork) => networkCost(networkFacts(decodeOnnx(networkBytes(network))))

describe('the cost of a network', () => {
  it('counts multiply-accumulates, those of depthwise convolutions apart', () => {
    const cost = costOf({
      nodes: [
        node('Conv', ['x', 'w', 'b'], ['c'], { strides: [2, 2], pads: [1, 1, 0, 0] }),
        node('Conv', ['c', 'd'], ['e'], { group: 6, pads: [1, 1, 1, 1] }),
        node('ConvTranspose', ['e', 't'], ['f'], { strides: [2, 2] }),
        node('Flatten', ['f'], ['g']),
        node('Gemm', ['g', 'm', 'n'], ['y'], { transB: 1 }),
      ],
      inputs: [picture('x', 1, 4, 8, 8)],
      outputs: [picture('y', 1, 5)],
      initializers: [
        weights('w', 6, 4, 3, 3),
        weights('b', 6),
        weights('d', 6, 1, 3, 3),
        weights('t', 6, 2, 2, 2),
        weights('m', 5, 128),
        weights('n', 5),
      ],
    })
    const [conv, transposed, gemm] = [6 * 4 * 4 * 4 * 9, 6 * 4 * 4 * 2 * 4, 5 * 128]
    expect(cost).toMatchObject({ denseMacs: conv + transposed + gemm, depthwiseMacs: 6 * 4 * 4 * 9 })
    const [kernels, biases] = [6 * 4 * 9 + 6 * 9 + 6 * 2 * 4 + 5 * 128, 6 + 5]
    expect(cost.parameters).toBe(kernels + biases)
    // A bias is an int32 at int8.
    expect(cost.weightBytes).toEqual({ int8: kernels + 4 * biases, fp32: 4 * (kernels + biases) })
  })

  it('keeps a value alive until its last reader, and gives views and activations no memory', () => {
    const network = (nodes: SmallNetwork['nodes']) =>
      costOf({
        nodes,
        inputs: [picture('x', 1, 2, 4, 4)],
        outputs: [picture('y', 1, 2, 4, 4)],
        initializers: [weights('w', 2, 2, 1, 1)],
      })
    const chain = [node('Conv', ['x', 'w'], ['a']), node('Relu', ['a'], ['b']), node('Conv', ['b', 'w'], ['y'])]
    expect(network(chain)).toMatchObject({ peakActivations: 64, peakAt: 'a' })
    // x is still needed at the end: three values are alive at the second convolution.
    const skip = [...chain.slice(0, 2), node('Conv', ['b', 'w'], ['c']), node('Add', ['c', 'x'], ['y'])]
    expect(network(skip)).toMatchObject({ peakActivations: 96, peakAt: 'c' })
    // a has another reader, so Relu cannot write over it.
    const shared = [...chain.slice(0, 2), node('Add', ['a', 'b'], ['y'])]
    expect(network(shared)).toMatchObject({ peakActivations: 96, peakAt: 'y' })
  })

  it('becomes a time by the stated rate of a chip and what is assumed of it', () => {
    const cost = {
      ...costOf({ nodes: [node('Relu', ['x'], ['y'])], inputs: [picture('x', 1)], outputs: [picture('y', 1)] }),
    }
    const tidl = findChips('tidl')[0]!
    const at = (denseMacs: number, depthwiseMacs: number) => estimateTime({ ...cost, denseMacs, depthwiseMacs }, tidl)
    expect(at(4e9, 0)).toBeCloseTo(1e-3 / DENSE_UTILISATION, 9)
    expect(at(0, 4e9)).toBeCloseTo(1e-3 / DEPTHWISE_UTILISATION, 9)
    expect(estimateTime(cost, { ...tidl, tops: { value: null, source: 'none' } })).toBeNull()
  })
})

const twinLiteNet = sharedData('onnx/twinlitenet/twinlitenet.onnx')
const fastestDet = sharedData('onnx/fastestdet/FastestDet.onnx')

describe.skipIf(twinLiteNet === null || fastestDet === null)('the cost of published networks', () => {
  it('has their published number of parameters', () => {
    const cost = (path: string) => networkCost(networkFacts(decodeOnnx(readFileSync(path))))
    // TwinLiteNet: "0.4 M parameters" (Che et al. 2023); FastestDet: "0.24 M" (its README).
    expect(cost(twinLiteNet!).parameters / 1e6).toBeCloseTo(0.44, 2)
    expect(cost(fastestDet!).parameters / 1e6).toBeCloseTo(0.24, 2)
    expect(cost(fastestDet!).depthwiseMacs).toBeGreaterThan(0)
  })
})
