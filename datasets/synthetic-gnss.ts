import { createLocalFrame, geodeticFromEnu } from '../src/common/geodesy/local-frame.ts'
import type { Random } from '../src/common/random/xoshiro.ts'
import { GENERIC_CAR } from '../src/common/vehicle/generic-car.ts'
import { RADIANS_PER_DEGREE, wrapAngle } from '../src/core/angle.ts'
import type { GnssFix } from '../src/core/messages.ts'
import type { EgoMotion } from './synthetic-traffic.ts'

/** The world frame's origin: a place in the plain near Munich. */
export const SYNTHETIC_FRAME = createLocalFrame({
  latitude: 48.2 * RADIANS_PER_DEGREE,
  longitude: 11.8 * RADIANS_PER_DEGREE,
  altitude: 505,
})

/** u-blox M8 data sheet: 2.5 m (50 %) over a day, of which minutes share most: a slow part and white noise, m. */
const SLOW_ERROR = 0.8
const WHITE_ERROR = 0.2
/** s, after which the slow part has forgotten 63 % of itself. */
const SLOW_TIME = 120
/** u-blox M8 data sheet: velocity 0.05 m/s (50 %). */
const VELOCITY_ERROR = 0.05
/** Heights are about half as good. */
const UP_FACTOR = 2

/** Fixes of one drive: the error of a fix remembers that of the one before (first-order Gauss-Markov). */
export class SyntheticGnss {
  readonly #random: Random
  /** East, north, up, m; NaN before the first fix. */
  readonly #slow = new Float64Array(3).fill(Number.NaN)

  constructor(random: Random) {
    this.#random = random
  }

  /** `period`: s since the fix before. */
  fix(ego: EgoMotion, period: number): GnssFix {
    const random = this.#random
    const keep = Math.exp(-period / SLOW_TIME)
    for (let axis = 0; axis < 3; axis++) {
      const before = this.#slow[axis]!
      const fresh = SLOW_ERROR * random.normal()
      this.#slow[axis] = Number.isNaN(before) ? fresh : keep * before + Math.sqrt(1 - keep * keep) * fresh
    }
    const [lever, , height] = GENERIC_CAR.mountings['gnss']!.position
    const yawRate = ego.speed * ego.curvature
    const antenna = geodeticFromEnu(SYNTHETIC_FRAME, [
      ego.x + lever * Math.cos(ego.yaw) + this.#error(0),
      ego.y + lever * Math.sin(ego.yaw) + this.#error(1),
      height + UP_FACTOR * this.#error(2),
    ])
    const across = yawRate * lever
    const speed = Math.hypot(ego.speed, across) + VELOCITY_ERROR * random.normal()
    const courseError = (VELOCITY_ERROR * random.normal()) / Math.max(ego.speed, 0.5)
    const variance = SLOW_ERROR ** 2 + WHITE_ERROR ** 2
    return {
      kind: 'gnss',
      ...antenna,
      positionVariance: [variance, variance, UP_FACTOR ** 2 * variance],
      speed: Math.max(0, speed),
      course: wrapAngle(ego.yaw + Math.atan2(across, ego.speed) + courseError),
    }
  }

  #error(axis: number): number {
    return this.#slow[axis]! + WHITE_ERROR * this.#random.normal()
  }
}
