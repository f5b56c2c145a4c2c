import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node'
import { InputError } from '../../core/errors.ts'
import {
  createTensor,
  elementCount,
  FREE,
  isStatic,
  isTensorType,
  type Tensor,
  type TensorSpec,
} from '../../core/tensor.ts'
import { decodeOnnx, encodeOnnx } from '../onnx/onnx-codec.ts'
import type { EngineOptions, EngineSession } from './engine-session.ts'
import { onnxruntimeForm, QUANTIZED_SESSION } from './onnxruntime-form.ts'
import { packageVersion } from './package-version.ts'

/** Microsoft's ONNX Runtime on the CPU. Runs block the calling thread, even when awaited: for worker threads only. */
export async function openOnnxruntimeSession(
  bytes: Uint8Array,
  where: string,
  options: EngineOptions,
): Promise<EngineSession> {
  // The library takes no shared memory: neither for the file nor, below, for tensors.
  const session = await load(Uint8Array.from(bytes), where, options)
  const inputs = session.inputMetadata.map((meta) => spec(meta, where))
  const outputs = session.outputMetadata.map((meta) => spec(meta, where))
  const inputMemory = new TensorMemory(inputs)
  const outputMemory = new TensorMemory(outputs)
  return {
    version: packageVersion('onnxruntime-node'),
    backend: 'cpu',
    threads: options.threads,
    inputs,
    outputs,
    async run(given) {
      const feeds: Record<string, OrtTensor> = {}
      for (const [i, tensor] of given.entries()) feeds[inputs[i]!.name] = toOrt(inputMemory.copy(i, tensor))
      const fetches: Record<string, OrtTensor | null> = {}
      for (const [i, { name }] of outputs.entries()) {
        const known = outputMemory.fixed(i)
        fetches[name] = known && toOrt(known)
      }
      const results = await session.run(feeds, fetches)
      return outputs.map((output, i) => outputMemory.fixed(i) ?? fromOrt(results[output.name], output, where))
    },
  }
}

async function load(bytes: Uint8Array, where: string, { threads }: EngineOptions): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(inItsForm(bytes, where), {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // Warnings of the library (unused initialisers and the like) are not the user's business: errors are thrown.
      logSeverityLevel: 3,
      extra: QUANTIZED_SESSION,
    })
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim()
    throw new InputError(
      `expected an ONNX network that onnxruntime runs, found ${bytes.length} bytes (${reason}): ${where}`,
    )
  }
}

/** What it would run in float for want of unsigned integers, it gets with them; a file that only it can read as it is. */
function inItsForm(bytes: Uint8Array, where: string): Uint8Array {
  try {
    const model = decodeOnnx(bytes, where)
    const form = onnxruntimeForm(model)
    return form === model ? bytes : encodeOnnx(form)
  } catch (error) {
    if (error instanceof InputError) return bytes
    throw error
  }
}

function spec(meta: InferenceSession.ValueMetadata, where: string): TensorSpec {
  const type = meta.isTensor ? meta.type : 'no tensor'
  if (!meta.isTensor || !isTensorType(type)) {
    throw new InputError(`expected tensors of numbers for inputs and outputs, found ${meta.name} of ${type}: ${where}`)
  }
  return { name: meta.name, type, shape: meta.shape.map((length) => (typeof length === 'number' ? length : FREE)) }
}

/** Arrays of the thread's own, kept from run to run. */
class TensorMemory {
  readonly #fixed: readonly (Tensor | null)[]

  constructor(specs: readonly TensorSpec[]) {
    this.#fixed = specs.map(({ type, shape }) => (isStatic(shape) ? (createTensor(type, shape) as Tensor) : null))
  }

  /** The memory of one whose shape is known beforehand. */
  fixed(index: number): Tensor | null {
    return this.#fixed[index] ?? null
  }

  copy(index: number, { type, shape, data }: Tensor): Tensor {
    const own = this.#fixed[index] ?? (createTensor(type, shape) as Tensor)
    const size = own.data.byteLength
    new Uint8Array(own.data.buffer).set(new Uint8Array(data.buffer, data.byteOffset, size))
    return own
  }
}

function toOrt({ type, data, shape }: Tensor): OrtTensor {
  // Type and array agree by construction, which the library's overloads cannot see.
  return new OrtTensor(type as 'float32', data as Float32Array, shape)
}

function fromOrt(result: OrtTensor | undefined, { name, type }: TensorSpec, where: string): Tensor {
  if (result === undefined || result.type !== type || !ArrayBuffer.isView(result.data)) {
    throw new Error(`expected the output ${name} as ${type}, found ${result?.type ?? 'none'}: ${where}`)
  }
  const { buffer, byteOffset } = result.data
  const shape = [...result.dims]
  const own = createTensor(type, shape) as Tensor
  new Uint8Array(own.data.buffer).set(new Uint8Array(buffer, byteOffset, own.data.byteLength))
  if (elementCount(shape) !== result.data.length) throw new Error(`expected ${shape} elements in ${name}: ${where}`)
  return own
}
