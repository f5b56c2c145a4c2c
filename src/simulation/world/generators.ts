import { InputError } from '../../core/errors.ts'
import { cityGrid } from './city-grid.ts'
import { highway } from './highway.ts'
import { roundabout } from './roundabout.ts'
import { ruralRoad } from './rural-road.ts'
import type { World } from './world.ts'

/** Makes a world from a seed: the same seed, the same world. */
export interface WorldGenerator {
  readonly name: string
  /** One line for `--help`. */
  readonly description: string
  generate(seed: number): World
}

/** Every kind of generated world. A new one is a file beside these and a line here. */
export const WORLD_GENERATORS: readonly WorldGenerator[] = [
  { name: 'highway', description: 'several lanes, gentle bends, an exit and an entry', generate: highway },
  { name: 'rural-road', description: 'one lane each way, bends, a side road', generate: ruralRoad },
  { name: 'city-grid', description: 'streets at right angles, junctions with and without signals', generate: cityGrid },
  { name: 'roundabout', description: 'one lane, three to five arms', generate: roundabout },
]

/** The generator of that name. Throws InputError, naming the known ones. */
export function findWorldGenerator(name: string): WorldGenerator {
  const found = WORLD_GENERATORS.find((generator) => generator.name === name)
  if (found) return found
  const known = WORLD_GENERATORS.map((generator) => generator.name).join(', ')
  throw new InputError(`expected a kind of world out of ${known}; found '${name}'`)
}
