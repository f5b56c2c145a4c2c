import type { Tensor as TfjsTensor } from '@tensorflow/tfjs'
import { type OnnxGraph, type OnnxModel, type OnnxValue, standardOpset } from '../../common/onnx/model.ts'
import { InputError } from '../../core/errors.ts'
import { createTensor, FREE, isStatic, type Tensor, type TensorSpec, type TensorType } from '../../core/tensor.ts'
import { decodeOnnx } from '../onnx/onnx-codec.ts'
import type { EngineSession } from './engine-session.ts'
import { TENSOR_TYPES } from './tensor-types.ts'
import { tfjsType, tfjsValues } from './tfjs/constants.ts'
import { GraphProgram } from './tfjs/graph-program.ts'
import { loadTfjs, type Tfjs } from './tfjs/tfjs-backend.ts'

/**
 * TensorFlow.js runs the same ONNX file node by node. It computes in 32-bit reals and 32-bit integers: 64-bit values are
 * held in those. Its native packages run their own number of threads, WebAssembly in Node one.
 */
export async function openTfjsSession(bytes: Uint8Array, where: string): Promise<EngineSession> {
  const { graph, opset } = readGraph(bytes, where)
  const inputs = graph.inputs.map((value) => spec(value, where))
  const { tf, version, name } = await loadTfjs()
  const programs = new Programs(tf, graph, opset, where)
  const fixed = inputs.every(({ shape }) => isStatic(shape))
    ? programs.forShapes(inputs.map(({ shape }) => shape))
    : null
  const outputs = graph.outputs.map((value, i): TensorSpec => {
    const type = fixed?.outputs[i]
    return type ? { name: value.name, type: TENSOR_TYPES[type.type], shape: type.shape } : spec(value, where)
  })
  return {
    version,
    backend: name,
    threads: 1,
    inputs,
    outputs,
    async run(given) {
      const program = fixed ?? programs.forShapes(given.map(({ shape }) => shape))
      const results = program.run(given.map((tensor, i) => toTfjs(tf, tensor, graph.inputs[i]!)))
      try {
        return await Promise.all(results.map((result, i) => fromTfjs(result, outputs[i]!.type)))
      } finally {
        for (const result of results) result.dispose()
      }
    },
  }
}

function readGraph(bytes: Uint8Array, where: string): { readonly graph: OnnxGraph; readonly opset: number } {
  const model: OnnxModel = decodeOnnx(bytes, where)
  const opset = standardOpset(model)
  if (opset === null || opset < 7) {
    throw new InputError(`expected an ONNX network of opset 7 or later, found ${opset ?? 'none'}: ${where}`)
  }
  return { graph: model.graph, opset }
}

/** Programs by their inputs' shapes: the last one is kept, for networks whose shapes are open seldom change them. */
class Programs {
  readonly #tf: Tfjs
  readonly #graph: OnnxGraph
  readonly #opset: number
  readonly #where: string
  #last: { readonly key: string; readonly program: GraphProgram } | null = null

  constructor(tf: Tfjs, graph: OnnxGraph, opset: number, where: string) {
    this.#tf = tf
    this.#graph = graph
    this.#opset = opset
    this.#where = where
  }

  forShapes(shapes: readonly (readonly number[])[]): GraphProgram {
    const key = JSON.stringify(shapes)
    if (this.#last?.key === key) return this.#last.program
    this.#last?.program.dispose()
    const types = this.#graph.inputs.map(({ type }, i) => ({ type, shape: shapes[i]! }))
    try {
      this.#last = { key, program: new GraphProgram(this.#tf, this.#graph, this.#opset, types) }
    } catch (error) {
      if (error instanceof InputError) throw new InputError(`${error.message}: ${this.#where}`)
      throw error
    }
    return this.#last.program
  }
}

function spec({ name, type, shape }: OnnxValue, where: string): TensorSpec {
  tfjsType(type, `${name}, ${where}`)
  if (shape === null) throw new InputError(`expected a shape of ${name}, found none: ${where}`)
  return { name, type: TENSOR_TYPES[type], shape: shape.map((length) => (typeof length === 'number' ? length : FREE)) }
}

function toTfjs(tf: Tfjs, { data, shape }: Tensor, { name, type }: OnnxValue): TfjsTensor {
  const own = tfjsType(type, name)
  return tf.tensor(tfjsValues(data, own), [...shape], own)
}

async function fromTfjs(result: TfjsTensor, type: TensorType): Promise<Tensor> {
  const values = await result.data()
  const tensor = createTensor(type, result.shape) as Tensor
  const { data } = tensor
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    for (let i = 0; i < values.length; i++) data[i] = BigInt(values[i]!)
  } else data.set(values)
  return tensor
}
