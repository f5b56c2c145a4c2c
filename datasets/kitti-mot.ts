import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BOX_STRIDE } from '../src/common/geometry/oriented-box.ts'
import type { MotGroundTruth, MotSequence, MotTracks } from '../src/common/scoring/clear-mot-types.ts'
import { InputError } from '../src/core/errors.ts'
import { NEVER } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'
import { boxFromCamera, poseFromCamera } from './kitti-mot-frame.ts'

/** KITTI tracking as the AB3DMOT project lays it out: detections, labels and poses, a text file a sequence. */
export const KITTI_MOT_CLASSES = ['Car', 'Pedestrian', 'Cyclist'] as const
export type KittiMotClass = (typeof KITTI_MOT_CLASSES)[number]

/** Frames come at 10 Hz. Source: Geiger et al. 2013, "Vision meets robotics: the KITTI dataset". */
export const KITTI_FRAME_PERIOD_NS = 100e6

/** Lower-case substrings of the types that a class is scored on; the second is the neighbour class. */
const SCORED_TYPES: Record<KittiMotClass, { readonly own: string; readonly neighbour: string | null }> = {
  Car: { own: 'car', neighbour: 'van' },
  Pedestrian: { own: 'pedestrian', neighbour: 'person_sitting' },
  Cyclist: { own: 'cyclist', neighbour: null },
}

/** Occlusion above this (2 = largely occluded) and any truncation take a label out of the count. */
const LARGEST_OCCLUSION = 2

/** Detections of one class and sequence in columns, frames ascending; values as the file has them, NaN included. */
export interface KittiDetections {
  readonly frames: Int32Array
  /** Camera-centred frame with x forward, y left, z up; BOX_STRIDE elements each. */
  readonly boxes: Float64Array
  /** x1, y1, x2, y2, pixels. */
  readonly imageBoxes: Float64Array
  /** Logit. */
  readonly scores: Float64Array
  /** Observation angle, rad. */
  readonly alphas: Float64Array
}

/** Names of all sequences of which the detections folder holds a class or more, ascending. */
export function listKittiSequences(root: string): readonly string[] {
  const files = KITTI_MOT_CLASSES.flatMap((kittiClass) => {
    const folder = join(root, 'detections', kittiClass)
    return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : []
  })
  if (files.length === 0) {
    throw new InputError(`expected a folder of detections, found no CLASS/NNNN.txt in ${join(root, 'detections')}`)
  }
  return [...new Set(files.map((name) => name.slice(0, -'.txt'.length)))].sort()
}

/** Fails when not one of the sequences has detections of any class: there is nothing to track. */
export function requireKittiDetections(root: string, sequences: readonly string[]): void {
  const has = (name: string) =>
    KITTI_MOT_CLASSES.some((kittiClass) => existsSync(detectionPath(root, kittiClass, name)))
  if (sequences.some(has)) return
  throw new InputError(
    `expected detections of the sequences ${sequences.join(', ')}, found none in ${join(root, 'detections')}`,
  )
}

/** Fails unless every sequence has labels: without them nothing can be scored. */
export function requireKittiLabels(root: string, sequences: readonly string[]): void {
  for (const sequence of sequences) {
    const path = join(root, 'labels', `${sequence}.txt`)
    if (!existsSync(path)) throw new InputError(`expected labels of sequence ${sequence}, found no file ${path}`)
  }
}

/**
 * Reads the file of one class and sequence; a line with too few or no numbers keeps its place with NaN. No file: no
 * detections, told through `warn` (code `kitti-detections`), since a detector that saw nothing may have written none.
 */
export function readKittiDetections(
  root: string,
  kittiClass: KittiMotClass,
  sequence: string,
  warn: (warning: Warning) => void,
): KittiDetections {
  const path = detectionPath(root, kittiClass, sequence)
  const isThere = existsSync(path)
  if (!isThere) {
    const detail = `expected detections of ${kittiClass} in sequence ${sequence}, found no file ${path}`
    warn({ code: 'kitti-detections', stamp: NEVER, detail })
  }
  const rows = isThere ? readRows(path, ',', 'detections') : []
  const order = rows.map((_, i) => i).sort((a, b) => numberAt(rows[a]!, 0) - numberAt(rows[b]!, 0) || a - b)
  const boxes = new Float64Array(rows.length * BOX_STRIDE)
  const imageBoxes = new Float64Array(rows.length * 4)
  order.forEach((row, i) => {
    const value = (column: number): number => numberAt(rows[row]!, column)
    for (let k = 0; k < 4; k++) imageBoxes[4 * i + k] = value(2 + k)
    boxFromCamera(boxes, i, value(10), value(11), value(12), value(13), value(9), value(8), value(7))
  })
  return {
    frames: Int32Array.from(order, (row) => numberAt(rows[row]!, 0)),
    boxes,
    imageBoxes,
    scores: Float64Array.from(order, (row) => numberAt(rows[row]!, 6)),
    alphas: Float64Array.from(order, (row) => numberAt(rows[row]!, 14)),
  }
}

