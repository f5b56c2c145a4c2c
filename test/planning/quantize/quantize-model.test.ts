import { beforeAll, describe, expect, it } from 'vitest'
import { AbsoluteHistogram } from '../../../planning/quantize/absolute-histogram.ts'
import { activationScales, calibrate, LARGEST_INT8, observableModel } from '../../../planning/quantize/calibrate.ts'
import { DriftMeter } from '../../../planning/quantize/drift.ts'
import { type PlanOptions, planQuantization } from '../../../planning/quantize/quantization-plan.ts'
import { quantizeModel } from '../../../planning/quantize/quantize-model.ts'
import { channelAxis, quantizeWeights } from '../../../planning/quantize/quantize-weights.ts'
import { raiseOpset } from '../../../planning/quantize/raise-opset.ts'
import { inferShapes } from '../../../src/common/onnx/infer-shapes.ts'
import type { OnnxModel, OnnxNode } from '../../../src/common/onnx/model.ts'
import { roundHalfEven } from '../../../src/common/round-half-even.ts'
import type { Tensor } from '../../../src/core/tensor.ts'
import { fusedConvolutions } from '../../../src/io/inference/fused-convolutions.ts'
import { onnxruntimeForm } from '../../../src/io/inference/onnxruntime-form.ts'
import { optimizedModel } from '../../../src/io/inference/optimized-model.ts'
import { decodeOnnx, encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { openInProcess } from '../../networks/in-process.ts'
import { integers, networkBytes, node, picture, reals } from '../../networks/small-network.ts'
import { CONVOLUTIONS, plannerInput, smallPlannerModel } from './small-planner.ts'

const FLOAT_TAIL: PlanOptions = { keepFloat: [], outputs: 'float' }
const CALIBRATION = 12
const HELD_OUT = 8

const input = (seed: number) => ({ x: { type: 'float32', shape: [1, 3, 16, 24], data: plannerInput(seed) } as Tensor })

async function quantized(options: PlanOptions = FLOAT_TAIL, bias: 'int32' | 'float' = 'int32'): Promise<OnnxModel> {
  const model = smallPlannerModel()
  const plan = planQuantization(model.graph, options)
  const engine = await openInProcess('onnxruntime', observableModel(model, plan))
  const histograms = await calibrate(
    engine,
    plan,
    Array.from({ length: CALIBRATION }, (_, seed) => input(seed)),
  )
  return quantizeModel(model, plan, activationScales(plan, histograms, 1), { bias })
}

async function drift(int8: OnnxModel) {
  const [float, integer] = [
    await openInProcess('onnxruntime', smallPlannerModel()),
    await openInProcess('onnxruntime', int8),
  ]
  const meter = new DriftMeter('path')
  for (let seed = 0; seed < HELD_OUT; seed++) {
    const given = input(1000 + seed)
    meter.add((await float.run(given))['path']!, (await integer.run(given))['path']!)
  }
  return meter.result()
}

const nodesOf = (model: OnnxModel, op: string): OnnxNode[] => model.graph.nodes.filter((one) => one.op === op)
const constant = (model: OnnxModel, name: string | undefined) =>
  model.graph.initializers.find((tensor) => tensor.name === name)!

describe('a quantised network', () => {
  let int8: OnnxModel
  beforeAll(async () => {
    int8 = decodeOnnx(encodeOnnx(await quantized()))
  })

  it('holds signed symmetric activations with one scale, weights with a scale a channel, and int32 biases', () => {
    for (const one of [...nodesOf(int8, 'QuantizeLinear'), ...nodesOf(int8, 'DequantizeLinear')]) {
      const zero = constant(int8, one.inputs[2])
      expect(zero.type, one.name).toBe(one.name.includes('/b') ? 'int32' : 'int8')
      expect(Array.from(zero.data as Int8Array).every((value) => value === 0)).toBe(true)
    }
    for (const one of nodesOf(int8, 'QuantizeLinear')) expect(constant(int8, one.inputs[1]).shape).toEqual([])
    for (const one of nodesOf(int8, 'Conv')) {
      const [value, weights, bias] = one.inputs.map(
        (name) => int8.graph.nodes.find((made) => made.outputs.includes(name))!,
      )
      const scales = constant(int8, weights!.inputs[1])
      expect(constant(int8, weights!.inputs[0])).toMatchObject({
        type: 'int8',
        shape: [8, expect.any(Number), expect.any(Number), expect.any(Number)],
      })
      expect(scales.shape).toEqual([8])
      // What onnxruntime asks for to fuse it: input scale x weight scale, to the bit.
      const inputScale = Number(constant(int8, value!.inputs[1]).data[0])
      const expected = Float32Array.from(scales.data as Float32Array, (scale) => inputScale * scale)
      expect(constant(int8, bias!.inputs[1]).data).toEqual(expected)
    }
  })

  it('has every convolution fused by onnxruntime, and all but Clip and the head on integers', async () => {
    expect(await fusedConvolutions(int8, 'int8')).toEqual({ fused: CONVOLUTIONS, left: [] })
    const run = await optimizedModel(int8, 'all', 'int8')
    const float = run.graph.nodes.filter(({ op }) =>
      /^(Conv|FusedConv|Gemm|MatMul|Add|Mul|Sigmoid|AveragePool|Relu|Concat)$/.test(op),
    )
    expect(float.map(({ op }) => op)).toEqual([])
  })

  it('is fused as well with biases in float', async () => {
    const model = await quantized(FLOAT_TAIL, 'float')
    expect(model.graph.initializers.filter(({ type }) => type === 'int32')).toEqual([])
    expect(await fusedConvolutions(model, 'int8')).toEqual({ fused: CONVOLUTIONS, left: [] })
  })

  it('drifts little on pictures that it was not calibrated by, less with the head in float', async () => {
    const tail = await drift(int8)
    const whole = await drift(await quantized({ keepFloat: [], outputs: 'int8' }))
    expect(tail.max).toBeGreaterThan(0)
    expect(tail.p99).toBeLessThan(0.04)
    expect(tail.mean).toBeLessThan(whole.mean)
  })

  it('leaves in float what is asked, which brings the output closer', async () => {
    const kept = await quantized({ ...FLOAT_TAIL, keepFloat: ['c4', 'c5'] })
    expect(await fusedConvolutions(kept, 'int8')).toMatchObject({ fused: CONVOLUTIONS - 2, left: ['c4', 'c5'] })
    const none = await quantized({ ...FLOAT_TAIL, keepFloat: smallPlannerModel().graph.nodes.map(({ name }) => name) })
    expect(nodesOf(none, 'QuantizeLinear')).toEqual([])
    expect((await drift(none)).max).toBeLessThan(1e-6)
  })
})

describe('the plan of a quantisation', () => {
  const plan = () => planQuantization(smallPlannerModel().graph, FLOAT_TAIL)

  it('gives one scale to what only moves numbers, and to a rectifier and its input', () => {
    const { scaleOf, measured } = plan()
    const shared = (...names: string[]) => expect(new Set(names.map((name) => scaleOf.get(name))).size).toBe(1)
    shared('c1', 'r1')
    shared('a1', 'r2', 'm1', 'j1', 'u1', 'k1', 'c4')
    shared('p2', 'f1')
    expect(scaleOf.get('c3')).not.toBe(scaleOf.get('a1'))
    // The part of c4 that Clip cuts off takes no steps.
    expect([...measured.get(scaleOf.get('k1')!)!].sort()).toEqual(['j1', 'k1', 'm1', 'r2', 'u1'])
    expect(measured.get(scaleOf.get('r1')!)).toEqual(['r1'])
  })

  it('keeps the sums of the last product, and says what it leaves in float', () => {
    const { scaleOf, quantized: nodes, left } = plan()
    expect(scaleOf.has('path')).toBe(false)
    expect([...nodes].map(({ name }) => name)).toContain('path')
    expect(left).toEqual([])
    const odd = decodeOnnx(
      networkBytes({
        nodes: [
          node('Conv', ['x', 'w'], ['c']),
          node('Erf', ['c'], ['e']),
          node('Conv', ['e', 'w'], ['d']),
          node('Sigmoid', ['d'], ['y']),
        ],
        inputs: [picture('x', 1, 2, 4, 4)],
        outputs: [picture('y', 1, 2, 4, 4)],
        initializers: [reals('w', [2, 2, 1, 1], [1, 2, 3, 4])],
      }),
    )
    const reasons = planQuantization(odd.graph, FLOAT_TAIL).left.map(
      ({ node: one, reason }) => `${one.name}: ${reason}`,
    )
    expect(reasons).toEqual(['e: no int8 form of Erf', 'y: behind the last product'])
  })

  it('leaves numbers of several units in float until they are brought to one scale', () => {
    const told = decodeOnnx(
      networkBytes({
        nodes: [node('Mul', ['x', 's'], ['m']), node('Conv', ['m', 'w'], ['c']), node('Mul', ['c', 's'], ['y'])],
        inputs: [picture('x', 1, 2, 1, 1)],
        outputs: [picture('y', 1, 2, 1, 1)],
        initializers: [reals('s', [1, 2, 1, 1], [0.1, 10]), reals('w', [2, 2, 1, 1], [1, 2, 3, 4])],
      }),
    )
    const { quantized: nodes, scaleOf, left } = planQuantization(told.graph, { keepFloat: [], outputs: 'int8' })
    expect(left.map(({ node: one, reason }) => `${one.name}: ${reason}`)).toEqual(['m: brings an input to scale'])
    expect([...nodes].map(({ name }) => name)).toEqual(['c', 'y'])
    expect(scaleOf.has('x')).toBe(false)
    expect(scaleOf.has('m')).toBe(true)
  })
})

describe('ranges', () => {
  it('are found without knowing the largest value beforehand', () => {
    const histogram = new AbsoluteHistogram()
    histogram.add(Float32Array.from({ length: 1000 }, (_, i) => (i % 2 ? -1 : 1) * (i / 1000)))
    histogram.add(Float32Array.of(50))
    expect(histogram.largest).toBe(50)
    expect(histogram.quantile(1)).toBe(50)
    expect(Math.abs(histogram.quantile(0.5) - 0.5)).toBeLessThan(50 / 1024)
    expect(new AbsoluteHistogram().quantile(0.9)).toBe(0)
    expect(() => histogram.add(Float32Array.of(1, Number.NaN))).toThrow('expected numbers, found NaN at element 1')
  })

  it('cannot be had from nothing, and not from infinity', async () => {
    const model = smallPlannerModel()
    const planned = planQuantization(model.graph, FLOAT_TAIL)
    const engine = await openInProcess('onnxruntime', observableModel(model, planned))
    await expect(calibrate(engine, planned, [])).rejects.toThrow('expected inputs to calibrate by, found none')
    const endless = {
      x: {
        type: 'float32',
        shape: [1, 3, 16, 24],
        data: new Float32Array(1152).fill(Number.POSITIVE_INFINITY),
      } as Tensor,
    }
    await expect(calibrate(engine, planned, [endless])).rejects.toThrow("infinity in value 'x', run 1")
  })
})

describe('weights', () => {
  it('are 127 at the largest magnitude of each channel, on the axis of the outputs', () => {
    const tensor = reals('w', [2, 3], [0.5, -1, 0.25, 0, 0, 0])
    const { values, scales } = quantizeWeights(tensor, 0, null, 1)
    expect([...values]).toEqual([64, -127, 32, 0, 0, 0])
    expect(scales[0]).toBeCloseTo(1 / LARGEST_INT8, 7)
    expect(scales[1]).toBeGreaterThan(0)
    expect([...quantizeWeights(tensor, 1, null, 1).values]).toEqual([127, -127, 127, 0, 0, 0])
    expect(channelAxis(node('Gemm', [], ['y']), tensor)).toBe(1)
    expect(channelAxis(node('Gemm', [], ['y'], { transB: 1 }), tensor)).toBe(0)
  })

  it('get a larger scale where the bias would not fit into int32', () => {
    const tiny = reals('w', [2, 1], [1e-9, 1])
    const { scales } = quantizeWeights(tiny, 0, Float32Array.of(4, 4), 0.01)
    expect(Math.abs(4 / (0.01 * scales[0]!))).toBeLessThan(2 ** 30)
    expect(scales[1]).toBeCloseTo(1 / LARGEST_INT8, 7)
  })

  it('are rounded half to even', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 2.4, 2.6, -2.6].map(roundHalfEven)).toEqual([0, 2, 2, 0, -2, 2, 3, -3])
  })
})

