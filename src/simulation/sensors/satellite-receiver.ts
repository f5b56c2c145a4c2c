import { geodeticFromEnu, type LocalFrame } from '../../common/geodesy/local-frame.ts'
import { Random } from '../../common/random/xoshiro.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import { wrapAngle } from '../../core/angle.ts'
import type { GnssFix } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import { nameHash } from './cycle-random.ts'
import type { TrueEgo } from './sensed-moment.ts'
import { GNSS_SHEET } from './sensor-data-sheets.ts'

/** m/s: below it a course says nothing. */
const LEAST_SPEED = 0.5

/** Without satellites: tunnels, garages. Measurement stamps, ns, [from, to). */
export interface GnssOutage {
  readonly from: Stamp
  readonly to: Stamp
}

/**
 * Fixes of one drive: a position error that remembers (first-order Gauss-Markov) and a white one; speed and course over
 * ground of the antenna. Ask in order of time; the noise follows from seed and fix number.
 */
export class SatelliteReceiver {
  readonly #random: Random
  readonly #frame: LocalFrame
  readonly #lever: readonly [number, number, number]
  readonly #outages: readonly GnssOutage[]
  /** East, north, up, m. */
  readonly #slow = new Float64Array(3)

  constructor(seed: number, mounting: Mounting, frame: LocalFrame, outages: readonly GnssOutage[] = []) {
    this.#random = new Random(seed ^ nameHash('gnss'))
    this.#frame = frame
    this.#lever = mounting.position
    this.#outages = outages
    for (let axis = 0; axis < 3; axis++) this.#slow[axis] = GNSS_SHEET.slowError * this.#random.normal()
  }

  /** East, north, up, m, before the vertical factor: the part of the error that stays for minutes. */
  get slowError(): Readonly<Float64Array> {
    return this.#slow
  }

  /** `dt`: s since the fix before. Null in an outage; the errors live on meanwhile. */
  fix(ego: TrueEgo, stamp: Stamp, dt: number): GnssFix | null {
    const random = this.#random
    const keep = Math.exp(-dt / GNSS_SHEET.slowTime)
    const fresh = GNSS_SHEET.slowError * Math.sqrt(1 - keep * keep)
    for (let axis = 0; axis < 3; axis++) this.#slow[axis] = keep * this.#slow[axis]! + fresh * random.normal()
    const error = (axis: number) => this.#slow[axis]! + GNSS_SHEET.whiteError * random.normal()
    const cos = Math.cos(ego.yaw)
    const sin = Math.sin(ego.yaw)
    const [x, y, z] = this.#lever
    const leverX = cos * x - sin * y
    const leverY = sin * x + cos * y
    const east = ego.velocity[0] - ego.yawRate * leverY
    const north = ego.velocity[1] + ego.yawRate * leverX
    const antenna = geodeticFromEnu(this.#frame, [
      ego.position[0] + leverX + error(0),
      ego.position[1] + leverY + error(1),
      ego.position[2] + z + GNSS_SHEET.verticalFactor * error(2),
    ])
    const trueSpeed = Math.hypot(east, north)
    const speed = Math.max(0, trueSpeed + GNSS_SHEET.speed * random.normal())
    const courseDeviation = Math.hypot(GNSS_SHEET.course, GNSS_SHEET.speed / Math.max(trueSpeed, LEAST_SPEED))
    const courseError = courseDeviation * random.normal()
    if (this.#outages.some(({ from, to }) => stamp >= from && stamp < to)) return null
    const variance = GNSS_SHEET.slowError ** 2 + GNSS_SHEET.whiteError ** 2
    return {
      kind: 'gnss',
      ...antenna,
      positionVariance: [variance, variance, GNSS_SHEET.verticalFactor ** 2 * variance],
      speed,
      course: trueSpeed < LEAST_SPEED ? Number.NaN : wrapAngle(Math.atan2(north, east) + courseError),
    }
  }
}
