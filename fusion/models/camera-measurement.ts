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
 * or, where the picture tells it by a size that is known, d itself in place of the two.
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
  /** m, m²; NaN where the edges tell it. */
  distance = Number.NaN
  distanceVariance = Number.NaN
  #pose: SensorPose | null = null
  #target: TargetExtent = POINT_TARGET
  /** Derivatives of contact and height (those seen) by the distance, rad/m. */
  readonly #byDistance = new Float64Array(2)

  /** False when the bearing is not finite. `pose` is kept until the next. */
  prepare(box: CameraBoxDetection, pose: SensorPose, noise: CameraNoise, target: TargetExtent = POINT_TARGET): boolean {
    if (!Number.isFinite(box.bearing)) return false
    this.bearing = box.bearing
    this.groundContact = Number.isFinite(box.groundContact) ? box.groundContact : Number.NaN
    this.apparentHeight = Number.isFinite(box.apparentHeight) ? box.apparentHeight : Number.NaN
    this.bearingVariance = deviationOr(box.bearingStandardDeviation, noise.bearing) ** 2
    this.groundContactVariance = deviationOr(box.groundContactStandardDeviation, noise.groundContact) ** 2
    this.apparentHeightVariance = deviationOr(box.apparentHeightStandardDeviation, noise.apparentHeight) ** 2
    const { distance = Number.NaN, distanceStandardDeviation = Number.NaN } = box
    const isMeasured = distance > 0 && distance < Infinity && distanceStandardDeviation > 0
    this.distance = isMeasured ? distance : Number.NaN
    this.distanceVariance = isMeasured ? distanceStandardDeviation ** 2 : Number.NaN
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
    const isByDistance = !Number.isNaN(this.distance)
    const edges = (Number.isNaN(this.groundContact) ? 0 : 1) + (Number.isNaN(this.apparentHeight) ? 0 : 1)
    const rows = 1 + (isByDistance ? 1 : edges)
    out.size = rows
    out.jacobian.fill(0, 0, rows * CTRA_SIZE)
    out.covariance.fill(0, 0, rows * rows)

    const dx = x[CTRA.x]! - pose.position[0]!
    const dy = x[CTRA.y]! - pose.position[1]!
    const centre = Math.max(Math.hypot(dx, dy), MINIMAL_DISTANCE)
    const ux = dx / centre
    const uy = dy / centre
    const across = (this.#target.spreadAcross ** 2 + pose.mountingPositionVariance) / (centre * centre)
    out.residual[0] = angleDifference(this.bearing, Math.atan2(dy, dx) - pose.yaw)
    out.jacobian[CTRA.x] = -uy / centre
    out.jacobian[CTRA.y] = ux / centre
    out.covariance[0] = this.bearingVariance + pose.mountingRotationVariance + across
    if (rows === 1) return
    const distance = Math.max(centre - this.#target.surfaceDistance, MINIMAL_DISTANCE)
    if (isByDistance) {
      out.residual[1] = this.distance - distance
      out.jacobian[CTRA_SIZE + CTRA.x] = ux
      out.jacobian[CTRA_SIZE + CTRA.y] = uy
      out.covariance[3] = this.distanceVariance + this.#target.spreadAlong ** 2 + pose.mountingPositionVariance
      return
    }
    this.#writeEdges(out, pose, distance)
    for (let row = 1; row < rows; row++) {
      const byDistance = this.#byDistance[row - 1]!
      out.jacobian[row * CTRA_SIZE + CTRA.x] = byDistance * ux
      out.jacobian[row * CTRA_SIZE + CTRA.y] = byDistance * uy
    }
  }

  /**
   * Rows of contact and height, as far as seen: residuals, derivatives by the distance, and R. Both share the uncertain
   * foot height (through k) and distance, so that R is not diagonal.
   */
  #writeEdges(out: Measurement, pose: SensorPose, distance: number): void {
    const target = this.#target
    const rows = out.size
    const foot = pose.position[2]! - (target.z - target.height / 2)
    const top = foot - target.height
    const footSquared = distance * distance + foot * foot
    const topSquared = distance * distance + top * top
    const along = target.spreadAlong ** 2 + pose.mountingPositionVariance
    const contactByFoot = distance / footSquared
    const contactByDistance = -foot / footSquared
    const heightByFoot = contactByFoot - distance / topSquared
    const heightByDistance = contactByDistance + top / topSquared
    const heightByHeight = distance / topSquared

    let row = 1
    if (!Number.isNaN(this.groundContact)) {
      out.residual[row] = this.groundContact - Math.atan2(foot, distance)
      this.#byDistance[row - 1] = contactByDistance
      const geometry = contactByFoot ** 2 * target.zVariance + contactByDistance ** 2 * along
      out.covariance[row * rows + row] = this.groundContactVariance + pose.mountingRotationVariance + geometry
      row++
    }
    if (!Number.isNaN(this.apparentHeight)) {
      out.residual[row] = this.apparentHeight - (Math.atan2(foot, distance) - Math.atan2(top, distance))
      this.#byDistance[row - 1] = heightByDistance
      const geometry = heightByFoot ** 2 * target.zVariance + heightByDistance ** 2 * along
      out.covariance[row * rows + row] =
        this.apparentHeightVariance + geometry + heightByHeight ** 2 * target.heightVariance
    }
    if (rows === 3) {
      const shared = contactByFoot * heightByFoot * target.zVariance + contactByDistance * heightByDistance * along
      out.covariance[rows + 2] = shared
      out.covariance[2 * rows + 1] = shared
    }
  }
}

/** m: nearer than this the geometry says nothing. */
const MINIMAL_DISTANCE = 0.5
