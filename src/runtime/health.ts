import type { ClockEstimate } from '../../fusion/timing/sensor-clock.ts'
import { SensorClocks } from '../../fusion/timing/sensor-clocks.ts'
import type { Message } from '../core/messages.ts'
import { NANOSECONDS_PER_SECOND, NEVER, type Stamp } from '../core/time.ts'
import { topicEntry } from '../core/topics.ts'
import type { Warning } from '../core/warning.ts'

/** State of one input topic at one stamp, all derived from the topic table. */
export interface TopicHealth {
  readonly topic: string
  /** The newest message is younger than the table's maximal age. */
  readonly isAlive: boolean
  /** Rate over the last second against the nominal one; true where the table names none. */
  readonly isOnRate: boolean
  /** No message of the last second was marked invalid. */
  readonly isValid: boolean
  /** What was wrong with the content since the last report: of each code the newest, code and detail in one line. */
  readonly faults: readonly string[]
  /** s, of the newest message. */
  readonly age: number
  /** Hz over the last second. */
  readonly rate: number
  /**
   * Of the source's clock against arrivals, s: what to add to its stamps, the shortest transport delay included, and the
   * standard deviation of that; s a s. NaN while unknown.
   */
  readonly clockOffset: number
  readonly clockOffsetDeviation: number
  readonly clockDrift: number
}

/** Slowest and fastest accepted share of the nominal rate. openpilot asks for 3 % over 25 s; one second holds ±1 message. */
const RATE_BAND = [0.8, 1.25] as const
const ONE_MESSAGE = 1

interface TopicWatch {
  readonly nominalRate: number | null
  readonly maximalAge: number | null
  newest: Stamp
  countSinceReport: number
  /** Newest detail by code. */
  readonly faultsSinceReport: Map<string, string>
  health: TopicHealth
}

/** Watches every input topic that has appeared or was expected. Works on stamps alone: a replay gives equal reports. */
export class HealthMonitor {
  readonly #topics = new Map<string, TopicWatch>()
  readonly #clocks = new SensorClocks()
  #lastReport: Stamp = NEVER

  /** Topics that must be there from the start: missing ones are reported dead instead of not at all. */
  constructor(expected: readonly string[] = []) {
    for (const topic of expected) this.#watch(topic)
  }

  message(message: Message): void {
    const watch = this.#watch(message.topic)
    watch.countSinceReport++
    this.#clocks.add(message.topic, message.stamp, message.arrival)
    if (message.stamp > watch.newest) watch.newest = message.stamp
  }

  /** A stage refused the content of a message on this topic. */
  invalid(topic: string, { code, detail }: Warning): void {
    this.#watch(topic).faultsSinceReport.set(code, detail)
  }

  /** Once a second: the health of all topics, and a warning for each that became unwell. Null in between. */
  report(stamp: Stamp): { readonly topics: readonly TopicHealth[]; readonly warnings: readonly Warning[] } | null {
    if (this.#lastReport === NEVER) this.#lastReport = stamp
    const elapsed = (stamp - this.#lastReport) / NANOSECONDS_PER_SECOND
    if (elapsed < 1) return null
    this.#lastReport = stamp
    const warnings: Warning[] = []
    const topics = [...this.#topics].map(([topic, watch]) => {
      const health = judge(topic, watch, stamp, elapsed, this.#clocks.at(topic, stamp))
      warnings.push(...worsened(watch.health, health, stamp))
      watch.health = health
      watch.countSinceReport = 0
      watch.faultsSinceReport.clear()
      return health
    })
    return { topics, warnings }
  }

  #watch(topic: string): TopicWatch {
    const known = this.#topics.get(topic)
    if (known) return known
    const entry = topicEntry(topic)
    const created: TopicWatch = {
      nominalRate: entry?.nominalRate ?? null,
      maximalAge: entry?.maximalAge ?? null,
      newest: NEVER,
      countSinceReport: 0,
      faultsSinceReport: new Map(),
      health: {
        topic,
        isAlive: true,
        isOnRate: true,
        isValid: true,
        faults: [],
        age: 0,
        rate: 0,
        ...clockFields(null),
      },
    }
    this.#topics.set(topic, created)
    return created
  }
}

function judge(
  topic: string,
  watch: TopicWatch,
  stamp: Stamp,
  elapsed: number,
  clock: ClockEstimate | null,
): TopicHealth {
  const age = (stamp - watch.newest) / NANOSECONDS_PER_SECOND
  const rate = watch.countSinceReport / elapsed
  const { nominalRate, maximalAge } = watch
  return {
    topic,
    age,
    rate,
    isAlive: maximalAge === null || age <= maximalAge,
    isOnRate: nominalRate === null || isOnRate(watch.countSinceReport, nominalRate * elapsed),
    isValid: watch.faultsSinceReport.size === 0,
    faults: [...watch.faultsSinceReport].map(([code, detail]) => `${code}: ${detail}`),
    ...clockFields(clock),
  }
}

function isOnRate(count: number, expected: number): boolean {
  const least = Math.min(RATE_BAND[0] * expected, expected - ONE_MESSAGE)
  const most = Math.max(RATE_BAND[1] * expected, expected + ONE_MESSAGE)
  return count >= least && count <= most
}

/** The filter counts in ms and millionths. */
function clockFields(clock: ClockEstimate | null) {
  return {
    clockOffset: clock === null ? Number.NaN : clock.offset / 1e3,
    clockOffsetDeviation: clock === null ? Number.NaN : clock.offsetDeviation / 1e3,
    clockDrift: clock === null ? Number.NaN : clock.drift / 1e6,
  }
}

function worsened(before: TopicHealth, now: TopicHealth, stamp: Stamp): Warning[] {
  const warnings: Warning[] = []
  const warn = (code: string, detail: string) => warnings.push({ code, stamp, detail: `${now.topic}: ${detail}` })
  const at = `at ${(stamp / NANOSECONDS_PER_SECOND).toFixed(1)} s`
  if (before.isAlive && !now.isAlive) {
    warn(
      'topic-silent',
      Number.isFinite(now.age) ? `no message for ${now.age.toFixed(2)} s ${at}` : `no message yet ${at}`,
    )
  }
  if (before.isOnRate && !now.isOnRate && now.isAlive) {
    const nominal = topicEntry(now.topic)?.nominalRate
    warn('topic-off-rate', `expected about ${nominal} Hz, found ${now.rate.toFixed(1)} Hz ${at}`)
  }
  if (before.isValid && !now.isValid) warn('topic-invalid', `invalid content ${at}: ${now.faults.join('; ')}`)
  return warnings
}
