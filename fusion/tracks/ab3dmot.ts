import { SparseAssignment } from '../../src/common/assignment/sparse-assignment.ts'
import { BOX, BOX_STRIDE, generalizedIntersectionOverUnion } from '../../src/common/geometry/oriented-box.ts'
import { angleDifference, wrapAngle } from '../../src/core/angle.ts'
import type { BoxCycle, BoxTracker, BoxTracks } from './box-tracker.ts'
import { UsableBoxes } from './usable-boxes.ts'

/** Settings of the published tracker, a class each. */
export interface Ab3dmotParameters {
  readonly affinity: 'generalized-iou' | 'negative-distance'
  /** Pairs below are refused after the assignment: 1 or m. */
  readonly leastAffinity: number
  readonly assignment: 'optimal' | 'greedy'
  /** Updates (the birth included) until a track is reported. */
  readonly minimalHits: number
  /** Cycles without an update after which a track dies. */
  readonly maximalAge: number
}

/** Source: Weng et al. 2020, AB3DMOT, the settings of its KITTI results with PointRCNN detections. */
export const AB3DMOT_PARAMETERS = {
  Car: { affinity: 'generalized-iou', leastAffinity: -0.2, assignment: 'optimal', minimalHits: 3, maximalAge: 2 },
  Pedestrian: { affinity: 'generalized-iou', leastAffinity: -0.4, assignment: 'greedy', minimalHits: 1, maximalAge: 4 },
  Cyclist: { affinity: 'negative-distance', leastAffinity: -2, assignment: 'optimal', minimalHits: 3, maximalAge: 4 },
} as const satisfies Record<string, Ab3dmotParameters>

// Variances; the filter counts time in cycles, so velocities are m a cycle.
const INITIAL_VARIANCE = 10
const INITIAL_VELOCITY_VARIANCE = 10_000
const PROCESS_VARIANCE = 1
const VELOCITY_PROCESS_VARIANCE = 0.01
const MEASUREMENT_VARIANCE = 1
/** Above any cost: every assignable pair is assigned before the threshold looks at it. */
const UNASSIGNED_COST = 1e9

/** The box's z is its bottom here: the published filter's state, and not the same as filtering the centre. */
interface Track {
  readonly id: number
  readonly bottomBox: Float64Array
  /** m a cycle along x, y, z. */
  readonly velocity: Float64Array
  /** Position variance, its covariance with velocity, velocity variance: the same on all three axes. */
  position: number
  cross: number
  speed: number
  /** Variance of yaw and of each size: the same for all four. */
  shape: number
  hits: number
  age: number
  score: number
  detection: number
}

/**
 * AB3DMOT, the published baseline beside our own tracker: constant velocity filter, overlap or distance affinity, birth
 * and death by counts. Its noise matrices are diagonal, so that the ten-state filter falls into independent axes.
 * Source: Weng, Wang, Held, Kitani 2020, "3D multi-object tracking: a baseline and new evaluation metrics".
 */
export class Ab3dmotTracker implements BoxTracker {
  readonly #parameters: Ab3dmotParameters
  readonly #assignment = new SparseAssignment()
  readonly #usable = new UsableBoxes()
  readonly #pair = new Float64Array(2 * BOX_STRIDE)
  readonly #previousPose = new Float64Array(12)
  #tracks: Track[] = []
  #cycles = 0
  #nextId = 1

  constructor(parameters: Ab3dmotParameters) {
    this.#parameters = parameters
  }

  get unusable(): number {
    return this.#usable.unusable
  }

