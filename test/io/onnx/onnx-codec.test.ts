import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { inferShapes } from '../../../src/common/onnx/infer-shapes.ts'
import {
  elementCount,
  ONNX_TYPES,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxTensor,
  type OnnxType,
  onnxModel,
} from '../../../src/common/onnx/model.ts'
import { decodeOnnx, encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { onnx } from '../../../src/io/onnx/onnx-messages.ts'
import { sharedData } from '../../shared-data.ts'

const TYPES = Object.keys(ONNX_TYPES).filter((name): name is OnnxType => name in ONNX_TYPES)

const tensors: fc.Arbitrary<OnnxTensor> = fc
  .record({
    name: fc.string(),
    type: fc.constantFrom(...TYPES),
    shape: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }),
    seed: fc.integer({ min: -100, max: 100 }),
  })
  .map(({ name, type, shape, seed }) => {
    const length = elementCount(shape)
    const { array } = ONNX_TYPES[type]
    const bytes = new Uint8Array(length * ONNX_TYPES[type].bytes).map((_, i) => (seed * 31 + i * 7) & 0x3f)
    return { name, type, shape, data: new array(bytes.buffer) }
  })

const integers = fc.integer({ min: -(2 ** 40), max: 2 ** 40 })
const reals = fc.float({ noNaN: true })
const attributes: fc.Arbitrary<OnnxAttribute> = fc.oneof(
  fc.record({ kind: fc.constant('int' as const), value: integers }),
  fc.record({ kind: fc.constant('float' as const), value: reals }),
  fc.record({ kind: fc.constant('string' as const), value: fc.string({ unit: 'grapheme' }) }),
  fc.record({ kind: fc.constant('ints' as const), value: fc.array(integers) }),
  fc.record({ kind: fc.constant('floats' as const), value: fc.array(reals) }),
  fc.record({ kind: fc.constant('strings' as const), value: fc.array(fc.string()) }),
  fc.record({ kind: fc.constant('tensor' as const), value: tensors }),
)

