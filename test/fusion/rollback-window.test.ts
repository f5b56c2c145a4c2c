import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Checkpointed, type Foldable, RollbackWindow } from '../../fusion/rollback-window.ts'

interface Item extends Foldable {
  readonly value: number
}
const item = (stamp: number, value = stamp, sensor = 'a', sequence = stamp): Item => ({
  stamp,
  sensor,
  sequence,
  value,
})

/** A fold that depends on the order of everything: x := 0.9·x + value·stamp. */
function createFold(): Checkpointed<Item> & { x: number; applied: number } {
  const slots: number[] = []
  return {
    x: 0,
    applied: 0,
    apply(one) {
      this.x = 0.9 * this.x + one.value * one.stamp
      this.applied++
      return one.value < 0 ? [{ code: 'negative', stamp: one.stamp, detail: '' }] : []
    },
    save(slot) {
      slots[slot] = this.x
    },
    load(slot) {
      this.x = slots[slot]!
    },
  }
}
const config = { window: 100, checkpointPeriod: 10 }

describe('the rollback window', () => {
  it('gives the fold in stamp order, bit for bit, whatever the arrival order inside the window', () => {
    const delays = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 80, maxLength: 80 })
    fc.assert(
      fc.property(delays, (delay) => {
        const items = delay.map((_, i) => item(i * 3, 2 + Math.sin(i), i % 2 ? 'a' : 'b'))
        const arrivals = items.map((one, i) => ({ one, at: one.stamp + delay[i]! })).sort((p, q) => p.at - q.at)
        const inOrder = createFold()
        for (const one of items) inOrder.apply(one)
        const fold = createFold()
        const window = new RollbackWindow(fold, config)
        for (const { one } of arrivals) expect(window.add(one)).toEqual([])
        expect(window.settle()).toEqual([])
        expect(fold.x).toBe(inOrder.x)
      }),
    )
  })

  it('reads the state of an earlier stamp without changing the newest one', () => {
    const fold = createFold()
    const window = new RollbackWindow(fold, config)
    const then: number[] = []
    for (let i = 0; i < 30; i++) {
      window.add(item(i * 5, i))
      then.push(fold.x)
    }
    const newest = fold.x
    for (let i = 12; i < 30; i++) expect(window.at(i * 5, () => fold.x)).toBe(then[i])
    expect(fold.x).toBe(newest)
  })

  it('drops duplicates and items older than the window, and says which', () => {
    const fold = createFold()
    const window = new RollbackWindow(fold, config)
    window.add(item(1000))
    window.add(item(950))
    window.settle()
    const before = fold.x
    expect(window.add(item(950))[0]?.code).toBe('duplicate-observation')
    expect(window.add(item(899))[0]?.code).toBe('observation-too-old')
    window.settle()
    expect(fold.x).toBe(before)
    expect(window.add(item(901))).toEqual([])
  })

  it('tells the warnings of a late item once', () => {
    const window = new RollbackWindow(createFold(), config)
    window.add(item(1000, -1))
    window.add(item(990, -1))
    expect(window.settle().map(({ code }) => code)).toEqual(['negative'])
    expect(window.settle()).toEqual([])
  })

  it('repeats no more than the lateness and one checkpoint period', () => {
    const fold = createFold()
    const window = new RollbackWindow(fold, config)
    for (let stamp = 0; stamp < 10_000; stamp++) window.add(item(stamp, 1, 'a', stamp))
    const before = fold.applied
    window.add(item(9_980, 1, 'b'))
    window.settle()
    expect(fold.applied - before).toBeLessThanOrEqual(20 + 11)
  })

  it('repeats once for a whole burst of late items', () => {
    const fold = createFold()
    const window = new RollbackWindow(fold, config)
    for (let stamp = 0; stamp < 10_000; stamp++) window.add(item(stamp, 1, 'a', stamp))
    const before = fold.applied
    for (let stamp = 9_999; stamp > 9_960; stamp--) window.add(item(stamp, 1, 'b'))
    window.settle()
    expect(fold.applied - before).toBeLessThanOrEqual(40 + 11 + 39)
  })

  it('begins anew instead of growing without bound, and ignores stamps that are none', () => {
    const fold = createFold()
    const window = new RollbackWindow(fold, config)
    expect(window.add(item(Number.NaN))[0]?.code).toBe('invalid-stamp')
    const codes = new Set<string>()
    for (let i = 0; i < 40_000; i++) for (const { code } of window.add(item(5, 1, 'a', i))) codes.add(code)
    expect([...codes]).toEqual(['observation-flood', 'observation-too-old'])
    expect(window.add(item(6))).toEqual([])
  })
})
