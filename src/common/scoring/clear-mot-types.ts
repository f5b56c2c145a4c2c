/** Boxes of one frame after another in columns; entry i of every column belongs together. */
export interface MotObjects {
  /** Ascending, from 0. */
  readonly frames: Int32Array
  /** Unique within a frame. */
  readonly ids: Int32Array
  /** Upright boxes (src/common/geometry/oriented-box.ts), m and rad. */
  readonly boxes: Float64Array
  /** x1, y1, x2, y2 in the image, pixels. */
  readonly imageBoxes: Float64Array
}

/** Labelled objects. */
export interface MotGroundTruth extends MotObjects {
  /** 1: neither a hit nor a miss counts (occluded, truncated, neighbour class). */
  readonly isIgnorable: Uint8Array
}

/** Tracker output. */
export interface MotTracks extends MotObjects {
  readonly scores: Float64Array
  /** 1: a class next to the scored one, which is no false positive. */
  readonly isNeighbourClass: Uint8Array
}

/** One sequence to score. Image regions without labels: hits there are no false positives. */
export interface MotSequence {
  readonly name: string
  readonly frameCount: number
  readonly groundTruth: MotGroundTruth
  readonly tracks: MotTracks
  readonly unlabelled: { readonly frames: Int32Array; readonly imageBoxes: Float64Array }
}

/** Counts of one run at one score threshold. */
export interface MotCounts {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly identitySwitches: number
  readonly fragments: number
  /** Ground truth that counts. */
  readonly groundTruths: number
  /** Sum of the matched pairs' IoU. */
  readonly overlap: number
}

/** Ratios as fractions 0..1. MOTA and counts are those at the threshold of the highest MOTA. */
export interface MotScore {
  readonly sAMOTA: number
  readonly AMOTA: number
  readonly AMOTP: number
  readonly MOTA: number
  readonly MOTP: number
  readonly counts: MotCounts
  readonly bestThreshold: number
  /** Without threshold: its recall decides which recall levels exist. */
  readonly allTracks: MotCounts
  readonly curve: readonly MotCurvePoint[]
}

export interface MotCurvePoint {
  readonly recall: number
  readonly threshold: number
  readonly sMOTA: number
  readonly MOTA: number
  readonly MOTP: number
  readonly counts: MotCounts
}
