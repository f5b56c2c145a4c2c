import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { JsonReader } from '../../../../src/common/manifest/json-reader.ts'
import { PLAN_POSES, POSE_STRIDE } from '../../../../src/common/scoring/motion-states.ts'
import { InputError } from '../../../../src/core/errors.ts'

/** Of the file's format; its field `vocabulary`. */
const VERSION = 1
/** The file's name beside the shards that it labels. */
export const VOCABULARY_FILE = 'vocabulary.json'
/** Numbers of one trajectory: x, y, yaw (ego frame of its stamp; m, m, rad) every 0.5 s from 0.5 s to 4 s. */
export const TRAJECTORY_STRIDE = PLAN_POSES * POSE_STRIDE
/** s after the stamp of each pose. */
export const TRAJECTORY_TIMES: readonly number[] = Array.from({ length: PLAN_POSES }, (_, i) => 0.5 * (i + 1))

/**
 * The trajectories that a planner chooses from. The second half mirrors the first left to right, in the same order, so
 * that a mirrored sample has the labels of another one: {@link mirrorOf}.
 */
export interface TrajectoryVocabulary {
  readonly count: number
  /** [count × {@link TRAJECTORY_STRIDE}]. */
  readonly poses: Float64Array
  /** What it was made from, for people. */
  readonly source: string
}

/** Which trajectory is the mirror image of `trajectory`. */
export function mirrorOf(trajectory: number, count: number): number {
  return (trajectory + count / 2) % count
}

/** `trajectory` (one stride) with left and right exchanged, into `out`. */
export function mirrorTrajectory(trajectory: ArrayLike<number>, out: Float32Array | Float64Array): void {
  for (let i = 0; i < TRAJECTORY_STRIDE; i++) {
    out[i] = i % POSE_STRIDE === 0 ? trajectory[i]! : 0 - trajectory[i]!
  }
}

/** Hex digits that tell vocabularies apart: shards labelled by another one do not belong to a network. */
export function vocabularyHash({ poses }: TrajectoryVocabulary): string {
  return createHash('sha256')
    .update(JSON.stringify([...poses]))
    .digest('hex')
}

export function writeVocabulary(path: string, { poses, source }: TrajectoryVocabulary): void {
  const text = JSON.stringify({ vocabulary: VERSION, source, times: TRAJECTORY_TIMES, poses: [...poses] })
  try {
    writeFileSync(path, `${text}\n`)
  } catch (error) {
    throw new InputError(`expected to write the vocabulary, found ${reasonOf(error)}: ${path}`)
  }
}

/** The vocabulary lies beside the shards that it labels. Throws InputError where another one does. */
export function keepVocabulary(folder: string, vocabulary: TrajectoryVocabulary): void {
  const path = join(folder, VOCABULARY_FILE)
  if (!existsSync(path)) writeVocabulary(path, vocabulary)
  else if (vocabularyHash(readVocabulary(path)) !== vocabularyHash(vocabulary)) {
    throw new InputError(`expected the vocabulary that the folder's samples were labelled by, found another: ${path}`)
  }
}

/** Throws InputError when the file is no vocabulary, or its second half does not mirror the first. */
export function readVocabulary(path: string): TrajectoryVocabulary {
  const json = JsonReader.parse(textOf(path), path)
  const version = json.wholeNumber('vocabulary', 1)
  if (version !== VERSION) json.fail('vocabulary', `the format's version, ${VERSION}`, version)
  const source = json.text('source')
  const times = json.numbers('times')
  if (times.join() !== TRAJECTORY_TIMES.join()) json.fail('times', TRAJECTORY_TIMES.join(', '), times)
  const poses = Float64Array.from(json.numbers('poses'))
  json.end()
  const count = poses.length / TRAJECTORY_STRIDE
  if (!Number.isInteger(count / 2)) json.fail('poses', `an even number of trajectories of ${TRAJECTORY_STRIDE}`, count)
  const mirrored = new Float64Array(TRAJECTORY_STRIDE)
  for (let i = 0; i < count / 2; i++) {
    mirrorTrajectory(trajectoryAt(poses, i), mirrored)
    const other = trajectoryAt(poses, mirrorOf(i, count))
    if (mirrored.some((value, k) => value !== other[k]!)) {
      json.fail('poses', 'a second half that mirrors the first', `trajectory ${mirrorOf(i, count)}`)
    }
  }
  return { count, poses, source }
}

/** A view of one trajectory. */
export function trajectoryAt(poses: Float64Array, trajectory: number): Float64Array {
  return poses.subarray(trajectory * TRAJECTORY_STRIDE, (trajectory + 1) * TRAJECTORY_STRIDE)
}

/** Mean over the poses of the squared distance between two trajectories, m². */
export function squaredDisplacement(a: ArrayLike<number>, aAt: number, b: ArrayLike<number>, bAt: number): number {
  let sum = 0
  for (let i = 0; i < TRAJECTORY_STRIDE; i += POSE_STRIDE) {
    sum += (a[aAt + i]! - b[bAt + i]!) ** 2 + (a[aAt + i + 1]! - b[bAt + i + 1]!) ** 2
  }
  return sum / PLAN_POSES
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new InputError(`expected a vocabulary, found ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