  step(cycle: BoxCycle, odometryFromEgo: Float64Array): BoxTracks {
    for (const track of this.#tracks) predict(track)
    if (this.#cycles > 0) {
      for (const track of this.#tracks) moveIntoFrame(track.bottomBox, this.#previousPose, odometryFromEgo)
    }
    this.#previousPose.set(odometryFromEgo)
    this.#cycles++
    this.#usable.select(cycle)
    this.#associate(cycle)
    const reported = this.#tracks.filter((track) => this.#isReported(track)).reverse()
    this.#tracks = this.#tracks.filter((track) => track.age < this.#parameters.maximalAge)
    return listed(reported)
  }

  #isReported(track: Track): boolean {
    const { minimalHits, maximalAge } = this.#parameters
    return track.age < maximalAge && (track.hits >= minimalHits || this.#cycles <= minimalHits)
  }

  #associate(cycle: BoxCycle): void {
    const affinities = this.#assign(cycle)
    const born: number[] = []
    const refused: { detection: number; affinity: number }[] = []
    for (let row = 0; row < this.#usable.count; row++) {
      const detection = this.#usable.indices[row]!
      const column = this.#assignment.columnOf[row]!
      if (column < 0) born.push(detection)
      else {
        const affinity = affinities[row * this.#tracks.length + column]!
        if (affinity < this.#parameters.leastAffinity) refused.push({ detection, affinity })
        else update(this.#tracks[column]!, cycle, detection)
      }
    }
    // Greedy matching meets its pairs best first, and so refuses them; optimal matching goes by detection.
    if (this.#parameters.assignment === 'greedy') refused.sort((a, b) => b.affinity - a.affinity)
    for (const detection of born) this.#tracks.push(createTrack(this.#nextId++, cycle, detection))
    for (const { detection } of refused) this.#tracks.push(createTrack(this.#nextId++, cycle, detection))
  }

  #assign(cycle: BoxCycle): Float32Array {
    const columns = this.#tracks.length
    // The published code keeps affinities in single precision, which decides near ties.
    const rows = this.#usable.count
    const affinities = new Float32Array(rows * columns)
    this.#assignment.begin(rows, columns)
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const i = row * columns + column
        affinities[i] = this.#affinity(cycle, this.#usable.indices[row]!, this.#tracks[column]!)
        this.#assignment.add(row, column, -affinities[i]!)
      }
    }
    if (this.#parameters.assignment === 'greedy') this.#assignment.solveGreedily()
    else this.#assignment.solve(UNASSIGNED_COST)
    return affinities
  }

  #affinity(cycle: BoxCycle, detection: number, track: Track): number {
    const pair = this.#pair
    for (let i = 0; i < BOX_STRIDE; i++) {
      pair[i] = cycle.boxes[detection * BOX_STRIDE + i]!
      pair[BOX_STRIDE + i] = track.bottomBox[i]!
    }
    pair[BOX_STRIDE + BOX.z] = track.bottomBox[BOX.z]! + 0.5 * track.bottomBox[BOX.height]!
    if (this.#parameters.affinity === 'generalized-iou') return generalizedIntersectionOverUnion(pair, 0, pair, 1)
    return -Math.hypot(pair[0]! - pair[BOX_STRIDE]!, pair[1]! - pair[BOX_STRIDE + 1]!, pair[2]! - pair[BOX_STRIDE + 2]!)
  }
}

function createTrack(id: number, cycle: BoxCycle, detection: number): Track {
  const bottomBox = cycle.boxes.slice(detection * BOX_STRIDE, (detection + 1) * BOX_STRIDE)
  bottomBox[BOX.z] = bottomBox[BOX.z]! - 0.5 * bottomBox[BOX.height]!
  return {
    id,
    bottomBox,
    velocity: new Float64Array(3),
    position: INITIAL_VARIANCE,
    cross: 0,
    speed: INITIAL_VELOCITY_VARIANCE,
    shape: INITIAL_VARIANCE,
    hits: 1,
    age: 0,
    score: cycle.scores[detection]!,
    detection,
  }
}

function predict(track: Track): void {
  for (let axis = 0; axis < 3; axis++) track.bottomBox[axis] = track.bottomBox[axis]! + track.velocity[axis]!
  track.position += 2 * track.cross + track.speed + PROCESS_VARIANCE
  track.cross += track.speed
  track.speed += VELOCITY_PROCESS_VARIANCE
  track.shape += PROCESS_VARIANCE
  track.bottomBox[BOX.yaw] = wrapAsPublished(track.bottomBox[BOX.yaw]!)
  track.age++
}

/** The published tracker wraps its heading in the camera's axes, where it counts clockwise from the right. */
function wrapAsPublished(yaw: number): number {
  return -0.5 * Math.PI - wrapAngle(-0.5 * Math.PI - yaw)
}

/**
 * position := inverse(T) · previous T · position; heading and velocity are left alone, as published. A true inverse, not
 * a transpose: recorded rotations are rounded, and far positions show it.
 */
function moveIntoFrame(position: Float64Array, previous: Float64Array, pose: Float64Array): void {
  const [x, y, z] = [position[0]!, position[1]!, position[2]!]
  const [a, b, c, d] = [pose[0]!, pose[1]!, pose[2]!, pose[4]!]
  const [e, f, g, h, i] = [pose[5]!, pose[6]!, pose[8]!, pose[9]!, pose[10]!]
  const dx = previous[0]! * x + previous[1]! * y + previous[2]! * z + previous[3]! - pose[3]!
  const dy = previous[4]! * x + previous[5]! * y + previous[6]! * z + previous[7]! - pose[7]!
  const dz = previous[8]! * x + previous[9]! * y + previous[10]! * z + previous[11]! - pose[11]!
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  position[0] = ((e * i - f * h) * dx + (c * h - b * i) * dy + (b * f - c * e) * dz) / determinant
  position[1] = ((f * g - d * i) * dx + (a * i - c * g) * dy + (c * d - a * f) * dz) / determinant
  position[2] = ((d * h - e * g) * dx + (b * g - a * h) * dy + (a * e - b * d) * dz) / determinant
}

function update(track: Track, cycle: BoxCycle, detection: number): void {
  const measured = detection * BOX_STRIDE
  const box = track.bottomBox
  const innovationVariance = track.position + MEASUREMENT_VARIANCE
  const positionGain = track.position / innovationVariance
  const velocityGain = track.cross / innovationVariance
  for (let axis = 0; axis < 3; axis++) {
    let position = cycle.boxes[measured + axis]!
    if (axis === BOX.z) position -= 0.5 * cycle.boxes[measured + BOX.height]!
    const residual = position - box[axis]!
    box[axis] = box[axis]! + positionGain * residual
    track.velocity[axis] = track.velocity[axis]! + velocityGain * residual
  }
  track.speed -= velocityGain * track.cross
  track.cross -= positionGain * track.cross
  track.position -= positionGain * track.position

  const shapeGain = track.shape / (track.shape + MEASUREMENT_VARIANCE)
  const yaw = cycle.boxes[measured + BOX.yaw]!
  const isReversed = Math.abs(angleDifference(yaw, box[BOX.yaw]!)) > 0.5 * Math.PI
  const predictedYaw = isReversed ? box[BOX.yaw]! + Math.PI : box[BOX.yaw]!
  box[BOX.yaw] = wrapAsPublished(predictedYaw + shapeGain * angleDifference(yaw, predictedYaw))
  for (let i: number = BOX.length; i <= BOX.height; i++)
    box[i] = box[i]! + shapeGain * (cycle.boxes[measured + i]! - box[i]!)
  track.shape -= shapeGain * track.shape

  track.hits++
  track.age = 0
  track.score = cycle.scores[detection]!
  track.detection = detection
}

function listed(tracks: readonly Track[]): BoxTracks {
  const boxes = new Float64Array(tracks.length * BOX_STRIDE)
  tracks.forEach((track, i) => {
    boxes.set(track.bottomBox, i * BOX_STRIDE)
    boxes[i * BOX_STRIDE + BOX.z] = track.bottomBox[BOX.z]! + 0.5 * track.bottomBox[BOX.height]!
  })
  return {
    count: tracks.length,
    ids: Int32Array.from(tracks, (track) => track.id),
    boxes,
    scores: Float64Array.from(tracks, (track) => track.score),
    detections: Int32Array.from(tracks, (track) => track.detection),
  }
}
