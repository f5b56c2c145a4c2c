import type { Tensor, TensorSpec } from './tensor.ts'

/** A loaded network. Runs go one at a time: the next one may start when the promise of the one before has settled. */
export interface InferenceEngine {
  readonly description: EngineDescription
  readonly inputs: readonly TensorSpec[]
  readonly outputs: readonly TensorSpec[]
  /**
   * The memory that the engine reads an input of fixed shape from, for as long as the engine lives: a run that is given
   * this very tensor copies nothing. Null for an input of open shape, or none of that name.
   */
  inputTensor(name: string): Tensor | null
  /**
   * Takes every input by name and gives every output by name. The inputs may be changed as soon as the call returns,
   * those of {@link inputTensor} when the promise has settled. The outputs are borrowed: valid until the next run.
   *
   * Rejects with {@link InferenceLost} when the run was lost with the thread it ran on (the next one finds a new
   * thread), with RangeError for inputs that the network does not take and for a run before the last has ended, and
   * with Error when the engine fails.
   */
  run(inputs: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>
  /** Frees everything, after the run that is under way. May be called twice. */
  close(): Promise<void>
}

/** What a result depends on besides the network and its inputs (docs/design.md §4): reports name it. */
export interface EngineDescription {
  /** `onnxruntime`, `tfjs` */
  readonly name: string
  readonly version: string
  /** What computes: `cpu`, `wasm`, `tensorflow`. */
  readonly backend: string
  readonly threads: number
  /** The CPU's widest vector instructions first, as Linux calls them; empty where the system does not tell. */
  readonly instructions: readonly string[]
}

/** A run that ended without a result because its thread died: the frame is lost, the engine is not. */
export class InferenceLost extends Error {
  override readonly name = 'InferenceLost'
}

/** One line for reports: `onnxruntime 1.30.0, cpu, 1 thread, avx512_vnni avx2`. */
export function formatEngine({ name, version, backend, threads, instructions }: EngineDescription): string {
  const parts = [`${name} ${version}`, backend, `${threads} ${threads === 1 ? 'thread' : 'threads'}`]
  if (instructions.length > 0) parts.push(instructions.join(' '))
  return parts.join(', ')
}
