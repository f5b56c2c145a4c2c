import { BOX, BOX_STRIDE } from '../../src/common/geometry/oriented-box.ts'
import { createMatrix } from '../../src/core/matrix.ts'
import { secondsBetween } from '../../src/core/time.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import type { BoxCycle, BoxTracker, BoxTracks } from './box-tracker.ts'
import { ObjectTracker } from './object-tracker.ts'
import { ScoredBoxCycle, type ScoredBoxSensor } from './scored-box-cycle.ts'
import { SLOT } from './track-slot.ts'
import type { TrackedKind } from './tracked-kind.ts'

/** Which tracks are told of, and how sure of them the tracker says it is. */
export interface Reporting {
  /** Least log-odds of existence of a track that coasts; tracks with a detection are always told of. */
  readonly coasting: number
  /** 0..1: how much one look at an object resembles the next: n looks count as n / (1 + (n - 1) · correlation). */
  readonly correlation: number
  /** Log-odds that an object which moves has over one which stands: most false detections are of standing things. */
  readonly motionBonus: number
}

/** The object tracker behind the box tracker's port: one sensor, one kind of road user, a cycle at a time. */
export class ObjectBoxTracker implements BoxTracker {
  readonly tracker: ObjectTracker
  readonly #cycle: ScoredBoxCycle
  readonly #reporting: Reporting
  readonly #x = new Float64Array(CTRA_SIZE)
  readonly #P = createMatrix(CTRA_SIZE)
  readonly #tracks: { count: number } & BoxTracks

  constructor(kind: TrackedKind, sensor: ScoredBoxSensor, reporting: Reporting, capacity = 1024) {
    this.tracker = new ObjectTracker([kind], capacity)
    this.#cycle = new ScoredBoxCycle(sensor, 0)
    this.#reporting = reporting
    this.#tracks = {
      count: 0,
      ids: new Int32Array(capacity),
      boxes: new Float64Array(capacity * BOX_STRIDE),
      scores: new Float64Array(capacity),
      detections: new Int32Array(capacity),
    }
  }

  /** Detections that were refused as unusable, since the start. */
  get unusable(): number {
    return this.#cycle.unusable
  }

  step(cycle: BoxCycle, odometryFromEgo: Float64Array): BoxTracks {
    this.#cycle.begin(cycle, odometryFromEgo)
    this.tracker.observe(this.#cycle)
    this.#report(cycle.stamp, odometryFromEgo)
    return this.#tracks
  }

  #report(stamp: number, odometryFromEgo: Float64Array): void {
    const { store } = this.tracker
    const { ids, scores, detections } = this.#tracks
    let count = 0
    for (let slot = 0; slot < store.count; slot++) {
      const offset = store.offset(slot)
      const coasting = secondsBetween(store.data[offset + SLOT.lastUpdateStamp]!, stamp)
      if (coasting > 0 && store.data[offset + SLOT.existence]! < this.#reporting.coasting) continue
      this.tracker.combine(slot, this.#x, this.#P)
      if (coasting > 0 && this.#cycle.detectionProbability(this.#x[CTRA.x]!, this.#x[CTRA.y]!) === 0) continue
      ids[count] = store.data[offset + SLOT.id]!
      scores[count] = nextScore(store.data, offset, this.#confidence(slot))
      detections[count] = store.data[offset + SLOT.lastDetection]!
      this.#writeBox(count, offset, odometryFromEgo)
      count++
    }
    this.#tracks.count = count
  }

  /** Log-odds by all looks at the track, correlated as they are, and by whether it moves. */
  #confidence(slot: number): number {
    const { data } = this.tracker.store
    const offset = this.tracker.store.offset(slot)
    const { correlation, motionBonus } = this.#reporting
    const looks = 1 + (data[offset + SLOT.looks]! - 1) * correlation
    return data[offset + SLOT.evidence]! / looks + motionBonus * (1 - this.tracker.standingProbability(slot))
  }

  /** Box `entry`, turned into the ego frame by the pose's transpose. */
  #writeBox(entry: number, offset: number, T: Float64Array): void {
    const { data } = this.tracker.store
    const { boxes } = this.#tracks
    const x = this.#x
    const o = entry * BOX_STRIDE
    const dx = x[CTRA.x]! - T[3]!
    const dy = x[CTRA.y]! - T[7]!
    const dz = data[offset + SLOT.z]! - T[11]!
    const cos = Math.cos(x[CTRA.yaw]!)
    const sin = Math.sin(x[CTRA.yaw]!)
    boxes[o + BOX.x] = T[0]! * dx + T[4]! * dy + T[8]! * dz
    boxes[o + BOX.y] = T[1]! * dx + T[5]! * dy + T[9]! * dz
    boxes[o + BOX.z] = T[2]! * dx + T[6]! * dy + T[10]! * dz
    boxes[o + BOX.yaw] = Math.atan2(T[1]! * cos + T[5]! * sin, T[0]! * cos + T[4]! * sin)
    boxes[o + BOX.length] = data[offset + SLOT.length]!
    boxes[o + BOX.width] = data[offset + SLOT.width]!
    boxes[o + BOX.height] = data[offset + SLOT.height]!
  }
}

/** Scores are told in steps of 1/64, exact in six decimals and in any sum of doubles; so many to a unit of log-odds. */
const STEPS = 64
const SCORE_UNIT = 16

/**
 * The score to tell with the track's next box so that the mean of all its scores is its confidence now. The protocol
 * judges a track by that mean, and the latest belief about the whole track is better than the mean of beliefs on the way.
 * Steps keep the mean exact, so that no rounding puts a track below its own threshold.
 */
function nextScore(data: Float64Array, offset: number, confidence: number): number {
  const mean = Math.round(confidence * SCORE_UNIT * STEPS) / STEPS
  const told = data[offset + SLOT.reports]!
  const score = (told + 1) * mean - told * data[offset + SLOT.reportedConfidence]!
  data[offset + SLOT.reports] = told + 1
  data[offset + SLOT.reportedConfidence] = mean
  return score
}
