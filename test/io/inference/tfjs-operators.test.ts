import * as tf from '@tensorflow/tfjs'
import { describe, expect, it } from 'vitest'
import type { OnnxNode, OnnxTensor, OnnxValue } from '../../../src/common/onnx/model.ts'
import { InputError } from '../../../src/core/errors.ts'
import { createTensor, type Tensor } from '../../../src/core/tensor.ts'
import { openOnnxruntimeSession } from '../../../src/io/inference/onnxruntime-session.ts'
import { openTfjsSession } from '../../../src/io/inference/tfjs-session.ts'
import {
  type Attributes,
  integers,
  networkBytes,
  node,
  noise,
  picture,
  real,
  reals,
} from '../../networks/small-network.ts'
import { sharedData } from '../../shared-data.ts'

/** Of each output's largest magnitude. */
const TOLERANCE = 1e-4

interface Case {
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly initializers?: readonly OnnxTensor[]
  readonly outputs?: readonly string[]
  readonly opset?: number
}

/** One node on one picture, the commonest case. */
function one(
  op: string,
  attributes: Attributes = {},
  rest: readonly OnnxTensor[] = [],
  shape = [1, 4, 6, 8],
  opset = 13,
): Case {
  const names = rest.map(({ name }) => name)
  return {
    nodes: [node(op, ['x', ...names], ['y'], attributes)],
    inputs: [picture('x', ...shape)],
    initializers: rest,
    opset,
  }
}

const weights = (...shape: number[]) => reals('w', shape, noise(shape.reduce((a, b) => a * b)))
const bias = (count: number) => reals('b', [count], noise(count, 7))
const PADS = [1, 1, 1, 1]
const unaries =
  'Relu Sigmoid Tanh Softplus Exp Abs Neg Floor Ceil Round Sin Cos Erf Identity Elu LeakyRelu HardSigmoid HardSwish GlobalAveragePool GlobalMaxPool Reciprocal'

