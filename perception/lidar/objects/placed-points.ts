import { rotationFromAngles } from '../../../src/common/geometry/rotation.ts'
import type { Mounting } from '../../../src/common/vehicle/vehicle-table.ts'
import type { PointCloud } from '../../../src/core/messages.ts'

/** The ego car during a sweep: along x, m/s, and rad/s, left positive. */
export interface SweepMotion {
  readonly speed: number
  readonly yawRate: number
}

export const STANDING: SweepMotion = { speed: 0, yawRate: 0 }

/** m; returns nearer than this in the plane come from the car itself or its rain. */
const NEAREST = 0.5

/**
 * The points of a sweep in the ego frame of the message's stamp, motion of the car during the sweep taken out. A buffer
 * that grows to the largest sweep and is then used again.
 */
export class PlacedPoints {
  x = new Float32Array(0)
  y = new Float32Array(0)
  z = new Float32Array(0)
  /** As the sensor sent it, 0 where it sent none; only where it is kept. */
  intensity = new Float32Array(0)
  count = 0
  /** Points of the last sweep that were not finite, on the car itself or beyond the reach. */
  dropped = 0
  readonly #reach: number
  readonly #keepsIntensity: boolean

  /** `reach`: half the side of the square around the ego frame's origin outside which points are dropped, m. */
  constructor(reach: number, keepsIntensity = false) {
    this.#reach = reach
    this.#keepsIntensity = keepsIntensity
  }

  /** `ownCar`: x from, x to, |y| to of the car's own footprint, ego frame, m. */
  place(cloud: PointCloud, mounting: Mounting, motion: SweepMotion, ownCar: readonly [number, number, number]): void {
    const n = cloud.x.length
    if (this.x.length < n) {
      this.x = new Float32Array(n)
      this.y = new Float32Array(n)
      this.z = new Float32Array(n)
      if (this.#keepsIntensity) this.intensity = new Float32Array(n)
    }
    const intensity = this.#keepsIntensity ? this.intensity : null
    const sent = cloud.intensity
    const [r0, r1, r2, r3, r4, r5, r6, r7, r8] = rotationFromAngles(mounting.yaw, mounting.pitch, mounting.roll)
    const [mountX, mountY, mountZ] = mounting.position
    const [rear, front, side] = ownCar
    const { speed, yawRate } = motion
    const time = speed === 0 && yawRate === 0 ? null : cloud.time
    const reach = this.#reach
    const { x: fromX, y: fromY, z: fromZ } = cloud
    const { x: toX, y: toY, z: toZ } = this
    let count = 0
    for (let i = 0; i < n; i++) {
      const sx = fromX[i]!
      const sy = fromY[i]!
      const sz = fromZ[i]!
      let x = r0 * sx + r1 * sy + r2 * sz + mountX
      let y = r3 * sx + r4 * sy + r5 * sz + mountY
      const z = r6 * sx + r7 * sy + r8 * sz + mountZ
      if (time) {
        // Arc of constant speed and yaw rate, to third order of the angle (sweeps turn by less than 0.2 rad: 1e-4 m).
        const t = time[i]!
        const angle = yawRate * t
        const cos = 1 - 0.5 * angle * angle
        const sin = angle * (1 - (angle * angle) / 6)
        const way = speed * t
        const turnedX = cos * x - sin * y + way * (1 - (angle * angle) / 6)
        y = sin * x + cos * y + 0.5 * way * angle
        x = turnedX
      }
      // False for NaN, too.
      if (!(Math.abs(x) < reach && Math.abs(y) < reach && Math.abs(z) < reach)) continue
      if (x > rear && x < front && Math.abs(y) < side) continue
      if (Math.abs(sx) < NEAREST && Math.abs(sy) < NEAREST) continue
      toX[count] = x
      toY[count] = y
      toZ[count] = z
      if (intensity) intensity[count] = sent ? sent[i]! : 0
      count++
    }
    this.count = count
    this.dropped = n - count
  }
}
