import { describe, expect, it } from 'vitest'
import { differentiate } from '../../../planning/training/graph/differentiate.ts'
import { GraphBuilder } from '../../../planning/training/graph/graph-builder.ts'
import type { Value } from '../../../planning/training/graph/value.ts'
import { add, divide, multiply, power, subtract } from '../../../planning/training/operators/arithmetic.ts'
import { conv } from '../../../planning/training/operators/convolution.ts'
import {
  absolute,
  clip,
  exponential,
  logarithm,
  logSoftmax,
  negate,
  relu,
  sigmoid,
  softmax,
  softplus,
  squareRoot,
  stopGradient,
  tanh,
} from '../../../planning/training/operators/elementwise.ts'
import { concat, expand, reshape, slice, split, transpose } from '../../../planning/training/operators/layout.ts'
import { averagePool, globalAveragePool, maxPool, upsample } from '../../../planning/training/operators/pooling.ts'
import { linear, matmul } from '../../../planning/training/operators/products.ts'
import { mean, sum } from '../../../planning/training/operators/reduction.ts'
import { gather, pick } from '../../../planning/training/operators/selection.ts'
import type { Random } from '../../../src/common/random/xoshiro.ts'
import { gradientErrors, median, type Operation } from './finite-differences.ts'

const SEEDS = [1, 2, 3, 4, 5]
const positive = (random: Random) => random.between(0.5, 2)
/** Small integers: sums and products of them are exact in float32. */
const integer = (random: Random) => random.integer(7) - 3

type Build = Operation['build']
const one = (apply: (graph: GraphBuilder, x: Value) => Value): Build => {
  return (graph, [x]) => apply(graph, x!)
}
const two = (apply: (graph: GraphBuilder, a: Value, b: Value) => Value): Build => {
  return (graph, [a, b]) => apply(graph, a!, b!)
}
const indices = (graph: GraphBuilder, ...values: number[]) => graph.constant(values, [values.length], 'int64')

/** Smooth operators in float64. */
const SMOOTH: Readonly<Record<string, Omit<Operation, 'step'>>> = {
  add: {
    shapes: [
      [2, 3, 4],
      [3, 1],
    ],
    build: two(add),
  },
  subtract: {
    shapes: [
      [3, 1],
      [2, 3, 4],
    ],
    build: two(subtract),
  },
  multiply: {
    shapes: [
      [2, 3, 4],
      [1, 3, 1],
    ],
    build: two(multiply),
  },
  'multiply by a number': { shapes: [[5]], build: one((graph, x) => multiply(graph, x, 3)) },
  'multiply by itself': { shapes: [[5]], build: one((graph, x) => multiply(graph, x, x)) },
  divide: { shapes: [[2, 3], [3]], build: two(divide), draw: positive },
  power: { shapes: [[2, 3]], build: one((graph, x) => power(graph, x, 2.5)), draw: positive },
  sigmoid: { shapes: [[2, 3]], build: one(sigmoid) },
  tanh: { shapes: [[2, 3]], build: one(tanh) },
  exponential: { shapes: [[2, 3]], build: one(exponential) },
  logarithm: { shapes: [[2, 3]], build: one(logarithm), draw: positive },
  'square root': { shapes: [[2, 3]], build: one(squareRoot), draw: positive },
  negate: { shapes: [[2, 3]], build: one(negate) },
  softmax: { shapes: [[2, 3, 5]], build: one(softmax) },
  'log softmax': { shapes: [[2, 3, 5]], build: one(logSoftmax) },
  // Kinks at single points, which a random draw does not meet.
  relu: { shapes: [[4, 9]], build: one(relu) },
  absolute: { shapes: [[4, 9]], build: one(absolute) },
  clip: { shapes: [[4, 9]], build: one((graph, x) => clip(graph, x, -0.5, 1)) },
  reshape: { shapes: [[2, 6]], build: one((graph, x) => reshape(graph, x, [3, -1])) },
  transpose: { shapes: [[2, 3, 4]], build: one((graph, x) => transpose(graph, x, [2, 0, 1])) },
  concat: {
    shapes: [
      [2, 3],
      [2, 1],
    ],
    build: (graph, inputs) => concat(graph, inputs, 1),
  },
  slice: { shapes: [[2, 5, 3]], build: one((graph, x) => slice(graph, x, 1, 1, 4)) },
  split: {
    shapes: [[2, 5]],
    build: one((graph, x) => {
      const [left, right] = split(graph, x, 1, [3, 2])
      return multiply(graph, slice(graph, left!, 1, 0, 2), right!)
    }),
  },
  expand: { shapes: [[3, 1]], build: one((graph, x) => expand(graph, x, [2, 3, 4])) },
  'sum over some axes': { shapes: [[2, 3, 4]], build: one((graph, x) => sum(graph, x, { axes: [0, 2] })) },
  'mean over some axes': { shapes: [[2, 3, 4]], build: one((graph, x) => mean(graph, x, { axes: [1], keep: true })) },
  'mean of all': { shapes: [[2, 3]], build: one((graph, x) => mean(graph, x)) },
  'matrix product': {
    shapes: [
      [3, 4],
      [4, 5],
    ],
    build: two(matmul),
  },
  'product with one matrix for all': {
    shapes: [
      [2, 3, 4],
      [4, 5],
    ],
    build: two(matmul),
  },
  'product of stacks': {
    shapes: [
      [2, 1, 3, 4],
      [5, 4, 2],
    ],
    build: two(matmul),
  },
  linear: { shapes: [[3, 4], [5, 4], [5]], build: (graph, [x, w, b]) => linear(graph, x!, w!, b!) },
  gather: { shapes: [[5, 2]], build: one((graph, x) => gather(graph, x, indices(graph, 4, 0, 4))) },
  pick: { shapes: [[3, 4, 2]], build: one((graph, x) => pick(graph, x, indices(graph, 3, 0, 2))) },
}

