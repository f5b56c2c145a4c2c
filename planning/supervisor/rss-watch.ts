import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { halfExtents } from '../half-extents.ts'
import { serviceJerk } from '../limits/envelope.ts'
import { isReal } from './collision.ts'
import { firstAcceleration, type MotionProfile, PROFILE_STEP } from './motion-profile.ts'
import { RSS, rssDistance, rssLateralDistance, standingLateralDistance } from './rss.ts'

/** What RSS asks of a way at this moment: to slow down by so much at least, because of a leader on it. */
export interface RssResponse {
  readonly objectId: number
  /** m/s², positive, within a second. */
  readonly deceleration: number
  readonly detail: string
}

/** How the danger with one object came about. */
interface Situation {
  stamp: Stamp
  isBeside: boolean
  isClose: boolean
  /** When both distances became unsafe; NEVER while they are not. */
  since: Stamp
  /** It came into our way where we were too close already: the first answer is its own. */
  isCutIn: boolean
}

/** s after which a situation that is not seen any more is forgotten, and between two episodes of one complaint. */
const MEMORY = 1
/** s that whoever came into our way has to make room, before it is our leader like any other. */
const GRACE = 3
/** m ahead within which somebody can be too close at all. */
const REACH = 160
/** s: the stack's own response, which even the fullest braking cannot do without. */
const SHORTEST_RESPONSE = 0.5
/** m/s along our way, rad against it: slower or farther turned ones come or cross. */
const LEADING_SPEED = -0.5
const LEADING_COURSE = 1
/** m/s: slower ones stand. */
const STANDING = 0.5
/** m/s² that a plan may slow down less than it is asked, for the noise of tracks. */
const TOLERANCE = 0.5

/**
 * RSS along the way. Human and ACC headways of 1 to 2 s are all below the default distance: that is counted, and no more.
 * What calls for the response is a gap from which, if the leader braked fully, even our own full braking would come too late:
 * the same distance with the plan's own acceleration during ρ and with our braking limit as b_min. The response is to
 * brake, from nothing at that distance up to the b_min of RSS where braking could not wait any longer. Whoever has just cut in
 * answers for it first (RSS: the one whose sideways motion made the situation dangerous).
 */
export class RssWatch {
  readonly #vehicle: VehicleTable
  readonly #situations = new Map<number, Situation>()
  #unsafeGap: Stamp = NEVER
  #warning: Warning | null = null

  constructor(vehicle: VehicleTable) {
    this.#vehicle = vehicle
  }

  /** Looks along the way that is going to be driven; a warning at the beginning of an episode below the default distance. */
  update(profile: MotionProfile, scene: Scene, stamp: Stamp): Warning | null {
    this.#warning = null
    for (const object of scene.objects) {
      const place = this.#place(object, profile)
      if (!place) continue
      const { gap, speed } = place
      const usual = rssDistance(profile.speed[0]!, Math.max(0, speed))
      const isBeside = this.#isBeside(place)
      if (isBeside && gap < usual) this.#warn(object, gap, usual, stamp)
      this.#remember(object.id, isBeside, gap < this.#criticalDistance(profile, speed, RSS.responseTime), stamp)
    }
    for (const [id, { stamp: seen }] of this.#situations) {
      if (secondsBetween(seen, stamp) > MEMORY) this.#situations.delete(id)
    }
    return this.#warning
  }

  /** What a way must do because of its leaders, those of the way that is driven or others; null where nothing. */
  response(profile: MotionProfile, scene: Scene, stamp: Stamp): RssResponse | null {
    let hardest: RssResponse | null = null
    for (const object of scene.objects) {
      const place = this.#place(object, profile)
      if (!place || !this.#isBeside(place)) continue
      const { gap, speed } = place
      const critical = this.#criticalDistance(profile, speed, RSS.responseTime)
      const situation = this.#situations.get(object.id)
      const hasGrace = situation?.isCutIn && secondsBetween(situation.since, stamp) < GRACE
      if (gap >= critical || hasGrace) continue
      const least = this.#criticalDistance(profile, speed, SHORTEST_RESPONSE)
      const share = Math.min(1, (critical - gap) / Math.max(0.1, critical - least))
      const deceleration = share * RSS.minimumBraking
      if (deceleration <= (hardest?.deceleration ?? 0)) continue
      const detail = `${gap.toFixed(1)} m to object ${object.id}, expected at least ${critical.toFixed(1)} m or ${deceleration.toFixed(1)} m/s² of braking`
      hardest = { objectId: object.id, deceleration, detail }
    }
    return hardest
  }

  #place(object: TrackedObject, profile: MotionProfile): Place | null {
    if (!isReal(object) || Math.hypot(object.position[0], object.position[1]) > REACH) return null
    return placeAlong(profile, object, this.#vehicle)
  }

  #isBeside(place: Place): boolean {
    // Beside what stands no braking along the way brings us apart, and it does not come nearer.
    const isPassed = stands(place) && place.gap === 0 && place.sideGap > 0
    return !isPassed && place.sideGap < lateralDistance(place)
  }

