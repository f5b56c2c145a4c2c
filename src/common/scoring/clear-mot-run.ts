import { SparseAssignment } from '../assignment/sparse-assignment.ts'
import { intersectionOverUnion } from '../geometry/oriented-box.ts'
import { type GroundTruthHistory, groupById, identityErrors } from './clear-mot-identity.ts'
import type { MotCounts, MotSequence } from './clear-mot-types.ts'

/** Lower track boxes are no false positives, pixels. */
const LEAST_HEIGHT = 25
/** Share of a track box inside an unlabelled region above which it is no false positive. */
const LARGEST_UNLABELLED_SHARE = 0.5
/** Far above every cost of a pair (at most 1): the number of pairs comes first. */
const UNASSIGNED_COST = 1e4

/** What does not depend on the threshold, computed once a sequence. */
interface PreparedSequence {
  readonly sequence: MotSequence
  /** Boxes of frame f are [start[f], start[f + 1]). */
  readonly truthStart: Int32Array
  readonly trackStart: Int32Array
  /** Admissible pairs of frame f are [pairStart[f], pairStart[f + 1]); costs are 1 - IoU. */
  readonly pairStart: Int32Array
  readonly pairTruth: Int32Array
  readonly pairTrack: Int32Array
  readonly pairIou: Float64Array
  /** 1: this track box is no false positive when unmatched. */
  readonly isForgiven: Uint8Array
  readonly trackBoxes: ReadonlyMap<number, readonly number[]>
  readonly histories: readonly GroundTruthHistory[]
  /** Replaced by its track's average at every run, as the protocol says. */
  readonly scores: Float64Array
}

export interface MotRun {
  readonly counts: MotCounts
  /** (Average) scores of the matched track boxes. */
  readonly matchedScores: readonly number[]
}

interface MutableCounts {
  truePositives: number
  falsePositives: number
  falseNegatives: number
  identitySwitches: number
  fragments: number
  groundTruths: number
  overlap: number
}

/** Runs the matching of all sequences at one score threshold after another. */
export class MotRunner {
  readonly #sequences: readonly PreparedSequence[]
  readonly #assignment = new SparseAssignment()

  constructor(sequences: readonly MotSequence[], minimalIou: number) {
    this.#sequences = sequences.map((sequence) => prepare(sequence, minimalIou))
  }

  /** Tracks whose average score is below the threshold are left out whole. */
  run(threshold: number): MotRun {
    const counts = {
      truePositives: 0,
      falsePositives: 0,
      falseNegatives: 0,
      identitySwitches: 0,
      fragments: 0,
      groundTruths: 0,
      overlap: 0,
    }
    const matchedScores: number[] = []
    for (const prepared of this.#sequences) this.#runSequence(prepared, threshold, counts, matchedScores)
    return { counts, matchedScores }
  }

  #runSequence(prepared: PreparedSequence, threshold: number, counts: MutableCounts, matchedScores: number[]): void {
    const { sequence, truthStart, trackStart } = prepared
    const isKept = averageScores(prepared, threshold)
    const trackIdOf = new Int32Array(sequence.groundTruth.ids.length).fill(-1)
    for (let frame = 0; frame < sequence.frameCount; frame++) {
      this.#assign(prepared, frame, isKept)
      for (let truth = truthStart[frame]!; truth < truthStart[frame + 1]!; truth++) {
        const isCounted = sequence.groundTruth.isIgnorable[truth] === 0
        if (isCounted) counts.groundTruths++
        const column = this.#assignment.columnOf[truth - truthStart[frame]!]!
        if (column < 0) {
          if (isCounted) counts.falseNegatives++
          continue
        }
        const track = trackStart[frame]! + column
        trackIdOf[truth] = sequence.tracks.ids[track]!
        counts.truePositives++
        counts.overlap += iouOf(prepared, frame, truth, track)
        matchedScores.push(prepared.scores[track]!)
      }
      for (let track = trackStart[frame]!; track < trackStart[frame + 1]!; track++) {
        if (isKept[track] === 0 || this.#assignment.rowOf[track - trackStart[frame]!]! >= 0) continue
        if (prepared.isForgiven[track] === 0) counts.falsePositives++
      }
    }
    for (const history of prepared.histories) identityErrors(counts, history, trackIdOf)
  }

  #assign(prepared: PreparedSequence, frame: number, isKept: Uint8Array): void {
    const { truthStart, trackStart, pairStart, pairTruth, pairTrack, pairIou } = prepared
    const firstTruth = truthStart[frame]!
    const firstTrack = trackStart[frame]!
    this.#assignment.begin(truthStart[frame + 1]! - firstTruth, trackStart[frame + 1]! - firstTrack)
    for (let pair = pairStart[frame]!; pair < pairStart[frame + 1]!; pair++) {
      const track = pairTrack[pair]!
      if (isKept[track]) this.#assignment.add(pairTruth[pair]! - firstTruth, track - firstTrack, 1 - pairIou[pair]!)
    }
    this.#assignment.solve(UNASSIGNED_COST)
  }
}

