import { poseOnArc } from '../../src/common/motion/arc.ts'
import { wrapAngle } from '../../src/core/angle.ts'
import type { TrackedObject } from '../../src/core/scene.ts'

/** m/s² from which a tracked deceleration is braking and below which it is noise; and the most that a leader brakes (RSS). */
const BRAKING_FROM = 1
const BRAKING_MOST = 8
/** m/s below which a yaw rate says nothing about where somebody goes. */
const LEAST_TURNING_SPEED = 3
/** Standard deviations beyond which somebody who drives along our road leaves its lane. */
const SURE = 2
/** rad between somebody's course and our road up to which both drive along it, one way or the other. */
const ALONG_THE_ROAD = 0.4
/** m at most by which an uncertain place widens somebody: a lane's neighbours must still pass one another. */
const LARGEST_WIDENING = 0.3

/**
 * s by which somebody who walks may be earlier or later than his track says: he hurries, hesitates, turns back, and a track that has just
 * begun knows his speed badly. m/s from which he walks, and m to be kept beside who walks or cycles.
 */
const EARLIER_OR_LATER = 0.5
const WALKING = 0.5
const BESIDE_PEOPLE = 0.2

/** Between which curvatures, 1/m, our own way bends: straight on (0) lies between them, or is one of them. */
export interface RoadBend {
  readonly least: number
  readonly most: number
}

/** Where an object goes from now on: along an arc, then straight on, at its speed or braking to a stop. In the ego frame of now. */
export interface Forecast {
  x: number
  y: number
  /** Of the direction of its motion; and rad, of its box. */
  cos: number
  sin: number
  boxYaw: number
  /** m/s */
  speed: number
  /** 1/m, left positive; and for how many metres, after which it goes straight on. */
  curvature: number
  turning: number
  /** m/s², positive while it brakes, else 0. */
  braking: number
  /** m, on each side: how well its place across its course is known, and what is kept beside it. */
  widening: number
  /** m, before and behind it. */
  lengthening: number
}

export interface ForecastPose {
  x: number
  y: number
  /** rad, of the box. */
  yaw: number
}

export function createForecast(): Forecast {
  return {
    x: 0,
    y: 0,
    cos: 1,
    sin: 0,
    boxYaw: 0,
    speed: 0,
    curvature: 0,
    turning: 0,
    braking: 0,
    widening: 0,
    lengthening: 0,
  }
}

/**
 * Fills `out` for one object. It goes straight on, but for one that drives along our road: between straight on and the bend of
 * our own way its own yaw rate decides (neither alone does: a track's yaw rate is noisy, and our way may be a change of lanes),
 * and one that turns parallel to us is taken to do so: it comes out of a bend, or ends a change of lanes. Of a vehicle's speed what
 * is uncertain counts for nothing: across our axis, and along it where it is on no road of ours.
 */
export function forecast(out: Forecast, object: TrackedObject, bend: RoadBend): void {
  const { position, velocity, acceleration, yaw, covariance } = object
  // Who comes towards us drives the same road the other way.
  const isOncoming = velocity[0] < 0
  const course = Math.atan2(velocity[1], velocity[0])
  const alongRoad = isOncoming ? wrapAngle(course + Math.PI) : course
  const isVehicle = object.class !== 'pedestrian'
  const isParallel = isVehicle && Math.abs(alongRoad) < ALONG_THE_ROAD
  const vx = isParallel || !isVehicle ? velocity[0] : beyond(velocity[0], deviation(covariance[10]))
  const across = (isParallel ? SURE : 1) * deviation(covariance[15])
  const vy = isVehicle ? beyond(velocity[1], across) : velocity[1]
  const speed = Math.hypot(vx, vy)
  out.x = position[0]
  out.y = position[1]
  out.cos = speed > 0 ? vx / speed : Math.cos(yaw)
  out.sin = speed > 0 ? vy / speed : Math.sin(yaw)
  // Who drives along points where it goes: a box that stands askew for noise would reach into the next lane.
  out.boxYaw = isParallel && speed > LEAST_TURNING_SPEED ? Math.atan2(vy, vx) : yaw
  out.speed = speed
  out.braking = -acceleration > BRAKING_FROM ? Math.min(BRAKING_MOST, -acceleration) : 0
  out.widening = Math.min(LARGEST_WIDENING, deviation(covariance[5]))
  out.lengthening = 0
  if (speed > WALKING && (!isVehicle || object.class === 'cyclist')) out.widening += BESIDE_PEOPLE
  if (speed > WALKING && !isVehicle) {
    out.lengthening = EARLIER_OR_LATER * speed
    out.boxYaw = course
  }
  out.curvature = 0
  out.turning = 0
  const own = object.yawRate / speed
  if (!isVehicle || !(speed > LEAST_TURNING_SPEED) || !Number.isFinite(own)) return
  if (isParallel && own * alongRoad < 0) {
    out.curvature = own
    out.turning = Math.abs(alongRoad / own)
  } else if (isAlong(alongRoad, position[0], bend)) {
    out.curvature = isOncoming ? clamp(own, -bend.most, -bend.least) : clamp(own, bend.least, bend.most)
    out.turning = Number.POSITIVE_INFINITY
  }
}

/** Does a course (rad) fit the road where it is, `ahead` m from us, as far as the road may have turned by there? */
function isAlong(course: number, ahead: number, { least, most }: RoadBend): boolean {
  const low = Math.min(least * ahead, most * ahead)
  const high = Math.max(least * ahead, most * ahead)
  return course > low - ALONG_THE_ROAD && course < high + ALONG_THE_ROAD
}

/** What of a value goes beyond what is uncertain of it. */
function beyond(value: number, uncertain: number): number {
  return Math.sign(value) * Math.max(0, Math.abs(value) - uncertain)
}

/** m driven by `time` s from now. */
export function wayBy({ speed, braking }: Forecast, time: number): number {
  const moving = braking > 0 ? Math.min(time, speed / braking) : time
  return moving * (speed - 0.5 * braking * moving)
}

/** Where it is `time` s from now. */
export function forecastAt(from: Forecast, time: number, out: ForecastPose): void {
  const { x, y, cos, sin, boxYaw, curvature, turning } = from
  const way = wayBy(from, time)
  let along = way
  let across = 0
  out.yaw = boxYaw
  if (curvature !== 0) {
    const arc = poseOnArc(curvature, Math.min(way, turning))
    const straight = Math.max(0, way - turning)
    along = arc.x + straight * Math.cos(arc.yaw)
    across = arc.y + straight * Math.sin(arc.yaw)
    out.yaw += arc.yaw
  }
  out.x = x + along * cos - across * sin
  out.y = y + along * sin + across * cos
}

/** Of a variance that may be missing or no number. */
function deviation(variance: number | undefined): number {
  return variance !== undefined && variance > 0 ? Math.sqrt(variance) : 0
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}
