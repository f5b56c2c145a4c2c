import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { BoxDetection, BoxObservation } from '../../src/core/observations.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { updateScalar } from '../filters/scalar.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { type EgoMotion, SensorPose } from '../models/sensor-pose.ts'
import { addClassEvidence } from '../tracks/class-fusion.ts'
import type { SensorCycle } from '../tracks/sensor-cycle.ts'
import { SLOT } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { CentreMeasurement } from './centre-measurement.ts'
import { DETECTED_SPEED } from './class-size.ts'
import { BOX_SENSOR, learnHit, missedProbability } from './detectability.ts'
import { DetectionField } from './detection-field.ts'
import { limitToNearest, MOST_DETECTIONS } from './most-detections.ts'
import { oddsOfScore } from './score-odds.ts'
import { bodyReach, heaviestModel, keepSurface, surfaceDistance, voteMoving } from './slot-target.ts'
import { type BoxType, CALIBRATED_MOUNTING, HEADLESS, ON_FOOT, ROAD_USER, TRACKED_KINDS } from './tracking-table.ts'

/** Standard deviations of a detection that rough gating allows for. */
const REACH = 4
/** m/s and standard deviations of speed from which a track of boxes counts as moving. */
const MOVING = 1.5
const MOVING_DEVIATIONS = 3
/**
 * Deviations of the height and of its middle, as shares of what the gap between two rows covers at the object's distance: up
 * to so much is missing above and below. The same rows look again, so that it does not average out: a far car was sure
 * to begin half a metre above the road, and its box in a picture was taken for another's.
 */
const UNSEEN_HEIGHT = 0.7
const UNSEEN_MIDDLE = 0.45
/** Of a new track, along the heading: a box says nothing of motion. */
const BIRTH = { speed: 10, yawRate: 0.2, acceleration: 1.5 } as const

/** Oriented 3D boxes of one cycle (lidar, camera networks), in the tracks' frame. */
export class BoxCycle implements SensorCycle {
  stamp = 0
  egoYaw = 0
  count = 0
  /** Of the last cycle: not finite, without extent, a bad covariance, or too many. */
  unusable = 0
  readonly #pose = new SensorPose()
  readonly #field = new DetectionField()
  readonly #measurements: CentreMeasurement[] = []
  readonly #sources = new Int32Array(MOST_DETECTIONS)
  readonly #logOdds = new Float64Array(MOST_DETECTIONS)
  #detections: readonly BoxDetection[] = []
  #rowGap = 0

