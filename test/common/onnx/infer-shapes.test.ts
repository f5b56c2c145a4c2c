import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { inferShapes } from '../../../src/common/onnx/infer-shapes.ts'
import {
  elementCount,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxTensor,
  type OnnxType,
  onnxModel,
} from '../../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'

/** An input: a shape to be fed, or a constant. */
type Input = readonly number[] | { readonly ints: readonly number[] } | { readonly reals: readonly number[] } | null

interface Case {
  readonly op: string
  readonly inputs: readonly Input[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
  readonly outputs?: number
}

const int = (value: number): OnnxAttribute => ({ kind: 'int', value })
const ints = (...value: number[]): OnnxAttribute => ({ kind: 'ints', value })
const text = (value: string): OnnxAttribute => ({ kind: 'string', value })
const of = (...values: number[]) => ({ ints: values })
const conv = (kernel: number, strides: number, pads: number[], more: Record<string, OnnxAttribute> = {}) => ({
  kernel_shape: ints(kernel, kernel),
  strides: ints(strides, strides),
  pads: ints(...pads),
  ...more,
})

const X = [1, 4, 10, 14]
const CASES: readonly Case[] = [
  ...['Relu', 'Sigmoid', 'Softmax', 'Tanh', 'Exp', 'Log', 'Abs', 'Sqrt'].map((op) => ({ op, inputs: [X] })),
  { op: 'Clip', inputs: [X, { reals: [0] }, { reals: [6] }] },
  ...['Add', 'Sub', 'Mul', 'Div', 'Pow'].map((op) => ({ op, inputs: [X, [4, 1, 1]] })),
  {
    op: 'Add',
    inputs: [
      [3, 1, 5],
      [4, 1],
    ],
  },
  { op: 'Conv', inputs: [X, [8, 4, 3, 3]], attributes: conv(3, 2, [1, 1, 0, 0]) },
  { op: 'Conv', inputs: [X, [8, 4, 5, 5], [8]], attributes: conv(5, 1, [2, 2, 2, 2]) },
  { op: 'Conv', inputs: [X, [4, 1, 7, 7]], attributes: conv(7, 2, [3, 3, 2, 2], { group: int(4) }) },
  { op: 'Conv', inputs: [X, [8, 4, 3, 3]], attributes: { auto_pad: text('SAME_UPPER'), strides: ints(3, 2) } },
  { op: 'Conv', inputs: [X, [8, 4, 3, 3]], attributes: { dilations: ints(2, 3) } },
  { op: 'ConvTranspose', inputs: [X, [4, 3, 3, 3]], attributes: conv(3, 2, [1, 1, 0, 0]) },
  { op: 'MaxPool', inputs: [X], attributes: conv(3, 2, [1, 1, 1, 1]) },
  { op: 'MaxPool', inputs: [X], attributes: conv(3, 2, [0, 0, 0, 0], { ceil_mode: int(1) }) },
  { op: 'AveragePool', inputs: [X], attributes: conv(2, 2, [0, 0, 0, 0]) },
  { op: 'GlobalAveragePool', inputs: [X] },
  { op: 'Resize', inputs: [X, null, { reals: [1, 1, 2, 2] }], attributes: { mode: text('nearest') } },
  { op: 'Resize', inputs: [X, null, null, of(1, 4, 5, 7)], attributes: { mode: text('nearest') } },
  { op: 'Gemm', inputs: [[3, 5], [7, 5], [7]], attributes: { transB: int(1) } },
  {
    op: 'Gemm',
    inputs: [
      [5, 3],
      [5, 7],
    ],
    attributes: { transA: int(1) },
  },
  {
    op: 'MatMul',
    inputs: [
      [2, 1, 3, 5],
      [6, 5, 4],
    ],
  },
  { op: 'MatMul', inputs: [[5], [5, 4]] },
  { op: 'MatMul', inputs: [[2, 3, 5], [5]] },
  { op: 'Concat', inputs: [X, [1, 3, 10, 14]], attributes: { axis: int(-3) } },
  { op: 'Reshape', inputs: [X, of(0, -1, 14)] },
  { op: 'Flatten', inputs: [X], attributes: { axis: int(2) } },
  { op: 'Transpose', inputs: [X], attributes: { perm: ints(0, 2, 3, 1) } },
  { op: 'Transpose', inputs: [[2, 3, 4]] },
  { op: 'Slice', inputs: [X, of(1, -3), of(99, -1), of(2, -1), of(2, 1)] },
  { op: 'Slice', inputs: [X, of(-1), of(-999), of(3), of(-1)] },
  { op: 'Split', inputs: [X, of(1, 3)], attributes: { axis: int(1) }, outputs: 2 },
  { op: 'Split', inputs: [X], attributes: { axis: int(1) }, outputs: 2 },
  { op: 'Squeeze', inputs: [[1, 3, 1], of(-1)] },
  { op: 'Squeeze', inputs: [[1, 3, 1]] },
  { op: 'Unsqueeze', inputs: [[3, 4], of(0, -1)] },
  { op: 'Gather', inputs: [X, of(1, 2, 3)], attributes: { axis: int(-1) } },
  { op: 'ReduceMean', inputs: [X], attributes: { axes: ints(-1, 2), keepdims: int(0) } },
  { op: 'ReduceSum', inputs: [X, of(1)] },
  { op: 'ReduceSum', inputs: [X], attributes: { keepdims: int(0) } },
  { op: 'ReduceMax', inputs: [X], attributes: { axes: ints(1) } },
  { op: 'ArgMax', inputs: [X], attributes: { axis: int(1), keepdims: int(0) } },
  { op: 'Pad', inputs: [[2, 3], of(1, 0, 2, 4)] },
  { op: 'Expand', inputs: [[3, 1], of(2, 1, 4)] },
  { op: 'Tile', inputs: [[3, 2], of(2, 3)] },
  { op: 'DepthToSpace', inputs: [X], attributes: { blocksize: int(2) } },
  { op: 'SpaceToDepth', inputs: [X], attributes: { blocksize: int(2) } },
  { op: 'Cast', inputs: [X], attributes: { to: int(2) } },
  { op: 'QuantizeLinear', inputs: [X, { reals: [0.1] }] },
]

describe('inferShapes', () => {
  it.each(CASES.map((one) => [describeCase(one), one] as const))(
    'gives what onnxruntime computes: %s',
    async (_, one) => {
      const graph = graphOf(one)
      const { types, unknown } = inferShapes(graph)
      expect(unknown).toEqual([])
      const session = await InferenceSession.create(encodeOnnx(onnxModel(graph)), { intraOpNumThreads: 1 })
      const feeds = graph.inputs.map(({ name, shape }) => {
        const dims = (shape ?? []).map(Number)
        return [name, new Tensor('float32', new Float32Array(elementCount(dims)).fill(0.5), dims)] as const
      })
      const results = await session.run(Object.fromEntries(feeds))
      await session.release()
      for (const { name } of graph.outputs) expect(types.get(name)?.shape, name).toEqual(results[name]?.dims)
    },
  )

  it('follows a target shape that the graph computes from another shape', () => {
    const node = (op: string, inputs: string[], output: string, attributes: Record<string, OnnxAttribute> = {}) => ({
      name: output,
      op,
      domain: '',
      inputs,
      outputs: [output],
      attributes,
    })
    const constant = (name: string, ...values: number[]): OnnxTensor => ({
      name,
      type: 'int64',
      shape: [values.length],
      data: BigInt64Array.from(values, BigInt),
    })
    const graph: OnnxGraph = {
      name: 'view',
      inputs: [{ name: 'x', type: 'float', shape: ['batch', 6, 4] }],
      outputs: [{ name: 'y', type: 'float', shape: null }],
      values: [],
      initializers: [constant('first', 0), constant('rest', 3, -1)],
      nodes: [
        node('Shape', ['x'], 'shape'),
        node('Gather', ['shape', 'first'], 'batch'),
        node('Concat', ['batch', 'rest'], 'target', { axis: int(0) }),
        node('Reshape', ['x', 'target'], 'y'),
      ],
    }
    expect(inferShapes(graph, { batch: 5 }).types.get('y')?.shape).toEqual([5, 3, 8])
    expect(() => inferShapes(graph)).toThrow("expected a static shape of input 'x'; found dimension batch at axis 0")
  })

  it('names the nodes that it does not know, and goes on with what the file states', () => {
    const node = { name: 'odd', op: 'Warp', domain: 'maker', inputs: ['x'], outputs: ['y'], attributes: {} }
    const graph: OnnxGraph = {
      name: 'odd',
      inputs: [{ name: 'x', type: 'float', shape: [1] }],
      outputs: [{ name: 'z', type: 'float', shape: null }],
      values: [],
      initializers: [],
      nodes: [node, { ...node, name: 'next', op: 'Relu', domain: '', inputs: ['y'], outputs: ['z'] }],
    }
    expect(inferShapes(graph).unknown.map((one) => [one.node.name, one.reason])).toEqual([
      ['odd', 'no rule for operator maker.Warp'],
      ['next', "the shape of 'y' is unknown"],
    ])
    const stated = { ...graph, values: [{ name: 'y', type: 'float' as const, shape: [7] }] }
    expect(inferShapes(stated).types.get('z')?.shape).toEqual([7])
  })

  it('refuses shapes that do not fit together', () => {
    expect(() => inferShapes(graphOf({ op: 'Add', inputs: [[2, 3], [4]] }))).toThrow(
      'expected shapes that stretch to one; found [2,3] and [4]',
    )
  })
})

function describeCase({ op, inputs, attributes = {} }: Case): string {
  const settings = Object.entries(attributes).map(([name, { value }]) => `${name}=${value}`)
  return [op, ...inputs.map((input) => JSON.stringify(input)), ...settings].join(' ')
}

function graphOf({ op, inputs, attributes = {}, outputs = 1 }: Case): OnnxGraph {
  const constants: OnnxTensor[] = []
  const fed: { name: string; type: OnnxType; shape: readonly number[] }[] = []
  const names = inputs.map((input, i) => {
    const name = `in${i}`
    if (input === null) return ''
    if ('ints' in input) {
      constants.push({ name, type: 'int64', shape: [input.ints.length], data: BigInt64Array.from(input.ints, BigInt) })
    } else if ('reals' in input) {
      const shape = input.reals.length === 1 ? [] : [input.reals.length]
      constants.push({ name, type: 'float', shape, data: Float32Array.from(input.reals) })
    } else {
      fed.push({ name, type: 'float', shape: input })
    }
    return name
  })
  const made = Array.from({ length: outputs }, (_, i) => `out${i}`)
  const graph = {
    name: op,
    nodes: [{ name: op, op, domain: '', inputs: names, outputs: made, attributes }],
    inputs: fed,
    initializers: constants,
    values: [],
  }
  const { types } = inferShapes({ ...graph, outputs: [] })
  return { ...graph, outputs: made.map((name) => ({ name, type: types.get(name)?.type ?? 'float', shape: null })) }
}
