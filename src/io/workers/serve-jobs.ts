import { parentPort, workerData } from 'node:worker_threads'
import { InputError } from '../../core/errors.ts'
import type { WorkerMessage } from './worker-messages.ts'

/** One worker's work: what it tells when it is ready, and what it does with a job. */
export interface JobServer<Ready, Job, Reply> {
  readonly ready: Ready
  run(job: Job): Promise<Reply> | Reply
}

/**
 * The inside of a worker thread that {@link RestartingWorker} starts: opens once, then answers jobs one after the other.
 * What `open` or `run` throws becomes the rejection on the other side, and the thread lives on.
 */
export async function serveJobs<Data, Ready, Job, Reply>(
  open: (data: Data) => Promise<JobServer<Ready, Job, Reply>>,
): Promise<void> {
  const port = parentPort
  if (port === null) throw new Error('expected to be started as a worker thread')
  const send = (message: WorkerMessage<Ready, Reply>): void => port.postMessage(message)
  const answer = async (work: () => Promise<WorkerMessage<Ready, Reply>>): Promise<void> => {
    try {
      send(await work())
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      send({ kind: 'failed', message, isInput: error instanceof InputError })
    }
  }
  await answer(async () => {
    const server = await open(workerData as Data)
    port.on('message', (job: Job) => answer(async () => ({ kind: 'done', reply: await server.run(job) })))
    return { kind: 'ready', ready: server.ready }
  })
}
