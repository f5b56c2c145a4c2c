import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { BoxDetection, BoxObservation } from '../../src/core/observations.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { updateScalar } from '../filters/scalar.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import type { BoxNoise } from '../models/sensor-noise.ts'
import type { SensorPose } from '../models/sensor-pose.ts'
import { addClassEvidence } from './class-fusion.ts'
import { kindOfClass } from './kind-of-class.ts'
import { RobustBoxMeasurement } from './robust-box-measurement.ts'
import type { SensorCycle } from './sensor-cycle.ts'
import { SLOT } from './track-slot.ts'
import type { TrackStore } from './track-store.ts'

/** What is known of a type of sensor that measures 3D boxes and gives a score from 0 to 1. */
export interface BoxSensorType {
  readonly noise: BoxNoise
  /** P(detection) at zero range, and the range at which it has halved, m, with the width of that fall. */
  readonly detection: { readonly near: number; readonly halfRange: number; readonly width: number }
  /** Log-odds that one score may give at most, either way. */
  readonly largestLogOdds: number
  readonly birth: { readonly speed: number; readonly yawRate: number; readonly acceleration: number }
}

const MOST_DETECTIONS = 1024
const REACH = 4
/** Mountings that do not say how far they see are taken to see all around, this far, m. */
const ALL_AROUND = { azimuth: Math.PI, elevation: Math.PI, range: 100 }

/** A cycle of oriented boxes from a lidar or a camera network, any mounting, any time. */
export class BoxObservationCycle implements SensorCycle {
  stamp = 0
  count = 0
  /** Boxes refused since the start: not finite, without extent, bad covariance, or too many in one cycle. */
  unusable = 0
  readonly #measurements: RobustBoxMeasurement[] = []
  #boxes: readonly BoxDetection[] = []
  readonly #sources: number[] = []
  #sensor: BoxSensorType | null = null
  #pose: SensorPose | null = null
  #fieldOfView: { readonly azimuth: number; readonly range: number } = ALL_AROUND

  /** `pose`: of the sensor at the observation's stamp; kept until the next call. */
  begin(observation: BoxObservation, pose: SensorPose, mounting: Mounting, sensor: BoxSensorType): void {
    this.stamp = observation.stamp
    this.count = 0
    this.#boxes = observation.boxes
    this.#pose = pose
    this.#sensor = sensor
    this.#fieldOfView = mounting.fieldOfView ?? ALL_AROUND
    for (let i = 0; i < observation.boxes.length; i++) {
      if (this.count === MOST_DETECTIONS) {
        this.unusable += observation.boxes.length - i
        break
      }
      const measured = (this.#measurements[this.count] ??= new RobustBoxMeasurement())
      const box = observation.boxes[i]!
      if (Number.isFinite(box.score) && measured.prepare(box, pose, sensor.noise)) this.#sources[this.count++] = i
      else this.unusable++
    }
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
    const score = Math.min(1, Math.max(0, this.#box(detection).score))
    const limit = this.#sensor!.largestLogOdds
    return Math.min(limit, Math.max(-limit, Math.log(score / (1 - score))))
  }

  kind(detection: number): number {
    return kindOfClass(this.#box(detection).class)
  }

  source(detection: number): number {
    return this.#sources[detection]!
  }

  detectionProbability(x: number, y: number): number {
    const pose = this.#pose!
    const dx = x - pose.position[0]!
    const dy = y - pose.position[1]!
    const range = Math.hypot(dx, dy)
    const bearing = angleDifference(Math.atan2(dy, dx), pose.yaw)
    if (range > this.#fieldOfView.range || Math.abs(bearing) > this.#fieldOfView.azimuth) return 0
    const { near, halfRange, width } = this.#sensor!.detection
    return near / (1 + Math.exp((range - halfRange) / width))
  }

  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void {
    const measured = this.#measurements[detection]!
    const { birth } = this.#sensor!
    x.fill(0)
    x[CTRA.x] = measured.x
    x[CTRA.y] = measured.y
    x[CTRA.yaw] = measured.yaw
    P.fill(0)
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) P[i * CTRA_SIZE + j] = measured.covariance[i * 3 + j]!
    P[CTRA.speed * CTRA_SIZE + CTRA.speed] = birth.speed ** 2
    P[CTRA.yawRate * CTRA_SIZE + CTRA.yawRate] = birth.yawRate ** 2
    P[CTRA.acceleration * CTRA_SIZE + CTRA.acceleration] = birth.acceleration ** 2

    const box = this.#box(detection)
    const offset = store.offset(slot)
    store.data[offset + SLOT.z] = measured.z
    store.data[offset + SLOT.z + 1] = measured.heightVariance
    for (let i = 0; i < 3; i++) {
      store.data[offset + SLOT.length + 2 * i] = box.size[i]!
      store.data[offset + SLOT.length + 2 * i + 1] = measured.sizeVariance
    }
    addClassEvidence(store.data, offset, box.class, box.score)
  }

  refine(detection: number, store: TrackStore, slot: number, yaw: number): void {
    const measured = this.#measurements[detection]!
    const box = this.#box(detection)
    const offset = store.offset(slot)
    updateScalar(store.data, offset + SLOT.z, measured.z, measured.heightVariance)
    for (let i = 0; i < 3; i++) {
      updateScalar(store.data, offset + SLOT.length + 2 * i, box.size[i]!, measured.sizeVariance)
    }
    const isAgreed = Math.abs(angleDifference(measured.yaw, yaw)) < 0.5 * Math.PI
    store.data[offset + SLOT.headingVotes] = store.data[offset + SLOT.headingVotes]! + (isAgreed ? 1 : -1)
    addClassEvidence(store.data, offset, box.class, box.score)
  }

  #box(detection: number): BoxDetection {
    return this.#boxes[this.#sources[detection]!]!
  }
}
