import type { Random } from '../../../src/common/random/xoshiro.ts'
import type { TrainableNetwork } from '../network/trainable-network.ts'
import type { ShardRecord } from '../shards/record.ts'
import type { TensorViews } from './tensor-views.ts'

/** A network and how samples become what it is fed. Lives in a module of its own that the data thread loads. */
export interface TrainingTask {
  readonly network: TrainableNetwork
  /**
   * Writes every input and target of one sample. `random`, seeded by seed, epoch and sample, augments it: mirror, noise,
   * drop-out; null for evaluation, where the sample is taken as it is. Must not keep `sample` or `out`, nor change
   * `sample`'s meaning for the next call: both are used again.
   */
  prepare(sample: ShardRecord, out: TensorViews, random: Random | null): void
}

/** Where the threads find a task: the URL of its module, which exports it as `TASK`, or makes it in `createTask(options)`. */
export interface TaskReference {
  readonly module: string
  /** For a task that depends on the data: files that say what the network is. */
  readonly options?: Readonly<Record<string, string>>
}

/** Loads a task's module. Throws when it exports none. */
export async function loadTask({ module, options }: TaskReference): Promise<TrainingTask> {
  const loaded: unknown = await import(module)
  const task = isRecord(loaded) ? taskOf(loaded, options) : null
  if (isTask(task)) return task
  throw new Error(`expected the module to export a training task as TASK or createTask, found none: ${module}`)
}

function taskOf(loaded: Readonly<Record<string, unknown>>, options: TaskReference['options']): unknown {
  const { TASK, createTask } = loaded
  return options !== undefined && typeof createTask === 'function' ? createTask(options) : TASK
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isTask(value: unknown): value is TrainingTask {
  return typeof value === 'object' && value !== null && 'network' in value && 'prepare' in value
}
