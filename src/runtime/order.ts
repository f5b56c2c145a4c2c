import type { Message } from '../core/messages.ts'
import { NANOSECONDS_PER_MILLISECOND, NEVER, type Stamp } from '../core/time.ts'
import { isStreamed } from '../core/topics.ts'
import type { Warning } from '../core/warning.ts'
import { createSequenceWatch } from './sequence-watch.ts'

/**
 * The order stage: merges all sources into one sequence of messages and control ticks.
 *
 * `measurement`: messages are released in (stamp, topic, sequence) order once the window has passed their stamp, and
 *   tick T once it has passed T, so the arrival order inside the window cannot matter.
 * `arrival`: messages are released as they arrive, and tick T when the clock reaches it, as on the car.
 *
 * Policy. Late (the window has passed the stamp): counted and released at once; fusion's window of past states decides
 * whether it still helps. Duplicate (topic, stamp, sequence already seen): dropped and counted. Missing (gap in a
 * topic's sequence): counted. Stamp not finite, or ahead of its own arrival by more than a second: dropped and counted.
 * Silence: ticks go on, so that the safe stop is commanded to its end; a replay at full speed pauses them after half a
 * minute until messages return, a run by the clock never does. By the clock ticks also start before the first message.
 */
export interface OrderStage {
  push(message: Message, emit: Emit): void
  /** Tells the time of a live or paced run: everything due by `now` is released. */
  advance(now: Stamp, emit: Emit): void
  /** The end of the drive: everything is released, ticks up to the last stamp included. */
  flush(emit: Emit): void
}

export interface Emit {
  message(message: Message): void
  tick(stamp: Stamp): void
  warn(warning: Warning): void
}

export interface OrderConfig {
  readonly mode: 'measurement' | 'arrival'
  /** ns that a message may be late in measurement order. */
  readonly window: number
  /** ns between control ticks; ticks lie at multiples of it. */
  readonly tickPeriod: number
  /** ns of ticks without a message before they pause; infinite where a clock drives the run. */
  readonly longestSilence: number
}

export const DEFAULT_ORDER: OrderConfig = {
  mode: 'measurement',
  window: 200 * NANOSECONDS_PER_MILLISECOND,
  tickPeriod: 10 * NANOSECONDS_PER_MILLISECOND,
  // A stop from motorway speed takes half of it.
  longestSilence: 30e9,
}

/** Senders' clocks are synchronised to milliseconds; a stamp that far ahead is wrong, not early. */
const LARGEST_LEAD = 1e9

export function createOrderStage(config: OrderConfig): OrderStage {
  const waiting: Message[] = []
  /** waiting[0, head) has been released: moving the rest forward for each message would cost more than all else here. */
  let head = 0
  const sequences = createSequenceWatch()
  /** Every message before it has been released. */
  let horizon = NEVER
  let newestArrival = NEVER
  let newestReleased = NEVER
  let nextTick = Number.NaN

  const ticksBefore = (limit: Stamp, emit: Emit) => {
    while (nextTick < limit) {
      if (nextTick > newestReleased + config.longestSilence) {
        nextTick = Math.ceil(limit / config.tickPeriod) * config.tickPeriod
        return
      }
      emit.tick(nextTick)
      nextTick += config.tickPeriod
    }
  }
  const startTicks = (position: Stamp) => {
    nextTick = Math.ceil(position / config.tickPeriod) * config.tickPeriod
  }
  const release = (message: Message, position: Stamp, emit: Emit) => {
    if (Number.isNaN(nextTick) && isStreamed(message.topic)) startTicks(position)
    ticksBefore(position, emit)
    if (position > newestReleased) newestReleased = position
    emit.message(message)
  }
  const releaseBefore = (limit: Stamp, emit: Emit) => {
    while (head < waiting.length && waiting[head]!.stamp < limit) {
      const message = waiting[head++]!
      release(message, message.stamp, emit)
    }
    if (head > 1024 || head === waiting.length) {
      waiting.splice(0, head)
      head = 0
    }
    if (limit > horizon) horizon = limit
  }
  const advance = (now: Stamp, emit: Emit) => {
    if (!(now > newestArrival)) return
    newestArrival = now
    if (config.mode === 'arrival') return ticksBefore(now, emit)
    releaseBefore(now - config.window, emit)
    ticksBefore(now - config.window, emit)
  }

  return {
    push(message, emit) {
      const problem = invalidStamp(message)
      if (problem) return emit.warn(problem)
      if (!sequences.accept(message, emit.warn)) return
      advance(message.arrival, emit)
      if (config.mode === 'arrival') return release(message, Math.max(message.arrival, newestReleased), emit)
      if (message.stamp >= horizon) return insert(waiting, head, message)
      emit.warn({
        code: 'late-message',
        stamp: message.stamp,
        detail: `${message.topic}: expected a stamp of at least ${horizon} ns, found ${message.stamp} ns, ${((horizon - message.stamp) / 1e6).toFixed(1)} ms too late for the order window`,
      })
      emit.message(message)
    },
    advance(now, emit) {
      const isByClock = config.mode === 'arrival' && !Number.isFinite(config.longestSilence)
      if (isByClock && Number.isNaN(nextTick)) startTicks(now)
      advance(now, emit)
    },
    flush(emit) {
      releaseBefore(Number.POSITIVE_INFINITY, emit)
      ticksBefore(newestReleased + 1, emit)
      sequences.finish(emit.warn)
    },
  }
}

function invalidStamp(message: Message): Warning | null {
  if (!Number.isSafeInteger(message.stamp) || !Number.isSafeInteger(message.arrival)) {
    return {
      code: 'invalid-stamp',
      stamp: 0,
      detail: `${message.topic}: expected integer ns as stamp and arrival, found ${message.stamp} and ${message.arrival}`,
    }
  }
  if (message.stamp - message.arrival > LARGEST_LEAD) {
    return {
      code: 'stamp-from-future',
      stamp: message.arrival,
      detail: `${message.topic}: expected a stamp not after its arrival ${message.arrival} ns, found ${message.stamp} ns`,
    }
  }
  return null
}

/** Keeps `waiting` ascending. Sources are nearly in order, so the place is near the end. */
function insert(waiting: Message[], head: number, message: Message): void {
  let place = waiting.length
  while (place > head && compare(waiting[place - 1]!, message) > 0) place--
  if (place === waiting.length) waiting.push(message)
  else waiting.splice(place, 0, message)
}

function compare(a: Message, b: Message): number {
  if (a.stamp !== b.stamp) return a.stamp - b.stamp
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.sequence - b.sequence
}