const CASES: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(unaries.split(' ').map((op) => [op, one(op, {}, [], undefined, 14)])),
  'Conv 3x3': one('Conv', { pads: PADS, kernel_shape: [3, 3] }, [weights(5, 4, 3, 3), bias(5)]),
  'Conv 5x5, stride 2, uneven pads': one('Conv', { pads: [2, 1, 0, 2], strides: [2, 2] }, [weights(3, 4, 5, 5)]),
  'Conv dilated': one('Conv', { pads: [4, 4, 4, 4], dilations: [4, 4] }, [weights(3, 4, 3, 3), bias(3)]),
  'Conv auto_pad': one('Conv', { auto_pad: 'SAME_UPPER', strides: [2, 2] }, [weights(3, 4, 3, 3)]),
  'Conv depthwise': one('Conv', { pads: PADS, group: 4 }, [weights(4, 1, 3, 3), bias(4)]),
  'Conv depthwise, stride 2, doubling': one('Conv', { pads: PADS, group: 4, strides: [2, 2] }, [
    weights(8, 1, 3, 3),
    bias(8),
  ]),
  'Conv in groups': one('Conv', { pads: PADS, group: 2 }, [weights(6, 2, 3, 3), bias(6)]),
  ConvTranspose: one('ConvTranspose', { strides: [2, 2] }, [weights(4, 3, 2, 2), bias(3)]),
  'ConvTranspose in groups, padded': one(
    'ConvTranspose',
    { strides: [2, 2], pads: PADS, output_padding: [1, 1], group: 2 },
    [weights(4, 3, 3, 3)],
  ),
  MaxPool: one('MaxPool', { kernel_shape: [3, 3], strides: [2, 2], pads: PADS }),
  'MaxPool, rounded up': one('MaxPool', { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 }, [], [1, 2, 5, 7]),
  AveragePool: one('AveragePool', { kernel_shape: [3, 3], strides: [2, 2], pads: PADS }),
  'AveragePool, pads counted': one('AveragePool', { kernel_shape: [3, 3], pads: PADS, count_include_pad: 1 }),
  BatchNormalization: one(
    'BatchNormalization',
    { epsilon: 0.001 },
    ['s', 'o', 'm', 'v'].map((name, i) =>
      reals(
        name,
        [4],
        noise(4, i + 2).map((value) => value + 1.5),
      ),
    ),
  ),
  'BatchNormalization of rows': one(
    'BatchNormalization',
    {},
    ['s', 'o', 'm', 'v'].map((name, i) =>
      reals(
        name,
        [4],
        noise(4, i + 2).map((value) => value + 1.5),
      ),
    ),
    [3, 4],
  ),
  PRelu: one('PRelu', {}, [reals('s', [4, 1, 1], noise(4))]),
  'Clip by attributes': one('Clip', { min: -0.25, max: 0.5 }, [], undefined, 10),
  'Clip by inputs': one('Clip', {}, [reals('low', [], [0]), reals('high', [], [0.3])]),
  'Softmax over the last axis': one('Softmax', { axis: -1 }),
  'Softmax over channels': one('Softmax', { axis: 1 }),
  'Softmax over rows': one('Softmax', { axis: 2 }),
  'Softmax before opset 13, over all from the channels on': one('Softmax', { axis: 1 }, [], undefined, 11),
  LogSoftmax: one('LogSoftmax', { axis: -1 }),
  'Add over channels': one('Add', {}, [reals('c', [1, 4, 1, 1], noise(4))]),
  'Sub of a number': one('Sub', {}, [reals('c', [], [0.25])]),
  'Div by columns': one('Div', {}, [
    reals(
      'c',
      [8],
      noise(8).map((value) => value + 2),
    ),
  ]),
  Pow: {
    nodes: [node('Abs', ['x'], ['a']), node('Pow', ['a', 'p'], ['y'])],
    inputs: [picture('x', 2, 3)],
    initializers: [reals('p', [], [1.5])],
  },
  'Max of three': one('Max', {}, [reals('c', [], [0.1]), reals('d', [8], noise(8))]),
  'Where and Greater': {
    nodes: [node('Greater', ['x', 'z'], ['c']), node('Where', ['c', 'x', 'w'], ['y'])],
    inputs: [picture('x', 2, 6)],
    initializers: [reals('z', [], [0]), reals('w', [2, 6], noise(12, 3))],
  },
  Flatten: one('Flatten', { axis: 1 }),
  'Reshape with 0 and -1': one('Reshape', {}, [integers('to', [0, 2, -1])]),
  Transpose: one('Transpose', { perm: [0, 3, 2, 1] }),
  'Unsqueeze and Squeeze': {
    nodes: [node('Unsqueeze', ['x', 'a'], ['u']), node('Squeeze', ['u', 'z'], ['y'])],
    inputs: [picture('x', 1, 5)],
    initializers: [integers('a', [1]), integers('z', [0])],
  },
  'Slice with steps': one('Slice', {}, [
    integers('from', [1, -5]),
    integers('to', [100, -1]),
    integers('axes', [2, 3]),
    integers('steps', [2, 1]),
  ]),
  'Slice by attributes': one('Slice', { starts: [0, 1], ends: [2, 3], axes: [1, 2] }, [], undefined, 9),
  'Gather backwards': one('Gather', { axis: 1 }, [integers('i', [-1, 0, 2])]),
  'Pad with a value': one('Pad', {}, [integers('pads', [0, 0, 1, 2, 0, 0, 3, 0]), reals('v', [], [0.5])]),
  'Pad by reflection': one('Pad', { mode: 'reflect' }, [integers('pads', [0, 0, 1, 2, 0, 0, 2, 1])]),
  Expand: one('Expand', {}, [integers('to', [2, 3, 4])], [3, 1]),
  Tile: one('Tile', {}, [integers('n', [1, 2, 1, 3])]),
  'Split by halves, joined the other way round': {
    nodes: [node('Split', ['x'], ['a', 'b'], { axis: 1 }), node('Concat', ['b', 'a'], ['y'], { axis: 1 })],
    inputs: [picture('x', 1, 4, 2, 3)],
  },
  'Split by sizes': {
    nodes: [node('Split', ['x', 'n'], ['y', 'z'], { axis: -1 })],
    inputs: [picture('x', 2, 5)],
    initializers: [integers('n', [1, 4])],
    outputs: ['y', 'z'],
  },
  'Resize by 2, nearest': resized('nearest', 'asymmetric', [1, 1, 2, 2], { nearest_mode: 'floor' }),
  'Resize by 2, nearest, as exporters default to': resized('nearest', 'half_pixel', [1, 1, 2, 2], {
    nearest_mode: 'round_prefer_floor',
  }),
  'Resize by 2, linear, half pixels': resized('linear', 'half_pixel', [1, 1, 2, 2]),
  'Resize by 1.5, linear, corners aligned': resized('linear', 'align_corners', [1, 1, 1.5, 1.5]),
  'Upsample before Resize': one('Upsample', { mode: 'nearest' }, [reals('s', [4], [1, 1, 2, 2])], undefined, 9),
  'MatMul of batches': one('MatMul', {}, [weights(8, 5)]),
  'MatMul with a vector': one('MatMul', {}, [weights(8)], [3, 8]),
  Gemm: {
    nodes: [
      {
        ...node('Gemm', ['x', 'w', 'b'], ['y'], { transB: 1 }),
        attributes: { alpha: real(0.5), beta: real(2), transB: { kind: 'int', value: 1 } },
      },
    ],
    inputs: [picture('x', 2, 8)],
    initializers: [weights(5, 8), bias(5)],
  },
  'ReduceMean over the picture': one('ReduceMean', { axes: [2, 3] }),
  'ReduceMax of all': one('ReduceMax', { keepdims: 0 }),
  'ReduceSum by input': one('ReduceSum', { keepdims: 0 }, [integers('axes', [-1])]),
  ArgMax: one('ArgMax', { axis: 1 }),
  'Shape computed by the graph': {
    nodes: [
      node('Shape', ['x'], ['s']),
      node('Gather', ['s', 'zero'], ['batch']),
      node('Concat', ['batch', 'rest'], ['to'], { axis: 0 }),
      node('Reshape', ['x', 'to'], ['y']),
    ],
    inputs: [picture('x', 2, 3, 4)],
    initializers: [integers('zero', [0]), integers('rest', [-1])],
  },
  'QuantizeLinear and DequantizeLinear, halves to even': {
    nodes: [node('QuantizeLinear', ['x', 's', 'z'], ['q']), node('DequantizeLinear', ['q', 's', 'z'], ['y'])],
    inputs: [picture('x', 1, 4, 6, 8)],
    initializers: [reals('s', [], [1 / 64]), { name: 'z', type: 'int8', shape: [], data: Int8Array.of(0) }],
    outputs: ['q', 'y'],
  },
  'DequantizeLinear by channel': {
    nodes: [node('DequantizeLinear', ['w', 's'], ['d'], { axis: 0 }), node('Add', ['x', 'd'], ['y'])],
    inputs: [picture('x', 4, 3)],
    initializers: [
      { name: 'w', type: 'int8', shape: [4, 3], data: Int8Array.from({ length: 12 }, (_, i) => 7 * i - 40) },
      reals('s', [4], [0.1, 0.2, 0.3, 0.4]),
    ],
  },
  'Cast to integers and back': {
    nodes: [
      node('Mul', ['x', 'ten'], ['m']),
      node('Cast', ['m'], ['i'], { to: 6 }),
      node('Cast', ['i'], ['y'], { to: 1 }),
    ],
    inputs: [picture('x', 3, 4)],
    initializers: [reals('ten', [], [10])],
    outputs: ['i', 'y'],
  },
}

