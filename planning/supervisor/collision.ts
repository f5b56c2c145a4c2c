import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import {
  createForecast,
  type Forecast,
  type ForecastPose,
  forecast,
  forecastAt,
  type RoadBend,
  wayBy,
} from './forecast.ts'
import { type MotionProfile, PROFILE_STEP } from './motion-profile.ts'

export interface Collision {
  readonly objectId: number
  /** s from now. */
  readonly time: number
}

/** s without measurement after which a track is no longer taken for real. */
const LONGEST_COASTING = 0.5
/** m on every side of the ego car: the lateral margin of RSS (METRICS §5). */
const MARGIN = 0.1
/** s: at its sides it grows with the speed, for a plan is followed and a track placed the less well the faster the car is. Not tuned. */
const SIDE_MARGIN = 0.02
/** m/s. Below it the ego car stands, and what touches it then has done so itself. */
const STANDING_SPEED = 0.1
/**
 * s. An object that comes towards us is predicted straight on where its yaw rate does not say otherwise, which before a bend
 * crosses our lane: it counts only as near as UN R157 sees a risk (time to collision of 2 s).
 */
const ONCOMING_HORIZON = 2
const ONCOMING_SPEED = -1

const ahead = createForecast()
const pose: ForecastPose = { x: 0, y: 0, yaw: 0 }

/**
 * The first contact of the ego car on `profile` with an object of the scene, each object going where forecast.ts says.
 * Contacts from behind, and from beside by who drives past, are the other one's to avoid.
 */
export function firstCollision(
  profile: MotionProfile,
  scene: Scene,
  geometry: VehicleGeometry,
  bend: RoadBend,
): Collision | null {
  let first: Collision | null = null
  const swept = sweptBounds(profile, geometry)
  let limit = profile.count
  for (const object of scene.objects) {
    if (!isReal(object)) continue
    forecast(ahead, object, bend)
    if (staysOutside(swept, ahead, object, (limit - 1) * PROFILE_STEP)) continue
    const step = firstContact(profile, object, ahead, geometry, limit)
    if (step < 0) continue
    first = { objectId: object.id, time: step * PROFILE_STEP }
    limit = step
    if (limit === 0) break
  }
  return first
}

/** Confirmed, seen lately, and made of numbers. */
export function isReal(object: TrackedObject): boolean {
  if (!object.isConfirmed) return false
  if (object.coastingFor > LONGEST_COASTING) return false
  const { position, velocity, size, yaw } = object
  return Number.isFinite(position[0] + position[1] + velocity[0] + velocity[1] + size[0] + size[1] + yaw)
}

/** The step (below `limit`) of the first contact with one object, or -1. */
function firstContact(
  profile: MotionProfile,
  object: TrackedObject,
  way: Forecast,
  geometry: VehicleGeometry,
  limit: number,
): number {
  const radius = 0.5 * Math.hypot(object.size[0], object.size[1]) + way.widening + way.lengthening
  const halfLengthOfEgo = 0.5 * geometry.length + MARGIN
  const toCentre = geometry.rearAxleToFront - 0.5 * geometry.length
  const halfLength = 0.5 * object.size[0] + way.lengthening
  const halfWidth = 0.5 * object.size[1] + way.widening
  for (let k = 0; k < limit; k++) {
    forecastAt(way, k * PROFILE_STEP, pose)
    const cos = profile.cos[k]!
    const sin = profile.sin[k]!
    // The object's centre seen from the middle of the ego car.
    const dx = pose.x - profile.x[k]! - toCentre * cos
    const dy = pose.y - profile.y[k]! - toCentre * sin
    const halfWidthOfEgo = halfWidthAt(profile.speed[k]!, geometry)
    if (dx * dx + dy * dy > (radius + halfLengthOfEgo + halfWidthOfEgo) ** 2) continue
    const along = cos * dx + sin * dy
    const left = -sin * dx + cos * dy
    const yaw = pose.yaw - profile.yaw[k]!
    if (!boxesOverlap(along, left, yaw, halfLength, halfWidth, halfLengthOfEgo, halfWidthOfEgo)) continue
    if (along + toCentre < 0 || profile.speed[k]! < STANDING_SPEED) return -1
    const towards = object.velocity[0] * cos + object.velocity[1] * sin
    // Who drives past beside us, or touches our side already: no braking keeps them off, and a track that swerves there is
    // mostly two cars taken for one.
    if (along < halfLengthOfEgo && (k === 0 || towards > profile.speed[k]!)) return -1
    return towards < ONCOMING_SPEED && k * PROFILE_STEP > ONCOMING_HORIZON ? -1 : k
  }
  return -1
}

