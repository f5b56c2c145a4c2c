import type { Message } from '../core/messages.ts'
import type { Observation } from '../core/observations.ts'
import type { Clock } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'
import { isStreamed } from '../core/topics.ts'
import { type Warning, type WarningCount, WarningCounter } from '../core/warning.ts'
import { HealthMonitor, type TopicHealth } from './health.ts'
import { type CommandLatency, LatencyMeter, type LatencyReport } from './latency.ts'
import { createOrderStage, type Emit, type OrderConfig, type OrderStage } from './order.ts'
import type { PacedBatch } from './pace.ts'
import { createPipeline, type Line, type Pipeline, type TickOutput } from './pipeline.ts'
import type { StageProbe, StageRun } from './stage-cell.ts'

export interface RunnerConfig {
  /** Builds the line around the run's probe, which measures stages and counts their warnings. */
  readonly createLine: (probe: StageProbe) => Line
  readonly order: OrderConfig
  /** Wall-clock latencies from arrival to command mean something only in real time. */
  readonly isRealtime: boolean
  readonly clock: Clock
  /** Input topics whose absence is an illness. */
  readonly expectedTopics?: readonly string[]
}

/** All that one control tick gives off. */
export interface RunEvent {
  readonly tick: TickOutput
  readonly latency: CommandLatency
  /** Once a second, else null. */
  readonly health: readonly TopicHealth[] | null
  /** Since the last tick. */
  readonly warnings: readonly Warning[]
}

/** A consumer that returns a promise is waited for, so that a slow disk bounds memory instead of filling it. */
export type Consumer = (event: RunEvent) => void | Promise<void>

export interface RunSummary {
  readonly messages: Readonly<Record<string, number>>
  readonly canFrames: number
  readonly commands: number
  readonly firstStamp: Stamp
  readonly lastStamp: Stamp
  readonly latency: LatencyReport
  readonly warnings: readonly WarningCount[]
}

type LineEvent =
  | { readonly kind: 'message'; readonly message: Message; readonly released: number }
  | { readonly kind: 'tick'; readonly stamp: Stamp }

/** A picture that is being decoded beside the line. */
interface UnderWay {
  readonly message: Message
  readonly released: number
  readonly began: number
  readonly run: StageRun<readonly Observation[]>
}

/** A storm of warnings must not fill the log: all are counted, the first ones of a tick are told. */
const MOST_WARNINGS_A_TICK = 16

/**
 * Order stage, pipeline, health and latency around one line. Replay, live and closed loop feed it batches.
 *
 * Messages whose perceive takes other threads' time are under way side by side. A tick takes their results in message
 * order. Live, in real time and order of arrival, it takes those that are there and the next tick the others, and a
 * plan that other threads make is driven by once it is there; else it waits for all, so that the same messages give
 * the same observations and plans.
 */
export class LineRunner {
  readonly #config: RunnerConfig
  readonly #consume: Consumer
  readonly #pipeline: Pipeline
  readonly #order: OrderStage
  readonly #latency: LatencyMeter
  readonly #health: HealthMonitor
  readonly #warnings = new WarningCounter()
  readonly #arrivals = new WeakMap<Message, number>()
  readonly #messages: Record<string, number> = {}
  readonly #due: LineEvent[] = []
  /** In message order. */
  readonly #underWay: UnderWay[] = []
  readonly #waits: boolean
  readonly #emit: Emit
  #fresh: Warning[] = []
  /** Topic of the message that perceive is looking at: what it warns of is that topic's content. */
  #perceiving: string | null = null
  #canFrames = 0
  #commands = 0
  #firstStamp = Number.POSITIVE_INFINITY
  #lastStamp = Number.NEGATIVE_INFINITY

