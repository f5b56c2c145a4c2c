import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { GraphBuilder } from '../../../planning/training/graph/graph-builder.ts'
import type { Value } from '../../../planning/training/graph/value.ts'
import {
  binaryCrossEntropy,
  centrePointLoss,
  crossEntropy,
  smoothAbsolute,
  weightedMean,
} from '../../../planning/training/operators/losses.ts'
import { elementCount, onnxModel } from '../../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { gradientErrors, median } from './finite-differences.ts'

/** The values of an expression over inputs of the shape [count] or [rows, columns]. */
async function evaluate(
  inputs: readonly number[][],
  shape: number[],
  build: (graph: GraphBuilder, values: Value[]) => Value,
) {
  const graph = new GraphBuilder()
  const values = inputs.map((_, i) => graph.input(`x${i}`, shape))
  const model = onnxModel(graph.graph('test', { out: build(graph, values) }))
  const session = await InferenceSession.create(encodeOnnx(model), { intraOpNumThreads: 1 })
  const feeds = inputs.map((input, i) => [`x${i}`, new Tensor('float32', Float32Array.from(input), shape)] as const)
  const { out } = await session.run(Object.fromEntries(feeds))
  await session.release()
  expect(elementCount(shape)).toBe(inputs[0]!.length)
  return Array.from<number | bigint | string, number>(out?.data ?? [], Number)
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
const near = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, i) => {
    expect(value, `element ${i}`).toBeCloseTo(expected[i]!, 4)
  })
}

describe('losses', () => {
  const [x, t] = [
    [-3, -0.5, 0, 2],
    [0, 1, 0.5, 1],
  ]

  it('binary cross-entropy has the values of its definition, and no infinity', async () => {
    const expected = x.map((logit, i) => -t[i]! * Math.log(sigmoid(logit)) - (1 - t[i]!) * Math.log(1 - sigmoid(logit)))
    near(await evaluate([x, t], [4], (graph, [a, b]) => binaryCrossEntropy(graph, a!, b!)), expected)
    near(
      await evaluate(
        [
          [100, -100],
          [0, 0],
        ],
        [2],
        (graph, [a, b]) => binaryCrossEntropy(graph, a!, b!),
      ),
      [100, 0],
    )
  })

  it('cross-entropy has the values of its definition', async () => {
    const total = x.reduce((sum, logit) => sum + Math.exp(logit), 0)
    const share = [0.1, 0.2, 0.3, 0.4]
    const expected = -share.reduce((sum, target, i) => sum + target * Math.log(Math.exp(x[i]!) / total), 0)
    near(await evaluate([x, share], [1, 4], (graph, [a, b]) => crossEntropy(graph, a!, b!)), [expected])
  })

  it('the smooth absolute value is a parabola inside and a line outside', async () => {
    const found = await evaluate([[-3, -0.5, 0, 0.25, 2]], [5], (graph, [a]) => smoothAbsolute(graph, a!, 0.5))
    near(found, [2.75, 0.25, 0, 0.0625, 1.75])
  })

  it('the loss of centre points has the values of its definition', async () => {
    const heat = [0, 0.5, 1, 1]
    const isCentre = [0, 0, 1, 1]
    const expected = x.map((logit, i) => {
      const p = sigmoid(logit)
      return isCentre[i] === 1 ? -((1 - p) ** 2) * Math.log(p) : -((1 - heat[i]!) ** 4) * p ** 2 * Math.log(1 - p)
    })
    near(await evaluate([x, heat, isCentre], [4], (graph, [a, b, c]) => centrePointLoss(graph, a!, b!, c!)), expected)
  })

  it('the weighted mean counts what has weight, and stays small where little has', async () => {
    const mean = (weights: number[]) =>
      evaluate([[1, 2, 3, 4], weights], [4], (graph, [a, b]) => weightedMean(graph, a!, b!))
    near(await mean([1, 0, 0, 3]), [13 / 4])
    near(await mean([0, 0, 0, 0.5]), [2])
    near(await mean([0, 0, 0, 0]), [0])
  })

  it('have gradients that agree with finite differences', async () => {
    const targets = (graph: GraphBuilder) => graph.constant([0, 0.5, 1, 0.25, 0.75, 1], [2, 3])
    const centres = (graph: GraphBuilder) => graph.constant([0, 0, 1, 0, 0, 1], [2, 3])
    const losses: readonly ((graph: GraphBuilder, x: Value) => Value)[] = [
      (graph, logits) => binaryCrossEntropy(graph, logits, targets(graph)),
      (graph, logits) => crossEntropy(graph, logits, targets(graph)),
      (graph, logits) => centrePointLoss(graph, logits, targets(graph), centres(graph)),
      (graph, values) => smoothAbsolute(graph, values, 0.5),
      (graph, values) => weightedMean(graph, values, targets(graph)),
    ]
    for (const build of losses) {
      const errors = await gradientErrors(
        { shapes: [[2, 3]], build: (graph, [value]) => build(graph, value!), real: 'float', step: 2 ** -7 },
        [1, 2, 3, 4, 5],
      )
      expect(median(errors)).toBeLessThan(1e-3)
    }
  })
})
