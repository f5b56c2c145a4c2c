import type { Message } from '../core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import { topicEntry } from '../core/topics.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'

/** What stands on one topic. Times in s since the drive's origin. */
export interface TopicContents {
  readonly topic: string
  readonly schema: string
  readonly count: number
  /** Hz over the topic's own span; null for fewer than two messages. */
  readonly rate_hz: number | null
  readonly first_s: number
  readonly last_s: number
  /** Longest time between neighbouring stamps, and where it begins; null for fewer than two messages. */
  readonly longest_gap_s: number | null
  readonly longest_gap_at_s: number | null
  /** Messages whose stamp is before that of an earlier arrival. */
  readonly out_of_order: number
  /** Longest time from measurement to arrival, s. */
  readonly largest_delay_s: number
}

/** What a drive holds, as `inspect --json` prints it; field names are a contract. */
export interface DriveContents {
  readonly drive: string
  readonly size_bytes: number
  readonly indexed: boolean
  readonly damage: string | null
  /** Absolute time of stamp 0 as text: it does not fit a number. */
  readonly origin_ns: string
  readonly origin_declared: boolean
  readonly time_scale: string
  readonly recorded_by: string
  /** Of the measurement stamps; null in an empty drive. */
  readonly first_s: number | null
  readonly last_s: number | null
  readonly duration_s: number
  readonly messages: number
  readonly topics: readonly TopicContents[]
  readonly can_frames: Readonly<Record<string, number>>
  readonly ground_truth: readonly string[]
  /** Whether arrival was recorded, or is only the measurement stamp again. */
  readonly arrival: 'recorded' | 'measurement'
  /** Channels that are not ours, which no command reads; the count is null in a file without statistics. */
  readonly skipped: readonly { readonly topic: string; readonly schema: string; readonly count: number | null }[]
  readonly warnings: readonly WarningCount[]
}

/** Reads the whole drive once, ground truth included. Memory does not grow with its length. */
export async function driveContents(drive: DriveReader, progress: (stamp: Stamp) => void): Promise<DriveContents> {
  const warnings = new WarningCounter()
  const topics = new Map<string, TopicCount>()
  const frames = new Map<string, number>()
  for await (const batch of drive.messages((warning) => warnings.add(warning), { topics: () => true })) {
    for (const message of batch) {
      const count = topics.get(message.topic) ?? new TopicCount()
      topics.set(message.topic, count)
      count.add(message)
      const { payload } = message
      if (payload.kind === 'can') frames.set(payload.bus, (frames.get(payload.bus) ?? 0) + payload.ids.length)
    }
    progress(batch.at(-1)?.arrival ?? 0)
  }
  const read = [...topics].sort(([a], [b]) => (a < b ? -1 : 1)).map(([topic, count]) => count.contents(topic))
  const first = read.length > 0 ? Math.min(...read.map(({ first_s }) => first_s)) : null
  const last = read.length > 0 ? Math.max(...read.map(({ last_s }) => last_s)) : null
  const info = drive.info()
  return {
    drive: drive.name,
    size_bytes: info.fileSize,
    indexed: info.isIndexed,
    damage: info.damage,
    origin_ns: drive.origin.toString(),
    origin_declared: info.hasOrigin,
    time_scale: drive.timeScale,
    recorded_by: drive.recordedBy,
    first_s: first,
    last_s: last,
    duration_s: (last ?? 0) - (first ?? 0),
    messages: read.reduce((sum, { count }) => sum + count, 0),
    topics: read,
    can_frames: Object.fromEntries([...frames].sort(([a], [b]) => (a < b ? -1 : 1))),
    ground_truth: read.map(({ topic }) => topic).filter((topic) => topicEntry(topic)?.role === 'truth'),
    arrival: [...topics.values()].some(({ hasArrival }) => hasArrival) ? 'recorded' : 'measurement',
    skipped: info.channels
      .filter(({ topic }) => !topics.has(topic))
      .map(({ topic, schema, messageCount }) => ({ topic, schema, count: messageCount })),
    warnings: warnings.list(),
  }
}

class TopicCount {
  hasArrival = false
  #count = 0
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  #longestGap = 0
  #longestGapAt = 0
  #outOfOrder = 0
  #largestDelay = 0

  add({ stamp, arrival }: Message): void {
    if (arrival !== stamp) this.hasArrival = true
    this.#largestDelay = Math.max(this.#largestDelay, arrival - stamp)
    if (stamp < this.#last) this.#outOfOrder++
    if (this.#count > 0 && stamp - this.#last > this.#longestGap) {
      this.#longestGap = stamp - this.#last
      this.#longestGapAt = this.#last
    }
    this.#count++
    this.#first = Math.min(this.#first, stamp)
    this.#last = Math.max(this.#last, stamp)
  }

  contents(topic: string): TopicContents {
    const seconds = (nanoseconds: number) => nanoseconds / NANOSECONDS_PER_SECOND
    const span = seconds(this.#last - this.#first)
    const hasGap = this.#count > 1
    return {
      topic,
      schema: topicEntry(topic)?.schema ?? '',
      count: this.#count,
      rate_hz: span > 0 ? (this.#count - 1) / span : null,
      first_s: seconds(this.#first),
      last_s: seconds(this.#last),
      longest_gap_s: hasGap ? seconds(this.#longestGap) : null,
      longest_gap_at_s: hasGap ? seconds(this.#longestGapAt) : null,
      out_of_order: this.#outOfOrder,
      largest_delay_s: seconds(this.#largestDelay),
    }
  }
}
