import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import type { SensorPose } from '../models/sensor-pose.ts'
import type { DetectionCurve } from './tracking-table.ts'

/** Nearer to the edge of the field than this share of it, an object may be inside or not: no evidence. */
const SURE_SHARE = 0.95

/** Where a sensor sees, and how surely: what makes a missing detection evidence. Placed once a cycle. */
export class DetectionField {
  #x = 0
  #y = 0
  #axisX = 1
  #axisY = 0
  #cosHalfAngle = -1
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
    this.#axisX = Math.cos(pose.yaw)
    this.#axisY = Math.sin(pose.yaw)
    this.#cosHalfAngle = field.azimuth >= Math.PI ? -1 : Math.cos(SURE_SHARE * field.azimuth)
    this.#range = SURE_SHARE * field.range
    this.#near = type.detection.near
    this.#halfRange = type.detection.halfRange
    this.#width = type.detection.width
  }

  /** At a point of the tracks' frame, m; 0 outside the field. */
  probability(x: number, y: number): number {
    if (!this.holds(x, y)) return 0
    const range = Math.hypot(x - this.#x, y - this.#y)
    return this.#near / (1 + Math.exp((range - this.#halfRange) / this.#width))
  }

  /** Whether a point of the tracks' frame, m, lies in the field. */
  holds(x: number, y: number): boolean {
    const dx = x - this.#x
    const dy = y - this.#y
    const squared = dx * dx + dy * dy
    if (squared > this.#range * this.#range) return false
    return dx * this.#axisX + dy * this.#axisY >= this.#cosHalfAngle * Math.sqrt(squared)
  }
}
