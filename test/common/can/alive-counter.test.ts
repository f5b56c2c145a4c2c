import { describe, expect, it } from 'vitest'
import { AliveCounter } from '../../../src/common/can/alive-counter.ts'

describe('the alive counter', () => {
  it('accepts any first value and then one more each time, around the end', () => {
    const counter = new AliveCounter(2)
    expect([2, 3, 0, 1, 2].map((value) => counter.accept(value))).toEqual([true, true, true, true, true])
    expect(counter.isValid).toBe(true)
  })

  it('rejects a repeated and a skipped value, and goes on from what it saw', () => {
    const counter = new AliveCounter(4)
    expect([5, 5, 7, 8].map((value) => counter.accept(value))).toEqual([true, false, false, true])
    expect(counter.isValid).toBe(true)
  })

  it('is invalid after five wrong ones and recovers by right ones', () => {
    const counter = new AliveCounter(4)
    for (let i = 0; i < 5; i++) counter.accept(3)
    expect(counter.isValid).toBe(true)
    counter.accept(3)
    expect(counter.isValid).toBe(false)
    counter.accept(4)
    expect(counter.isValid).toBe(true)
  })
})