describe('gradients in float64', () => {
  it.each(Object.entries(SMOOTH))('of %s agree with finite differences', async (_, operation) => {
    const errors = await gradientErrors({ ...operation, step: 1e-5 }, SEEDS)
    expect(errors).toHaveLength(SEEDS.length * operation.shapes.length)
    expect(median(errors)).toBeLessThan(1e-8)
    expect(Math.max(...errors)).toBeLessThan(1e-5)
  })
})

/** Operators that the runtime has in float32 only. Linear in each input: over integers their differences are exact. */
const convolution = (x: number[], w: number[], options: Parameters<typeof conv>[4]): Omit<Operation, 'step'> => ({
  shapes: [x, w, [w[0]!]],
  build: (graph, [input, weight, bias]) => conv(graph, input!, weight!, bias!, options),
})
const EXACT: Readonly<Record<string, Omit<Operation, 'step'>>> = {
  'convolution 1×1': convolution([2, 3, 4, 5], [4, 3, 1, 1], {}),
  'convolution 3×3': convolution([2, 3, 6, 5], [4, 3, 3, 3], {}),
  'convolution 5×5': convolution([2, 2, 6, 7], [3, 2, 5, 5], {}),
  'convolution 7×7': convolution([1, 2, 8, 9], [2, 2, 7, 7], {}),
  'convolution 3×3 with stride 2': convolution([2, 3, 6, 8], [4, 3, 3, 3], { stride: 2 }),
  'convolution 3×3 with stride 2 over odd sizes': convolution([2, 3, 5, 7], [4, 3, 3, 3], { stride: 2 }),
  'convolution 5×5 with stride 2': convolution([2, 2, 8, 6], [3, 2, 5, 5], { stride: 2 }),
  'convolution 7×7 with stride 2': convolution([1, 2, 8, 10], [2, 2, 7, 7], { stride: 2 }),
  'convolution in groups': convolution([2, 4, 5, 6], [6, 2, 3, 3], { groups: 2 }),
  'convolution in groups with stride 2': convolution([2, 4, 6, 6], [6, 2, 3, 3], { groups: 2, stride: 2 }),
  'depthwise convolution': convolution([2, 3, 5, 6], [3, 1, 3, 3], { groups: 3 }),
  'depthwise convolution with stride 2': convolution([2, 3, 6, 8], [3, 1, 5, 5], { groups: 3, stride: 2 }),
  'depthwise convolution with a multiplier': convolution([2, 3, 4, 4], [6, 1, 3, 3], { groups: 3 }),
  'mean pooling': { shapes: [[2, 3, 4, 6]], build: one((graph, x) => averagePool(graph, x, { kernel: 2 })) },
  'mean pooling with overlap': {
    shapes: [[2, 3, 6, 4]],
    build: one((graph, x) => averagePool(graph, x, { kernel: 4, stride: 2 })),
  },
  'global mean pooling': { shapes: [[2, 3, 4, 8]], build: one(globalAveragePool) },
  'upsampling by 2': { shapes: [[2, 3, 4, 5]], build: one((graph, x) => upsample(graph, x)) },
  'upsampling by 4': { shapes: [[1, 2, 3, 2]], build: one((graph, x) => upsample(graph, x, 4)) },
}

