import type { Stamp } from '../../src/core/time.ts'

/** One cycle of a box detector: entries [start, end) of columns that may hold a whole sequence. Borrowed for the call. */
export interface BoxCycle {
  readonly stamp: Stamp
  readonly start: number
  readonly end: number
  /** Upright boxes in the ego frame (BOX_STRIDE elements each: src/common/geometry/oriented-box.ts), m and rad. */
  readonly boxes: Float64Array
  /** The detector's own confidence, in the unit that the tracker's parameters were tuned on. */
  readonly scores: Float64Array
}

/** Tracks after a cycle, in the tracker's own buffers: valid until the next step. */
export interface BoxTracks {
  readonly count: number
  readonly ids: Int32Array
  /** Ego frame of the cycle, BOX_STRIDE elements each. */
  readonly boxes: Float64Array
  /** Confidence that the object exists; its scale is the tracker's own, larger is surer. */
  readonly scores: Float64Array
  /** Index, in the columns of its cycle, of the detection that last updated the track. */
  readonly detections: Int32Array
}

/** The port that the published baseline and our own tracker stand behind. */
export interface BoxTracker {
  /** Detections left out since the start: not finite, without extent, or too many in one cycle. */
  readonly unusable: number
  /**
   * Must be called for every cycle, even an empty one. `odometryFromEgo`: row-major 3×4, from the ego frame of this cycle
   * into a frame that stands still; only its changes matter.
   */
  step(cycle: BoxCycle, odometryFromEgo: Float64Array): BoxTracks
}
