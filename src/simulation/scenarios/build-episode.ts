import { buildMapIndex } from '../../common/map/build-map-index.ts'
import { Random } from '../../common/random/xoshiro.ts'
import { InputError } from '../../core/errors.ts'
import { findWorldGenerator, WORLD_GENERATORS } from '../world/generators.ts'
import { type Drawing, drawEpisode } from './draw-episode.ts'
import type { Episode } from './episode.ts'
import type { WantedConditions } from './episode-conditions.ts'
import { findScenario, SCENARIOS } from './scenario-table.ts'

export interface EpisodeOptions {
  readonly seed: number
  /** A scenario's name; without one a route with at least two conflicts of any kind. */
  readonly scenario?: string
  /** A world generator's name; without one the seed chooses. */
  readonly world?: string
  /** Values of the scenario's parameters that are not drawn. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Light and weather that do not follow from the seed. */
  readonly conditions?: WantedConditions
}

/** Conflicts that every generated route has at least. */
export const LEAST_CONFLICTS = 2
/** Drawings in one world, and worlds of one seed, before the best drawing is taken. */
const ATTEMPTS = 16
const WORLDS = 5
/** Worlds of one seed in which its scenario is waited for; after them any will do. */
const INSISTING_WORLDS = 2

/**
 * The episode of a seed: the same seed and options, the same episode. Kinds of world and scenarios are not drawn but dealt, so
 * that forty-four seeds in a row hold every pair of them once; where a scenario has no place in its world, others are played.
 * Draws worlds, routes and actors until an attentive driver meets at least {@link LEAST_CONFLICTS} conflicts (with a scenario
 * that was asked for: that one) within half a minute. Throws InputError where there is no such route: a scenario that needs a
 * second lane, say, in a world of single ones.
 */
export function buildEpisode(asked: EpisodeOptions): Episode {
  const { seed } = asked
  const random = new Random(seed)
  const isAlone = asked.scenario !== undefined
  const scenario = asked.scenario === undefined ? SCENARIOS[seed % SCENARIOS.length]! : findScenario(asked.scenario)
  let best: Drawing | null = null
  for (let round = 0; round < WORLDS; round++) {
    const dealt = WORLD_GENERATORS[seed % WORLD_GENERATORS.length]!
    const generator = asked.world === undefined ? dealt : findWorldGenerator(asked.world)
    const world = generator.generate(round === 0 ? seed : random.uint32())
    const index = buildMapIndex(world.map)
    const mustPlay = isAlone || round < INSISTING_WORLDS
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const options = { ...asked, world, index, scenario, isAlone, mustPlay }
      const drawing = drawEpisode(options, new Random(random.uint32()))
      if (!drawing) continue
      if (isGood(drawing, isAlone, mustPlay)) return drawing.episode
      if (!best || drawing.episode.conflicts.length > best.episode.conflicts.length) best = drawing
    }
  }
  const found = `${best?.episode.conflicts.length ?? 0} conflicts and ${best?.episode.scenarios.join(', ') || 'no scenario'}`
  const place = `seed ${seed}, world ${asked.world ?? 'any'}`
  throw new InputError(
    `expected a route for ${asked.scenario ?? `${LEAST_CONFLICTS} conflicts`}, found ${found}: ${place}`,
  )
}

function isGood({ episode, hasScenario, isDriven }: Drawing, isAlone: boolean, mustPlay: boolean): boolean {
  if (!isDriven) return false
  if (isAlone) return hasScenario
  return episode.conflicts.length >= LEAST_CONFLICTS && (hasScenario || !mustPlay)
}
