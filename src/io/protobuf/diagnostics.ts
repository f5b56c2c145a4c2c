import type { Stamp } from '../../core/time.ts'
import type { Warning } from '../../core/warning.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { axdrive, foxglove } from './runtime.ts'

/** What the runtime measured of one command; durations in ns on the wall clock. */
export interface LatencyRecord {
  readonly sequence: number
  readonly stages: readonly Segment[]
  readonly endToEnd: readonly {
    readonly topic: string
    readonly total: number
    readonly segments: readonly Segment[]
  }[]
}

interface Segment {
  readonly stage: string
  readonly duration: number
}

/** State of one topic as the runtime judges it: age in s, rate in Hz, clock offset and its deviation in s, drift in s/s. */
export interface TopicHealthRecord {
  readonly topic: string
  readonly isAlive: boolean
  readonly isOnRate: boolean
  readonly isValid: boolean
  readonly faults: readonly string[]
  readonly age: number
  readonly rate: number
  readonly clockOffset: number
  readonly clockOffsetDeviation: number
  readonly clockDrift: number
}

/** /diagnostics/latency. */
export function encodeLatency({ sequence, stages, endToEnd }: LatencyRecord): Uint8Array {
  return axdrive.v1.Latency.encode({
    sequence,
    stages: stages.map(whole),
    endToEnd: endToEnd.map(({ topic, total, segments }) => ({
      topic,
      total: Math.round(total),
      segments: segments.map(whole),
    })),
  }).finish()
}

/** /diagnostics/health. */
export function encodeHealth(stamp: Stamp, topics: readonly TopicHealthRecord[]): Uint8Array {
  return axdrive.v1.Health.encode({
    stamp,
    topics: topics.map((topic) => ({ ...topic, faults: [...topic.faults] })),
  }).finish()
}

/** /diagnostics/log: a warning as a viewer's log panel shows it. */
export function encodeLog(warning: Warning, stamp: Stamp, time: AbsoluteTime): Uint8Array {
  return foxglove.Log.encode({
    timestamp: time.timestamp(stamp),
    level: foxglove.Log.Level.WARNING,
    name: warning.code,
    message: warning.detail,
  }).finish()
}

/** A clock in milliseconds gives fractions of a nanosecond, which an int64 does not hold. */
function whole({ stage, duration }: Segment): Segment {
  return { stage, duration: Math.round(duration) }
}