/** World-from-camera of every frame, row-major 3×4, in axes x forward, y left, z up. */
export function readKittiPoses(root: string, sequence: string): readonly Float64Array[] {
  const path = join(root, 'poses', `${sequence}.txt`)
  return readRows(path, ' ', `poses of sequence ${sequence}`).map((row, i) => {
    const numbers = row.map(Number)
    if (numbers.length !== 12 || !numbers.every(Number.isFinite)) {
      throw new InputError(`expected 12 numbers a pose, found '${row.join(' ')}' in ${path} line ${i + 1}`)
    }
    return poseFromCamera(Float64Array.from(numbers))
  })
}

/** Labels of a sequence and its tracks (one file of this class), filtered by the protocol's rules of loading. */
export function readKittiMotSequence(
  labelPath: string,
  trackPath: string,
  kittiClass: KittiMotClass,
  name: string,
  frameCount: number,
): MotSequence {
  const labels = readObjects(labelPath, kittiClass)
  const tracks = readObjects(trackPath, kittiClass)
  return {
    name,
    frameCount,
    groundTruth: toGroundTruth(labels, kittiClass),
    tracks: toTracks(tracks, kittiClass),
    unlabelled: {
      frames: Int32Array.from(labels.unlabelled, (row) => numberAt(row, 0)),
      imageBoxes: imageBoxColumns(labels.unlabelled),
    },
  }
}

interface ObjectRows {
  /** Objects of the class and its neighbour, in frame order. */
  readonly objects: readonly (readonly string[])[]
  readonly unlabelled: readonly (readonly string[])[]
}

function readObjects(path: string, kittiClass: KittiMotClass): ObjectRows {
  const { own, neighbour } = SCORED_TYPES[kittiClass]
  const seen = new Set<string>()
  const objects: string[][] = []
  const unlabelled: string[][] = []
  readRows(path, ' ', 'labels or tracks').forEach((row, i) => {
    if (row.length < 17 || ![0, 1, 3, 4].every((column) => Number.isInteger(Number(row[column])))) {
      throw new InputError(
        `expected at least 17 columns of a KITTI object, found '${row.join(' ')}' in ${path} line ${i + 1}`,
      )
    }
    const type = row[2]!.toLowerCase()
    if (type.includes('dontcare')) unlabelled.push(row)
    else if (row[1] !== '-1' && (type.includes(own) || (neighbour !== null && type.includes(neighbour)))) {
      const key = `${row[0]} ${row[1]}`
      if (seen.has(key))
        throw new InputError(`expected a track id once a frame, found ${key} again in ${path} line ${i + 1}`)
      seen.add(key)
      objects.push(row)
    }
  })
  const byFrame = (a: readonly string[], b: readonly string[]): number => numberAt(a, 0) - numberAt(b, 0)
  return { objects: objects.sort(byFrame), unlabelled: unlabelled.sort(byFrame) }
}

function toGroundTruth({ objects }: ObjectRows, kittiClass: KittiMotClass): MotGroundTruth {
  const isIgnorable = (row: readonly string[]): number =>
    numberAt(row, 4) > LARGEST_OCCLUSION || numberAt(row, 3) > 0 || isNeighbour(row, kittiClass) ? 1 : 0
  return { ...objectColumns(objects), isIgnorable: Uint8Array.from(objects, isIgnorable) }
}

function toTracks({ objects }: ObjectRows, kittiClass: KittiMotClass): MotTracks {
  return {
    ...objectColumns(objects),
    scores: Float64Array.from(objects, (row) => numberAt(row, 17)),
    isNeighbourClass: Uint8Array.from(objects, (row) => (isNeighbour(row, kittiClass) ? 1 : 0)),
  }
}

function isNeighbour(row: readonly string[], kittiClass: KittiMotClass): boolean {
  const { neighbour } = SCORED_TYPES[kittiClass]
  return neighbour !== null && row[2]!.toLowerCase().includes(neighbour)
}

function objectColumns(rows: readonly (readonly string[])[]) {
  const boxes = new Float64Array(rows.length * BOX_STRIDE)
  rows.forEach((row, i) => {
    const value = (column: number): number => numberAt(row, column)
    boxFromCamera(boxes, i, value(13), value(14), value(15), value(16), value(12), value(11), value(10))
  })
  return {
    frames: Int32Array.from(rows, (row) => numberAt(row, 0)),
    ids: Int32Array.from(rows, (row) => numberAt(row, 1)),
    boxes,
    imageBoxes: imageBoxColumns(rows),
  }
}

function imageBoxColumns(rows: readonly (readonly string[])[]): Float64Array {
  return Float64Array.from(rows.flatMap((row) => [6, 7, 8, 9].map((column) => numberAt(row, column))))
}

function numberAt(row: readonly string[], column: number): number {
  const text = row[column]
  return text === undefined || text === '' ? Number.NaN : Number(text)
}

function detectionPath(root: string, kittiClass: KittiMotClass, sequence: string): string {
  return join(root, 'detections', kittiClass, `${sequence}.txt`)
}

function readRows(path: string, separator: ' ' | ',', what: string): string[][] {
  const lines = readText(path, what).split('\n')
  return lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(separator === ' ' ? /\s+/ : ','))
}

function readText(path: string, what: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const found = code === 'ENOENT' ? `no file ${path}` : `${path}, which cannot be read (${code})`
    throw new InputError(`expected ${what}, found ${found}`)
  }
}
