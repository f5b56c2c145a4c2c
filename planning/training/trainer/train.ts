import { existsSync } from 'node:fs'
import { RestartingWorker } from '../../../src/io/workers/restarting-worker.ts'
import { workerEntry } from '../../../src/io/workers/worker-entry.ts'
import { batchLayout } from '../data/tensor-views.ts'
import { loadTask, type TaskReference } from '../data/training-task.ts'
import type { AdamOptions } from '../network/adam.ts'
import type { Arithmetic } from '../network/layers.ts'
import { type LearningRateSchedule, learningRate } from '../network/learning-rate.ts'
import { initialParameters, type ParameterLayout } from '../network/parameters.ts'
import { parameterLayout } from '../network/training-graph.ts'
import type { ShardSource } from '../shards/shard-set.ts'
import type { BatchJob, BatchWorkerData, BatchWorkerReady } from './batch-worker.ts'
import { checkSettings, readCheckpoint, writeCheckpoint } from './checkpoint.ts'
import type { Device } from './compiled-graph.ts'
import { CurveRecorder } from './curve-recorder.ts'
import type { CurvePoint } from './loss-curve.ts'
import type { StepResult, TrainingState } from './step-session.ts'
import type { StepJob, StepReply, StepWorkerData } from './step-worker.ts'

export interface TrainingOptions {
  readonly task: TaskReference
  /** What is trained on. */
  readonly training: readonly ShardSource[]
  /** What is evaluated on, whole each time; may be empty. */
  readonly evaluation: readonly ShardSource[]
  /** Of initial parameters, order and augmentation. */
  readonly seed: number
  /** Samples a step. */
  readonly batch: number
  readonly schedule: LearningRateSchedule
  readonly adam: AdamOptions
  /** See `StepOptions`. */
  readonly averageDecay: number
  /** Parameters to begin with, of the same network; drawn from the seed where it is left out. */
  readonly initial?: InitialParameters
  readonly device: Device
  /** What the network is to run on. Default float. */
  readonly arithmetic?: Arithmetic
  /** Steps between evaluations; the last step is always evaluated. */
  readonly evaluateEvery: number
  /** File to save to every so many steps and at an interruption; if it is there already, the run goes on from it. */
  readonly checkpoint: { readonly path: string; readonly every: number } | null
  /** Ends the run after the step under way, with a checkpoint. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: TrainingProgress) => void
}

/** Where training begins. */
export interface InitialParameters {
  /** Tells the source apart from others: a checkpoint belongs to one. */
  readonly source: string
  /** `drawn`: what training begins with otherwise. */
  of(layout: ParameterLayout, drawn: Float32Array): Float32Array
}

export interface TrainingProgress {
  /** Steps done, and in all. */
  readonly step: number
  readonly steps: number
  readonly loss: number
  readonly samplesPerSecond: number
  readonly secondsLeft: number
  readonly evaluation: CurvePoint['evaluation']
}

export interface TrainingResult {
  readonly layout: ParameterLayout
  /** The running mean, which is what is evaluated and exported. */
  readonly parameters: Float32Array
  readonly state: TrainingState
  readonly curve: readonly CurvePoint[]
  /** Steps done; fewer than asked for when interrupted. */
  readonly step: number
  readonly isComplete: boolean
  /** s of computing over all sessions of the run, and samples a second in this one. */
  readonly seconds: number
  readonly samplesPerSecond: number
}

/** Batches in memory: one under way, one being filled. */
const SLOTS = 2

/**
 * Trains a network on shards: one thread runs the steps, another reads and augments the batch after. The result depends
 * on options and data alone, and for equal thread counts it is the same bits whether the run was interrupted or not.
 * Throws InputError on bad shards and on a checkpoint of another run; Error when the loss is no longer finite.
 */
export async function train(options: TrainingOptions): Promise<TrainingResult> {
  const { network } = await loadTask(options.task)
  const layout = parameterLayout(network)
  const start = startOf(options, network.name, layout)
  const { bytes } = batchLayout(network, options.batch)
  const slots = Array.from({ length: SLOTS }, () => new SharedArrayBuffer(bytes))
  const { task, seed, batch, training, evaluation, adam, averageDecay, device, arithmetic } = options
  let counts: BatchWorkerReady = { training: 0, evaluation: 0 }
  const batchData: BatchWorkerData = { task, training, evaluation, seed, batch, slots }
  const stepOptions = { batch, adam, averageDecay, device, ...(arithmetic && { arithmetic }) }
  const stepData: StepWorkerData = { task, state: start.state, options: stepOptions, slots }
  const batches = new RestartingWorker<BatchWorkerReady, BatchJob, null>(
    workerEntry('batch-worker', import.meta.url),
    batchData,
    (ready) => {
      counts = ready
    },
  )
  const steps = new RestartingWorker<null, StepJob, StepReply>(
    workerEntry('step-worker', import.meta.url),
    stepData,
    () => {},
  )
  try {
    await Promise.all([batches.start(), steps.start()])
    return await new Run(options, layout, start, batches, steps, counts).finish()
  } finally {
    await Promise.all([batches.close(), steps.close()])
  }
}

interface Start {
  readonly step: number
  readonly seconds: number
  readonly curve: readonly CurvePoint[]
  readonly state: TrainingState
  readonly settings: Readonly<Record<string, unknown>>
}

function startOf(options: TrainingOptions, name: string, layout: ParameterLayout): Start {
  const { seed, batch, schedule, adam, averageDecay, initial, checkpoint, arithmetic } = options
  const settings = {
    ...{ network: name, parameters: layout.size, seed, batch, schedule, adam, averageDecay },
    ...(initial && { initial: initial.source }),
    ...(arithmetic === 'int8' && { arithmetic }),
  }
  if (checkpoint && existsSync(checkpoint.path)) {
    const stored = readCheckpoint(checkpoint.path)
    checkSettings(stored.settings, settings, checkpoint.path)
    return { ...stored, settings }
  }
  const drawn = initialParameters(layout, seed)
  const parameters = initial ? initial.of(layout, drawn) : drawn
  const zeros = () => new Float32Array(layout.size)
  const state = { parameters, firstMoment: zeros(), secondMoment: zeros(), average: parameters.slice() }
  return { step: 0, seconds: 0, curve: [], state, settings }
}

type BatchThread = RestartingWorker<BatchWorkerReady, BatchJob, null>
type StepThread = RestartingWorker<null, StepJob, StepReply>

/** One session of a run. */
class Run {
  readonly #options: TrainingOptions
  readonly #layout: ParameterLayout
  readonly #start: Start
  readonly #batches: BatchThread
  readonly #steps: StepThread
  readonly #counts: BatchWorkerReady
  readonly #curve: CurveRecorder
  readonly #begin = performance.now()
  #step: number