describe('raising the opset', () => {
  const raise = (model: OnnxModel) =>
    raiseOpset(model, (name) => inferShapes(model.graph).types.get(name)?.shape.length ?? null)
  const old = (nodes: OnnxNode[], opset = 11) =>
    decodeOnnx(
      networkBytes({
        nodes,
        inputs: [picture('x', 2, 1, 4)],
        outputs: [{ name: 'y', type: 'float', shape: null }],
        opset,
      }),
    )

  it('makes inputs of what were attributes, and computes the same', async () => {
    const model = old([
      node('Squeeze', ['x'], ['s'], { axes: [1] }),
      node('Split', ['s'], ['a', 'b'], { axis: 1, split: [1, 3] }),
      node('Softmax', ['b'], ['m'], { axis: 1 }),
      node('Unsqueeze', ['m'], ['y'], { axes: [0] }),
    ])
    const raised = raise(model)
    expect(raised.opsets).toEqual([{ domain: '', version: 13 }])
    const x: Tensor = { type: 'float32', shape: [2, 1, 4], data: Float32Array.of(1, 2, 3, 4, 5, 7, 6, 5) }
    const results = await Promise.all(
      [model, raised].map(async (one) => {
        const engine = await openInProcess('onnxruntime', one)
        const { y } = await engine.run({ x })
        const values = [...y!.data]
        return values
      }),
    )
    expect(results[1]).toEqual(results[0])
  })

  it('refuses what it cannot: an old Softmax over several axes, and opsets before 11', () => {
    expect(() => raise(old([node('Softmax', ['x'], ['y'], { axis: 1 })]))).toThrow(
      "expected a Softmax over the last axis to raise the opset, found axis 1 of 3 at node 'y'",
    )
    expect(() => raise(old([node('Relu', ['x'], ['y'])], 9))).toThrow('expected an opset of at least 11, found 9')
    const current = old([node('Relu', ['x'], ['y'])], 14)
    expect(raise(current)).toBe(current)
  })
})

