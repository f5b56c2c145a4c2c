import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedPositions } from '../../../fusion/associate/sorted-positions.ts'

describe('sorted positions', () => {
  it('find, in ascending order, exactly the entries from a position on, however many there are', () => {
    const sorted = new SortedPositions()
    const positions = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 0, maxLength: 200 })
    fc.assert(
      fc.property(positions, fc.integer({ min: -60, max: 60 }), (list, from) => {
        sorted.begin(list.length)
        list.forEach((position, index) => {
          sorted.set(index, position)
        })
        sorted.sort()
        const found = [...sorted.order.subarray(sorted.firstFrom(from), list.length)]
        const expected = list
          .map((_, index) => index)
          .filter((index) => list[index]! >= from)
          .sort((a, b) => list[a]! - list[b]! || a - b)
        expect(found).toEqual(expected)
      }),
    )
  })
})
