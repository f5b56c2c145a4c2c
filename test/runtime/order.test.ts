import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Message } from '../../src/core/messages.ts'
import { createOrderStage, DEFAULT_ORDER, type OrderConfig } from '../../src/runtime/order.ts'

const MS = 1e6
const message = (topic: string, stamp: number, sequence: number, arrival = stamp): Message => ({
  topic,
  stamp,
  arrival,
  sequence,
  payload: { kind: 'opaque', schema: '', bytes: new Uint8Array() },
})

function run(messages: readonly Message[], config: OrderConfig = DEFAULT_ORDER) {
  const events: string[] = []
  const codes: string[] = []
  const emit = {
    message: ({ topic, stamp, sequence }: Message) => void events.push(`${topic}@${stamp / MS}#${sequence}`),
    tick: (stamp: number) => void events.push(`tick@${stamp / MS}`),
    warn: ({ code }: { code: string }) => void codes.push(code),
  }
  const order = createOrderStage(config)
  for (const one of messages) order.push(one, emit)
  order.flush(emit)
  return { events, codes }
}

/** Counts /imu (four of five) and /can/0 (each fifth) on their own. */
const sequenceOf = (i: number) => (i % 5 ? i - Math.floor(i / 5) : i / 5)

describe('the order stage', () => {
  it('gives one sequence of messages and ticks whatever the arrival order inside the window, and calls none missing', () => {
    // At 1 kHz a window holds 200 messages of a topic, so up to 200 gaps are open at once.
    const delays = fc.array(fc.integer({ min: 0, max: 199 }), { minLength: 500, maxLength: 500 })
    fc.assert(
      fc.property(delays, (delay) => {
        const drive = delay.map((late, i) => message(i % 5 ? '/imu' : '/can/0', i * MS, sequenceOf(i), (i + late) * MS))
        const inOrder = run(drive.map((one) => ({ ...one, arrival: one.stamp })))
        const shuffled = run([...drive].sort((a, b) => a.arrival - b.arrival))
        expect(shuffled.codes).toEqual([])
        expect(shuffled.events).toEqual(inOrder.events)
      }),
      { numRuns: 30 },
    )
  })

  it('puts a message before the tick of the same stamp, and equal stamps in topic order', () => {
    const { events } = run([message('/imu', 10 * MS, 1), message('/can/0', 10 * MS, 1), message('/imu', 11 * MS, 2)])
    expect(events).toEqual(['/can/0@10#1', '/imu@10#1', 'tick@10', '/imu@11#2'])
  })

  it('counts a message that comes after the window and hands it on at once', () => {
    const { events, codes } = run([
      message('/imu', 0, 1),
      message('/imu', 500 * MS, 3),
      message('/imu', 100 * MS, 2, 500 * MS),
    ])
    expect(codes).toEqual(['late-message'])
    expect(events).toContain('/imu@100#2')
  })

  it('drops and counts duplicates, and counts messages that never came', () => {
    const { events, codes } = run([message('/imu', 0, 1), message('/imu', 0, 1), message('/imu', 5 * MS, 4)])
    expect(events.filter((event) => event.startsWith('/imu'))).toEqual(['/imu@0#1', '/imu@5#4'])
    expect(codes).toEqual(['duplicate-message', 'missing-message', 'missing-message'])
  })

  it('does not call a message missing that is only late inside the window', () => {
    const { codes } = run([message('/imu', 0, 1), message('/imu', 20 * MS, 3), message('/imu', 10 * MS, 2, 30 * MS)])
    expect(codes).toEqual([])
  })

  it('refuses stamps that are not integers or lie ahead of their arrival, and keeps the rest', () => {
    const bad = [message('/imu', Number.NaN, 1), message('/imu', 0.5, 2), message('/imu', 5e9, 3, 0)]
    const { events, codes } = run([...bad, message('/imu', 10 * MS, 4)])
    expect(codes.slice(0, 3)).toEqual(['invalid-stamp', 'invalid-stamp', 'stamp-from-future'])
    expect(events).toEqual(['/imu@10#4', 'tick@10'])
  })

  it('tells of a source whose stamps jump back', () => {
    const { codes } = run([message('/imu', 900 * MS, 1), message('/imu', 10 * MS, 2, 901 * MS)])
    expect(codes).toContain('stamp-jumped-back')
  })

  it('ticks on through half a minute of silence and then pauses until messages return', () => {
    const { events } = run([message('/imu', 0, 1), message('/imu', 60_000 * MS, 2)])
    const ticks = events.filter((event) => event.startsWith('tick'))
    expect(ticks).toHaveLength(3002)
    expect(ticks.at(-2)).toBe('tick@30000')
    expect(ticks.at(-1)).toBe('tick@60000')
  })

  it('in arrival order releases at once and ticks when the clock passes', () => {
    const late = message('/gnss/fix', 5 * MS, 1, 28 * MS)
    const { events } = run(
      [message('/imu', 10 * MS, 1), message('/imu', 20 * MS, 2), late, message('/imu', 30 * MS, 3)],
      {
        ...DEFAULT_ORDER,
        mode: 'arrival',
      },
    )
    expect(events).toEqual(['/imu@10#1', 'tick@10', '/imu@20#2', 'tick@20', '/gnss/fix@5#1', '/imu@30#3', 'tick@30'])
  })

  it('by the clock, ticks before the first message and never pauses: the safe command must go out', () => {
    const ticks: number[] = []
    const emit = { message: () => {}, tick: (stamp: number) => void ticks.push(stamp), warn: () => {} }
    const order = createOrderStage({ ...DEFAULT_ORDER, mode: 'arrival', longestSilence: Number.POSITIVE_INFINITY })
    for (let now = 0; now <= 60_000; now += 3) order.advance(now * MS, emit)
    expect(ticks).toHaveLength(6000)
  })

  it('advances by the clock alone, so that a live command comes on time when nothing arrives', () => {
    const ticks: number[] = []
    const emit = { message: () => {}, tick: (stamp: number) => void ticks.push(stamp / MS), warn: () => {} }
    const order = createOrderStage({ ...DEFAULT_ORDER, mode: 'arrival' })
    order.push(message('/imu', 0, 1), emit)
    order.advance(35 * MS, emit)
    expect(ticks).toEqual([0, 10, 20, 30])
  })
})
