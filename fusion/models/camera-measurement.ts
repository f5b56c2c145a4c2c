import { angleDifference } from '../../src/core/angle.ts'
import type { CameraBoxDetection } from '../../src/core/observations.ts'
import type { Measurement } from '../filters/measurement.ts'
import type { MeasurementModel } from '../filters/measurement-model.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'
import { type CameraNoise, deviationOr } from './sensor-noise.ts'
import type { SensorPose } from './sensor-pose.ts'
import { POINT_TARGET, type TargetExtent } from './target-extent.ts'

/**
 * A 2D box in a camera's ground-aligned frame. With d the ground distance to the object's near side, k the camera's
 * height above the object's foot and h the object's height:
 *   bearing         = atan2(Δy, Δx) - yaw of the camera
 *   ground contact  = atan2(k, d), below the horizon
 *   apparent height = atan2(k, d) - atan2(k - h, d)
 * Rows that the picture cuts off (NaN) are left out; the order stays. R adds the mounting's rotation (about the vertical
 * for the bearing, about the pitch axis for the contact), the foot's height and the object's height.
 * Source: pinhole geometry over a flat ground; Stein, Mano, Shashua 2003, "Vision-based ACC with a single camera".
 */
export class CameraMeasurement implements MeasurementModel {
  readonly maximalSize = 3
  /** rad; contact and height NaN where cut off. */
  bearing = 0
  groundContact = Number.NaN
  apparentHeight = Number.NaN
  /** rad² */
  bearingVariance = 0
  groundContactVariance = 0
  apparentHeightVariance = 0
  #pose: SensorPose | null = null
  #target: TargetExtent = POINT_TARGET

  /** False when the bearing is not finite. `pose` is kept until the next. */
  prepare(box: CameraBoxDetection, pose: SensorPose, noise: CameraNoise, target: TargetExtent = POINT_TARGET): boolean {
    if (!Number.isFinite(box.bearing)) return false
    this.bearing = box.bearing
    this.groundContact = Number.isFinite(box.groundContact) ? box.groundContact : Number.NaN
    this.apparentHeight = Number.isFinite(box.apparentHeight) ? box.apparentHeight : Number.NaN
    this.bearingVariance = deviationOr(box.bearingStandardDeviation, noise.bearing) ** 2
    this.groundContactVariance = deviationOr(box.groundContactStandardDeviation, noise.groundContact) ** 2
    this.apparentHeightVariance = deviationOr(box.apparentHeightStandardDeviation, noise.apparentHeight) ** 2
    this.#pose = pose
    this.#target = target
    return true
  }

  /** The same detection seen as another object. */
  setTarget(target: TargetExtent): void {
    this.#target = target
  }

  linearize(out: Measurement, x: Float64Array): void {
    const pose = this.#pose
    if (pose === null) throw new Error('expected prepare() before linearize() of a camera measurement')
    const target = this.#target
    const dx = x[CTRA.x]! - pose.position[0]!
    const dy = x[CTRA.y]! - pose.position[1]!
    const centre = Math.max(Math.hypot(dx, dy), MINIMAL_DISTANCE)
    const ux = dx / centre
    const uy = dy / centre
    const d = Math.max(centre - target.surfaceDistance, MINIMAL_DISTANCE)
    const k = pose.position[2]! - (target.z - target.height / 2)
    const top = k - target.height
    const footSquared = d * d + k * k
    const topSquared = d * d + top * top
    const rotation = pose.mountingRotationVariance
    const across = (target.spreadAcross ** 2 + pose.mountingPositionVariance) / (centre * centre)
    const along = target.spreadAlong ** 2 + pose.mountingPositionVariance

    // Contact and height share the uncertain foot height (as k), object height and distance: their R is not diagonal.
    const hasContact = !Number.isNaN(this.groundContact)
    const hasHeight = !Number.isNaN(this.apparentHeight)
    const rows = 1 + (hasContact ? 1 : 0) + (hasHeight ? 1 : 0)
    out.size = rows
    out.jacobian.fill(0, 0, rows * CTRA_SIZE)
    out.covariance.fill(0, 0, rows * rows)
    out.residual[0] = angleDifference(this.bearing, Math.atan2(dy, dx) - pose.yaw)
    out.jacobian[CTRA.x] = -uy / centre
    out.jacobian[CTRA.y] = ux / centre
    out.covariance[0] = this.bearingVariance + rotation + across

    const contactByFoot = d / footSquared
    const contactByDistance = -k / footSquared
    const heightByFoot = contactByFoot - d / topSquared
    const heightByDistance = contactByDistance + top / topSquared
    const heightByHeight = d / topSquared
    if (hasContact) {
      out.residual[1] = this.groundContact - Math.atan2(k, d)
      this.#writeDistanceRow(out, 1, contactByDistance, ux, uy)
      out.covariance[rows + 1] =
        this.groundContactVariance + rotation + contactByFoot ** 2 * target.zVariance + contactByDistance ** 2 * along
    }
    if (hasHeight) {
      const row = rows - 1
      out.residual[row] = this.apparentHeight - (Math.atan2(k, d) - Math.atan2(top, d))
      this.#writeDistanceRow(out, row, heightByDistance, ux, uy)
      out.covariance[row * rows + row] =
        this.apparentHeightVariance +
        heightByFoot ** 2 * target.zVariance +
        heightByDistance ** 2 * along +
        heightByHeight ** 2 * target.heightVariance
    }
    if (hasContact && hasHeight) {
      const shared = contactByFoot * heightByFoot * target.zVariance + contactByDistance * heightByDistance * along
      out.covariance[rows + 2] = shared
      out.covariance[2 * rows + 1] = shared
    }
  }

  #writeDistanceRow(out: Measurement, row: number, byDistance: number, ux: number, uy: number): void {
    out.jacobian[row * CTRA_SIZE + CTRA.x] = byDistance * ux
    out.jacobian[row * CTRA_SIZE + CTRA.y] = byDistance * uy
  }
}

/** m: nearer than this the geometry says nothing. */
const MINIMAL_DISTANCE = 0.5
