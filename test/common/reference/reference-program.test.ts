import { describe, expect, it } from 'vitest'
import { activationScales, calibrate, observableModel } from '../../../planning/quantize/calibrate.ts'
import { planQuantization } from '../../../planning/quantize/quantization-plan.ts'
import { quantizeModel } from '../../../planning/quantize/quantize-model.ts'
import type { OnnxModel, OnnxNode, OnnxTensor } from '../../../src/common/onnx/model.ts'
import { elementCount } from '../../../src/common/onnx/model.ts'
import { ReferenceProgram } from '../../../src/common/reference/reference-program.ts'
import { constantValue, type ReferenceValue } from '../../../src/common/reference/reference-value.ts'
import type { Tensor } from '../../../src/core/tensor.ts'
import { decodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { openInProcess } from '../../networks/in-process.ts'
import { type Attributes, integers, networkBytes, node, noise, picture, reals } from '../../networks/small-network.ts'
import { plannerInput, smallPlannerModel } from '../../planning/quantize/small-planner.ts'
import { layerAgreements, vnni } from './quantized-layers.ts'

console.info(`8-bit dot products (VNNI) of this CPU: ${vnni()}`)

const int8 = (name: string, shape: number[], values: readonly number[]): OnnxTensor => ({
  name,
  type: 'int8',
  shape,
  data: Int8Array.from(values),
})
const int32 = (name: string, shape: number[], values: readonly number[]): OnnxTensor => ({
  name,
  type: 'int32',
  shape,
  data: Int32Array.from(values),
})

function run(
  nodes: readonly OnnxNode[],
  constants: readonly OnnxTensor[],
  inputs: readonly OnnxTensor[],
  output: string,
): ReferenceValue {
  const graph = {
    name: 'hand-made',
    nodes,
    initializers: constants,
    inputs: inputs.map(({ name, type, shape }) => ({ name, type, shape })),
    outputs: [{ name: output, type: 'float' as const, shape: null }],
    values: [],
  }
  return new ReferenceProgram(graph, 13, inputs).run(inputs.map(constantValue))[0]!
}

describe('the reference, by hand', () => {
  it('rounds half to even and saturates', () => {
    const x = reals('x', [8], [0.5, 1.5, 2.5, -0.5, -1.5, 126.6, 300, -300])
    const constants = [reals('scale', [], [1]), int8('zero', [], [0])]
    const { type, data } = run([node('QuantizeLinear', ['x', 'scale', 'zero'], ['y'])], constants, [x], 'y')
    expect([type, ...data]).toEqual(['int8', 0, 2, 2, 0, -2, 127, 127, -128])
  })

  it('takes off the zero point, and has a scale for each place of an axis', () => {
    const constants = [reals('scale', [2], [0.5, 2]), int8('zero', [2], [1, -1])]
    const x = int8('x', [2, 2], [3, 5, 7, 9])
    const { data } = run([node('DequantizeLinear', ['x', 'scale', 'zero'], ['y'], { axis: 0 })], constants, [x], 'y')
    expect([...data]).toEqual([1, 2, 16, 20])
  })

  it('sums products of integers in int32, which wraps around, with the bias in the sum', () => {
    const constants = [
      reals('one', [], [1]),
      int8('zero', [], [0]),
      int32('zero32', [], [0]),
      int8('w', [1, 2, 1, 1], [100, 100]),
      int32('b', [1], [2 ** 31 - 1]),
    ]
    const x = int8('x', [1, 2, 1, 2], [1, 0, 0, -1])
    const nodes = [
      node('DequantizeLinear', ['x', 'one', 'zero'], ['xd']),
      node('DequantizeLinear', ['w', 'one', 'zero'], ['wd']),
      node('DequantizeLinear', ['b', 'one', 'zero32'], ['bd']),
      node('Conv', ['xd', 'wd', 'bd'], ['y']),
    ]
    expect([...run(nodes, constants, [x], 'y').data]).toEqual([-(2 ** 31) + 99, 2 ** 31 - 101])
  })

  it('keeps a mean that lies between two steps there: it goes to the even one', () => {
    const constants = [reals('scale', [], [0.1]), int8('zero', [], [0])]
    const x = int8('x', [1, 2, 1, 2], [1, 2, 2, 3])
    const nodes = [
      node('DequantizeLinear', ['x', 'scale', 'zero'], ['d']),
      node('AveragePool', ['d'], ['a'], { kernel_shape: [1, 2] }),
      node('QuantizeLinear', ['a', 'scale', 'zero'], ['y']),
    ]
    expect([...run(nodes, constants, [x], 'y').data]).toEqual([2, 2])
  })

  it('names the node that it does not compute', () => {
    expect(() => run([node('Erf', ['x'], ['y'])], [], [reals('x', [1], [1])], 'y')).toThrow(
      'expected an operator of the reference, found Erf: node y (Erf)',
    )
  })
})

/** One operator between integers. `rest`: further inputs. */
interface Case {
  readonly op: string
  readonly shape?: readonly number[]
  readonly attributes?: Attributes
  /** Constants that become int8 with a scale a channel along that axis; null for one scale. */
  readonly weights?: { readonly tensor: OnnxTensor; readonly axis: number | null }
  readonly rest?: readonly OnnxTensor[]
  /** A second input of integers, of the first one's shape or another. */
  readonly second?: readonly number[]
  readonly outputs?: number
  /** Share of the elements that must be the very same step; 0.97 where it is left out. */
  readonly equal?: number
}

const PADS = [1, 1, 1, 1]
const weights = (axis: number | null, ...shape: number[]) => ({
  tensor: reals('w', shape, noise(elementCount(shape), 5)),
  axis,
})
const TWICE = reals('twice', [4], [1, 1, 2, 2])

const CASES: Readonly<Record<string, Case>> = {
  'Conv 3x3': { op: 'Conv', attributes: { pads: PADS }, weights: weights(0, 6, 4, 3, 3) },
  'Conv stride 2, end padding only': {
    op: 'Conv',
    attributes: { pads: [1, 1, 0, 0], strides: [2, 2] },
    weights: weights(0, 6, 4, 3, 3),
  },
  'Conv depthwise 5x5': { op: 'Conv', attributes: { pads: [2, 2, 2, 2], group: 4 }, weights: weights(0, 4, 1, 5, 5) },
  'Conv dilated in groups': {
    op: 'Conv',
    attributes: { pads: [2, 2, 2, 2], dilations: [2, 2], group: 2 },
    weights: weights(0, 6, 2, 3, 3),
  },
  'Conv 7x7, one scale': { op: 'Conv', attributes: { pads: [3, 3, 3, 3] }, weights: weights(null, 3, 4, 7, 7) },
  ConvTranspose: { op: 'ConvTranspose', attributes: { strides: [2, 2] }, weights: weights(null, 4, 3, 2, 2) },
  'Gemm transposed': { op: 'Gemm', shape: [3, 20], attributes: { transB: 1 }, weights: weights(0, 7, 20) },
  Gemm: { op: 'Gemm', shape: [3, 20], weights: weights(1, 20, 7) },
  MatMul: { op: 'MatMul', shape: [2, 5, 20], weights: weights(1, 20, 7) },
  'MatMul of two values': { op: 'MatMul', shape: [1, 6, 8], second: [1, 8, 5] },
  Add: { op: 'Add', second: [1, 4, 6, 8] },
  'Add stretched': { op: 'Add', second: [1, 4, 1, 1] },
  Mul: { op: 'Mul', second: [1, 4, 6, 8] },
  'Mul stretched': { op: 'Mul', second: [1, 1, 6, 8] },
  Sub: { op: 'Sub', second: [1, 4, 6, 8] },
  Concat: { op: 'Concat', second: [1, 3, 6, 8], attributes: { axis: 1 } },
  MaxPool: { op: 'MaxPool', attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: PADS } },
  AveragePool: { op: 'AveragePool', attributes: { kernel_shape: [3, 3], pads: PADS } },
  'AveragePool with its padding': {
    op: 'AveragePool',
    attributes: { kernel_shape: [2, 2], strides: [2, 2], pads: PADS, count_include_pad: 1 },
  },
  GlobalAveragePool: { op: 'GlobalAveragePool' },
  Relu: { op: 'Relu' },
  LeakyRelu: { op: 'LeakyRelu', attributes: { alpha: 0.1 } },
  PRelu: { op: 'PRelu', rest: [reals('slopes', [4, 1, 1], [0.1, 0.2, 0.3, 0.4])] },
  Clip: { op: 'Clip', rest: [reals('least', [], [0]), reals('most', [], [0.5])] },
  Sigmoid: { op: 'Sigmoid' },
  Tanh: { op: 'Tanh' },
  Softmax: { op: 'Softmax', attributes: { axis: -1 } },
  // Its table of exponentials is coarser than the steps.
  'Softmax over channels': { op: 'Softmax', attributes: { axis: 1 }, equal: 0.7 },
  'Resize x2': {
    op: 'Resize',
    attributes: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
    rest: [TWICE],
  },
  'Resize x2, from the middle': {
    op: 'Resize',
    attributes: {
      mode: 'nearest',
      coordinate_transformation_mode: 'pytorch_half_pixel',
      nearest_mode: 'round_prefer_ceil',
    },
    rest: [TWICE],
  },
  Reshape: { op: 'Reshape', rest: [integers('shape', [0, -1])] },
  Transpose: { op: 'Transpose', attributes: { perm: [0, 2, 3, 1] } },
  Slice: {
    op: 'Slice',
    rest: [
      integers('starts', [1, -2]),
      integers('ends', [9, -9]),
      integers('axes', [1, 3]),
      integers('steps', [2, -1]),
    ],
  },
  Split: { op: 'Split', attributes: { axis: 1 }, rest: [integers('split', [1, 3])], outputs: 2 },
  Gather: { op: 'Gather', attributes: { axis: 1 }, rest: [integers('at', [2, 0, -1])] },
  Pad: { op: 'Pad', rest: [integers('pads', [0, 0, 1, 2, 0, 0, 3, 4])] },
  ReduceMax: { op: 'ReduceMax', attributes: { axes: [1], keepdims: 1 } },
  BatchNormalization: {
    op: 'BatchNormalization',
    rest: [
      reals('scale', [4], [1, 2, 0.5, 1]),
      reals('shift', [4], [0, 1, -1, 0]),
      reals('mean', [4], [0, 0.1, 0.2, 0]),
      reals('variance', [4], [1, 2, 1, 0.5]),
    ],
  },
}

