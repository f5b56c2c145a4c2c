import { LatencyHistogram, type LatencySummary } from '../common/statistics/latency-histogram.ts'
import type { ControlCommand } from '../core/command.ts'
import type { Message } from '../core/messages.ts'

/** One segment of a command's critical path; the segments lie end to end, so they add up to the whole. */
export interface LatencySegment {
  readonly stage: string
  /** ns on the wall clock. */
  readonly duration: number
}

/** What /diagnostics/latency carries for one command. */
export interface CommandLatency {
  readonly sequence: number
  /** Compute of the tick's stages, in order. */
  readonly stages: readonly LatencySegment[]
  /** From arrival to encoded command, by sensor topic; empty unless paced in real time. */
  readonly endToEnd: readonly {
    readonly topic: string
    readonly total: number
    readonly segments: readonly LatencySegment[]
  }[]
}

export interface LatencyReport {
  readonly stages: Record<string, LatencySummary>
  readonly end_to_end: Record<string, LatencySummary & { readonly attribution_ms: Record<string, number> }>
  /** From a message's arrival to the first command that drives by a plan which has seen it; the newest message of each topic. */
  readonly through_plan: Record<string, LatencySummary>
  readonly line: LatencySummary
  readonly deadline: { readonly budget_ms: number; readonly misses: number }
}

export interface Journey {
  readonly topic: string
  /** Wall clock, ns: arrival at the source, release by the order stage, begin and end of perceive. */
  readonly arrived: number
  readonly released: number
  readonly perceiveBegan: number
  readonly perceiveEnded: number
}

/** From the oldest of the newest sensor messages to the encoded command; at full speed, of the tick's compute alone. */
const DEADLINE_MS = 50

/**
 * Measures stages and, in real time, the way from each sensor's newest message to the command.
 * Segments: `wait` in the order stage, `queue` for the thread and the next tick, then the stages' compute.
 */
export class LatencyMeter {
  readonly #stages = new Map<string, LatencyHistogram>()
  readonly #endToEnd = new Map<string, { all: LatencyHistogram; sums: Map<string, number> }>()
  readonly #line = new LatencyHistogram()
  readonly #throughPlan = new Map<string, LatencyHistogram>()
  readonly #journeys = new Map<string, Journey>()
  readonly #isRealtime: boolean
  /** Stages of the tick at hand, and when it began; infinite between ticks, where what runs is none of theirs. */
  #tick: LatencySegment[] = []
  #tickBegan = Number.POSITIVE_INFINITY
  /** Wall clock of each topic's newest arrival since the last plan was begun; and before the one that is under way was. */
  #arrived = new Map<string, number>()
  #seen: Map<string, number> | null = null
  #misses = 0

  constructor(isRealtime: boolean) {
    this.#isRealtime = isRealtime
  }

  /** A stage ran from `begin` to `end`, ns on the wall clock. */
  ran(stage: string, begin: number, end: number): void {
    histogramOf(this.#stages, stage).add(end - begin)
    if (begin >= this.#tickBegan) this.#tick.push({ stage, duration: end - begin })
  }

  /** A message went through perceive, which began and ended, for a picture when it was decoded; wall-clock ns. */
  perceived({ topic }: Message, journey: Omit<Journey, 'topic'>): void {
    if (!this.#isRealtime) return
    this.#journeys.set(topic, { topic, ...journey })
    this.#arrived.set(topic, journey.arrived)
  }

  /** A plan was begun beside the ticks, from what the last one had. */
  planBegan(): void {
    this.#seen = this.#arrived
    this.#arrived = new Map()
  }

  /** A tick began at `began`, wall-clock ns. */
  tickBegan(began: number): void {
    this.#tickBegan = began
  }

  /** The tick ended with an encoded command at `ended`, wall-clock ns; the first by its plan when `isNewPlan`. */
  commanded(command: ControlCommand, isNewPlan: boolean, ended: number): CommandLatency {
    const stages = this.#tick
    const began = this.#tickBegan
    this.#tick = []
    this.#tickBegan = Number.POSITIVE_INFINITY
    if (isNewPlan) this.#planned(ended)
    this.#line.add(ended - began)
    const endToEnd = this.#isRealtime
      ? [...this.#journeys.values()].map((journey) => attribute(journey, stages, began, ended))
      : []
    for (const path of endToEnd) this.#record(path)
    const slowest = endToEnd.reduce((longest, { total }) => Math.max(longest, total), ended - began)
    if (slowest > DEADLINE_MS * 1e6) this.#misses++
    this.#journeys.clear()
    return { sequence: command.sequence, stages, endToEnd }
  }

  report(): LatencyReport {
    return {
      stages: Object.fromEntries([...this.#stages].map(([name, histogram]) => [name, histogram.summary()])),
      end_to_end: Object.fromEntries(
        [...this.#endToEnd].map(([topic, { all, sums }]) => [
          topic,
          {
            ...all.summary(),
            attribution_ms: Object.fromEntries([...sums].map(([stage, sum]) => [stage, Math.round(sum / all.n) / 1e6])),
          },
        ]),
      ),
      through_plan: Object.fromEntries([...this.#throughPlan].map(([topic, all]) => [topic, all.summary()])),
      line: this.#line.summary(),
      deadline: { budget_ms: DEADLINE_MS, misses: this.#misses },
    }
  }

  #planned(ended: number): void {
    for (const [topic, arrived] of this.#seen ?? this.#arrived)
      histogramOf(this.#throughPlan, topic).add(ended - arrived)
    if (this.#seen === null) this.#arrived.clear()
    this.#seen = null
  }

  #record(path: CommandLatency['endToEnd'][number]): void {
    const entry = this.#endToEnd.get(path.topic) ?? { all: new LatencyHistogram(), sums: new Map<string, number>() }
    this.#endToEnd.set(path.topic, entry)
    entry.all.add(path.total)
    for (const { stage, duration } of path.segments) entry.sums.set(stage, (entry.sums.get(stage) ?? 0) + duration)
  }
}

function histogramOf(histograms: Map<string, LatencyHistogram>, name: string): LatencyHistogram {
  const known = histograms.get(name)
  if (known) return known
  const created = new LatencyHistogram()
  histograms.set(name, created)
  return created
}

function attribute(journey: Journey, stages: readonly LatencySegment[], began: number, ended: number) {
  const compute = stages.reduce((sum, { duration }) => sum + duration, 0)
  const segments = [
    { stage: 'wait', duration: journey.released - journey.arrived },
    { stage: 'queue', duration: journey.perceiveBegan - journey.released + (began - journey.perceiveEnded) },
    { stage: 'perceive', duration: journey.perceiveEnded - journey.perceiveBegan },
    ...stages,
    // Awaiting between stages, encoding: what the tick took beyond its stages' own compute.
    { stage: 'encode', duration: ended - began - compute },
  ]
  return { topic: journey.topic, total: ended - journey.arrived, segments }
}
