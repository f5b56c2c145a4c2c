import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_ORDER } from '../../src/runtime/order.ts'
import { generatedMessages, runMessages } from './run-messages.ts'

const messages = await generatedMessages(4)

describe('the hash of a replay', () => {
  it('is the same three times', async () => {
    const hashes = [await runMessages(messages), await runMessages(messages), await runMessages(messages)]
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(1)
    expect(hashes[0]?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(hashes[0]?.commands).toBeGreaterThan(390)
  })

  it('does not depend on the order of arrival inside the order window', async () => {
    const { hash } = await runMessages(messages)
    const delays = fc.array(fc.integer({ min: 0, max: 199 }), {
      minLength: messages.length,
      maxLength: messages.length,
    })
    await fc.assert(
      fc.asyncProperty(delays, async (delay) => {
        const late = messages.map((message, i) => ({ ...message, arrival: message.stamp + delay[i]! * 1e6 }))
        const shuffled = await runMessages(late.sort((a, b) => a.arrival - b.arrival))
        expect(shuffled.hash).toBe(hash)
      }),
      { numRuns: 5 },
    )
  })

  it('changes with the drive, and with the planner', async () => {
    const { hash } = await runMessages(messages)
    expect((await runMessages(await generatedMessages(4, 2))).hash).not.toBe(hash)
    expect((await runMessages(messages, { planner: 'constant-velocity' })).hash).not.toBe(hash)
  })

  it('is deterministic in arrival order too, given the recorded arrivals', async () => {
    const order = { ...DEFAULT_ORDER, mode: 'arrival' as const }
    expect((await runMessages(messages, { order })).hash).toBe((await runMessages(messages, { order })).hash)
  })
})
