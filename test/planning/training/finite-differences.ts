import { InferenceSession, Tensor } from 'onnxruntime-node'
import { differentiate } from '../../../planning/training/graph/differentiate.ts'
import { GraphBuilder, type RealType } from '../../../planning/training/graph/graph-builder.ts'
import type { Value } from '../../../planning/training/graph/value.ts'
import { multiply } from '../../../planning/training/operators/arithmetic.ts'
import { sum } from '../../../planning/training/operators/reduction.ts'
import { elementCount, onnxModel } from '../../../src/common/onnx/model.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'

/** An operation under test: real inputs of these shapes (elements drawn by `draw`) and integer indices. */
export interface Operation {
  readonly shapes: readonly (readonly number[])[]
  readonly build: (graph: GraphBuilder, inputs: readonly Value[]) => Value
  /** Elements of the inputs. Default: standard normal. */
  readonly draw?: (random: Random) => number
  readonly real?: RealType
  /** Step of the central difference. */
  readonly step: number
  /** Elements of the directions along which is differentiated. Default: standard normal. */
  readonly direction?: (random: Random) => number
}

/**
 * For each seed and input the distance between the derivative of Σ weight·output along a random direction and its
 * central difference, relative to the larger of both and 1. A random direction meets every element of the gradient.
 */
export async function gradientErrors(operation: Operation, seeds: readonly number[]): Promise<number[]> {
  const { shapes, real = 'double', step, draw = normal, direction = normal } = operation
  const graph = new GraphBuilder(real)
  const inputs = shapes.map((shape, i) => graph.input(`x${i}`, shape))
  const output = operation.build(graph, inputs)
  const weights = graph.input('weights', output.shape)
  const loss = sum(graph, multiply(graph, output, weights))
  const gradients = differentiate(graph, loss, inputs)
  const names = Object.fromEntries(gradients.map((gradient, i) => [`g${i}`, gradient]))
  const session = await InferenceSession.create(encodeOnnx(onnxModel(graph.graph('test', { loss, ...names }))), {
    intraOpNumThreads: 1,
  })
  const tensorOf = (data: readonly number[], shape: readonly number[]) =>
    real === 'double'
      ? new Tensor('float64', Float64Array.from(data), shape)
      : new Tensor('float32', Float32Array.from(data), shape)
  const errors: number[] = []
  for (const seed of seeds) {
    const random = new Random(seed)
    const elements = (shape: readonly number[], one: (random: Random) => number) =>
      Array.from({ length: elementCount(shape) }, () => one(random))
    const values = shapes.map((shape) => elements(shape, draw))
    const outputWeights = elements(output.shape, direction)
    const run = (at: readonly (readonly number[])[]) =>
      session.run({
        weights: tensorOf(outputWeights, output.shape),
        ...Object.fromEntries(at.map((data, i) => [`x${i}`, tensorOf(data, shapes[i]!)])),
      })
    const here = await run(values)
    for (const [i, shape] of shapes.entries()) {
      const along = elements(shape, direction)
      const moved = (sign: number) =>
        values.map((data, k) => (k === i ? data.map((value, e) => value + sign * step * along[e]!) : data))
      const [ahead, behind] = [await run(moved(1)), await run(moved(-1))]
      const difference = (number(ahead['loss']) - number(behind['loss'])) / (2 * step)
      const gradient = numbers(here[`g${i}`])
      const derivative = gradient.reduce((total, value, e) => total + value * along[e]!, 0)
      errors.push(Math.abs(derivative - difference) / Math.max(1, Math.abs(derivative), Math.abs(difference)))
    }
  }
  await session.release()
  return errors
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

function normal(random: Random): number {
  return random.normal()
}

function numbers(tensor: Tensor | undefined): number[] {
  return Array.from<number | bigint | string, number>(tensor?.data ?? [], Number)
}

function number(tensor: Tensor | undefined): number {
  return numbers(tensor)[0] ?? Number.NaN
}