function resized(mode: string, transformation: string, scales: readonly number[], attributes: Attributes = {}): Case {
  return {
    nodes: [
      node('Resize', ['x', '', 's'], ['y'], { mode, coordinate_transformation_mode: transformation, ...attributes }),
    ],
    inputs: [picture('x', 1, 4, 6, 8)],
    initializers: [reals('s', [4], scales)],
  }
}

function bytesOf({ nodes, inputs, initializers = [], outputs = ['y'], opset = 13 }: Case): Uint8Array {
  const types = { q: 'int8', i: 'int32' } as const
  const isIndex = nodes.some(({ op }) => op === 'ArgMax')
  const named = outputs.map((name): OnnxValue => {
    const type = isIndex ? 'int64' : name === 'q' || name === 'i' ? types[name] : 'float'
    return { name, type, shape: null }
  })
  return networkBytes({ nodes, inputs, initializers, outputs: named, opset })
}

/** Values of both kinds of sign, some of them exactly between two integers when scaled. */
function inputOf({ shape }: OnnxValue): Tensor {
  const lengths = (shape ?? []).map(Number)
  const input = createTensor('float32', lengths)
  input.data.set(noise(input.data.length, 5).map((value, i) => (i % 5 === 0 ? Math.round(value * 128) / 128 : value)))
  return input
}

