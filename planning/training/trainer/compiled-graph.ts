import { InferenceSession, Tensor } from 'onnxruntime-node'
import { elementCount, type OnnxModel } from '../../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { type BatchLayout, type TensorArray, TensorViews } from '../data/tensor-views.ts'
import { type CompiledGraph, TRAINING_NAMES as NAMES, termOutput } from '../network/training-graph.ts'

/** Where graphs run: the CPU, or a GPU provider that the installed onnxruntime has. */
export interface Device {
  readonly provider: 'cpu' | 'cuda' | 'dml' | 'coreml'
  /** Threads inside an operator. Results are the same bits for the same number. */
  readonly threads: number
}

/** A graph that the runtime has loaded, with memory of its own for what it is fed. */
export interface Compiled {
  readonly session: InferenceSession
  /** Outputs that are small: the runtime allocates them. */
  readonly fetches: Readonly<Record<string, null>>
  feed(batch: BatchLayout, memory: ArrayBufferLike): Record<string, Tensor>
  termsOf(results: Readonly<Record<string, Tensor>>): Record<string, number>
}

/** Loads a graph. Throws when the runtime has no such provider. */
export async function compile({ model, terms }: CompiledGraph, { provider, threads }: Device): Promise<Compiled> {
  const session = await InferenceSession.create(encodeOnnx(model), {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  })
  const scalars = [NAMES.loss, NAMES.gradientNorm, ...terms.map(termOutput)]
  const names = scalars.filter((name) => session.outputNames.includes(name))
  const own = inputMemory(model, new Set<string>(Object.values(NAMES)))
  return {
    session,
    fetches: Object.fromEntries(names.map((name) => [name, null])),
    feed(batch, memory) {
      const views = new TensorViews(batch, memory, null)
      const feeds: Record<string, Tensor> = {}
      for (const { name } of batch.segments) {
        const input = own.get(name)
        // A target that only a metric of training reads is no input of every graph.
        if (!input) continue
        copyInto(input.array, views.array(name))
        feeds[name] = input.tensor
      }
      return feeds
    },
    termsOf: (results) => Object.fromEntries(terms.map((term) => [term, numberOf(results[termOutput(term)])])),
  }
}

interface InputMemory {
  readonly array: TensorArray
  readonly tensor: Tensor
}

/** Batches come in shared memory, which the runtime does not take. */
function inputMemory(model: OnnxModel, others: ReadonlySet<string>): ReadonlyMap<string, InputMemory> {
  const inputs = model.graph.inputs.filter(({ name }) => !others.has(name))
  return new Map(
    inputs.map(({ name, type, shape }) => {
      const dims = (shape ?? []).map(Number)
      return [name, type === 'uint8' ? byteInput(dims) : type === 'int64' ? indexInput(dims) : realInput(dims)]
    }),
  )
}

function byteInput(dims: readonly number[]): InputMemory {
  const array = new Uint8Array(elementCount(dims))
  return { array, tensor: new Tensor('uint8', array, dims) }
}

function indexInput(dims: readonly number[]): InputMemory {
  const array = new BigInt64Array(elementCount(dims))
  return { array, tensor: new Tensor('int64', array, dims) }
}

function realInput(dims: readonly number[]): InputMemory {
  const array = new Float32Array(elementCount(dims))
  return { array, tensor: new Tensor('float32', array, dims) }
}

function copyInto(target: TensorArray, source: TensorArray): void {
  const bytes = new Uint8Array(source.buffer, source.byteOffset, target.byteLength)
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes)
}

/** The first element of a small output; NaN when it is missing. */
export function numberOf(tensor: Tensor | undefined): number {
  return Number(tensor?.data[0] ?? Number.NaN)
}
