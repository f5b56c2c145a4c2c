import { writeRotation } from '../../common/geometry/rotation.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import type { TrueEgo } from './sensed-moment.ts'

/** Where a mounted sensor is and how it moves in the world at one moment. A buffer: `place` it once a cycle. */
export class SensorPlacement {
  /** worldFromSensor (3×3): Rz(yaw)·Ry(pitch)·Rx(roll) with the car's yaw added. */
  readonly rotation = new Float64Array(9)
  /** m */
  x = 0
  y = 0
  z = 0
  /** Over ground, m/s: the car's velocity and its yaw rate times the lever arm. */
  vx = 0
  vy = 0
  /** Of the sensor's x axis on the ground, rad, with its cosine and sine. */
  yaw = 0
  cos = 1
  sin = 0

  place(ego: TrueEgo, mounting: Mounting): void {
    const cosEgo = Math.cos(ego.yaw)
    const sinEgo = Math.sin(ego.yaw)
    const [mx, my, mz] = mounting.position
    const leverX = cosEgo * mx - sinEgo * my
    const leverY = sinEgo * mx + cosEgo * my
    this.x = ego.position[0] + leverX
    this.y = ego.position[1] + leverY
    this.z = ego.position[2] + mz
    // v = v_ego + ω × lever, ω about the vertical.
    this.vx = ego.velocity[0] - ego.yawRate * leverY
    this.vy = ego.velocity[1] + ego.yawRate * leverX
    this.yaw = ego.yaw + mounting.yaw
    this.cos = Math.cos(this.yaw)
    this.sin = Math.sin(this.yaw)
    writeRotation(this.rotation, this.yaw, mounting.pitch, mounting.roll)
  }
}
