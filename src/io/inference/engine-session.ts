import type { Tensor, TensorSpec } from '../../core/tensor.ts'

/** A network loaded inside a worker thread: what an adapter implements, and the thread's server runs. */
export interface EngineSession {
  readonly version: string
  readonly backend: string
  readonly threads: number
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  /**
   * `inputs` are in the order of the network's and lie in shared memory; the outputs, in the network's order, in the
   * session's own, valid until the next run.
   */
  run(inputs: readonly Tensor[]): Promise<readonly Tensor[]>
}

/** `bytes` of an ONNX file; `where` it came from, for messages. Rejects with InputError when they are no network. */
export type OpenSession = (bytes: Uint8Array, where: string, options: EngineOptions) => Promise<EngineSession>

export interface EngineOptions {
  /** Threads inside one operator; small networks are fastest on one. */
  readonly threads: number
}

/** What an engine's thread is started with. */
export interface EngineThreadData {
  readonly engine: string
  readonly bytes: SharedArrayBuffer
  readonly where: string
  readonly options: EngineOptions
}

export type EngineThreadReady = Omit<EngineSession, 'run'>

/** A tensor in shared memory, as it goes from thread to thread. */
export interface SharedTensor {
  readonly type: Tensor['type']
  readonly shape: readonly number[]
  readonly buffer: SharedArrayBuffer
}

/** Inputs in the network's order. */
export type EngineJob = readonly SharedTensor[]
/** Outputs in the network's order. */
export type EngineReply = readonly SharedTensor[]
