import { angleDifference, wrapAngle } from '../../src/core/angle.ts'
import { symmetrize } from '../../src/core/matrix.ts'
import type { BoxDetection } from '../../src/core/observations.ts'
import type { Measurement } from '../filters/measurement.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import type { BoxNoise } from './sensor-noise.ts'
import type { SensorPose } from './sensor-pose.ts'

/** rad²: of an angle that is evenly spread over the half circle that an ambiguous heading leaves, π²/12, doubled. */
const ANY_HEADING = Math.PI ** 2 / 6

/**
 * An oriented 3D box, measured as z = (x, y, yaw) in the world-fixed frame: the detection and its covariance are turned
 * there once, so that h is the identity on three state elements. Height and size are for the track's scalar filters.
 *
 * R = J·C·Jᵀ + what the mounting's uncertainty does at this distance: shift, and rotation × the lever to the box.
 */
export class BoxMeasurement implements MeasurementModel {
  readonly maximalSize = 3
  /** World-fixed frame: m, m, m, rad in [-π, π). */
  x = 0
  y = 0
  z = 0
  yaw = 0
  /** m² */
  heightVariance = 0
  /** Of each of length, width, height, m². */
  sizeVariance = 0
  /** The yaw may be off by 180°: the nearer of the two is taken. */
  isHeadingAmbiguous = true
  /** R (3×3) of x, y, yaw. */
  readonly covariance = new Float64Array(9)
  /** The detection's own covariance (4×4), sensor frame. */
  readonly #own = new Float64Array(16)
  readonly #turned = new Float64Array(12)

  /** False, with the rest unusable, when the detection is not finite, has no extent, or a variance is not positive. */
  prepare(box: BoxDetection, pose: SensorPose, noise: BoxNoise, isHeadingAmbiguous = true): boolean {
    if (!isUsable(box)) return false
    if (box.covariance === null) writeTableCovariance(this.#own, box, noise)
    else this.#own.set(box.covariance)
    this.isHeadingAmbiguous = isHeadingAmbiguous

    const R = pose.rotation
    const [sx, sy, sz] = box.position
    const leverX = R[0]! * sx + R[1]! * sy + R[2]! * sz
    const leverY = R[3]! * sx + R[4]! * sy + R[5]! * sz
    const leverZ = R[6]! * sx + R[7]! * sy + R[8]! * sz
    this.x = pose.position[0]! + leverX
    this.y = pose.position[1]! + leverY
    this.z = pose.position[2]! + leverZ
    this.yaw = wrapAngle(pose.yaw + box.yaw)
    this.sizeVariance = noise.size ** 2
    this.#turnCovariance(R)
    this.#addMounting(leverX, leverY, leverZ, pose)
    symmetrize(this.covariance, 3)
    return true
  }

  /** After `prepare`: the box says where something is, and not which way it points. */
  forgetHeading(): void {
    const C = this.covariance
    C[2] = C[5] = C[6] = C[7] = 0
    C[8] = ANY_HEADING
  }

  linearize(out: Measurement, x: Float64Array): void {
    out.size = 3
    out.residual[0] = this.x - x[CTRA.x]!
    out.residual[1] = this.y - x[CTRA.y]!
    out.residual[2] = this.yawResidual(x[CTRA.yaw]!)
    out.jacobian.fill(0, 0, 3 * CTRA_SIZE)
    out.jacobian[CTRA.x] = 1
    out.jacobian[CTRA_SIZE + CTRA.y] = 1
    out.jacobian[2 * CTRA_SIZE + CTRA.yaw] = 1
    for (let i = 0; i < 9; i++) out.covariance[i] = this.covariance[i]!
  }

  /** rad from `yaw` to the measured one the short way round; in [-π/2, π/2] when the heading is ambiguous. */
  yawResidual(yaw: number): number {
    const difference = angleDifference(this.yaw, yaw)
    if (!this.isHeadingAmbiguous || Math.abs(difference) <= Math.PI / 2) return difference
    return angleDifference(this.yaw + Math.PI, yaw)
  }

  /** covariance := J·own·Jᵀ with J = (the x and y rows of worldFromSensor, yaw); also the height's variance. */
  #turnCovariance(R: Float64Array): void {
    const own = this.#own
    const T = this.#turned
    for (let column = 0; column < 4; column++) {
      T[column] = R[0]! * own[column]! + R[1]! * own[4 + column]! + R[2]! * own[8 + column]!
      T[4 + column] = R[3]! * own[column]! + R[4]! * own[4 + column]! + R[5]! * own[8 + column]!
      T[8 + column] = own[12 + column]!
    }
    for (let i = 0; i < 3; i++) {
      this.covariance[i * 3] = T[i * 4]! * R[0]! + T[i * 4 + 1]! * R[1]! + T[i * 4 + 2]! * R[2]!
      this.covariance[i * 3 + 1] = T[i * 4]! * R[3]! + T[i * 4 + 1]! * R[4]! + T[i * 4 + 2]! * R[5]!
      this.covariance[i * 3 + 2] = T[i * 4 + 3]!
    }
    let height = 0
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) height += R[6 + i]! * own[i * 4 + j]! * R[6 + j]!
    this.heightVariance = height
  }

  /** A small rotation δ about world axes moves the box by δ × lever; its part about the vertical also turns it. */
  #addMounting(leverX: number, leverY: number, leverZ: number, pose: SensorPose): void {
    const C = this.covariance
    const shift = pose.mountingPositionVariance
    const turn = pose.mountingRotationVariance
    C[0] = C[0]! + shift + turn * (leverY * leverY + leverZ * leverZ)
    C[4] = C[4]! + shift + turn * (leverX * leverX + leverZ * leverZ)
    C[1] = C[1]! - turn * leverX * leverY
    C[3] = C[3]! - turn * leverX * leverY
    C[2] = C[2]! - turn * leverY
    C[6] = C[6]! - turn * leverY
    C[5] = C[5]! + turn * leverX
    C[7] = C[7]! + turn * leverX
    C[8] = C[8]! + turn
    this.heightVariance += shift + turn * (leverX * leverX + leverY * leverY)
  }
}

