import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/core/messages.ts'
import { liveBatches } from '../../src/runtime/live-batches.ts'

const clock = () => performance.now() * 1e6
const message = (topic: string, sequence: number): Message => ({
  topic,
  stamp: sequence,
  arrival: sequence,
  sequence,
  payload: { kind: 'opaque', schema: '', bytes: new Uint8Array() },
})

async function* source(topic: string, count: number) {
  for (let i = 0; i < count; i++) {
    await new Promise((resolve) => setTimeout(resolve, 3))
    yield [message(topic, i)]
  }
}

describe('live batches', () => {
  it('merge all sources, lose nothing, and end when the sources end', async () => {
    const live = liveBatches([source('/can/0', 8), source('/can/1', 5)], clock, clock())
    const counts: Record<string, number> = {}
    let now = Number.NEGATIVE_INFINITY
    for await (const batch of live.batches) {
      for (const { topic } of batch.messages) counts[topic] = (counts[topic] ?? 0) + 1
      expect(batch.now).toBeGreaterThanOrEqual(now)
      now = batch.now
    }
    expect(counts).toEqual({ '/can/0': 8, '/can/1': 5 })
    expect(live.lost()).toBe(0)
  })

  it('tell the time when nothing arrives, until they are stopped', async () => {
    const silent: AsyncIterable<readonly Message[]> = {
      [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }),
    }
    const live = liveBatches([silent], clock, clock())
    const times: number[] = []
    for await (const { now, messages } of live.batches) {
      expect(messages).toEqual([])
      times.push(now)
      if (times.length === 5) live.stop()
    }
    expect(times.length).toBeGreaterThanOrEqual(5)
    expect(times.at(-1)).toBeGreaterThan(times[0]!)
  })
})
