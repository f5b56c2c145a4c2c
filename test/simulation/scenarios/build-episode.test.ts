import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { buildEpisode, LEAST_CONFLICTS } from '../../../src/simulation/scenarios/build-episode.ts'
import type { Episode } from '../../../src/simulation/scenarios/episode.ts'
import { SCENARIOS } from '../../../src/simulation/scenarios/scenario-table.ts'
import { WORLD_GENERATORS } from '../../../src/simulation/world/generators.ts'

/** A road on which each scenario has a place. */
const WORLD_OF: Readonly<Record<string, string>> = {
  'lead-braking': 'rural-road',
  'cut-in': 'highway',
  'cut-out': 'highway',
  'pedestrian-crossing': 'city-grid',
  'hidden-pedestrian': 'city-grid',
  'wrong-way-cyclist': 'rural-road',
  'merging-truck': 'highway',
  'stalled-car': 'rural-road',
  'road-works': 'highway',
  'red-light': 'city-grid',
  'priority-car': 'roundabout',
}

/** What of an episode can be compared: everything but scripts and the map's index. */
function contents({ name, start, routeBegin, routeEnd, scenarios, conflicts, cast }: Episode) {
  const vehicles = cast.vehicles.map(({ id, lane, station, speed, profile }) => ({ id, lane, station, speed, profile }))
  const pedestrians = cast.pedestrians.map(({ id, path, walkingSpeed }) => ({ id, path, walkingSpeed }))
  return { name, start, routeBegin, routeEnd, scenarios, conflicts, vehicles, pedestrians, others: cast.others }
}

describe('an episode', () => {
  it.each(WORLD_GENERATORS.map(({ name }) => name))('has at least two conflicts in every %s', (world) => {
    for (let seed = 100; seed < 103; seed++) {
      const { conflicts } = buildEpisode({ seed, world })
      expect(conflicts.length).toBeGreaterThanOrEqual(LEAST_CONFLICTS)
    }
  })

  it.each(SCENARIOS.map(({ name }) => name))('plays %s when it is asked for, and its driver notices', (scenario) => {
    const { scenarios, conflicts } = buildEpisode({ seed: 3, scenario, world: WORLD_OF[scenario]! })
    expect(scenarios).toEqual([scenario])
    expect(conflicts.length).toBeGreaterThan(0)
  })

  it.each([
    // Seeds whose broken-down car finds a place with a lane beside it.
    ['stalled-car', 2],
    ['stalled-car', 6],
    ['cut-out', 3],
  ])('has its driver go round what stands for good: %s, seed %i', (scenario, seed) => {
    const { cast, conflicts } = buildEpisode({ seed, scenario, world: 'highway' })
    const standing = cast.vehicles.filter(({ standsForGood }) => standsForGood)
    expect(standing.map(({ speed }) => speed)).toEqual([0])
    expect(conflicts.map(({ kind }) => kind)).toContain('lane-change')
  })

  it('has a car that broke down drive on where no lane lies beside', () => {
    const { cast } = buildEpisode({ seed: 3, scenario: 'stalled-car', world: 'rural-road' })
    expect(cast.vehicles.some(({ standsForGood }) => standsForGood)).toBe(false)
  })

  it('is the same again from the same seed, and another one from the next', () => {
    expect(contents(buildEpisode({ seed: 43 }))).toEqual(contents(buildEpisode({ seed: 43 })))
    expect(contents(buildEpisode({ seed: 57 }))).not.toEqual(contents(buildEpisode({ seed: 43 })))
  })

  it('takes the values that are fixed', () => {
    const fixed = { speed: 4.25 }
    const { cast } = buildEpisode({ seed: 3, scenario: 'wrong-way-cyclist', world: 'rural-road', parameters: fixed })
    expect(cast.others.map(({ speed }) => speed)).toEqual([4.25])
  })

  it('gives everybody a number of their own', () => {
    const { cast } = buildEpisode({ seed: 7, world: 'city-grid' })
    const ids = [...cast.vehicles, ...cast.pedestrians, ...cast.others].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain(0)
  })

  it('has scripts that begin anew for every run', () => {
    const { cast } = buildEpisode({ seed: 3, scenario: 'lead-braking', world: 'rural-road' })
    const scripted = cast.vehicles.find(({ script }) => script !== undefined)!
    expect(scripted.script!()).not.toBe(scripted.script!())
  })

  it('says when a scenario has no place in a world', () => {
    expect(() => buildEpisode({ seed: 1, scenario: 'road-works', world: 'rural-road' })).toThrow(InputError)
    expect(() => buildEpisode({ seed: 1, scenario: 'earthquake' })).toThrow(/expected a scenario/)
  })
})
