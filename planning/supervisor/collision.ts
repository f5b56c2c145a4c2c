import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
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
/** m/s. Below it the ego car stands, and what touches it then has done so itself. */
const STANDING_SPEED = 0.1
/**
 * s. An object that comes towards us is predicted straight on, which on a bend crosses our lane: it counts only as
 * near as UN R157 sees a risk (time to collision of 2 s).
 */
const ONCOMING_HORIZON = 2
const ONCOMING_SPEED = -1
/** m/s². Tracked decelerations from here on are braking, below it noise; and the most that a leader brakes (RSS). */
const BRAKING_FROM = 1
const BRAKING_MOST = 8

/**
 * The first contact of the ego car on `profile` with an object of the scene, each object going straight on with its
 * velocity (less where it brakes). Contacts from behind are the other one's to avoid.
 */
export function firstCollision(profile: MotionProfile, scene: Scene, geometry: VehicleGeometry): Collision | null {
  let first: Collision | null = null
  const swept = sweptBounds(profile, geometry)
  let limit = profile.count
  for (const object of scene.objects) {
    if (!isReal(object) || staysOutside(swept, object, (limit - 1) * PROFILE_STEP)) continue
    const step = firstContact(profile, object, geometry, limit)
    if (step < 0) continue
    first = { objectId: object.id, time: step * PROFILE_STEP }
    limit = step
    if (limit === 0) break
  }
  return first
}

function isReal(object: TrackedObject): boolean {
  if (!object.isConfirmed) return false
  if (object.coastingFor > LONGEST_COASTING) return false
  const { position, velocity, size, yaw } = object
  return Number.isFinite(position[0] + position[1] + velocity[0] + velocity[1] + size[0] + size[1] + yaw)
}

/** The step (below `limit`) of the first contact with one object, or -1. */
function firstContact(profile: MotionProfile, object: TrackedObject, geometry: VehicleGeometry, limit: number): number {
  const radius = 0.5 * Math.hypot(object.size[0], object.size[1])
  const egoRadius = 0.5 * Math.hypot(geometry.length, geometry.width) + MARGIN
  const toCentre = geometry.rearAxleToFront - 0.5 * geometry.length
  const rate = fading(object)
  const near = (radius + egoRadius) ** 2
  for (let k = 0; k < limit; k++) {
    const seconds = travelledSeconds(rate, k * PROFILE_STEP)
    const x = object.position[0] + object.velocity[0] * seconds
    const y = object.position[1] + object.velocity[1] * seconds
    const cos = profile.cos[k]!
    const sin = profile.sin[k]!
    // The object's centre seen from the middle of the ego car.
    const dx = x - profile.x[k]! - toCentre * cos
    const dy = y - profile.y[k]! - toCentre * sin
    if (dx * dx + dy * dy > near) continue
    const ahead = cos * dx + sin * dy
    const left = -sin * dx + cos * dy
    if (!boxesOverlap(ahead, left, object.yaw - profile.yaw[k]!, object.size, geometry)) continue
    if (ahead + toCentre < 0 || profile.speed[k]! < STANDING_SPEED) return -1
    const along = object.velocity[0] * cos + object.velocity[1] * sin
    const isOncoming = along < ONCOMING_SPEED
    return isOncoming && k * PROFILE_STEP > ONCOMING_HORIZON ? -1 : k
  }
  return -1
}

/**
 * The rate (1/s) at which an object's velocity goes to nothing: its braking over its speed, 0 while it does not brake.
 */
function fading(object: TrackedObject): number {
  const braking = -object.acceleration
  if (!(braking > BRAKING_FROM)) return 0
  const speed = Math.hypot(object.velocity[0], object.velocity[1])
  return speed > 0 ? Math.min(BRAKING_MOST, braking) / speed : 0
}

/** How many seconds of its velocity an object has covered by `time`: all of them, or fewer while it brakes to a stop. */
function travelledSeconds(rate: number, time: number): number {
  if (rate === 0) return time
  const moving = Math.min(time, 1 / rate)
  return moving - 0.5 * rate * moving * moving
}

/**
 * Do the ego box (with margin) at the origin and a box at (x, y), turned by `yaw`, overlap? Two convex shapes do not
 * when an edge normal of one separates them (separating axis theorem; Ericson 2005, "Real-Time Collision Detection", ch. 4.4).
 */
function boxesOverlap(
  x: number,
  y: number,
  yaw: number,
  size: readonly [number, number, number],
  geometry: VehicleGeometry,
): boolean {
  const a = 0.5 * geometry.length + MARGIN
  const b = 0.5 * geometry.width + MARGIN
  const c = 0.5 * size[0]
  const d = 0.5 * size[1]
  const cos = Math.cos(yaw)
  const sin = Math.sin(yaw)
  const absCos = Math.abs(cos)
  const absSin = Math.abs(sin)
  if (Math.abs(x) > a + c * absCos + d * absSin || Math.abs(y) > b + c * absSin + d * absCos) return false
  if (Math.abs(x * cos + y * sin) > c + a * absCos + b * absSin) return false
  return Math.abs(-x * sin + y * cos) <= d + a * absSin + b * absCos
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
  const halfWidth = 0.5 * geometry.width + MARGIN
  for (let k = 0; k < profile.count; k++) {
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
function staysOutside(bounds: Bounds, object: TrackedObject, horizon: number): boolean {
  const [x, y] = object.position
  const [vx, vy] = object.velocity
  const cos = Math.abs(Math.cos(object.yaw))
  const sin = Math.abs(Math.sin(object.yaw))
  const alongX = 0.5 * (object.size[0] * cos + object.size[1] * sin)
  const alongY = 0.5 * (object.size[0] * sin + object.size[1] * cos)
  return (
    x + Math.max(0, vx * horizon) + alongX < bounds.rear ||
    x + Math.min(0, vx * horizon) - alongX > bounds.front ||
    y + Math.max(0, vy * horizon) + alongY < bounds.right ||
    y + Math.min(0, vy * horizon) - alongY > bounds.left
  )
}
