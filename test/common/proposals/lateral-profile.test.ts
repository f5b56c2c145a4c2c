import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bendAt,
  constantOffset,
  lateralChange,
  offsetAt,
  slopeAt,
} from '../../../src/common/proposals/lateral-profile.ts'

const range = (least: number, most: number) => fc.double({ min: least, max: most, noNaN: true })

describe('a lateral profile', () => {
  it('begins as it is told and ends straight on its target, whatever it was told', () => {
    fc.assert(
      fc.property(
        range(-4, 4),
        range(-0.2, 0.2),
        range(-0.02, 0.02),
        range(-4, 4),
        range(8, 80),
        (l, l1, l2, to, length) => {
          const profile = lateralChange(50, length, l, l1, l2, to)
          expect(offsetAt(profile, 50)).toBeCloseTo(l, 9)
          expect(slopeAt(profile, 50)).toBeCloseTo(l1, 9)
          expect(bendAt(profile, 50)).toBeCloseTo(l2, 9)
          const end = 50 + length - 1e-9
          expect(offsetAt(profile, end)).toBeCloseTo(to, 6)
          expect(slopeAt(profile, end)).toBeCloseTo(0, 6)
          expect(offsetAt(profile, 50 + length + 1)).toBe(to)
          expect(slopeAt(profile, 50 + length + 1)).toBe(0)
        },
      ),
    )
  })

  it('has the slope and bend of its offset', () => {
    const profile = lateralChange(0, 40, 1, 0.05, -0.01, -2)
    const h = 1e-4
    for (const s of [3, 11, 25, 39]) {
      expect(slopeAt(profile, s)).toBeCloseTo((offsetAt(profile, s + h) - offsetAt(profile, s - h)) / (2 * h), 6)
      expect(bendAt(profile, s)).toBeCloseTo((slopeAt(profile, s + h) - slopeAt(profile, s - h)) / (2 * h), 6)
    }
  })

  it('that is constant is so everywhere', () => {
    const profile = constantOffset(-1)
    expect([offsetAt(profile, -5), offsetAt(profile, 500), slopeAt(profile, 7), bendAt(profile, 7)]).toEqual([
      -1, -1, 0, 0,
    ])
  })
})
