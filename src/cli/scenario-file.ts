import { InputError } from '../core/errors.ts'
import type { EpisodeOptions } from '../simulation/scenarios/build-episode.ts'
import { findScenario } from '../simulation/scenarios/scenario-table.ts'

/**
 * A scenario with some of its values fixed: `{"scenario": "cut-in", "world": "highway", "parameters": {"headway": 0.8}}`;
 * world and parameters may be left out. Throws InputError with expected, found and the file.
 */
export function parseScenarioFile(text: string, path: string): Omit<EpisodeOptions, 'seed'> {
  const content = parseObject(text, path)
  const { scenario, world, parameters = {} } = content
  if (typeof scenario !== 'string')
    throw new InputError(`expected "scenario": a name, found ${typeof scenario}: ${path}`)
  if (world !== undefined && typeof world !== 'string') {
    throw new InputError(`expected "world": a name, found ${typeof world}: ${path}`)
  }
  if (!isObject(parameters))
    throw new InputError(`expected "parameters": numbers by name, found ${typeof parameters}: ${path}`)
  const known = Object.keys(findScenario(scenario).parameters)
  const fixed: Record<string, number> = {}
  for (const [name, value] of Object.entries(parameters)) {
    if (!known.includes(name)) {
      throw new InputError(`expected parameters of ${scenario} (${known.join(', ')}), found '${name}': ${path}`)
    }
    if (typeof value !== 'number') throw new InputError(`expected a number as ${name}, found ${typeof value}: ${path}`)
    fixed[name] = value
  }
  return { scenario, parameters: fixed, ...(world !== undefined && { world }) }
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw new InputError(`expected JSON, found ${error instanceof Error ? error.message : error}: ${path}`)
  }
  if (!isObject(content)) throw new InputError(`expected a JSON object, found ${typeof content}: ${path}`)
  return content
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
