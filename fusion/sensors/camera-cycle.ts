import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { CameraBoxDetection, CameraBoxObservation } from '../../src/core/observations.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CameraMeasurement } from '../models/camera-measurement.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { type EgoMotion, SensorPose } from '../models/sensor-pose.ts'
import { addClassEvidence } from '../tracks/class-fusion.ts'
import type { SensorCycle } from '../tracks/sensor-cycle.ts'
import { SLOT } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { CLASS_SIZE, CLASS_SPEED, DETECTED_SPEED } from './class-size.ts'
import { CAMERA_SENSOR, learnHit, missedProbability } from './detectability.ts'
import { DetectionField } from './detection-field.ts'
import { limitToNearest, MOST_DETECTIONS } from './most-detections.ts'
import { oddsOfScore } from './score-odds.ts'
import {
  bodyReach,
  createTarget,
  GROUND_VARIANCE,
  halfSilhouette,
  heaviestMean,
  type MutableTarget,
  writeTarget,
} from './slot-target.ts'

import { CALIBRATED_MOUNTING, type CameraType, ROAD_USER } from './tracking-table.ts'

/** rad: a foot seen nearer to the horizon gives no distance to be born with. */
const LEAST_CONTACT = 0.006
const REACH = 4
/** m */
const LEAST_DISTANCE = 0.5
/** What takes from a hit the bonus for being where the track was predicted. */
const NO_EVIDENCE = -ROAD_USER.existence.detectionBonus
/** Of a new track: a single picture says nothing of motion; traffic mostly drives along the road. */
const BIRTH = { yaw: 0.5, yawRate: 0.1, acceleration: 1.5 } as const

/** 2D boxes of one picture, in the tracks' frame. Their distance comes from the foot on the flat ground. */
export class CameraCycle implements SensorCycle {
  stamp = 0
  egoYaw = 0
  count = 0
  /** Of the last cycle: without bearing, or too many. */
  unusable = 0
  readonly #pose = new SensorPose()
  readonly #field = new DetectionField()
  readonly #measurements: CameraMeasurement[] = []
  readonly #targets: MutableTarget[] = []
  readonly #sources = new Int32Array(MOST_DETECTIONS)
  readonly #isAssigned = new Uint8Array(MOST_DETECTIONS)
  /** Ground distance to the near side, measured or by the foot, its variance (m, m²); NaN where the foot is not seen. */
  readonly #distance = new Float64Array(MOST_DETECTIONS)
  readonly #distanceVariance = new Float64Array(MOST_DETECTIONS)
  #detections: readonly CameraBoxDetection[] = []
  /** Of the camera: m, rad to either side. */
  #range = 0
  #halfField = 0