/** Replaces every box's score by its track's average and returns which boxes stay. */
function averageScores(prepared: PreparedSequence, threshold: number): Uint8Array {
  const isKept = new Uint8Array(prepared.scores.length)
  for (const boxes of prepared.trackBoxes.values()) {
    let sum = 0
    for (const box of boxes) sum += prepared.scores[box]!
    const average = sum / boxes.length
    for (const box of boxes) {
      prepared.scores[box] = average
      isKept[box] = average < threshold ? 0 : 1
    }
  }
  return isKept
}

function iouOf(prepared: PreparedSequence, frame: number, truth: number, track: number): number {
  for (let pair = prepared.pairStart[frame]!; pair < prepared.pairStart[frame + 1]!; pair++) {
    if (prepared.pairTruth[pair] === truth && prepared.pairTrack[pair] === track) return prepared.pairIou[pair]!
  }
  return 0
}

function prepare(sequence: MotSequence, minimalIou: number): PreparedSequence {
  const { groundTruth, tracks, frameCount } = sequence
  const truthStart = frameStarts(groundTruth.frames, frameCount)
  const trackStart = frameStarts(tracks.frames, frameCount)
  const pairStart = new Int32Array(frameCount + 1)
  const pairTruth: number[] = []
  const pairTrack: number[] = []
  const pairIou: number[] = []
  for (let frame = 0; frame < frameCount; frame++) {
    for (let truth = truthStart[frame]!; truth < truthStart[frame + 1]!; truth++) {
      for (let track = trackStart[frame]!; track < trackStart[frame + 1]!; track++) {
        const iou = intersectionOverUnion(groundTruth.boxes, truth, tracks.boxes, track)
        if (!(1 - iou <= 1 - minimalIou)) continue
        pairTruth.push(truth)
        pairTrack.push(track)
        pairIou.push(iou)
      }
    }
    pairStart[frame + 1] = pairIou.length
  }
  return {
    sequence,
    truthStart,
    trackStart,
    pairStart,
    pairTruth: Int32Array.from(pairTruth),
    pairTrack: Int32Array.from(pairTrack),
    pairIou: Float64Array.from(pairIou),
    isForgiven: forgivenTracks(sequence),
    trackBoxes: groupById(tracks.ids),
    histories: [...groupById(groundTruth.ids).values()].map((boxes) => ({
      boxes,
      isIgnorable: groundTruth.isIgnorable,
    })),
    scores: tracks.scores.slice(),
  }
}

/** Index of each frame's first entry, and the end. Entries are in frame order. */
function frameStarts(frames: Int32Array, frameCount: number): Int32Array {
  const starts = new Int32Array(frameCount + 1)
  let i = 0
  for (let frame = 0; frame <= frameCount; frame++) {
    while (i < frames.length && frames[i]! < frame) i++
    starts[frame] = i
  }
  return starts
}

function forgivenTracks({ tracks, unlabelled, frameCount }: MotSequence): Uint8Array {
  const isForgiven = new Uint8Array(tracks.ids.length)
  const regionStart = frameStarts(unlabelled.frames, frameCount)
  for (let track = 0; track < isForgiven.length; track++) {
    const frame = tracks.frames[track]!
    const height = Math.abs(tracks.imageBoxes[4 * track + 1]! - tracks.imageBoxes[4 * track + 3]!)
    let isFree = height <= LEAST_HEIGHT || tracks.isNeighbourClass[track] === 1
    for (let region = regionStart[frame] ?? 0; !isFree && region < (regionStart[frame + 1] ?? 0); region++) {
      isFree = coveredShare(tracks.imageBoxes, track, unlabelled.imageBoxes, region) > LARGEST_UNLABELLED_SHARE
    }
    isForgiven[track] = isFree ? 1 : 0
  }
  return isForgiven
}

/** Share of image box `a` that lies inside `b`. */
function coveredShare(a: Float64Array, boxA: number, b: Float64Array, boxB: number): number {
  const i = 4 * boxA
  const j = 4 * boxB
  const width = Math.min(a[i + 2]!, b[j + 2]!) - Math.max(a[i]!, b[j]!)
  const height = Math.min(a[i + 3]!, b[j + 3]!) - Math.max(a[i + 1]!, b[j + 1]!)
  if (!(width > 0 && height > 0)) return 0
  return (width * height) / ((a[i + 2]! - a[i]!) * (a[i + 3]! - a[i + 1]!))
}
