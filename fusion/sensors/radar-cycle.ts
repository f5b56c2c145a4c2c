import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import type { RadarDetection } from '../../src/core/messages.ts'
import type { RadarObservation } from '../../src/core/observations.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'
import { RadarMeasurement } from '../models/radar-measurement.ts'
import { type EgoMotion, SensorPose } from '../models/sensor-pose.ts'
import type { SensorCycle } from '../tracks/sensor-cycle.ts'
import { SLOT } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { learnHit, missedProbability, RADAR_SENSOR } from './detectability.ts'
import { DetectionField } from './detection-field.ts'
import { limitToNearest, MOST_DETECTIONS } from './most-detections.ts'
import {
  bodyReach,
  createTarget,
  firstSpread,
  GROUND_VARIANCE,
  keepSurface,
  type MutableTarget,
  surfaceDistance,
  voteMoving,
  writeTarget,
  writeUnseenSize,
} from './slot-target.ts'
import { CALIBRATED_MOUNTING, type RadarType } from './tracking-table.ts'

/**
 * m/s over ground along the line of sight from which a target counts as moving: five times what ego and radar err. To the
 * side, where an error of the direction takes some of the car's own speed for the target's, as many of its deviations.
 */
const MOVING = 1
const MOVING_DEVIATIONS = 3
/** m over ground: what is seen above passes over the car (bridges, signs). */
const OVERHEAD = 4.5
/** Standard deviations of a detection that rough gating allows for. */
const REACH = 4
/** m, m, m/s: a second reflection of a tracked body is no new object. */
const SAME_BODY = { along: 6, across: 2, rangeRate: 1 } as const
const SAME_POINT = { along: 1.5, across: 1.5, rangeRate: 1 } as const
/**
 * Of a new track. Heading: road users drive roughly along or across the line of sight; a rate of zero says that it stands
 * or crosses. Speed along the heading where it is only known to be across the sight, and m/s where it is measured.
 */
const BIRTH = { yaw: 0.35, acrossSpeed: 2.5, alongSpeed: 1, yawRate: 0.1, acceleration: 1.5 } as const

/** Radar targets of one cycle, in the tracks' frame. Standing targets are told from moving ones by the car's motion. */
export class RadarCycle implements SensorCycle {
  stamp = 0
  egoYaw = 0
  count = 0
  /** Of the last cycle: not finite, or too many. */
  unusable = 0
  readonly #pose = new SensorPose()
  readonly #field = new DetectionField()
  readonly #measurements: RadarMeasurement[] = []
  readonly #targets: MutableTarget[] = []
  readonly #sources = new Int32Array(MOST_DETECTIONS)
  readonly #x = new Float64Array(MOST_DETECTIONS)
  readonly #y = new Float64Array(MOST_DETECTIONS)
  /** Velocity over ground along the line of sight, and from where on it says that the target moves, m/s. */
  readonly #groundRate = new Float64Array(MOST_DETECTIONS)
  readonly #leastMoving = new Float64Array(MOST_DETECTIONS)
  /** 1 where the radar tells what it found, 0 where its own filter has smoothed it. */
  readonly #isGlinting = new Uint8Array(MOST_DETECTIONS)
  /** 0 not assigned, 1 to a point, 2 to a body. */
  readonly #assigned = new Uint8Array(MOST_DETECTIONS)
  #type: RadarType

  constructor(type: RadarType) {
    this.#type = type
  }

  begin(observation: RadarObservation, ego: EgoMotion, mounting: Mounting, type: RadarType): void {
    this.stamp = observation.stamp
    this.count = 0
    this.unusable = 0
    this.egoYaw = ego.yaw
    this.#type = type
    this.#pose.place(ego, mounting, CALIBRATED_MOUNTING)
    this.#field.place(this.#pose, mounting, type)
    const { detections } = observation
    const farthest = limitToNearest(detections.length, (i) => detections[i]!.range)
    for (let i = 0; i < detections.length; i++) {
      const detection = detections[i]!
      if (!(detection.range <= farthest) || this.count === MOST_DETECTIONS) this.unusable++
      else this.#add(detection, i)
    }
  }