  begin(observation: CameraBoxObservation, ego: EgoMotion, mounting: Mounting, type: CameraType): void {
    this.stamp = observation.stamp
    this.count = 0
    this.unusable = 0
    this.#pose.place(ego, mounting, CALIBRATED_MOUNTING)
    this.egoYaw = ego.yaw
    this.#field.place(this.#pose, mounting, type)
    const field = mounting.fieldOfView ?? type.fieldOfView
    this.#range = field.range
    this.#halfField = field.azimuth
    this.#detections = observation.boxes
    const { boxes } = observation
    // The lowest feet are the nearest ones.
    const farthest = limitToNearest(boxes.length, (i) => -boxes[i]!.groundContact)
    for (let i = 0; i < boxes.length; i++) {
      const isNear = !(-boxes[i]!.groundContact > farthest)
      if (isNear && this.count < MOST_DETECTIONS && this.#add(boxes[i]!, i, type)) continue
      this.unusable++
    }
  }

  measurement(detection: number, store: TrackStore, slot: number): MeasurementModel {
    const target = this.#targets[detection]!
    const [x, y] = [this.#pose.position[0]!, this.#pose.position[1]!]
    writeTarget(target, store, slot, x, y)
    target.spreadAcross += this.#cutOff(store, slot, x, y)
    return this.#measurements[detection]!
  }

  /** m by which the middle of what the picture shows may lie off the object's, because its side cuts the object off. */
  #cutOff(store: TrackStore, slot: number, x: number, y: number): number {
    const mean = heaviestMean(store, slot)
    const dx = mean[CTRA.x]! - x
    const dy = mean[CTRA.y]! - y
    const distance = Math.max(Math.sqrt(dx * dx + dy * dy), LEAST_DISTANCE)
    const half = halfSilhouette(store, slot, x, y) / distance
    const outside = Math.abs(angleDifference(Math.atan2(dy, dx), this.#pose.yaw)) + half - this.#halfField
    return 0.5 * Math.min(Math.max(0, outside), 2 * half) * distance
  }

  x(detection: number): number {
    const { bearing } = this.#measurements[detection]!
    return this.#pose.position[0]! + this.#guess(detection) * Math.cos(this.#pose.yaw + bearing)
  }

  y(detection: number): number {
    const { bearing } = this.#measurements[detection]!
    return this.#pose.position[1]! + this.#guess(detection) * Math.sin(this.#pose.yaw + bearing)
  }

  /** Without a foot the object may be anywhere along the bearing. */
  reach(detection: number): number {
    if (Number.isNaN(this.#distance[detection]!)) return this.#range
    return REACH * Math.sqrt(this.#distanceVariance[detection]!)
  }

  bodyReach(store: TrackStore, slot: number): number {
    return bodyReach(store, slot)
  }

  /** A picture separates by bearing. */
  isTowards(detection: number, x: number, y: number, spread: number): boolean {
    const dx = x - this.#pose.position[0]!
    const dy = y - this.#pose.position[1]!
    const distance = Math.sqrt(dx * dx + dy * dy)
    if (distance <= spread) return true
    const { bearing, bearingVariance } = this.#measurements[detection]!
    const off = Math.abs(angleDifference(Math.atan2(dy, dx), this.#pose.yaw + bearing))
    return off <= Math.asin(spread / distance) + REACH * Math.sqrt(bearingVariance)
  }

  sees(x: number, y: number): boolean {
    return this.#field.holds(x, y)
  }

  /** Without a foot there is no place for a new track to begin at, and a bearing alone fits anything along it. */
  logOdds(detection: number): number {
    const isPlaced = !Number.isNaN(this.#distance[detection]!)
    if (!isPlaced) return this.#isAssigned[detection] === 1 ? NO_EVIDENCE : Number.NEGATIVE_INFINITY
    return oddsOfScore(this.#box(detection).score)
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
    return missedProbability(this.#field.probability(x, y), store.data, store.offset(slot), CAMERA_SENSOR)
  }

  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void {
    const box = this.#box(detection)
    const { size, deviation } = CLASS_SIZE[box.class]
    const offset = store.offset(slot)
    for (let axis = 0; axis < 3; axis++) {
      store.data[offset + SLOT.length + 2 * axis] = size[axis]!
      store.data[offset + SLOT.length + 2 * axis + 1] = deviation[axis]! ** 2
    }
    store.data[offset + SLOT.z] = 0.5 * size[2]
    store.data[offset + SLOT.z + 1] = GROUND_VARIANCE
    store.data[offset + SLOT.hasShape] = 1
    learnHit(store.data, offset, CAMERA_SENSOR)
    addClassEvidence(store.data, offset, box.class, box.score)

    const measured = this.#measurements[detection]!
    const sight = this.#pose.yaw + measured.bearing
    const cos = Math.cos(sight)
    const sin = Math.sin(sight)
    const distance = this.#guess(detection) + 0.5 * size[0]
    const known = this.#distanceVariance[detection]!
    const along = (Number.isNaN(known) ? this.#range ** 2 : known) + 0.25 * deviation[0] ** 2
    const across = measured.bearingVariance * distance * distance
    x.fill(0)
    x[CTRA.x] = this.#pose.position[0]! + distance * cos
    x[CTRA.y] = this.#pose.position[1]! + distance * sin
    x[CTRA.yaw] = this.egoYaw
    P.fill(0)
    P[CTRA.x * CTRA_SIZE + CTRA.x] = cos * cos * along + sin * sin * across
    P[CTRA.y * CTRA_SIZE + CTRA.y] = sin * sin * along + cos * cos * across
    P[CTRA.x * CTRA_SIZE + CTRA.y] = cos * sin * (along - across)
    P[CTRA.y * CTRA_SIZE + CTRA.x] = cos * sin * (along - across)
    P[CTRA.yaw * CTRA_SIZE + CTRA.yaw] = BIRTH.yaw ** 2
    P[CTRA.speed * CTRA_SIZE + CTRA.speed] = CLASS_SPEED[box.class] ** 2
    P[CTRA.yawRate * CTRA_SIZE + CTRA.yawRate] = BIRTH.yawRate ** 2
    P[CTRA.acceleration * CTRA_SIZE + CTRA.acceleration] = BIRTH.acceleration ** 2
  }

  /** A picture measures neither length nor height apart from the distance: the class alone is new. */
  refine(detection: number, store: TrackStore, slot: number): void {
    const offset = store.offset(slot)
    this.#isAssigned[detection] = 1
    store.data[offset + SLOT.hasShape] = 1
    learnHit(store.data, offset, CAMERA_SENSOR)
    addClassEvidence(store.data, offset, this.#box(detection).class, this.#box(detection).score)
  }

  #add(box: CameraBoxDetection, source: number, type: CameraType): boolean {
    const i = this.count
    const measured = (this.#measurements[i] ??= new CameraMeasurement())
    const target = (this.#targets[i] ??= createTarget())
    if (!measured.prepare(box, this.#pose, type.noise, target)) return false
    this.#sources[i] = source
    this.#isAssigned[i] = 0
    this.count++
    if (!Number.isNaN(measured.distance)) {
      this.#distance[i] = measured.distance
      this.#distanceVariance[i] = measured.distanceVariance
      return true
    }
    const height = this.#pose.position[2]!
    const contact = measured.groundContact
    // Tangent of the angle below the horizon = height / distance.
    this.#distance[i] = contact > LEAST_CONTACT ? height / Math.tan(contact) : Number.NaN
    const byContact = (this.#distance[i]! ** 2 + height * height) / height
    const variance = measured.groundContactVariance + this.#pose.mountingRotationVariance
    this.#distanceVariance[i] = byContact * byContact * variance
    return true
  }

  /** m; half of the range where the foot is not seen. */
  #guess(detection: number): number {
    const distance = this.#distance[detection]!
    return Number.isNaN(distance) ? 0.5 * this.#range : Math.min(distance, this.#range)
  }

  #box(detection: number): CameraBoxDetection {
    return this.#detections[this.#sources[detection]!]!
  }
}
