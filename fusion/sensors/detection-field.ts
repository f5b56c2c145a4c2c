import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../src/core/angle.ts'
import type { SensorPose } from '../models/sensor-pose.ts'
import type { DetectionCurve } from './tracking-table.ts'

/** Nearer to the edge of the field than this share of it, an object may be inside or not: no evidence. */
const SURE_SHARE = 0.95

/** Where a sensor sees, and how surely: what makes a missing detection evidence. Placed once a cycle. */
export class DetectionField {
  #x = 0
  #y = 0
  #yaw = 0
  #halfAngle = 0
  #range = 0
  #near = 0
  #halfRange = 0
  #width = 1

  place(
    pose: SensorPose,
    mounting: Mounting,
    type: {
      readonly detection: DetectionCurve
      readonly fieldOfView: { readonly azimuth: number; readonly range: number }
    },
  ): void {
    const field = mounting.fieldOfView ?? type.fieldOfView
    this.#x = pose.position[0]!
    this.#y = pose.position[1]!
    this.#yaw = pose.yaw
    this.#halfAngle = field.azimuth >= Math.PI ? Math.PI : SURE_SHARE * field.azimuth
    this.#range = SURE_SHARE * field.range
    this.#near = type.detection.near
    this.#halfRange = type.detection.halfRange
    this.#width = type.detection.width
  }

  /** At a point of the tracks' frame, m; 0 outside the field. */
  probability(x: number, y: number): number {
    const dx = x - this.#x
    const dy = y - this.#y
    const range = Math.sqrt(dx * dx + dy * dy)
    if (range > this.#range || Math.abs(angleDifference(Math.atan2(dy, dx), this.#yaw)) > this.#halfAngle) return 0
    return this.#near / (1 + Math.exp((range - this.#halfRange) / this.#width))
  }
}
