import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'
import type { Scene, TrackedObject } from '../../src/core/scene.ts'
import { type MotionProfile, PROFILE_STEP } from './motion-profile.ts'

export interface Collision {
  readonly objectId: number
  /** s from now. */
  readonly time: number
}

/** Existence from which an unconfirmed track is taken for real, and s without measurement after which it is not. */
const SUFFICIENT_EXISTENCE = 0.7
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
  const reach = farthest(profile)
  let limit = profile.count
  for (const object of scene.objects) {
    if (!isReal(object)) continue
    const radius = 0.5 * Math.hypot(object.size[0], object.size[1])
    const speed = Math.hypot(object.velocity[0], object.velocity[1])
    const horizon = (limit - 1) * PROFILE_STEP
    const distance = Math.hypot(object.position[0], object.position[1])
    if (distance > reach + speed * horizon + radius + geometry.length) continue
    const step = firstContact(profile, object, geometry, radius, limit)
    if (step < 0) continue
    first = { objectId: object.id, time: step * PROFILE_STEP }
    limit = step
    if (limit === 0) break
  }
  return first
}

function isReal(object: TrackedObject): boolean {
  if (!object.isConfirmed && object.existence < SUFFICIENT_EXISTENCE) return false
  if (object.coastingFor > LONGEST_COASTING) return false
  const { position, velocity, size, yaw } = object
  return Number.isFinite(position[0] + position[1] + velocity[0] + velocity[1] + size[0] + size[1] + yaw)
}

/** The step (below `limit`) of the first contact with one object, or -1. */
function firstContact(
  profile: MotionProfile,
  object: TrackedObject,
  geometry: VehicleGeometry,
  radius: number,
  limit: number,
): number {
  const egoRadius = 0.5 * Math.hypot(geometry.length, geometry.width) + MARGIN
  const toCentre = geometry.rearAxleToFront - 0.5 * geometry.length
  for (let k = 0; k < limit; k++) {
    const share = travelledSeconds(object, k * PROFILE_STEP)
    const x = object.position[0] + object.velocity[0] * share
    const y = object.position[1] + object.velocity[1] * share
    const yaw = profile.yaw[k]!
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    // The object's centre seen from the middle of the ego car.
    const dx = x - profile.x[k]! - toCentre * cos
    const dy = y - profile.y[k]! - toCentre * sin
    if (dx * dx + dy * dy > (radius + egoRadius) ** 2) continue
    const ahead = cos * dx + sin * dy
    const left = -sin * dx + cos * dy
    if (!boxesOverlap(ahead, left, object.yaw - yaw, object.size, geometry)) continue
    if (ahead + toCentre < 0 || profile.speed[k]! < STANDING_SPEED) return -1
    const along = object.velocity[0] * cos + object.velocity[1] * sin
    const isOncoming = along < ONCOMING_SPEED
    return isOncoming && k * PROFILE_STEP > ONCOMING_HORIZON ? -1 : k
  }
  return -1
}

/** How many seconds of its velocity an object has covered by `time`: all of them, or fewer while it brakes to a stop. */
function travelledSeconds(object: TrackedObject, time: number): number {
  const braking = -object.acceleration
  const speed = Math.hypot(object.velocity[0], object.velocity[1])
  if (!(braking > BRAKING_FROM) || speed === 0) return time
  const rate = Math.min(BRAKING_MOST, braking) / speed
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

/** m from the ego origin of now. */
function farthest(profile: MotionProfile): number {
  let most = 0
  for (let k = 0; k < profile.count; k++) most = Math.max(most, Math.hypot(profile.x[k]!, profile.y[k]!))
  return most
}
