import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { ADAM, stepScalars } from '../../../planning/training/network/adam.ts'
import { inferenceModel } from '../../../planning/training/network/inference-graph.ts'
import { learningRate } from '../../../planning/training/network/learning-rate.ts'
import { initialParameters, layOut } from '../../../planning/training/network/parameters.ts'
import type { TrainableNetwork } from '../../../planning/training/network/trainable-network.ts'
import {
  evaluationGraph,
  networkOutput,
  parameterLayout,
  TRAINING_NAMES,
  trainingGraph,
} from '../../../planning/training/network/training-graph.ts'
import { multiply, subtract } from '../../../planning/training/operators/arithmetic.ts'
import { sum } from '../../../planning/training/operators/reduction.ts'
import { inferShapes } from '../../../src/common/onnx/infer-shapes.ts'
import { type OnnxModel, standardOpset } from '../../../src/common/onnx/model.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { decodeOnnx, encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { COLUMN_NETWORK, columnImage } from './small-network.ts'

/** output = weight · input without a bias, loss Σ (output - target)²: gradients are known in closed form. */
const SCALE: TrainableNetwork = {
  name: 'scale',
  inputs: { x: { shape: [3], type: 'float' } },
  targets: { y: { shape: [3], type: 'float' } },
  build(layers, { x }) {
    const weight = layers.parameter('weight', [3], { kind: 'normal', deviation: 1 }, true)
    const shift = layers.parameter('shift', [3], { kind: 'constant', value: 0.5 }, false)
    return { product: subtract(layers.graph, multiply(layers.graph, x!, weight), shift) }
  },
  losses: (graph, { product }, { y }) => {
    const error = subtract(graph, product!, y!)
    return { square: sum(graph, multiply(graph, error, error)) }
  },
}

async function open(model: OnnxModel): Promise<InferenceSession> {
  return InferenceSession.create(encodeOnnx(model), { intraOpNumThreads: 1 })
}

const float = (data: readonly number[] | Float32Array, shape: readonly number[]) =>
  new Tensor('float32', Float32Array.from(data), shape)

function data(results: Record<string, Tensor>, name: string): number[] {
  return Array.from<number | bigint | string, number>(results[name]?.data ?? [], Number)
}

describe('the training graph', () => {
  it.each([
    ['a short gradient', 100],
    ['a gradient that is clipped', 0.5],
  ])('makes the step of Adam for %s', async (_, clipNorm) => {
    const options = { ...ADAM, clipNorm, weightDecay: 0.1 }
    const layout = parameterLayout(SCALE)
    expect(layout).toMatchObject({ size: 6, decaying: 3 })
    const session = await open(trainingGraph(SCALE, layout, 1, options).model)
    const [x, y] = [
      [1, -2, 0.5],
      [0.3, 0.1, -0.7],
    ] as const
    const state = { p: [0.2, -0.4, 1, 0.5, 0.5, 0.5], m: [0.1, 0, 0, 0.2, 0, -0.1], v: [0.01, 0.02, 0, 0, 0.5, 0.03] }
    const { rate, stepSize } = stepScalars(3, 0.01, options)
    const results = await session.run({
      x: float(x, [1, 3]),
      y: float(y, [1, 3]),
      [TRAINING_NAMES.parameters]: float(state.p, [6]),
      [TRAINING_NAMES.firstMoment]: float(state.m, [6]),
      [TRAINING_NAMES.secondMoment]: float(state.v, [6]),
      [TRAINING_NAMES.rate]: float([rate], []),
      [TRAINING_NAMES.stepSize]: float([stepSize], []),
    })

    const error = x.map((value, i) => value * state.p[i]! - state.p[3 + i]! - y[i]!)
    const gradient = [...error.map((e, i) => 2 * e * x[i]!), ...error.map((e) => -2 * e)]
    const norm = Math.hypot(...gradient)
    const clipped = gradient.map((g) => g * Math.min(1, clipNorm / norm))
    const m = state.m.map((value, i) => 0.9 * value + 0.1 * clipped[i]!)
    const v = state.v.map((value, i) => 0.999 * value + 0.001 * clipped[i]! ** 2)
    const p = state.p.map((value, i) => {
      const kept = i < 3 ? value * (1 - rate * 0.1) : value
      return kept - (stepSize * m[i]!) / (Math.sqrt(v[i]!) + 1e-8)
    })
    expect(clipNorm < norm).toBe(clipNorm === 0.5)
    const near = (name: string, expected: readonly number[]) =>
      data(results, name).forEach((value, i) => {
        expect(value, `${name}[${i}]`).toBeCloseTo(expected[i]!, 5)
      })
    near(TRAINING_NAMES.nextFirstMoment, m)
    near(TRAINING_NAMES.nextSecondMoment, v)
    near(TRAINING_NAMES.nextParameters, p)
    near(TRAINING_NAMES.gradientNorm, [norm])
    near(TRAINING_NAMES.loss, [error.reduce((total, e) => total + e * e, 0)])
  })

  it('corrects the bias of the moments: the first step has the length of the rate', () => {
    const { stepSize } = stepScalars(0, 0.01, ADAM)
    const gradient = 3
    const step = (stepSize * 0.1 * gradient) / Math.sqrt(0.001 * gradient ** 2)
    expect(step).toBeCloseTo(0.01, 8)
  })

  it('refuses a network that does not build alike twice', () => {
    let builds = 0
    const moody: TrainableNetwork = {
      ...SCALE,
      build: (layers, { x }) => {
        const weight = layers.parameter(`weight${builds++}`, [3], { kind: 'constant', value: 0 }, true)
        return { product: multiply(layers.graph, x!, weight) }
      },
    }
    const layout = parameterLayout(moody)
    expect(() => trainingGraph(moody, layout, 1, ADAM)).toThrow("found new 'weight1'")
  })

  it('refuses a parameter that the loss does not depend on', () => {
    const idle: TrainableNetwork = {
      ...SCALE,
      build: (layers, inputs) => {
        layers.parameter('idle', [2], { kind: 'constant', value: 0 }, true)
        return SCALE.build(layers, inputs)
      },
    }
    expect(() => trainingGraph(idle, parameterLayout(idle), 1, ADAM)).toThrow('expected the loss to depend on')
  })
})