describe('TensorFlow.js', () => {
  it.each(Object.keys(CASES))('computes %s as onnxruntime does', async (name) => {
    const given = CASES[name]!
    const bytes = bytesOf(given)
    const inputs = given.inputs.map(inputOf)
    const expected = await (await openOnnxruntimeSession(bytes, name, { threads: 1 })).run(inputs)
    const session = await openTfjsSession(bytes, name)
    const found = await session.run(inputs)
    expect(found.length).toBe(given.outputs?.length ?? 1)
    for (const [i, output] of expected.entries()) {
      expect(found[i]!.type).toBe(output.type)
      expect(found[i]!.shape).toEqual(output.shape)
      expect(session.outputs[i]).toMatchObject({ type: output.type, shape: output.shape })
      expect(deviation(found[i]!, output)).toBeLessThan(TOLERANCE)
    }
  })

  it('frees what a run has made, also in the other order of axes', async () => {
    const session = await openTfjsSession(
      networkBytes({
        nodes: [
          node('Conv', ['x', 'w'], ['c']),
          node('Relu', ['c'], ['r']),
          node('Identity', ['x'], ['unused']),
          node('Flatten', ['r'], ['f']),
          node('Sigmoid', ['r'], ['y']),
        ],
        inputs: [picture('x', 1, 3, 5, 5)],
        outputs: [picture('y', 1, 2, 3, 3), picture('f', 1, 18), picture('x', 1, 3, 5, 5)],
        initializers: [weights(2, 3, 3, 3)],
      }),
      'small',
    )
    const x = inputOf(picture('x', 1, 3, 5, 5))
    const [, , same] = await session.run([x])
    expect(same!.data).toEqual(x.data)
    const before = tf.memory()
    for (let i = 0; i < 3; i++) await session.run([x])
    expect(tf.memory().numTensors).toBe(before.numTensors)
    expect(tf.memory().numBytes).toBe(before.numBytes)
  })

  it('names the node that it does not run', async () => {
    const refusal = async (given: Case) => {
      const error = await openTfjsSession(bytesOf(given), 'n.onnx').catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(InputError)
      return String(error).replace('InputError: ', '')
    }
    expect(await refusal(one('LRN', { size: 3 }))).toBe(
      'expected an operator that the engine tfjs runs, found LRN: node y (LRN): n.onnx',
    )
    expect(await refusal(one('Conv', { strides: [2, 2], dilations: [2, 2] }, [weights(3, 4, 2, 2)]))).toBe(
      'expected strides or dilations of 1, found 2,2 and 2,2: node y (Conv): n.onnx',
    )
    expect(await refusal(resized('cubic', 'half_pixel', [1, 1, 2, 2]))).toMatch(
      /expected nearest or linear, found cubic/,
    )
  })
})

const folder = sharedData('onnx')
describe.skipIf(folder === null)('on the networks of the test data', () => {
  const FILES = ['fastestdet/FastestDet.onnx', 'twinlitenet/twinlitenet.onnx']
  it.each(FILES)('%s gives what onnxruntime gives', async (file) => {
    const { readFileSync } = await import('node:fs')
    const bytes = readFileSync(`${folder}/${file}`)
    const reference = await openOnnxruntimeSession(bytes, file, { threads: 1 })
    const x = createTensor('float32', reference.inputs[0]!.shape)
    for (let i = 0; i < x.data.length; i++) x.data[i] = ((i * 7919) % 1009) / 1009
    const expected = await reference.run([x])
    const found = await (await openTfjsSession(bytes, file)).run([x])
    for (const [i, output] of expected.entries()) expect(deviation(found[i]!, output)).toBeLessThan(TOLERANCE)
  })
})

/** The largest difference as a share of the largest magnitude; more than any tolerance where one is not a number. */
function deviation(found: Tensor, expected: Tensor): number {
  let difference = 0
  let magnitude = Number.MIN_VALUE
  for (let i = 0; i < expected.data.length; i++) {
    const value = Number(expected.data[i])
    magnitude = Math.max(magnitude, Math.abs(value))
    const error = Math.abs(Number(found.data[i]) - value)
    difference = Math.max(difference, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error)
  }
  return difference / magnitude
}
