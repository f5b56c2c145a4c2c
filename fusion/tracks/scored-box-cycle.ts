import { BOX, BOX_STRIDE } from '../../src/common/geometry/oriented-box.ts'
import { angleDifference, wrapAngle } from '../../src/core/angle.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { updateScalar } from '../filters/scalar.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import type { BoxCycle } from './box-tracker.ts'
import { RobustBoxMeasurement } from './robust-box-measurement.ts'
import type { SensorCycle } from './sensor-cycle.ts'
import { SLOT } from './track-slot.ts'
import type { TrackStore } from './track-store.ts'
import { MOST_BOXES, UsableBoxes } from './usable-boxes.ts'

/** A standard deviation that falls with the detection's score: at(score) = atZero · e^(-decay · score), floor below. */
export interface ScoredDeviation {
  readonly atZero: number
  readonly decay: number
}

/** What a detector whose score is a logit knows of its own errors; measured on labelled data. */
export interface ScoredBoxSensor {
  /** Log-odds of being true: offset + slope · score + perRange · range (m), within the limits. */
  readonly odds: {
    readonly offset: number
    readonly slope: number
    readonly perRange: number
    readonly least: number
    readonly largest: number
  }
  /** m: along the line of sight, across it, upwards; rad; m of each size. */
  readonly along: ScoredDeviation
  readonly across: ScoredDeviation
  readonly height: ScoredDeviation
  readonly yaw: ScoredDeviation
  readonly lengthSize: ScoredDeviation
  readonly widthSize: ScoredDeviation
  readonly heightSize: ScoredDeviation
  /** P(detection) in the field of view: at zero range, and the range at which it has halved (logistic), m, with its width. */
  readonly detection: { readonly near: number; readonly halfRange: number; readonly width: number }
  /** rad to either side of straight ahead, and m. */
  readonly fieldOfView: { readonly halfAngle: number; readonly range: number }
  /** Of a new track: m/s along the heading, rad/s, m/s². */
  readonly birth: { readonly speed: number; readonly yawRate: number; readonly acceleration: number }
}

/** Standard deviations of a detection that rough gating allows for. */
const REACH = 4

/** Boxes with a logit score, of one kind of road user, turned into the tracker's frame. */
export class ScoredBoxCycle implements SensorCycle {
  stamp = 0
  count = 0
  readonly #sensor: ScoredBoxSensor
  readonly #kind: number
  readonly #measurements: RobustBoxMeasurement[] = []
  readonly #usable = new UsableBoxes()
  readonly #logOdds = new Float64Array(MOST_BOXES)
  #cycle: BoxCycle | null = null
  /** Row-major 3×4. */
  readonly #pose = new Float64Array(12)

  constructor(sensor: ScoredBoxSensor, kind: number) {
    this.#sensor = sensor
    this.#kind = kind
  }

  /** `odometryFromSensor`: row-major 3×4. */
  begin(cycle: BoxCycle, odometryFromSensor: Float64Array): void {
    this.stamp = cycle.stamp
    this.#cycle = cycle
    this.#pose.set(odometryFromSensor)
    this.#usable.select(cycle)
    this.count = this.#usable.count
    for (let detection = 0; detection < this.count; detection++) this.#prepare(cycle, detection)
  }

  /** Detections refused since the start: not finite, without extent, or too many in one cycle. */
  get unusable(): number {
    return this.#usable.unusable
  }

  measurement(detection: number): MeasurementModel {
    return this.#measurements[detection]!
  }

  x(detection: number): number {
    return this.#measurements[detection]!.x
  }

  y(detection: number): number {
    return this.#measurements[detection]!.y
  }

  reach(detection: number): number {
    const R = this.#measurements[detection]!.covariance
    return REACH * Math.sqrt(R[0]! + R[4]!)
  }

  logOdds(detection: number): number {
    return this.#logOdds[detection]!
  }

  kind(): number {
    return this.#kind
  }

  source(detection: number): number {
    return this.#usable.indices[detection]!
  }

  detectionProbability(x: number, y: number): number {
    const { detection, fieldOfView } = this.#sensor
    const T = this.#pose
    const dx = x - T[3]!
    const dy = y - T[7]!
    const forward = T[0]! * dx + T[4]! * dy
    const left = T[1]! * dx + T[5]! * dy
    const range = Math.hypot(forward, left)
    if (range > fieldOfView.range || Math.abs(Math.atan2(left, forward)) > fieldOfView.halfAngle) return 0
    return detection.near / (1 + Math.exp((range - detection.halfRange) / detection.width))
  }

  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void {
    const measured = this.#measurements[detection]!
    const { birth } = this.#sensor
    x.fill(0)
    x[CTRA.x] = measured.x
    x[CTRA.y] = measured.y
    x[CTRA.yaw] = measured.yaw
    P.fill(0)
    const R = measured.covariance
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) P[i * CTRA_SIZE + j] = R[i * 3 + j]!
    P[CTRA.speed * CTRA_SIZE + CTRA.speed] = birth.speed ** 2
    P[CTRA.yawRate * CTRA_SIZE + CTRA.yawRate] = birth.yawRate ** 2
    P[CTRA.acceleration * CTRA_SIZE + CTRA.acceleration] = birth.acceleration ** 2

