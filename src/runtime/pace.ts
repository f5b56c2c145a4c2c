import type { Message } from '../core/messages.ts'
import type { Clock } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'

/** Messages that are due together, and what time it is for them. */
export interface PacedBatch {
  readonly messages: readonly Message[]
  /** Drive time up to which everything has been delivered. */
  readonly now: Stamp
  /** Wall clock at delivery, ns. */
  readonly wall: number
}

/** As fast as the line takes them. */
export async function* paceFast(batches: AsyncIterable<readonly Message[]>, clock: Clock): AsyncGenerator<PacedBatch> {
  for await (const messages of batches) {
    const now = messages.reduce((newest, { arrival }) => Math.max(newest, arrival), Number.NEGATIVE_INFINITY)
    yield { messages, now, wall: clock() }
  }
}

/** Timers of Node fire a millisecond late at best: the last stretch is spent yielding to the event loop instead. */
const TIMER_GRAIN = 2e6
/** Longest step without telling the order stage the time, so that ticks come on time when nothing arrives: a third of 10 ms. */
const LONGEST_STEP = 3e6

/** At the speed of the recording: a message is delivered when the wall clock reaches its arrival. */
export async function* paceRealtime(
  batches: AsyncIterable<readonly Message[]>,
  clock: Clock,
): AsyncGenerator<PacedBatch> {
  let wallOfOrigin = Number.NaN
  for await (const batch of batches) {
    let next = 0
    while (next < batch.length) {
      const due = batch[next]!.arrival
      if (Number.isNaN(wallOfOrigin)) wallOfOrigin = clock() - due
      let now = clock() - wallOfOrigin
      while (now < due) {
        const until = Math.min(due, now + LONGEST_STEP)
        await sleepUntil(wallOfOrigin + until, clock)
        now = clock() - wallOfOrigin
        if (now < due) yield { messages: [], now, wall: clock() }
      }
      const first = next
      while (next < batch.length && batch[next]!.arrival <= now) next++
      yield { messages: batch.slice(first, next), now, wall: clock() }
    }
  }
}

async function sleepUntil(wall: number, clock: Clock): Promise<void> {
  const remaining = wall - clock()
  if (remaining > TIMER_GRAIN) await new Promise((resolve) => setTimeout(resolve, (remaining - TIMER_GRAIN) / 1e6))
  while (clock() < wall) await new Promise((resolve) => setImmediate(resolve))
}
