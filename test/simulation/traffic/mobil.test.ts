import { describe, expect, it } from 'vitest'
import { mobilIncentive, TYPICAL_MOBIL } from '../../../src/simulation/traffic/mobil.ts'

const STILL = { own: 0, ownAfter: 0, newFollower: 0, newFollowerAfter: 0, oldFollower: 0, oldFollowerAfter: 0 }

describe('MOBIL', () => {
  it('weighs the own gain against the politeness share of the others, over the threshold', () => {
    const effect = { ...STILL, own: -0.5, ownAfter: 1, newFollower: 0.5, newFollowerAfter: -1, oldFollowerAfter: 0.5 }
    // 1.5 + 0.3 (-1.5 + 0.5) - 0.2
    expect(mobilIncentive(TYPICAL_MOBIL, effect)).toBeCloseTo(1, 12)
  })

  it('refuses what makes the new follower brake harder than is safe, whatever the gain', () => {
    const effect = { ...STILL, ownAfter: 100, newFollowerAfter: -TYPICAL_MOBIL.safeBraking - 0.01 }
    expect(mobilIncentive(TYPICAL_MOBIL, effect)).toBeNull()
  })

  it('stays where there is nothing to gain', () => {
    expect(mobilIncentive(TYPICAL_MOBIL, STILL)).toBeLessThan(0)
  })
})
