import { writeRotation } from '../../src/common/geometry/rotation.ts'
import type { Mounting } from '../../src/common/vehicle/vehicle-table.ts'
import type { EgoState } from '../../src/core/scene.ts'

/** The ego car when the measurement was taken. Covariance (5×5) of its x, y, yaw, speed, yaw rate. */
export type EgoMotion = Pick<EgoState, 'position' | 'yaw' | 'speed' | 'yawRate' | 'covariance'>

/** Standard deviations of what a mounting says. */
export interface MountingUncertainty {
  /** m, along each axis. */
  readonly position: number
  /** rad, about each axis. */
  readonly rotation: number
}

/** Assumed for a usual end-of-line calibration: 2 cm and 0.2°. A car that knows better passes its own. */
export const USUAL_MOUNTING_UNCERTAINTY: MountingUncertainty = { position: 0.02, rotation: 0.0035 }

/**
 * Where a sensor is and how it moves, in the world-fixed frame of the objects' states, at one measurement's stamp. The
 * ego car stands flat: its roll and pitch are not in its state. A buffer: `place` it once a measurement.
 */
export class SensorPose {
  /** worldFromSensor (3×3). */
  readonly rotation = new Float64Array(9)
  /** Sensor origin, m. */
  readonly position = new Float64Array(3)
  /** Of the sensor over ground, m/s: the car's speed and its yaw rate times the lever arm. */
  readonly velocity = new Float64Array(3)
  /** Of the sensor's x axis projected on the ground, rad. */
  yaw = 0
  /** Unit vector of the car's x axis in the world. */
  readonly egoForward = new Float64Array(3)
  /** Lever arm from the ego origin to the sensor in world axes, m. */
  readonly lever = new Float64Array(3)
  /** (m/s)², (rad/s)². */
  egoSpeedVariance = 0
  egoYawRateVariance = 0
  /** m², rad² */
  mountingPositionVariance = 0
  mountingRotationVariance = 0

  place(ego: EgoMotion, mounting: Mounting, uncertainty: MountingUncertainty = USUAL_MOUNTING_UNCERTAINTY): void {
    const cos = Math.cos(ego.yaw)
    const sin = Math.sin(ego.yaw)
    const [mx, my, mz] = mounting.position
    writeRotation(this.rotation, ego.yaw + mounting.yaw, mounting.pitch, mounting.roll)
    this.lever[0] = cos * mx - sin * my
    this.lever[1] = sin * mx + cos * my
    this.lever[2] = mz
    for (let i = 0; i < 3; i++) this.position[i] = ego.position[i]! + this.lever[i]!
    // v = v_ego + ω × lever, ω about the vertical.
    this.velocity[0] = cos * ego.speed - ego.yawRate * this.lever[1]!
    this.velocity[1] = sin * ego.speed + ego.yawRate * this.lever[0]!
    this.yaw = Math.atan2(this.rotation[3]!, this.rotation[0]!)
    this.egoForward[0] = cos
    this.egoForward[1] = sin
    this.egoSpeedVariance = ego.covariance[3 * 5 + 3]!
    this.egoYawRateVariance = ego.covariance[4 * 5 + 4]!
    this.mountingPositionVariance = uncertainty.position ** 2
    this.mountingRotationVariance = uncertainty.rotation ** 2
  }
}