  measurement(detection: number, store: TrackStore, slot: number): MeasurementModel {
    const target = this.#targets[detection]!
    const isGlinting = this.#isGlinting[detection] === 1
    writeTarget(target, store, slot, this.#pose.position[0]!, this.#pose.position[1]!, isGlinting)
    return this.#measurements[detection]!
  }

  x(detection: number): number {
    return this.#x[detection]!
  }

  y(detection: number): number {
    return this.#y[detection]!
  }

  reach(detection: number): number {
    const { range, rangeVariance, azimuthVariance } = this.#measurements[detection]!
    return REACH * Math.sqrt(rangeVariance + azimuthVariance * range * range)
  }

  bodyReach(store: TrackStore, slot: number): number {
    return bodyReach(store, slot)
  }

  sees(x: number, y: number): boolean {
    return this.#field.holds(x, y)
  }

  logOdds(detection: number): number {
    if (this.#assigned[detection] === 0 && this.#isOfTrackedBody(detection)) return Number.NEGATIVE_INFINITY
    return this.#type.logOdds
  }

  kind(): number {
    return -1
  }

  source(detection: number): number {
    return this.#sources[detection]!
  }

  detectionProbability(x: number, y: number, store: TrackStore, slot: number): number {
    return missedProbability(this.#field.probability(x, y), store.data, store.offset(slot), RADAR_SENSOR)
  }

  initialize(detection: number, store: TrackStore, slot: number, x: Float64Array, P: Float64Array): void {
    const { range, azimuthVariance, rangeVariance, rangeRateVariance } = this.#measurements[detection]!
    const dx = this.#x[detection]! - this.#pose.position[0]!
    const dy = this.#y[detection]! - this.#pose.position[1]!
    const sight = Math.atan2(dy, dx)
    const groundRate = this.#groundRate[detection]!
    const isMoving = this.#isMoving(detection)
    const offset = store.offset(slot)
    learnHit(store.data, offset, RADAR_SENSOR)
    writeUnseenSize(store, slot, isMoving)
    store.data[offset + SLOT.movingVotes] = isMoving ? 1 : 0
    store.data[offset + SLOT.z] = 0.5 * store.data[offset + SLOT.height]!
    store.data[offset + SLOT.z + 1] = GROUND_VARIANCE

    // Along the sight when it moves that way; otherwise across, where the rate says nothing.
    const toCentre = isMoving ? 0.5 * store.data[offset + SLOT.length]! : 0
    x.fill(0)
    x[CTRA.x] = this.#x[detection]! + toCentre * Math.cos(sight)
    x[CTRA.y] = this.#y[detection]! + toCentre * Math.sin(sight)
    x[CTRA.yaw] = isMoving ? sight + (groundRate < 0 ? Math.PI : 0) : sight + 0.5 * Math.PI
    x[CTRA.speed] = isMoving ? Math.abs(groundRate) : 0

    const spread = firstSpread(isMoving, this.#isGlinting[detection] === 1)
    const along = rangeVariance + spread.along * spread.along
    const across = azimuthVariance * range * range + spread.across * spread.across
    const cos = Math.cos(sight)
    const sin = Math.sin(sight)
    P.fill(0)
    P[CTRA.x * CTRA_SIZE + CTRA.x] = cos * cos * along + sin * sin * across
    P[CTRA.y * CTRA_SIZE + CTRA.y] = sin * sin * along + cos * cos * across
    P[CTRA.x * CTRA_SIZE + CTRA.y] = cos * sin * (along - across)
    P[CTRA.y * CTRA_SIZE + CTRA.x] = cos * sin * (along - across)
    P[CTRA.yaw * CTRA_SIZE + CTRA.yaw] = BIRTH.yaw ** 2
    const speed = isMoving ? rangeRateVariance + BIRTH.alongSpeed ** 2 : BIRTH.acrossSpeed ** 2
    P[CTRA.speed * CTRA_SIZE + CTRA.speed] = speed
    P[CTRA.yawRate * CTRA_SIZE + CTRA.yawRate] = BIRTH.yawRate ** 2
    P[CTRA.acceleration * CTRA_SIZE + CTRA.acceleration] = BIRTH.acceleration ** 2
  }

  refine(detection: number, store: TrackStore, slot: number): void {
    const { data } = store
    const offset = store.offset(slot)
    const hadMoved = data[offset + SLOT.hasMoved] === 1
    learnHit(data, offset, RADAR_SENSOR)
    voteMoving(data, offset, this.#isMoving(detection))
    const hasMoved = data[offset + SLOT.hasMoved] === 1
    const isUnseen = data[offset + SLOT.hasShape] === 0
    if (hasMoved && !hadMoved && isUnseen && data[offset + SLOT.length]! < LEAST_BODY) {
      const [x, y] = [this.#pose.position[0]!, this.#pose.position[1]!]
      const before = surfaceDistance(store, slot, x, y)
      writeUnseenSize(store, slot, true)
      keepSurface(store, slot, x, y, before)
    }
    this.#assigned[detection] = hasMoved || !isUnseen ? 2 : 1
  }

  #add(detection: RadarDetection, source: number): void {
    const i = this.count
    const measured = (this.#measurements[i] ??= new RadarMeasurement())
    const target = (this.#targets[i] ??= createTarget())
    if (!measured.prepare(detection, this.#pose, this.#type.noise, target)) {
      this.unusable++
      return
    }
    const { range, azimuth, elevation } = measured
    const isElevated = Number.isFinite(elevation)
    const height = this.#pose.position[2]! + range * Math.sin(elevation - 2 * Math.sqrt(measured.elevationVariance))
    if (isElevated && height > OVERHEAD) return
    // One target with elevation and one without could not share a track's update; it only served to tell bridges.
    measured.elevation = Number.NaN
    const sight = this.#pose.yaw + azimuth
    const cos = Math.cos(sight)
    const sin = Math.sin(sight)
    const flat = range * (isElevated ? Math.cos(elevation) : 1)
    this.#x[i] = this.#pose.position[0]! + flat * cos
    this.#y[i] = this.#pose.position[1]! + flat * sin
    this.#groundRate[i] = measured.rangeRate + this.#pose.velocity[0]! * cos + this.#pose.velocity[1]! * sin
    const across = this.#pose.velocity[1]! * cos - this.#pose.velocity[0]! * sin
    const variance = measured.rangeRateVariance + across * across * measured.azimuthVariance
    this.#leastMoving[i] = Math.max(MOVING, MOVING_DEVIATIONS * Math.sqrt(variance))
    if (this.#isUnresolved(i)) return
    this.#sources[i] = source
    this.#isGlinting[i] = detection.slot < 0 ? 1 : 0
    this.#assigned[i] = 0
    this.count++
  }

  #isMoving(detection: number): boolean {
    return Math.abs(this.#groundRate[detection]!) > this.#leastMoving[detection]!
  }

  /** Makers' radars list one reflection twice, raw and from their own filter: the first one stays. */
  #isUnresolved(i: number): boolean {
    const { range, across, rangeRate } = this.#type.resolution
    for (let j = 0; j < i; j++) if (this.#isWithin(i, j, range, across, rangeRate)) return true
    return false
  }

  #isOfTrackedBody(detection: number): boolean {
    for (let j = 0; j < this.count; j++) {
      if (this.#assigned[j] === 0) continue
      const { along, across, rangeRate } = this.#assigned[j] === 2 ? SAME_BODY : SAME_POINT
      if (this.#isWithin(detection, j, along, across, rangeRate)) return true
    }
    return false
  }

  #isWithin(i: number, j: number, along: number, across: number, rangeRate: number): boolean {
    const a = this.#measurements[i]!
    const b = this.#measurements[j]!
    if (Math.abs(a.range - b.range) > along || Math.abs(a.rangeRate - b.rangeRate) > rangeRate) return false
    return Math.abs(a.azimuth - b.azimuth) * Math.min(a.range, b.range) <= across
  }
}

/** m: shorter lengths are those of things that were not seen to move. */
const LEAST_BODY = 1