  constructor(
    options: TrainingOptions,
    layout: ParameterLayout,
    start: Start,
    batches: BatchThread,
    steps: StepThread,
    counts: BatchWorkerReady,
  ) {
    this.#options = options
    this.#layout = layout
    this.#start = start
    this.#batches = batches
    this.#steps = steps
    this.#counts = counts
    this.#step = start.step
    this.#curve = new CurveRecorder(start.curve, options.schedule.steps)
  }

  async finish(): Promise<TrainingResult> {
    const { schedule, checkpoint, signal } = this.#options
    let next = this.#step < schedule.steps ? this.#fill(this.#step) : null
    while (this.#step < schedule.steps && !signal?.aborted) {
      await next
      const under = this.#run(this.#step)
      next = this.#step + 1 < schedule.steps ? this.#fill(this.#step + 1) : null
      // A failure of the data thread is met when its batch is needed; meanwhile it must not go unheard.
      next?.catch(() => {})
      const result = await under
      this.#step++
      const evaluation = await this.#evaluateIfDue(next)
      this.#curve.add(this.#step, result, evaluation)
      this.#report(result, evaluation)
      if (checkpoint && this.#step % checkpoint.every === 0) await this.#save()
    }
    await next
    if (checkpoint && this.#step % checkpoint.every !== 0) await this.#save()
    return this.#result()
  }

  #fill(step: number): Promise<null> {
    return this.#batches.run({ kind: 'training', slot: step % SLOTS, first: step * this.#options.batch })
  }

  async #run(step: number): Promise<StepResult> {
    const rate = learningRate(step, this.#options.schedule)
    return resultOf(await this.#steps.run({ kind: 'step', slot: step % SLOTS, step, rate }))
  }

  async #evaluateIfDue(filling: Promise<null> | null): Promise<CurvePoint['evaluation']> {
    const { evaluateEvery, schedule } = this.#options
    const isDue = this.#step % evaluateEvery === 0 || this.#step === schedule.steps
    if (!isDue || this.#counts.evaluation === 0) return null
    // The batch that has been filled ahead stays; the slot of the step just done is free.
    await filling
    return this.#evaluate((this.#step - 1) % SLOTS)
  }

  async #evaluate(slot: number): Promise<NonNullable<CurvePoint['evaluation']>> {
    const { batch } = this.#options
    const total = this.#counts.evaluation
    let loss = 0
    const terms: Record<string, number> = {}
    for (let first = 0; first < total; first += batch) {
      const count = Math.min(batch, total - first)
      await this.#batches.run({ kind: 'evaluation', slot, first, count })
      const result = resultOf(await this.#steps.run({ kind: 'evaluate', slot, count }))
      loss += (result.loss * count) / total
      for (const [name, value] of Object.entries(result.terms))
        terms[name] = (terms[name] ?? 0) + (value * count) / total
    }
    return { loss, terms }
  }

  #report({ loss }: StepResult, evaluation: CurvePoint['evaluation']): void {
    const { schedule, onProgress } = this.#options
    const left = schedule.steps - this.#step
    const perSecond = this.#samplesPerSecond()
    onProgress?.({
      step: this.#step,
      steps: schedule.steps,
      loss,
      samplesPerSecond: perSecond,
      secondsLeft: (left * this.#options.batch) / perSecond,
      evaluation,
    })
  }

  #samplesPerSecond(): number {
    return ((this.#step - this.#start.step) * this.#options.batch) / this.#seconds()
  }

  /** s since this session began. */
  #seconds(): number {
    return (performance.now() - this.#begin) / 1000
  }

  async #save(): Promise<void> {
    const { checkpoint } = this.#options
    if (!checkpoint) return
    writeCheckpoint(checkpoint.path, {
      step: this.#step,
      settings: this.#start.settings,
      curve: this.#curve.points(),
      seconds: this.#start.seconds + this.#seconds(),
      state: await this.#state(),
    })
  }

  async #state(): Promise<TrainingState> {
    const reply = await this.#steps.run({ kind: 'state' })
    if (reply.kind === 'state') return reply.state
    throw new Error(`expected the state of training, found ${reply.kind}`)
  }

  async #result(): Promise<TrainingResult> {
    const state = await this.#state()
    return {
      layout: this.#layout,
      parameters: state.average,
      state,
      curve: this.#curve.points(),
      step: this.#step,
      isComplete: this.#step === this.#options.schedule.steps,
      seconds: this.#start.seconds + this.#seconds(),
      samplesPerSecond: this.#samplesPerSecond(),
    }
  }
}

function resultOf(reply: StepReply): StepResult {
  if (reply.kind === 'result') return reply.result
  throw new Error(`expected the result of a step, found ${reply.kind}`)
}