  #criticalDistance(profile: MotionProfile, frontSpeed: number, responseTime: number): number {
    // What stands cannot brake: how near the plan comes to it the collision check says, and nobody else would end the wait.
    const planned = frontSpeed < STANDING ? 0 : Math.max(0, firstAcceleration(profile))
    const acceleration = Math.min(RSS.acceleration, planned)
    const parameters = { ...RSS, responseTime, acceleration, minimumBraking: this.#vehicle.limits.braking }
    return rssDistance(profile.speed[0]!, Math.max(0, frontSpeed), parameters)
  }

  #remember(id: number, isBeside: boolean, isClose: boolean, stamp: Stamp): Situation {
    let situation = this.#situations.get(id)
    if (!situation) {
      // Who is first seen too close has come from where we could not see: as if it had cut in.
      situation = { stamp, isBeside: false, isClose: true, since: NEVER, isCutIn: false }
      this.#situations.set(id, situation)
    }
    if (!(isBeside && isClose)) situation.since = NEVER
    else if (situation.since === NEVER) {
      situation.since = stamp
      situation.isCutIn = situation.isClose && !situation.isBeside
    }
    situation.stamp = stamp
    situation.isBeside = isBeside
    situation.isClose = isClose
    return situation
  }

  #warn({ id }: TrackedObject, gap: number, usual: number, stamp: Stamp): void {
    const isNew = secondsBetween(this.#unsafeGap, stamp) > MEMORY
    this.#unsafeGap = stamp
    if (!isNew) return
    const detail = `${gap.toFixed(1)} m to object ${id}, expected at least ${usual.toFixed(1)} m`
    this.#warning = { code: 'rss-distance', stamp, detail }
  }
}

/** Does a way slow down within a second as the response asks, or as far as the service jerk lets it by then? */
export function answers(profile: MotionProfile, { deceleration }: RssResponse): boolean {
  const { speed, count } = profile
  const last = Math.min(count - 1, Math.round(1 / PROFILE_STEP))
  if (last < 2 || speed[last]! <= 0) return true
  const now = (speed[0]! - speed[1]!) / PROFILE_STEP
  const then = (speed[last - 1]! - speed[last]!) / PROFILE_STEP
  return then >= Math.min(deceleration, now + serviceJerk(speed[0]!) * last * PROFILE_STEP) - TOLERANCE
}

interface Place {
  /** m, bumper to bumper along the way; 0 while they are beside each other. */
  readonly gap: number
  /** m between the boxes, across the way. */
  readonly sideGap: number
  /** m/s along the way, and across it towards it. */
  readonly speed: number
  readonly sideSpeed: number
}

const stands = ({ speed, sideSpeed }: Place) => Math.hypot(speed, sideSpeed) < STANDING

function lateralDistance(place: Place): number {
  return stands(place) ? standingLateralDistance(0) : rssLateralDistance(0, place.sideSpeed)
}

/** Where an object is along a way; null for those behind, and for those that come or cross. */
function placeAlong(profile: MotionProfile, object: TrackedObject, { geometry }: VehicleTable): Place | null {
  const [x, y] = object.position
  const k = nearestStep(profile, x, y)
  const cos = profile.cos[k]!
  const sin = profile.sin[k]!
  const dx = x - profile.x[k]!
  const dy = y - profile.y[k]!
  const ahead = profile.station[k]! + cos * dx + sin * dy
  if (ahead < geometry.rearAxleToFront - 0.5 * geometry.length) return null
  const left = -sin * dx + cos * dy
  const [vx, vy] = object.velocity
  const speed = cos * vx + sin * vy
  const across = -sin * vx + cos * vy
  if (speed < LEADING_SPEED || Math.abs(across) > Math.tan(LEADING_COURSE) * Math.max(0.5, Math.abs(speed))) return null
  const { alongHalf, acrossHalf } = halfExtents(object, profile.yaw[k]!)
  return {
    gap: Math.max(0, ahead - alongHalf - geometry.rearAxleToFront),
    sideGap: Math.abs(left) - acrossHalf - 0.5 * geometry.width,
    speed,
    sideSpeed: -Math.sign(left) * across,
  }
}

function nearestStep({ count, x: xs, y: ys }: MotionProfile, x: number, y: number): number {
  let nearest = 0
  let smallest = Number.POSITIVE_INFINITY
  for (let k = 0; k < count; k++) {
    const distance = (xs[k]! - x) ** 2 + (ys[k]! - y) ** 2
    if (distance >= smallest) continue
    smallest = distance
    nearest = k
  }
  return nearest
}