const names = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/)
const values = fc.record({
  name: names,
  type: fc.constantFrom(...TYPES),
  shape: fc.option(fc.array(fc.oneof(fc.nat(9), names, fc.constant(null)), { maxLength: 4 })),
})
const graphs: fc.Arbitrary<OnnxGraph> = fc.record({
  name: names,
  nodes: fc.array(
    fc.record({
      name: names,
      op: names,
      domain: fc.constantFrom('', 'com.microsoft'),
      inputs: fc.array(fc.oneof(names, fc.constant('')), { maxLength: 3 }),
      outputs: fc.array(names, { minLength: 1, maxLength: 2 }),
      attributes: fc.dictionary(names, attributes, { maxKeys: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  inputs: fc.array(
    values.map((value) => ({ ...value, name: `in_${value.name}` })),
    { maxLength: 2 },
  ),
  outputs: fc.array(values, { maxLength: 2 }),
  initializers: fc.array(tensors, { maxLength: 3 }),
  values: fc.array(values, { maxLength: 2 }),
})

describe('the ONNX codec', () => {
  it('decodes what it encoded, whatever the graph', () => {
    fc.assert(
      fc.property(graphs, fc.dictionary(names, fc.string()), (graph, metadata) => {
        const model = onnxModel(graph, { metadata, description: 'made by a test' })
        expect(decodeOnnx(encodeOnnx(model))).toEqual({ ...model, metadata: { ...metadata } })
      }),
      { numRuns: 100 },
    )
  })

  it('keeps the bodies of conditionals', () => {
    const body = graphOf({ nodes: [node('Constant', [], ['y'], { value_int: { kind: 'int', value: 0 } })] })
    const model = onnxModel(
      graphOf({
        nodes: [
          node('If', ['c'], ['z'], {
            then_branch: { kind: 'graph', value: body },
            else_branch: { kind: 'graph', value: body },
          }),
        ],
      }),
    )
    expect(decodeOnnx(encodeOnnx(model))).toEqual(model)
  })

  it('reads elements from the field of their type', () => {
    const read = (dataType: number, data: object) => decodeOnnx(withTensor({ dataType, ...data })).graph.initializers[0]
    expect(read(1, { floatData: [1.5, -2] })?.data).toEqual(Float32Array.of(1.5, -2))
    expect(read(7, { int64Data: [-1, 5] })?.data).toEqual(BigInt64Array.of(-1n, 5n))
    expect(read(3, { int32Data: [-128, 127] })?.data).toEqual(Int8Array.of(-128, 127))
    expect(read(11, { doubleData: [0.1, 1e300] })?.data).toEqual(Float64Array.of(0.1, 1e300))
    expect(read(10, { int32Data: [0x3c00, 0xbc00] })?.data).toEqual(Uint16Array.of(0x3c00, 0xbc00))
    expect(read(13, { uint64Data: [0, 2 ** 40] })?.data).toEqual(BigUint64Array.of(0n, 2n ** 40n))
  })

  it('reads the largest integer exactly, with which slices say "to the end"', () => {
    const field = (tag: number, bytes: Uint8Array) => Uint8Array.of(tag, bytes.length, ...bytes)
    const largest = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
    const tensor = onnx.TensorProto.encode({ name: 'end', dims: [1], dataType: 7 }).finish()
    const graph = onnx.GraphProto.encode({ node: [{ opType: 'Relu', input: ['x'], output: ['y'] }] }).finish()
    const initializer = field(0x2a, Uint8Array.of(...tensor, ...field(0x3a, largest)))
    const decoded = decodeOnnx(field(0x3a, Uint8Array.of(...graph, ...initializer)))
    expect(decoded.graph.initializers[0]?.data).toEqual(BigInt64Array.of(2n ** 63n - 1n))
  })

  it.each([
    ['text', () => new TextEncoder().encode('no network at all'), /expected an ONNX model/],
    ['nothing', () => new Uint8Array(), /expected an ONNX model with nodes; found none in some\.onnx/],
    ['a cut file', () => encodeOnnx(reluModel()).subarray(0, 60), /expected an ONNX model/],
    ['weights elsewhere', () => withTensor({ externalData: [{ key: 'location', value: 'w' }] }), /file of its own/],
    ['missing elements', () => withTensor({ floatData: [1] }), /expected 2 elements \[2\] in tensor 'w'; found 1/],
    ['torn elements', () => withTensor({ rawData: Uint8Array.of(1, 2, 3) }), /multiple of 4 bytes in tensor 'w'/],
    ['strings', () => withTensor({ dataType: 8 }), /expected an element type .* found 8 at 'w'/],
  ])('refuses %s in one line', (_, bytes, message) => {
    expect(() => decodeOnnx(bytes(), 'some.onnx')).toThrow(message)
  })

  it('writes models that onnxruntime runs', async () => {
    const session = await InferenceSession.create(encodeOnnx(reluModel()))
    const { y } = await session.run({ x: new Tensor('float32', Float32Array.of(-1, 2), [1, 2]) })
    expect(y?.data).toEqual(Float32Array.of(0, 6))
    await session.release()
  })
})

function node(op: string, inputs: string[], outputs: string[], attributes: Record<string, OnnxAttribute> = {}) {
  return { name: '', op, domain: '', inputs, outputs, attributes }
}

function graphOf(parts: Partial<OnnxGraph>): OnnxGraph {
  return { name: 'g', nodes: [], inputs: [], outputs: [], initializers: [], values: [], ...parts }
}

function reluModel(): OnnxModel {
  return onnxModel(
    graphOf({
      nodes: [node('Mul', ['x', 'w'], ['m']), node('Relu', ['m'], ['y'])],
      inputs: [{ name: 'x', type: 'float', shape: [1, 2] }],
      outputs: [{ name: 'y', type: 'float', shape: [1, 2] }],
      initializers: [{ name: 'w', type: 'float', shape: [2], data: Float32Array.of(3, 3) }],
    }),
  )
}

function withTensor(tensor: onnx.TensorProto.$Properties): Uint8Array {
  return onnx.ModelProto.encode({
    graph: {
      node: [{ opType: 'Relu', input: ['w'], output: ['y'] }],
      initializer: [{ name: 'w', dims: [2], dataType: 1, ...tensor }],
    },
  }).finish()
}

const networks = sharedData('onnx')

describe.skipIf(networks === null)('the ONNX codec on networks of others', () => {
  it.each(['fastestdet/FastestDet.onnx', 'twinlitenet/twinlitenet.onnx'])(
    'decodes %s, infers every shape as onnxruntime does, and writes it back to the same results',
    async (file) => {
      const bytes = readFileSync(`${networks}/${file}`)
      const model = decodeOnnx(bytes, file)
      const { types, unknown } = inferShapes(model.graph)
      expect(unknown).toEqual([])
      for (const { name, shape } of [...model.graph.values, ...model.graph.outputs]) {
        expect(types.get(name)?.shape, name).toEqual(shape)
      }
      const before = await runWith(bytes, model)
      const after = await runWith(encodeOnnx(model), model)
      expect(after).toEqual(before)
    },
  )
})

/** Outputs for a fixed input, with their shapes. */
async function runWith(bytes: Uint8Array, { graph }: OnnxModel) {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1 })
  const feeds = graph.inputs.map(({ name, shape }) => {
    const dims = (shape ?? []).map(Number)
    const data = Float32Array.from({ length: elementCount(dims) }, (_, i) => ((i * 37) % 255) / 255)
    return [name, new Tensor('float32', data, dims)] as const
  })
  const outputs = await session.run(Object.fromEntries(feeds))
  await session.release()
  return Object.entries(outputs).map(([name, { dims, data }]) => ({ name, dims, data }))
}
