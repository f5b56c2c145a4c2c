import { type EngineDescription, type InferenceEngine, InferenceLost } from '../../core/inference.ts'
import {
  byteCount,
  createTensor,
  fitsShape,
  formatTensorType,
  isStatic,
  type Tensor,
  type TensorSpec,
} from '../../core/tensor.ts'
import { RestartingWorker, WorkerLost } from '../workers/restarting-worker.ts'
import { workerEntry } from '../workers/worker-entry.ts'
import { cpuInstructions } from './cpu-instructions.ts'
import type {
  EngineJob,
  EngineOptions,
  EngineReply,
  EngineThreadData,
  EngineThreadReady,
  SharedTensor,
} from './engine-session.ts'

type EngineThread = RestartingWorker<EngineThreadReady, EngineJob, EngineReply>

/** ms; a car's networks take a hundredth of a second, and the training step of a large one some seconds. */
const LONGEST_RUN = 30_000

/**
 * Loads an ONNX network into an engine's own thread: running it blocks that thread, never the caller's event loop.
 * Rejects with InputError when the bytes, which came from `where`, are no network that the engine runs.
 */
export async function openWorkerEngine(
  engine: string,
  bytes: Uint8Array,
  where: string,
  options: EngineOptions,
): Promise<InferenceEngine> {
  const model = new SharedArrayBuffer(bytes.length)
  new Uint8Array(model).set(bytes)
  const data: EngineThreadData = { engine, bytes: model, where, options }
  let ready: EngineThreadReady | null = null
  const thread: EngineThread = new RestartingWorker(
    workerEntry('engine-worker', import.meta.url),
    data,
    (told) => {
      ready = told
    },
    { limit: LONGEST_RUN, hung: 'leave' },
  )
  await thread.start()
  if (ready === null) throw new Error('expected a started thread to have told its network')
  return new WorkerEngine(engine, ready, thread)
}

/** One input's shared memory: of fixed size, or as large as the largest so far. */
interface InputSlot {
  readonly spec: TensorSpec
  buffer: SharedArrayBuffer
  /** Over all of `buffer`; null for an input of open shape. */
  readonly tensor: Tensor | null
}

class WorkerEngine implements InferenceEngine {
  readonly description: EngineDescription
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  readonly #thread: EngineThread
  readonly #slots: readonly InputSlot[]
  #isRunning = false

  constructor(name: string, ready: EngineThreadReady, thread: EngineThread) {
    const { version, backend, threads, inputs, outputs } = ready
    this.description = { name, version, backend, threads, instructions: cpuInstructions() }
    this.inputs = inputs
    this.outputs = outputs
    this.#thread = thread
    this.#slots = inputs.map(createSlot)
  }

  inputTensor(name: string): Tensor | null {
    return this.#slots.find(({ spec }) => spec.name === name)?.tensor ?? null
  }

  async run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>> {
    // Before anything is written: the memory belongs to the run that is under way.
    if (this.#isRunning) throw new RangeError('expected one run at a time, found another under way')
    const job = this.#slots.map((slot) => share(slot, inputs[slot.spec.name]))
    this.#isRunning = true
    try {
      const reply = await this.#thread.run(job)
      return Object.fromEntries(reply.map((output, i) => [this.outputs[i]!.name, view(output)]))
    } catch (error) {
      throw error instanceof WorkerLost ? new InferenceLost(error.message) : error
    } finally {
      this.#isRunning = false
    }
  }

  close(): Promise<void> {
    return this.#thread.close()
  }
}

function createSlot(spec: TensorSpec): InputSlot {
  if (!isStatic(spec.shape)) return { spec, buffer: new SharedArrayBuffer(0), tensor: null }
  const buffer = new SharedArrayBuffer(byteCount(spec.type, spec.shape))
  return { spec, buffer, tensor: createTensor(spec.type, spec.shape, buffer) as Tensor }
}

function share(slot: InputSlot, tensor: Tensor | undefined): SharedTensor {
  const { spec } = slot
  const expected = `the input ${spec.name} as ${formatTensorType(spec.type, spec.shape)}`
  if (tensor === undefined) throw new RangeError(`expected ${expected}, found none`)
  const size = byteCount(tensor.type, tensor.shape)
  if (tensor.type !== spec.type || !fitsShape(tensor.shape, spec.shape) || tensor.data.byteLength !== size) {
    const found = `${formatTensorType(tensor.type, tensor.shape)} with ${tensor.data.length} elements`
    throw new RangeError(`expected ${expected}, found ${found}`)
  }
  if (slot.buffer.byteLength < size) slot.buffer = new SharedArrayBuffer(size)
  if (tensor.data.buffer !== slot.buffer) {
    new Uint8Array(slot.buffer).set(new Uint8Array(tensor.data.buffer, tensor.data.byteOffset, size))
  }
  return { type: tensor.type, shape: tensor.shape, buffer: slot.buffer }
}

function view({ type, shape, buffer }: SharedTensor): Tensor {
  return createTensor(type, shape, buffer) as Tensor
}
