import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { InputError } from '../../../src/core/errors.ts'
import type { CurvePoint } from './loss-curve.ts'
import type { TrainingState } from './step-session.ts'

/** A run of training as it stands between two steps. */
export interface Checkpoint {
  /** Steps done. */
  readonly step: number
  /** What decides the result; a run is resumed only with the same. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly curve: readonly CurvePoint[]
  /** s of computing so far. */
  readonly seconds: number
  readonly state: TrainingState
}

const MAGIC = 'AXTRAIN1'
const VECTORS = ['parameters', 'firstMoment', 'secondMoment', 'average'] as const

/**
 * Writes a checkpoint whole or not at all: a file beside it that then takes its name. Layout: "AXTRAIN1", length of the
 * JSON as u32 little-endian, the JSON, then the four vectors as float32 little-endian.
 */
export function writeCheckpoint(path: string, { state, ...rest }: Checkpoint): void {
  const json = Buffer.from(JSON.stringify({ ...rest, elements: state.parameters.length }))
  const prefix = Buffer.alloc(12)
  prefix.write(MAGIC, 'latin1')
  prefix.writeUInt32LE(json.length, 8)
  const file = openSync(`${path}.partial`, 'w')
  try {
    for (const part of [prefix, json, ...VECTORS.map((name) => bytesOf(state[name]))]) writeAll(file, part)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.partial`, path)
}

/** Throws InputError when the file is no whole checkpoint. */
export function readCheckpoint(path: string): Checkpoint {
  const file = readFileSync(path)
  const length = file.length >= 12 && file.toString('latin1', 0, 8) === MAGIC ? file.readUInt32LE(8) : -1
  if (length < 0 || 12 + length > file.length) {
    throw new InputError(`expected a checkpoint (${MAGIC}); found another file: ${path}`)
  }
  const { elements, ...rest } = JSON.parse(file.toString('utf8', 12, 12 + length)) as Omit<Checkpoint, 'state'> & {
    readonly elements: number
  }
  const expected = 12 + length + VECTORS.length * 4 * elements
  if (file.length !== expected) {
    throw new InputError(`expected ${expected} bytes of checkpoint; found ${file.length}: ${path}`)
  }
  // A copy: the vectors need not begin at a multiple of four.
  const vectors = Uint8Array.from(file.subarray(12 + length)).buffer
  const vector = (i: number) => new Float32Array(vectors, i * 4 * elements, elements)
  return {
    ...rest,
    state: { parameters: vector(0), firstMoment: vector(1), secondMoment: vector(2), average: vector(3) },
  }
}

/** Throws InputError, naming the first setting that differs, when a run cannot be resumed under other settings. */
export function checkSettings(found: Checkpoint['settings'], expected: Checkpoint['settings'], path: string): void {
  for (const name of Object.keys({ ...expected, ...found })) {
    const [wanted, stored] = [JSON.stringify(expected[name]), JSON.stringify(found[name])]
    if (wanted === stored) continue
    throw new InputError(`expected a checkpoint with ${name} ${wanted}; found ${stored}: ${path}`)
  }
}

function bytesOf(vector: Float32Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength)
}

function writeAll(file: number, bytes: Uint8Array): void {
  let written = 0
  while (written < bytes.length) written += writeSync(file, bytes, written)
}