describe('initial parameters', () => {
  it('have the variance 2 / fan-in of He, whatever other layers there are', () => {
    const wide = {
      name: 'w',
      shape: [64, 100],
      initialisation: { kind: 'normal', deviation: 0.2 },
      decays: true,
    } as const
    const other = { ...wide, name: 'other', shape: [7] }
    const alone = initialParameters(layOut([wide]), 4)
    const between = initialParameters(layOut([other, wide]), 4)
    expect(between.subarray(7)).toEqual(alone)
    const variance = alone.reduce((total, value) => total + value ** 2, 0) / alone.length
    expect(Math.sqrt(variance)).toBeCloseTo(0.2, 2)
    expect(initialParameters(layOut([wide]), 5)).not.toEqual(alone)
  })
})

describe('the learning rate', () => {
  const schedule = { peak: 0.01, warmUp: 10, steps: 110, final: 0.1 }
  it.each([
    [0, 0.001],
    [9, 0.01],
    [10, 0.01],
    [60, 0.0055],
    [110, 0.001],
    [500, 0.001],
  ])('at step %d is %d', (step, rate) => {
    expect(learningRate(step, schedule)).toBeCloseTo(rate, 10)
  })
})

describe('the network that a car runs', () => {
  const layout = parameterLayout(COLUMN_NETWORK)
  const parameters = initialParameters(layout, 1)

  it('gives what the network in training gives, from the same bytes', async () => {
    const image = new Uint8Array(2 * 128)
    const random = new Random(1)
    for (const sample of [0, 1]) columnImage(sample - 0.5, () => random.uniform(), image.subarray(sample * 128))
    const training = await open(evaluationGraph(COLUMN_NETWORK, layout, 2).model)
    const before = await training.run({
      image: new Tensor('uint8', image, [2, 1, 8, 16]),
      position: float([0, 0], [2, 1]),
      [TRAINING_NAMES.parameters]: float(parameters, [layout.size]),
    })
    const model = decodeOnnx(encodeOnnx(await inferenceModel(COLUMN_NETWORK, layout, parameters)))
    const session = await open(model)
    for (const sample of [0, 1]) {
      const real = Float32Array.from(image.subarray(sample * 128, (sample + 1) * 128), (byte) => byte / 128 - 1)
      const after = await session.run({ image: float(real, [1, 1, 8, 16]) })
      expect(data(after, 'position')[0]).toBeCloseTo(data(before, networkOutput('position'))[sample]!, 5)
    }
  })

  it('has batch 1, static shapes, opset 13 and operators that chips take; weights are standardised already', async () => {
    const model = await inferenceModel(COLUMN_NETWORK, layout, parameters)
    expect(standardOpset(model)).toBe(13)
    const { types, unknown } = inferShapes(model.graph)
    expect(unknown).toEqual([])
    expect(types.get('position')?.shape).toEqual([1, 1])
    const operators = new Set(model.graph.nodes.map((node) => node.op))
    expect([...operators].sort()).toEqual(['Add', 'Conv', 'Gemm', 'GlobalAveragePool', 'Relu', 'Reshape'])
    const weight = model.graph.nodes.find((node) => node.name === 'stem/conv')?.inputs[1]
    const values = model.graph.initializers.find((tensor) => tensor.name === weight)?.data ?? []
    expect(values).toHaveLength(8 * 25)
    // Standardised: the mean over each output channel is zero, the norm is the gain.
    const channel = Array.from<number | bigint, number>(values, Number).slice(0, 25)
    expect(channel.reduce((total, value) => total + value, 0)).toBeCloseTo(0, 5)
    expect(Math.hypot(...channel)).toBeCloseTo(Math.SQRT2, 3)
  })
})