    const offset = store.offset(slot)
    const i = this.#usable.indices[detection]! * BOX_STRIDE
    const boxes = this.#cycle!.boxes
    const score = this.#cycle!.scores[this.#usable.indices[detection]!]!
    store.data[offset + SLOT.z] = measured.z
    store.data[offset + SLOT.z + 1] = measured.heightVariance
    store.data[offset + SLOT.length] = boxes[i + BOX.length]!
    store.data[offset + SLOT.width] = boxes[i + BOX.width]!
    store.data[offset + SLOT.height] = boxes[i + BOX.height]!
    store.data[offset + SLOT.length + 1] = variance(this.#sensor.lengthSize, score)
    store.data[offset + SLOT.width + 1] = variance(this.#sensor.widthSize, score)
    store.data[offset + SLOT.height + 1] = variance(this.#sensor.heightSize, score)
  }

  refine(detection: number, store: TrackStore, slot: number, yaw: number): void {
    const measured = this.#measurements[detection]!
    const offset = store.offset(slot)
    const i = this.#usable.indices[detection]! * BOX_STRIDE
    const boxes = this.#cycle!.boxes
    const score = this.#cycle!.scores[this.#usable.indices[detection]!]!
    updateScalar(store.data, offset + SLOT.z, measured.z, measured.heightVariance)
    updateScalar(store.data, offset + SLOT.length, boxes[i + BOX.length]!, variance(this.#sensor.lengthSize, score))
    updateScalar(store.data, offset + SLOT.width, boxes[i + BOX.width]!, variance(this.#sensor.widthSize, score))
    updateScalar(store.data, offset + SLOT.height, boxes[i + BOX.height]!, variance(this.#sensor.heightSize, score))
    const isAgreed = Math.abs(angleDifference(measured.yaw, yaw)) < 0.5 * Math.PI
    store.data[offset + SLOT.headingVotes] = store.data[offset + SLOT.headingVotes]! + (isAgreed ? 1 : -1)
  }

  #prepare(cycle: BoxCycle, detection: number): void {
    const measured = (this.#measurements[detection] ??= new RobustBoxMeasurement())
    const source = this.#usable.indices[detection]!
    const score = cycle.scores[source]!
    const { offset, slope, perRange, least, largest } = this.#sensor.odds
    const range = Math.hypot(cycle.boxes[source * BOX_STRIDE + BOX.x]!, cycle.boxes[source * BOX_STRIDE + BOX.y]!)
    this.#logOdds[detection] = Math.min(largest, Math.max(least, offset + slope * score + perRange * range))
    this.#place(measured, cycle.boxes, source * BOX_STRIDE, score)
  }

  /** Position, heading and covariance in the odometry frame, the errors' axes turned from the line of sight. */
  #place(measured: RobustBoxMeasurement, boxes: Float64Array, box: number, score: number): void {
    const T = this.#pose
    const x = boxes[box + BOX.x]!
    const y = boxes[box + BOX.y]!
    const z = boxes[box + BOX.z]!
    const leverX = T[0]! * x + T[1]! * y + T[2]! * z
    const leverY = T[4]! * x + T[5]! * y + T[6]! * z
    measured.x = leverX + T[3]!
    measured.y = leverY + T[7]!
    measured.z = T[8]! * x + T[9]! * y + T[10]! * z + T[11]!
    const cos = Math.cos(boxes[box + BOX.yaw]!)
    const sin = Math.sin(boxes[box + BOX.yaw]!)
    measured.yaw = wrapAngle(Math.atan2(T[4]! * cos + T[5]! * sin, T[0]! * cos + T[1]! * sin))
    const range = Math.hypot(leverX, leverY)
    const ux = range > 0 ? leverX / range : 1
    const uy = range > 0 ? leverY / range : 0
    const along = variance(this.#sensor.along, score)
    const across = variance(this.#sensor.across, score)
    const R = measured.covariance
    R.fill(0)
    R[0] = ux * ux * along + uy * uy * across
    R[4] = uy * uy * along + ux * ux * across
    R[1] = R[3] = ux * uy * (along - across)
    R[8] = variance(this.#sensor.yaw, score)
    measured.heightVariance = variance(this.#sensor.height, score)
  }
}

function variance({ atZero, decay }: ScoredDeviation, score: number): number {
  const deviation = atZero * Math.exp(-decay * score)
  return deviation * deviation
}