/** The float network of a case, and its constants that are not scales. */
function floatNetwork({
  op,
  shape = [1, 4, 6, 8],
  attributes = {},
  weights: own,
  rest = [],
  second,
  outputs = 1,
}: Case): OnnxModel {
  const names = Array.from({ length: outputs }, (_, i) => `y${i}`)
  const roi = op === 'Resize' ? [''] : []
  const inputs = ['x', ...(second ? ['z'] : []), ...(own ? ['w'] : []), ...roi, ...rest.map(({ name }) => name)]
  return decodeOnnx(
    networkBytes({
      nodes: [node(op, inputs, names, attributes)],
      inputs: [picture('x', ...shape), ...(second ? [picture('z', ...second)] : [])],
      outputs: names.map((name) => ({ name, type: 'float', shape: null })),
      initializers: [...(own ? [own.tensor] : []), ...rest],
    }),
  )
}

describe('onnxruntime', () => {
  it.each(Object.entries(CASES))('agrees with the reference within one step: %s', async (_, one) => {
    const model = floatNetwork(one)
    const plan = planQuantization(model.graph, { keepFloat: [], outputs: 'int8' })
    const values = model.graph.inputs.map(({ shape }, i): ReferenceValue => {
      const sizes = shape!.map(Number)
      return { type: 'float', shape: sizes, data: Float64Array.from(noise(elementCount(sizes), 11 + i)), steps: null }
    })
    const tensors = model.graph.inputs.map(({ name }, i): [string, Tensor] => {
      const { shape, data } = values[i]!
      return [name, { type: 'float32', shape, data: Float32Array.from(data) }]
    })
    const given = Object.fromEntries(tensors)
    const fast = await openInProcess('onnxruntime', observableModel(model, plan))
    if (plan.quantized.size === 0) {
      // No int8 form: it computes on reals.
      const slow = (await (await openInProcess('reference', model)).run(given))['y0']!
      const found = (await fast.run(given))['y0']!
      expect(slow.shape).toEqual(found.shape)
      for (const [i, value] of Array.from(slow.data, Number).entries())
        expect(Number(found.data[i])).toBeCloseTo(value, 5)
      return
    }
    const scales = activationScales(plan, await calibrate(fast, plan, [given]), 1)
    const layers = await layerAgreements(quantizeModel(model, plan, scales, { bias: 'int32' }), values)
    expect(layers).toHaveLength(one.outputs ?? 1)
    for (const { most, equal } of layers) {
      expect(most).toBeLessThanOrEqual(1)
      expect(equal).toBeGreaterThan(one.equal ?? 0.97)
    }
  })

  it('agrees with the reference within one step at every layer of a planner', async () => {
    const model = smallPlannerModel()
    const plan = planQuantization(model.graph, { keepFloat: [], outputs: 'float' })
    const engine = await openInProcess('onnxruntime', observableModel(model, plan))
    const fed = (seed: number): Tensor => ({ type: 'float32', shape: [1, 3, 16, 24], data: plannerInput(seed) })
    const histograms = await calibrate(
      engine,
      plan,
      Array.from({ length: 8 }, (_, seed) => ({ x: fed(seed) })),
    )
    const quantized = quantizeModel(model, plan, activationScales(plan, histograms, 1), { bias: 'int32' })
    const x: ReferenceValue = {
      type: 'float',
      shape: [1, 3, 16, 24],
      data: Float64Array.from(plannerInput(77)),
      steps: null,
    }
    const layers = await layerAgreements(quantized, [x])
    expect(layers.length).toBe(19)
    for (const { name, most, equal } of layers) {
      expect(most, name).toBeLessThanOrEqual(1)
      expect(equal, name).toBeGreaterThan(0.97)
    }
  })

  it('gives the reals of the reference on a float network', async () => {
    const engines = await Promise.all(
      ['onnxruntime', 'reference'].map((name) => openInProcess(name, smallPlannerModel())),
    )
    const x: Tensor = { type: 'float32', shape: [1, 3, 16, 24], data: plannerInput(5) }
    const [fast, slow] = await Promise.all(
      engines.map(async (each) => Array.from((await each.run({ x }))['path']!.data as Float32Array)),
    )
    for (const [i, value] of slow!.entries()) expect(fast![i]).toBeCloseTo(value, 5)
  })
})