describe('gradients in float32', () => {
  it.each(Object.entries(EXACT))('of %s equal differences over integers exactly', async (_, operation) => {
    const exact = { ...operation, real: 'float' as const, draw: integer, direction: integer, step: 1 }
    expect(new Set(await gradientErrors(exact, SEEDS))).toEqual(new Set([0]))
  })

  it('of softplus agree with finite differences', async () => {
    const operation = { shapes: [[2, 3]], build: one(softplus), real: 'float' as const, step: 2 ** -6 }
    expect(median(await gradientErrors(operation, SEEDS))).toBeLessThan(1e-4)
  })

  it.each([
    ['windows side by side', { kernel: 2 }],
    ['windows that overlap', { kernel: 3, stride: 2 }],
    ['windows at every pixel', { kernel: 3, stride: 1 }],
  ])('of maximum pooling over %s equal exact differences where no two elements tie', async (_, options) => {
    // Elements are whole numbers and steps far below one, so no step changes which is the largest.
    const shuffled = Array.from({ length: 2 * 3 * 5 * 7 }, (__, i) => (i * 89) % 210)
    let next = 0
    const operation: Operation = {
      shapes: [options.kernel === 2 ? [2, 3, 4, 6] : [2, 3, 5, 7]],
      build: one((graph, x) => maxPool(graph, x, options)),
      real: 'float',
      draw: () => shuffled[next++ % shuffled.length]!,
      direction: integer,
      step: 1 / 64,
    }
    expect(new Set(await gradientErrors(operation, SEEDS))).toEqual(new Set([0]))
  })

  it('of maximum pooling give a tie to one element', async () => {
    const operation: Operation = {
      shapes: [[1, 2, 4, 4]],
      build: one((graph, x) => sum(graph, maxPool(graph, x, { kernel: 2 }))),
      real: 'float',
      draw: () => 1,
      direction: () => 1,
      step: 0.5,
    }
    // Moved all together, each window's maximum moves by as much: with shares that add up to one the difference is exact.
    expect(await gradientErrors(operation, [1])).toEqual([0])
  })
})

describe('differentiate', () => {
  it('adds up the ways that lead from a value to the loss', async () => {
    const errors = await gradientErrors(
      {
        shapes: [[3]],
        build: one((graph, x) => add(graph, multiply(graph, x, sigmoid(graph, x)), subtract(graph, tanh(graph, x), x))),
        step: 1e-5,
      },
      SEEDS,
    )
    expect(median(errors)).toBeLessThan(1e-8)
  })

  it('stops where it is told to', () => {
    const graph = new GraphBuilder()
    const x = graph.input('x', [3])
    const loss = sum(graph, stopGradient(graph, multiply(graph, x, x)))
    expect(() => differentiate(graph, loss, [x])).toThrow("expected the loss to depend on 'x', found that it does not")
  })

  it('wants a scalar', () => {
    const graph = new GraphBuilder()
    const x = graph.input('x', [3])
    expect(() => differentiate(graph, x, [x])).toThrow('expected a scalar loss, found the shape [3]')
  })

  it('emits nothing for what does not depend on the sources', () => {
    const graph = new GraphBuilder()
    const [x, fixed] = [graph.input('x', [3]), graph.input('fixed', [3])]
    const loss = sum(graph, multiply(graph, x, tanh(graph, fixed)))
    const [gradient] = differentiate(graph, loss, [x])
    const ops = graph.graph('g', { gradient: gradient! }).nodes.map((node) => node.op)
    expect(ops.filter((op) => op === 'Tanh')).toHaveLength(1)
    expect(ops).not.toContain('Sub')
  })
})

describe('convolution', () => {
  it('refuses a stride that the kernel does not cover', () => {
    const graph = new GraphBuilder()
    const [x, w] = [graph.input('x', [1, 2, 4, 4]), graph.input('w', [2, 2, 1, 1])]
    expect(() => conv(graph, x, w, null, { stride: 2 })).toThrow('expected a kernel that covers a stride of 2')
  })

  it('refuses weights for other channels', () => {
    const graph = new GraphBuilder()
    const [x, w] = [graph.input('x', [1, 2, 4, 4]), graph.input('w', [2, 3, 3, 3])]
    expect(() => conv(graph, x, w, null)).toThrow('expected weights for 2 channels in 1 groups, found [2,3,3,3]')
  })
})
