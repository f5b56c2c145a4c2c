import type { Message } from '../src/core/messages.ts'

/**
 * Several series of messages as one, by stamp; where stamps are equal the earlier series comes first. Each series must be
 * in stamp order. One message a series is held.
 */
export function* mergeByStamp(series: readonly Iterable<Message>[]): Generator<Message> {
  const iterators = series.map((messages) => messages[Symbol.iterator]())
  const heads = iterators.map(take)
  for (;;) {
    let first = -1
    for (let i = 0; i < heads.length; i++) {
      const head = heads[i]
      if (head && (first < 0 || head.stamp < heads[first]!.stamp)) first = i
    }
    if (first < 0) return
    yield heads[first]!
    heads[first] = take(iterators[first]!)
  }
}

function take(iterator: Iterator<Message>): Message | null {
  const next = iterator.next()
  return next.done ? null : next.value
}
