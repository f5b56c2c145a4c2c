import { Worker } from 'node:worker_threads'
import { InputError } from '../../core/errors.ts'
import type { WorkerMessage } from './worker-messages.ts'

/** The job that was under way when its thread died or hung. */
export class WorkerLost extends Error {
  override readonly name = 'WorkerLost'
}

/** When a thread counts as hung, and what becomes of it. */
export interface WorkerWatch {
  /** ms that a job may take; never too long where it is infinite. */
  readonly limit: number
  /**
   * end: it is terminated at once. leave: another takes its place, and it is terminated when it answers after all:
   * onnxruntime throws out of native code, and takes the process with it, where its thread ends during a run.
   */
  readonly hung: 'end' | 'leave'
}

const UNWATCHED: WorkerWatch = { limit: Number.POSITIVE_INFINITY, hung: 'end' }
/** Threads left hanging at a time; with more, jobs are lost at once until one answers. */
const MOST_LEFT = 2
/** ms for an answer that has come already, but that a busy event loop has not taken yet. */
const SECOND_LOOK = 20

interface Pending<Value> {
  resolve(value: Value): void
  reject(error: Error): void
}

/** A thread, and who waits for it: first for the start, then for one job at a time. */
interface Thread<Ready, Reply> {
  readonly worker: Worker
  readonly started: Promise<Ready>
  start: Pending<Ready> | null
  job: Pending<Reply> | null
  /** Of the job. */
  watch: NodeJS.Timeout | undefined
  /** Settles with the job. */
  ended: Promise<unknown>
}

/**
 * A worker thread that does one job at a time and is started again when it dies or hangs; the job that was under way is
 * lost.
 * Its entry calls `serveJobs`. A thread that dies while starting is tried again by the next job, not in a loop.
 */
export class RestartingWorker<Ready, Job, Reply> {
  readonly #entry: URL
  readonly #data: unknown
  readonly #onReady: (ready: Ready) => void
  readonly #watch: WorkerWatch
  /** Threads that hang and were left. */
  readonly #left = new Set<Thread<Ready, Reply>>()
  #thread: Thread<Ready, Reply> | null = null
  #isClosed = false
  #restarts = 0

  /**
   * `data` goes to every thread that is started; shared memory in it is shared. `onReady` is told, for every thread
   * anew, what it said when it was ready.
   */
  constructor(entry: URL, data: unknown, onReady: (ready: Ready) => void, watch = UNWATCHED) {
    this.#entry = entry
    this.#data = data
    this.#onReady = onReady
    this.#watch = watch
  }

  /** How often a thread died or hung and another took its place. */
  get restarts(): number {
    return this.#restarts
  }

  /** Starts the first thread. Rejects with what it failed of: InputError for bad input. */
  async start(): Promise<void> {
    await this.#living().started
  }

  /** Rejects with {@link WorkerLost} when the thread dies or hangs, with RangeError while another job is under way. */
  async run(job: Job): Promise<Reply> {
    const thread = this.#living()
    if (thread.start !== null) await thread.started
    if (thread.job !== null) throw new RangeError('expected one job at a time, found another under way')
    const reply = new Promise<Reply>((resolve, reject) => {
      thread.job = { resolve, reject }
      thread.worker.ref()
      thread.worker.postMessage(job)
    })
    this.#startWatch(thread)
    thread.ended = reply
    return reply
  }

  /**
   * Ends the thread, after the start or the job that is under way: native code that is interrupted takes the whole
   * process with it. May be called twice.
   */
  async close(): Promise<void> {
    this.#isClosed = true
    const thread = this.#thread
    if (thread === null) return
    await thread.started.catch(() => {})
    await thread.ended.catch(() => {})
    await thread.worker.terminate()
  }

  #living(): Thread<Ready, Reply> {
    if (this.#isClosed) throw new RangeError('expected an open worker, found it closed')
    if (this.#left.size >= MOST_LEFT && this.#thread === null) {
      throw new WorkerLost(`expected a worker thread that answers, found ${this.#left.size} that hang`)
    }
    this.#thread ??= this.#spawn()
    return this.#thread
  }

  /** A timer alone would take a busy event loop for a hung thread: it looks again after messages have had their turn. */
  #startWatch(thread: Thread<Ready, Reply>): void {
    const { limit } = this.#watch
    if (!Number.isFinite(limit)) return
    const { job } = thread
    thread.watch = setTimeout(() => {
      thread.watch = setTimeout(() => {
        if (thread.job === job && job !== null) this.#hangs(thread, job)
      }, SECOND_LOOK)
    }, limit)
  }

  #hangs(thread: Thread<Ready, Reply>, job: Pending<Reply>): void {
    const { limit, hung } = this.#watch
    thread.job = null
    if (hung === 'end') void thread.worker.terminate()
    else {
      this.#left.add(thread)
      thread.worker.unref()
    }
    if (this.#thread === thread) this.#thread = null
    if (!this.#isClosed) {
      this.#restarts++
      if (this.#left.size < MOST_LEFT) this.#thread = this.#spawn()
    }
    job.reject(new WorkerLost(`expected the worker thread to answer within ${limit / 1000} s, found it hanging`))
  }

  #spawn(): Thread<Ready, Reply> {
    const worker = new Worker(this.#entry, { workerData: this.#data })
    let start: Pending<Ready> | null = null
    const started = new Promise<Ready>((resolve, reject) => {
      start = { resolve, reject }
    })
    // Whoever runs a job waits for the start; without a job nobody does, and that is no failure of the program.
    started.catch(() => {})
    const thread: Thread<Ready, Reply> = { worker, started, start, job: null, watch: undefined, ended: started }
    let reason = ''
    worker.on('message', (message: WorkerMessage<Ready, Reply>) => this.#hear(thread, message))
    worker.on('error', (error) => {
      reason = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', (code) => this.#died(thread, reason || `exit code ${code}`))
    return thread
  }

  #hear(thread: Thread<Ready, Reply>, message: WorkerMessage<Ready, Reply>): void {
    const { start, job } = thread
    clearTimeout(thread.watch)
    if (this.#left.delete(thread)) {
      void thread.worker.terminate()
      return
    }
    switch (message.kind) {
      case 'ready':
        thread.start = null
        // An idle thread does not keep the program alive.
        thread.worker.unref()
        this.#onReady(message.ready)
        start?.resolve(message.ready)
        break
      case 'done':
        thread.job = null
        thread.worker.unref()
        job?.resolve(message.reply)
        break
      case 'failed': {
        const error = message.isInput ? new InputError(message.message) : new Error(message.message)
        if (start === null) {
          thread.job = null
          thread.worker.unref()
          job?.reject(error)
          break
        }
        // A thread that could not start is of no use: the next job tries another.
        thread.start = null
        this.#thread = null
        start.reject(error)
        void thread.worker.terminate()
        break
      }
    }
  }

  #died(thread: Thread<Ready, Reply>, reason: string): void {
    const { start, job } = thread
    clearTimeout(thread.watch)
    this.#left.delete(thread)
    thread.start = null
    thread.job = null
    if (this.#thread === thread) {
      this.#thread = null
      if (!this.#isClosed) {
        this.#restarts++
        // At once, so that the next job finds it ready; a thread that dies while it starts waits for the next job.
        if (start === null) this.#thread = this.#spawn()
      }
    }
    const lost = new WorkerLost(`expected the worker thread to live, found it dead (${reason})`)
    start?.reject(lost)
    job?.reject(lost)
  }
}
