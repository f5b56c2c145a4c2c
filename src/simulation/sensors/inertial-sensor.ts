import { Random } from '../../common/random/xoshiro.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import type { ImuSample } from '../../core/messages.ts'
import { nameHash } from './cycle-random.ts'
import type { TrueEgo } from './sensed-moment.ts'
import { INERTIAL_SHEET } from './sensor-data-sheets.ts'

/** m/s², standard gravity. */
const GRAVITY = 9.80665

/**
 * Inertial samples of one drive in the ego frame, at the sensor's place: specific force f = a + g and angular velocity,
 * with white noise and biases that walk. Sample it in order of time; the noise follows from seed and sample number.
 */
export class InertialSensor {
  readonly #random: Random
  readonly #lever: readonly [number, number, number]
  /** Of x, y, z: m/s², then rad/s. */
  readonly #bias = new Float64Array(6)

  constructor(seed: number, mounting: Mounting) {
    this.#random = new Random(seed ^ nameHash('imu'))
    this.#lever = mounting.position
    for (let axis = 0; axis < 3; axis++) {
      this.#bias[axis] = INERTIAL_SHEET.accelerometerBias * this.#random.normal()
      this.#bias[3 + axis] = INERTIAL_SHEET.gyroBias * this.#random.normal()
    }
  }

  /** m/s² of x, y, z, then rad/s: what the sensor adds now. */
  get bias(): Readonly<Float64Array> {
    return this.#bias
  }

  /** `dt`: s since the sample before. `yawAcceleration` in rad/s² moves a sensor away from the ego origin. */
  sample(ego: TrueEgo, dt: number, yawAcceleration = 0): ImuSample {
    const random = this.#random
    const walk = Math.sqrt(Math.max(0, dt))
    for (let axis = 0; axis < 3; axis++) {
      this.#bias[axis] = this.#bias[axis]! + INERTIAL_SHEET.accelerometerBiasWalk * walk * random.normal()
      this.#bias[3 + axis] = this.#bias[3 + axis]! + INERTIAL_SHEET.gyroBiasWalk * walk * random.normal()
    }
    const [x, y] = this.#lever
    const { yawRate } = ego
    // a_sensor = a + α × lever + ω × (ω × lever), ω and α about the vertical.
    const forward = ego.acceleration[0] - yawAcceleration * y - yawRate * yawRate * x
    const left = ego.acceleration[1] + yawAcceleration * x - yawRate * yawRate * y
    const force = (axis: number, value: number) =>
      value + this.#bias[axis]! + INERTIAL_SHEET.accelerometer * random.normal()
    const turn = (axis: number, value: number) => value + this.#bias[3 + axis]! + INERTIAL_SHEET.gyro * random.normal()
    return {
      kind: 'imu',
      acceleration: [force(0, forward), force(1, left), force(2, GRAVITY)],
      angularVelocity: [turn(0, 0), turn(1, 0), turn(2, yawRate)],
    }
  }
}