function isUsable(box: BoxDetection): boolean {
  const [x, y, z] = box.position
  const [length, width, height] = box.size
  if (!Number.isFinite(x + y + z + box.yaw)) return false
  if (!(length > 0 && width > 0 && height > 0 && length + width + height < Number.POSITIVE_INFINITY)) return false
  return box.covariance === null || isUsableCovariance(box.covariance)
}

/** 4×4, symmetric to rounding, positive variances, no correlation beyond ±1. */
function isUsableCovariance(C: Float64Array): boolean {
  if (C.length !== 16) return false
  for (let i = 0; i < 4; i++) {
    const variance = C[i * 5]!
    if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) return false
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(variance * C[j * 5]!)
      const value = C[i * 4 + j]!
      if (!(Math.abs(value) <= scale && Math.abs(value - C[j * 4 + i]!) <= 1e-9 * scale)) return false
    }
  }
  return true
}

/** The table's covariance in the sensor frame: its axes turned from the line of sight. */
function writeTableCovariance(out: Float64Array, box: BoxDetection, noise: BoxNoise): void {
  const [x, y] = box.position
  const range = Math.hypot(x, y)
  const cos = range > 0 ? x / range : 1
  const sin = range > 0 ? y / range : 0
  const along = (noise.along + noise.alongPerRange * range) ** 2
  const across = (noise.across + noise.acrossPerRange * range) ** 2
  out.fill(0)
  out[0] = cos * cos * along + sin * sin * across
  out[5] = sin * sin * along + cos * cos * across
  out[1] = out[4] = cos * sin * (along - across)
  out[10] = noise.height ** 2
  out[15] = noise.yaw ** 2
}