  constructor(config: RunnerConfig, consume: Consumer) {
    this.#config = config
    this.#waits = !(config.isRealtime && config.order.mode === 'arrival')
    this.#consume = consume
    this.#latency = new LatencyMeter(config.isRealtime)
    this.#health = new HealthMonitor(config.expectedTopics)
    this.#order = createOrderStage(config.order)
    const ran: StageProbe['ran'] = (stage, begin, end) => this.#latency.ran(stage, begin, end)
    this.#pipeline = createPipeline(config.createLine({ clock: config.clock, ran, warn: this.warn }), this.#waits)
    this.#emit = {
      message: (message) => this.#due.push({ kind: 'message', message, released: this.#wall() }),
      tick: (stamp) => this.#due.push({ kind: 'tick', stamp }),
      warn: this.warn,
    }
  }

  readonly warn = (warning: Warning): void => {
    this.#warnings.add(warning)
    if (this.#perceiving !== null) this.#health.invalid(this.#perceiving, warning)
    if (this.#fresh.length < MOST_WARNINGS_A_TICK) this.#fresh.push(warning)
  }

  /** Takes what arrived and runs all that is due by then. */
  async feed(batch: PacedBatch): Promise<void> {
    for (const message of batch.messages) {
      if (this.#config.isRealtime) this.#arrivals.set(message, batch.wall)
      this.#messages[message.topic] = (this.#messages[message.topic] ?? 0) + 1
      if (message.payload.kind === 'can') this.#canFrames += message.payload.ids.length
      this.#order.push(message, this.#emit)
    }
    this.#order.advance(batch.now, this.#emit)
    await this.#runDue()
  }

  /** Releases what still waits, runs it and sums up. */
  async finish(): Promise<RunSummary> {
    this.#order.flush(this.#emit)
    await this.#runDue()
    await this.#takeAll()
    await this.#pipeline.finish()
    return {
      messages: this.#messages,
      canFrames: this.#canFrames,
      commands: this.#commands,
      firstStamp: this.#firstStamp,
      lastStamp: this.#lastStamp,
      latency: this.#latency.report(),
      warnings: this.#warnings.list(),
    }
  }

  /** The wall clock where anyone will ask for it. */
  #wall(): number {
    return this.#config.isRealtime ? this.#config.clock() : 0
  }

  async #runDue(): Promise<void> {
    let ticks = 0
    for (const event of this.#due.splice(0)) {
      if (event.kind === 'message') {
        this.#message(event.message, event.released)
        continue
      }
      // A line that catches up would otherwise not hear of what other threads have finished before it has caught up.
      if (ticks++ > 0 && !this.#waits) await new Promise((resolve) => setImmediate(resolve))
      await this.#tick(event.stamp)
    }
  }

  #message(message: Message, released: number): void {
    if (isStreamed(message.topic)) {
      this.#firstStamp = Math.min(this.#firstStamp, message.stamp)
      this.#lastStamp = Math.max(this.#lastStamp, message.stamp)
    }
    this.#health.message(message)
    const began = this.#wall()
    this.#perceiving = message.topic
    const run = this.#pipeline.message(message)
    this.#perceiving = null
    if (run) this.#underWay.push({ message, released, began, run })
    else this.#perceived(message, released, began, this.#wall())
  }

  async #takeAll(): Promise<void> {
    for (const one of this.#underWay.splice(0)) {
      await one.run.settled
      this.#take(one)
    }
  }

  #takeSettled(): void {
    let kept = 0
    for (const one of this.#underWay) {
      if (one.run.isSettled) this.#take(one)
      else this.#underWay[kept++] = one
    }
    this.#underWay.length = kept
  }

  #take({ message, released, began, run }: UnderWay): void {
    this.#perceiving = message.topic
    this.#pipeline.take(run)
    this.#perceiving = null
    this.#perceived(message, released, began, run.settledAt)
  }

  #perceived(message: Message, released: number, perceiveBegan: number, perceiveEnded: number): void {
    const arrived = this.#arrivals.get(message) ?? released
    this.#latency.perceived(message, { arrived, released, perceiveBegan, perceiveEnded })
  }

  async #tick(stamp: Stamp): Promise<void> {
    if (!this.#waits) this.#takeSettled()
    else if (this.#underWay.length > 0) await this.#takeAll()
    this.#latency.tickBegan(this.#config.clock())
    const tick = await this.#pipeline.tick(stamp)
    const latency = this.#latency.commanded(tick.command, tick.isNewPlan, this.#config.clock())
    this.#commands++
    const report = this.#health.report(stamp)
    for (const warning of report?.warnings ?? []) this.warn(warning)
    const warnings = this.#fresh
    this.#fresh = []
    await this.#consume({ tick, latency, health: report?.topics ?? null, warnings })
    // After the command has left: drawing what a network sees takes this thread longer than a command does.
    if (this.#pipeline.planBeside()) this.#latency.planBegan()
  }
}