/**
 * Do the ego box (a long and b wide to each side, with margin) at the origin and a box at (x, y), turned by `yaw`, overlap? Two convex shapes do not
 * when an edge normal of one separates them (separating axis theorem; Ericson 2005, "Real-Time Collision Detection", ch. 4.4).
 */
function boxesOverlap(
  x: number,
  y: number,
  yaw: number,
  halfLength: number,
  halfWidth: number,
  a: number,
  b: number,
): boolean {
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const absCos = Math.abs(cos)
  const absSin = Math.abs(sin)
  if (Math.abs(x) > a + halfLength * absCos + halfWidth * absSin) return false
  if (Math.abs(y) > b + halfLength * absSin + halfWidth * absCos) return false
  if (Math.abs(x * cos + y * sin) > halfLength + a * absCos + b * absSin) return false
  return Math.abs(-x * sin + y * cos) <= halfWidth + a * absSin + b * absCos
}

function halfWidthAt(speed: number, { width }: VehicleGeometry): number {
  return 0.5 * width + MARGIN + SIDE_MARGIN * speed
}

/** Everything that the ego car's box (with margin) touches on the profile, along the axes of the ego frame of now, m. */
interface Bounds {
  readonly left: number
  readonly right: number
  readonly front: number
  readonly rear: number
}

function sweptBounds(profile: MotionProfile, geometry: VehicleGeometry): Bounds {
  let [left, right, front, rear] = [-Infinity, Infinity, -Infinity, Infinity]
  const toCentre = geometry.rearAxleToFront - 0.5 * geometry.length
  const halfLength = 0.5 * geometry.length + MARGIN
  for (let k = 0; k < profile.count; k++) {
    const halfWidth = halfWidthAt(profile.speed[k]!, geometry)
    const cos = profile.cos[k]!
    const sin = profile.sin[k]!
    const x = profile.x[k]! + toCentre * cos
    const y = profile.y[k]! + toCentre * sin
    const alongX = halfLength * Math.abs(cos) + halfWidth * Math.abs(sin)
    const alongY = halfLength * Math.abs(sin) + halfWidth * Math.abs(cos)
    front = Math.max(front, x + alongX)
    rear = Math.min(rear, x - alongX)
    left = Math.max(left, y + alongY)
    right = Math.min(right, y - alongY)
  }
  return { left, right, front, rear }
}

/** True when an object cannot reach the bounds within `horizon` s: it spares most of a scene the closer look. */
function staysOutside(bounds: Bounds, way: Forecast, { size }: TrackedObject, horizon: number): boolean {
  const { x, y, cos, sin, curvature, speed } = way
  const radius = 0.5 * Math.hypot(size[0], size[1]) + way.widening + way.lengthening
  const straight = wayBy(way, horizon)
  // On an arc it may go anywhere within the way that it covers.
  const spread = curvature === 0 ? radius : radius + speed * horizon
  const endX = x + straight * cos
  const endY = y + straight * sin
  return (
    Math.max(x, endX) + spread < bounds.rear ||
    Math.min(x, endX) - spread > bounds.front ||
    Math.max(y, endY) + spread < bounds.right ||
    Math.min(y, endY) - spread > bounds.left
  )
}