describe('the form in which onnxruntime runs a quantised network', () => {
  it('has unsigned steps of the same numbers: it computes what the file says', async () => {
    const model = await quantized()
    const form = onnxruntimeForm(model)
    expect(nodesOf(form, 'Relu').length).toBeLessThan(nodesOf(model, 'Relu').length)
    expect(nodesOf(form, 'QuantizeLinear').every((one) => constant(form, one.inputs[2]).type === 'uint8')).toBe(true)
    expect(onnxruntimeForm(smallPlannerModel())).toEqual(smallPlannerModel())
    // tfjs knows nothing of this form.
    const engines = await Promise.all(['onnxruntime', 'tfjs'].map((name) => openInProcess(name, model)))
    const [a, b] = await Promise.all(
      engines.map(async (engine) => [...(await engine.run(input(3)))['path']!.data].map(Number)),
    )
    const largest = Math.max(...a!.map(Math.abs))
    // A step more or less where a sum lies between two: the head's inputs have 127 steps.
    for (const [i, value] of a!.entries()) expect(Math.abs(value - b![i]!)).toBeLessThan(0.01 * largest)
  })

  it('leaves an integer alone that comes out of the network', () => {
    const zero = { name: 'zero', type: 'int8' as const, shape: [], data: Int8Array.of(0) }
    const model = decodeOnnx(
      networkBytes({
        nodes: [node('QuantizeLinear', ['x', 'scale', 'zero'], ['y'])],
        inputs: [picture('x', 4)],
        outputs: [{ name: 'y', type: 'int8', shape: [4] }],
        initializers: [reals('scale', [], [0.1]), zero, integers('unused', [1])],
      }),
    )
    expect(onnxruntimeForm(model)).toBe(model)
  })
})
