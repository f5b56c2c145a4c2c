import { describe, expect, it } from 'vitest'
import { episodeConditions } from '../../../src/simulation/scenarios/episode-conditions.ts'

function counts(first: number, seeds: number): Record<string, number> {
  const found: Record<string, number> = {}
  for (let seed = first; seed < first + seeds; seed++) {
    const { light, weather } = episodeConditions(seed)
    for (const name of [light, weather, `${light} ${weather}`]) found[name] = (found[name] ?? 0) + 1
  }
  return found
}

describe('the conditions of an episode', () => {
  it('hold their share of each light and weather in every twenty seeds', () => {
    for (const first of [0, 20, 500_000, 500_020]) {
      expect(counts(first, 20)).toMatchObject({ day: 12, dusk: 3, night: 5, clear: 12, rain: 5, fog: 3 })
    }
  })

  it('hold each pair as often as if light and weather were independent', () => {
    expect(counts(500_000, 400)).toMatchObject({
      'day clear': 144,
      'day rain': 60,
      'day fog': 36,
      'dusk clear': 36,
      'dusk rain': 15,
      'dusk fog': 9,
      'night clear': 60,
      'night rain': 25,
      'night fog': 15,
    })
  })

  it('are the same for the same seed, but for what is asked for', () => {
    expect(episodeConditions(7)).toEqual(episodeConditions(7))
    const { weather } = episodeConditions(7)
    expect(episodeConditions(7, { light: 'night' })).toEqual({ light: 'night', weather })
  })
})
