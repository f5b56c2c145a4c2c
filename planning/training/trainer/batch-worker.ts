import { type JobServer, serveJobs } from '../../../src/io/workers/serve-jobs.ts'
import { SampleOrder, sampleRandom } from '../data/sample-order.ts'
import { batchLayout, TensorViews } from '../data/tensor-views.ts'
import { loadTask, type TaskReference } from '../data/training-task.ts'
import { ShardSet, type ShardSource } from '../shards/shard-set.ts'

export interface BatchWorkerData {
  readonly task: TaskReference
  readonly training: readonly ShardSource[]
  readonly evaluation: readonly ShardSource[]
  readonly seed: number
  readonly batch: number
  readonly slots: readonly SharedArrayBuffer[]
}

export interface BatchWorkerReady {
  /** Samples of an epoch and of the evaluation. */
  readonly training: number
  readonly evaluation: number
}

/** Fill a slot: with the batch of training from position `first` on, or with `count` samples of the evaluation. */
export type BatchJob =
  | { readonly kind: 'training'; readonly slot: number; readonly first: number }
  | { readonly kind: 'evaluation'; readonly slot: number; readonly first: number; readonly count: number }

/** Entry of the thread that reads, augments and lays out batches while the step before runs. */
await serveJobs(open)

async function open(data: BatchWorkerData): Promise<JobServer<BatchWorkerReady, BatchJob, null>> {
  const { prepare, network } = await loadTask(data.task)
  const training = new ShardSet(data.training)
  const evaluation = data.evaluation.length > 0 ? new ShardSet(data.evaluation) : null
  const order = new SampleOrder(training.count, data.seed)
  const layout = batchLayout(network, data.batch)
  const views = data.slots.map((slot) =>
    Array.from({ length: data.batch }, (_, sample) => new TensorViews(layout, slot, sample)),
  )
  const fillTraining = (slot: number, first: number) => {
    for (let sample = 0; sample < data.batch; sample++) {
      const { epoch, index } = order.at(first + sample)
      training.read(index)
      prepare(training.record, views[slot]![sample]!, sampleRandom(data.seed, epoch, index))
    }
  }
  const fillEvaluation = (slot: number, first: number, count: number) => {
    for (let sample = 0; sample < count; sample++) {
      evaluation!.read(first + sample)
      prepare(evaluation!.record, views[slot]![sample]!, null)
    }
  }
  return {
    ready: { training: training.count, evaluation: evaluation?.count ?? 0 },
    run(job) {
      if (job.kind === 'training') fillTraining(job.slot, job.first)
      else fillEvaluation(job.slot, job.first, job.count)
      return null
    },
  }
}
