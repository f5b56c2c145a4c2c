import { type JobServer, serveJobs } from '../../../src/io/workers/serve-jobs.ts'
import { batchLayout } from '../data/tensor-views.ts'
import { loadTask, type TaskReference } from '../data/training-task.ts'
import { type StepOptions, type StepResult, StepSession, type TrainingState } from './step-session.ts'

export interface StepWorkerData {
  readonly task: TaskReference
  readonly state: TrainingState
  readonly options: StepOptions
  /** Memory of the batches, which the data thread fills. */
  readonly slots: readonly SharedArrayBuffer[]
}

export type StepJob =
  | { readonly kind: 'step'; readonly slot: number; readonly step: number; readonly rate: number }
  | { readonly kind: 'evaluate'; readonly slot: number; readonly count: number }
  | { readonly kind: 'state' }

export type StepReply =
  | { readonly kind: 'result'; readonly result: StepResult }
  | { readonly kind: 'state'; readonly state: TrainingState }

/** Entry of the thread that runs training steps. */
await serveJobs(open)

async function open({ task, state, options, slots }: StepWorkerData): Promise<JobServer<null, StepJob, StepReply>> {
  const { network } = await loadTask(task)
  const session = await StepSession.open(network, state, options)
  const batch = batchLayout(network, options.batch)
  return {
    ready: null,
    async run(job) {
      switch (job.kind) {
        case 'step':
          return { kind: 'result', result: await session.step(job.step, job.rate, batch, slots[job.slot]!) }
        case 'evaluate':
          return { kind: 'result', result: await session.evaluate(batch, slots[job.slot]!, job.count) }
        case 'state':
          return { kind: 'state', state: session.state() }
      }
    },
  }
}
