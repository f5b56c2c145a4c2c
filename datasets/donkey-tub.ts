import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../src/core/errors.ts'

const NAME = 'donkey-tub'

/** One moment of a drive with a Donkey Car: a picture and what the human's hands did. */
export interface DonkeyRecord {
  readonly index: number
  /** Path of the picture, JPEG. */
  readonly image: string
  /** Steering command, -1 (left) to 1 (right): no angle. */
  readonly angle: number
  /** Throttle command, 0..1. */
  readonly throttle: number
}

/**
 * The records of a tub of version 2, in the order of their catalogues, without those that its user deleted. Pictures
 * come at 20 Hz; the time stamps of the published tub are compressed and not read. Throws InputError when the folder is
 * no tub, a line is damaged, or a picture is missing.
 * Source: https://docs.donkeycar.com/utility/donkey (tub format), donkeycar/parts/tub_v2.py.
 */
export function readDonkeyTub(folder: string): DonkeyRecord[] {
  const manifest = join(folder, 'manifest.json')
  if (!existsSync(manifest)) throw new InputError(`expected manifest.json of a ${NAME}, found none at ${folder}`)
  const lines = readFileSync(manifest, 'utf8').trim().split('\n')
  const state = objectOf(lines.at(-1) ?? '', `${manifest}:${lines.length}`)
  const [paths, deleted] = [state['paths'], state['deleted_indexes']]
  if (!Array.isArray(paths) || paths.length === 0) throw new InputError(`expected paths of catalogues in ${manifest}`)
  const isDeleted = new Set<unknown>(Array.isArray(deleted) ? deleted : [])
  const records = paths.flatMap((path) => readCatalogue(folder, String(path)))
  return records.filter(({ index }) => !isDeleted.has(index))
}

function readCatalogue(folder: string, name: string): DonkeyRecord[] {
  const path = join(folder, name)
  if (!existsSync(path)) throw new InputError(`expected the catalogue ${name} of the ${NAME}, found none at ${folder}`)
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line, i) => readRecord(folder, line, `${path}:${i + 1}`))
}

function readRecord(folder: string, line: string, where: string): DonkeyRecord {
  const record = objectOf(line, where)
  const number = (key: string, low: number, high: number): number => {
    const value = record[key]
    if (typeof value === 'number' && value >= low && value <= high) return value
    throw new InputError(`expected '${key}' between ${low} and ${high}, found ${JSON.stringify(value)}: ${where}`)
  }
  const image = join(folder, 'images', String(record['cam/image_array']))
  if (!existsSync(image)) throw new InputError(`expected the picture ${image}, found none: ${where}`)
  return {
    index: number('_index', 0, Number.MAX_SAFE_INTEGER),
    image,
    angle: number('user/angle', -1, 1),
    throttle: number('user/throttle', 0, 1),
  }
}

function objectOf(line: string, where: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Reported below, with what was expected.
  }
  throw new InputError(`expected a JSON object a line, found '${line.slice(0, 40)}': ${where}`)
}
