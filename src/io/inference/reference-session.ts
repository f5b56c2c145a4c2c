import { type OnnxGraph, type OnnxValue, standardOpset } from '../../common/onnx/model.ts'
import { ReferenceProgram } from '../../common/reference/reference-program.ts'
import type { ReferenceValue } from '../../common/reference/reference-value.ts'
import { InputError } from '../../core/errors.ts'
import { createTensor, FREE, isStatic, type Tensor, type TensorSpec, type TensorType } from '../../core/tensor.ts'
import { decodeOnnx } from '../onnx/onnx-codec.ts'
import type { EngineSession } from './engine-session.ts'
import { TENSOR_TYPES } from './tensor-types.ts'

/** Of the definitions that it follows, not of a package. */
const VERSION = '1.0.0'

/**
 * The reference interpreter as an engine: every operator by its definition, slowly. What the other engines, and chips,
 * are compared with.
 */
export async function openReferenceSession(bytes: Uint8Array, where: string): Promise<EngineSession> {
  const model = decodeOnnx(bytes, where)
  const { graph } = model
  const opset = standardOpset(model)
  if (opset === null) throw new InputError(`expected the opset of an ONNX network, found none: ${where}`)
  const inputs = graph.inputs.map((value) => spec(value, where))
  const shapes = inputs.map(({ shape }) => shape)
  const fixed = shapes.every(isStatic) ? programFor(graph, opset, shapes, where) : null
  const types = fixed?.outputs
  const outputs = graph.outputs.map((value, i) => spec(types ? { ...value, ...types[i] } : value, where))
  return {
    version: VERSION,
    backend: 'reference',
    threads: 1,
    inputs,
    outputs,
    async run(given) {
      const program =
        fixed ??
        programFor(
          graph,
          opset,
          given.map(({ shape }) => shape),
          where,
        )
      const results = program.run(given.map((tensor, i) => toReference(tensor, graph.inputs[i]!)))
      return results.map((result, i) => fromReference(result, outputs[i]!.type))
    },
  }
}

function programFor(graph: OnnxGraph, opset: number, shapes: readonly (readonly number[])[], where: string) {
  try {
    return new ReferenceProgram(
      graph,
      opset,
      graph.inputs.map(({ type }, i) => ({ type, shape: shapes[i]! })),
    )
  } catch (error) {
    if (error instanceof InputError) throw new InputError(`${error.message}: ${where}`)
    throw error
  }
}

function spec({ name, type, shape }: OnnxValue, where: string): TensorSpec {
  if (type === 'float16') throw new InputError(`expected a type other than float16, found ${name}: ${where}`)
  if (shape === null) throw new InputError(`expected a shape of ${name}, found none: ${where}`)
  return { name, type: TENSOR_TYPES[type], shape: shape.map((length) => (typeof length === 'number' ? length : FREE)) }
}

function toReference({ shape, data }: Tensor, { type }: OnnxValue): ReferenceValue {
  return {
    type,
    shape,
    data: Float64Array.from<number | bigint>(data as ArrayLike<number | bigint>, Number),
    steps: null,
  }
}

function fromReference({ shape, data: values }: ReferenceValue, type: TensorType): Tensor {
  const tensor = createTensor(type, shape) as Tensor
  const { data } = tensor
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    for (let i = 0; i < values.length; i++) data[i] = BigInt(values[i]!)
  } else data.set(values)
  return tensor
}