  begin(observation: BoxObservation, ego: EgoMotion, mounting: Mounting, type: BoxType): void {
    this.stamp = observation.stamp
    this.count = 0
    this.unusable = 0
    this.egoYaw = ego.yaw
    this.#pose.place(ego, mounting, CALIBRATED_MOUNTING)
    this.#field.place(this.#pose, mounting, type)
    this.#detections = observation.boxes
    this.#rowGap = type.rowGap
    const { boxes } = observation
    const farthest = limitToNearest(boxes.length, (i) => Math.hypot(boxes[i]!.position[0], boxes[i]!.position[1]))
    for (let i = 0; i < boxes.length; i++) {
      const box = boxes[i]!
      const isNear = Math.hypot(box.position[0], box.position[1]) <= farthest
      if (!isNear || this.count === MOST_DETECTIONS) {
        this.unusable++
        continue
      }
      const measured = (this.#measurements[this.count] ??= new CentreMeasurement())
      if (!measured.prepare(box, this.#pose, type.noise)) {
        this.unusable++
        continue
      }
      if (Math.max(box.size[0], box.size[1]) < HEADLESS) measured.forgetHeading()
      this.#sources[this.count] = i
      this.#logOdds[this.count] = oddsOfScore(box.score)
      this.count++
    }
  }

  measurement(detection: number, store: TrackStore, slot: number): MeasurementModel {
    const measured = this.#measurements[detection]!
    measured.setTarget(store, slot, this.#pose.position[0]!, this.#pose.position[1]!)
    return measured
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

  bodyReach(store: TrackStore, slot: number): number {
    return bodyReach(store, slot)
  }

  sees(x: number, y: number): boolean {
    return this.#field.holds(x, y)
  }

  logOdds(detection: number): number {
    return this.#logOdds[detection]!
  }

  kind(): number {
    return -1
  }

  speedDeviation(detection: number): number {
    return DETECTED_SPEED[this.#box(detection).class]
  }

  source(detection: number): number {
    return this.#sources[detection]!
  }

  detectionProbability(x: number, y: number, store: TrackStore, slot: number): number {
    return missedProbability(this.#field.probability(x, y), store.data, store.offset(slot), BOX_SENSOR)
  }

  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void {
    const measured = this.#measurements[detection]!
    x.fill(0)
    x[CTRA.x] = measured.x
    x[CTRA.y] = measured.y
    x[CTRA.yaw] = measured.yaw
    P.fill(0)
    const R = measured.covariance
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) P[i * CTRA_SIZE + j] = R[i * 3 + j]!
    P[CTRA.speed * CTRA_SIZE + CTRA.speed] = BIRTH.speed ** 2
    P[CTRA.yawRate * CTRA_SIZE + CTRA.yawRate] = BIRTH.yawRate ** 2
    P[CTRA.acceleration * CTRA_SIZE + CTRA.acceleration] = BIRTH.acceleration ** 2

    const offset = store.offset(slot)
    const box = this.#box(detection)
    learnHit(store.data, offset, BOX_SENSOR)
    store.data[offset + SLOT.z] = measured.z
    store.data[offset + SLOT.z + 1] = measured.heightVariance
    for (let axis = 0; axis < 3; axis++) {
      store.data[offset + SLOT.length + 2 * axis] = box.size[axis]!
      store.data[offset + SLOT.length + 2 * axis + 1] = measured.sizeVariance
    }
    this.#doubtHeight(measured, store.data, offset)
    store.data[offset + SLOT.hasShape] = 1
    store.data[offset + SLOT.kind] = kindOf(store.data, offset)
    addClassEvidence(store.data, offset, box.class, box.score)
  }

  refine(detection: number, store: TrackStore, slot: number, yaw: number): void {
    const { data } = store
    const measured = this.#measurements[detection]!
    const offset = store.offset(slot)
    const box = this.#box(detection)
    const [x, y] = [this.#pose.position[0]!, this.#pose.position[1]!]
    const isFirst = data[offset + SLOT.hasShape] === 0
    const before = isFirst ? surfaceDistance(store, slot, x, y) : 0
    learnHit(data, offset, BOX_SENSOR)
    updateScalar(data, offset + SLOT.z, measured.z, measured.heightVariance)
    for (let axis = 0; axis < 3; axis++) {
      updateScalar(data, offset + SLOT.length + 2 * axis, box.size[axis]!, measured.sizeVariance)
    }
    this.#doubtHeight(measured, data, offset)
    if (isFirst) keepSurface(store, slot, x, y, before)
    data[offset + SLOT.hasShape] = 1
    data[offset + SLOT.kind] = kindOf(data, offset)
    addClassEvidence(data, offset, box.class, box.score)
    data[offset + SLOT.headingVotes] =
      data[offset + SLOT.headingVotes]! + (Math.abs(angleDifference(measured.yaw, yaw)) < 0.5 * Math.PI ? 1 : -1)
    voteMoving(data, offset, isMoving(store, slot))
  }

  #doubtHeight({ x, y }: CentreMeasurement, data: Float64Array, offset: number): void {
    const gap = this.#rowGap * Math.hypot(x - this.#pose.position[0]!, y - this.#pose.position[1]!)
    data[offset + SLOT.z + 1] = Math.max(data[offset + SLOT.z + 1]!, (UNSEEN_MIDDLE * gap) ** 2)
    data[offset + SLOT.height + 1] = Math.max(data[offset + SLOT.height + 1]!, (UNSEEN_HEIGHT * gap) ** 2)
  }

  #box(detection: number): BoxDetection {
    return this.#detections[this.#sources[detection]!]!
  }
}

const FOOT = TRACKED_KINDS.indexOf(ON_FOOT)
const ROAD = TRACKED_KINDS.indexOf(ROAD_USER)

function kindOf(data: Float64Array, offset: number): number {
  return Math.max(data[offset + SLOT.length]!, data[offset + SLOT.width]!) < HEADLESS ? FOOT : ROAD
}

/** The likeliest model's speed is beyond doubt no standstill. */
function isMoving(store: TrackStore, slot: number): boolean {
  const state = heaviestModel(store, slot)
  const { means, covariances } = store.states(slot, ROAD_USER.models.length)
  const deviation = Math.sqrt(covariances[state]![CTRA.speed * CTRA_SIZE + CTRA.speed]!)
  return Math.abs(means[state]![CTRA.speed]!) > Math.max(MOVING, MOVING_DEVIATIONS * deviation)
}
