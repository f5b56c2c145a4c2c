import { readFileSync } from 'node:fs'
import { InputError } from '../core/errors.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import { openDrive } from '../io/mcap/mcap-drive-reader.ts'
import { buildEpisode, type EpisodeOptions } from '../simulation/scenarios/build-episode.ts'
import type { Episode } from '../simulation/scenarios/episode.ts'
import type { WantedConditions } from '../simulation/scenarios/episode-conditions.ts'
import { recordedEpisode } from '../simulation/scenarios/recorded-episode.ts'
import { worldFromDrive } from '../simulation/world/from-drive.ts'
import type { RecordedWorld } from '../simulation/world/recorded-track.ts'
import { parseScenarioFile } from './scenario-file.ts'
import { type SensingOptions, wantedConditions } from './sensing-options.ts'

/** One route: of which world, and the seed of everything that is drawn. */
export interface RoutePlace {
  readonly world: 'generated' | 'recorded'
  readonly seed: number
}

/** Where the routes come from; plain data, so that worker threads can be told. */
export interface EpisodeRequest {
  readonly generated: Omit<EpisodeOptions, 'seed' | 'conditions'>
  readonly conditions: WantedConditions
  /** Path of a recorded drive, or null. */
  readonly drive: string | null
}

/** Episodes by place. The last one is kept, for its route is mostly driven by several planners in a row. */
export class EpisodeSource {
  readonly #request: EpisodeRequest
  readonly #warnings = new WarningCounter()
  #recorded: RecordedWorld | null = null
  #last: { readonly place: RoutePlace; readonly episode: Episode } | null = null

  constructor(request: EpisodeRequest) {
    this.#request = request
  }

  /** Throws InputError where there is no such route, or the drive cannot be rebuilt. */
  async episode(place: RoutePlace): Promise<Episode> {
    if (this.#last?.place.seed === place.seed && this.#last.place.world === place.world) return this.#last.episode
    const { generated, conditions } = this.#request
    const episode =
      place.world === 'generated'
        ? buildEpisode({ ...generated, conditions, seed: place.seed })
        : recordedEpisode(await this.#recordedWorld(), place.seed, conditions)
    this.#last = { place, episode }
    return episode
  }

  /** What was wrong with the recorded drive. */
  warnings(): readonly WarningCount[] {
    return this.#warnings.list()
  }

  async #recordedWorld(): Promise<RecordedWorld> {
    const { drive } = this.#request
    if (drive === null) throw new Error('expected a recorded drive to be asked for, found none')
    this.#recorded ??= await worldFromDrive(await openDrive(drive), (warning) => this.#warnings.add(warning))
    return this.#recorded
  }
}

export interface EpisodeSelection extends SensingOptions {
  readonly scenario?: string
  readonly world?: string
  readonly drive?: string
}

/** What the command line asked for. Throws InputError where a scenario file cannot be read. */
export function episodeRequest(selection: EpisodeSelection): EpisodeRequest {
  const { scenario, world, drive } = selection
  const isFile = scenario?.endsWith('.json') ?? false
  const asked: EpisodeRequest['generated'] = isFile
    ? parseScenarioFile(readText(scenario!), scenario!)
    : scenario === undefined
      ? {}
      : { scenario }
  return {
    generated: { ...asked, ...(world !== undefined && { world }) },
    conditions: wantedConditions(selection),
    drive: drive ?? null,
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`expected a scenario file, found ${error instanceof Error ? error.message : error}: ${path}`)
  }
}
