import { bufferTime, filter, from, map, merge, mergeMap, type Observable, Subject, takeUntil } from 'rxjs'
import type { Message } from '../core/messages.ts'
import type { Clock } from '../core/ports.ts'
import type { Stamp } from '../core/time.ts'
import type { PacedBatch } from './pace.ts'

/** ms between looks at the clock: what a message may wait here, and how late a tick may be when nothing arrives. */
const BATCH_PERIOD = 2
/** Batches waiting for the line before the oldest are lost: half a second of a line that does not keep up. */
const MOST_WAITING = 250

export interface LiveBatches {
  readonly batches: AsyncIterable<PacedBatch>
  stop(): void
  /** Messages lost because the line did not keep up. */
  lost(): number
}

/**
 * Composes live sources, which push when they like, into batches that also tell the time: an empty batch lets the order
 * stage tick when nothing arrives. `origin`: wall clock of stamp 0, ns.
 */
export function liveBatches(
  sources: readonly AsyncIterable<readonly Message[]>[],
  clock: Clock,
  origin: number,
): LiveBatches {
  const stopped = new Subject<void>()
  const waiting: PacedBatch[] = []
  let lost = 0
  let isDone = false
  /** Of a source: told when everything before it has been taken. */
  let failure: unknown = null
  let wake = () => {}
  const messages: Observable<Message> = merge(...sources.map((source) => from(source))).pipe(mergeMap((batch) => batch))
  const batches = messages.pipe(
    bufferTime(BATCH_PERIOD),
    map((collected): PacedBatch => ({ messages: collected, now: toStamp(clock() - origin), wall: clock() })),
    filter(({ messages: collected }) => collected.length > 0 || waiting.length === 0),
    takeUntil(stopped),
  )
  const finish = () => {
    isDone = true
    wake()
  }
  const subscription = batches.subscribe({
    next(batch) {
      if (waiting.length >= MOST_WAITING) lost += waiting.shift()!.messages.length
      waiting.push(batch)
      wake()
    },
    error(problem) {
      failure = problem
      finish()
    },
    complete: finish,
  })
  async function* drain(): AsyncGenerator<PacedBatch> {
    while (true) {
      const next = waiting.shift()
      if (next) yield next
      else if (failure !== null) throw failure
      else if (isDone) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  return {
    batches: drain(),
    stop() {
      stopped.next()
      subscription.unsubscribe()
      finish()
    },
    lost: () => lost,
  }
}

const toStamp = (nanoseconds: number): Stamp => Math.round(nanoseconds)
