import type { Random } from '../../common/random/xoshiro.ts'
import { angleDifference } from '../../core/angle.ts'
import type { BodySet } from './body-set.ts'
import type { RadarReceiver } from './radar-receiver.ts'
import type { RadarReflections } from './radar-reflections.ts'
import type { RadarView } from './radar-view.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** Chance that a cycle holds an image of a road user, where a wall could make one; assumed. */
const MIRROR_CHANCE = 0.05
/** m: shorter walls mirror nothing. */
const LEAST_WALL = 4

/**
 * Ghosts: targets that a long wall or guard rail mirrors, on the way sensor - wall - target - wall - sensor. The image of
 * the target at P and its velocity v, mirrored at the wall's plane through W with normal n, is P - 2((P - W)·n)n and
 * v - 2(v·n)n; it shows the image's range, azimuth and range rate. One wall, drawn among those in view, serves a cycle.
 */
export function addMirrorImages(
  reflections: RadarReflections,
  view: RadarView,
  bodies: BodySet,
  placement: SensorPlacement,
  receiver: RadarReceiver,
  random: Random,
): void {
  // Drawn whether used or not, so that the rest of the cycle does not depend on it.
  const chance = random.uniform()
  const start = Math.floor(random.uniform() * view.count)
  if (chance >= MIRROR_CHANCE) return
  const wallHit = findHit(view, start, (body) => isWall(bodies, body))
  const targetHit = findHit(view, start, (body) => bodies.owner[body]! > 0)
  if (wallHit < 0 || targetHit < 0) return
  const wall = view.body[wallHit]!
  const target = view.body[targetHit]!
  const [nx, ny] = longSideNormal(bodies, wall, view, wallHit, placement)
  const wallPoint = pointOf(view, wallHit, placement)
  const targetPoint = pointOf(view, targetHit, placement)
  const depth = (targetPoint.x - wallPoint.x) * nx + (targetPoint.y - wallPoint.y) * ny
  // Only what stands before the wall has an image behind it.
  if (depth <= 0) return
  const x = targetPoint.x - 2 * depth * nx
  const y = targetPoint.y - 2 * depth * ny
  const along = bodies.vx[target]! * nx + bodies.vy[target]! * ny
  const vx = bodies.vx[target]! - 2 * along * nx - placement.vx
  const vy = bodies.vy[target]! - 2 * along * ny - placement.vy
  const range = Math.hypot(x, y)
  const azimuth = angleDifference(Math.atan2(y, x), placement.yaw)
  reflections.add(range, azimuth, 0, (vx * x + vy * y) / range, receiver.crossSectionFor(range))
}

function isWall(bodies: BodySet, body: number): boolean {
  return bodies.isBox[body] === 1 && bodies.owner[body]! < 0 && 2 * bodies.halfLength[body]! > LEAST_WALL
}

/** The first hit from `start` on, round the list, on a body of that kind; -1 when there is none. */
function findHit(view: RadarView, start: number, isMeant: (body: number) => boolean): number {
  for (let k = 0; k < view.count; k++) {
    const hit = (start + k) % view.count
    if (isMeant(view.body[hit]!)) return hit
  }
  return -1
}

/** From the sensor, world axes, m. */
function pointOf(view: RadarView, hit: number, placement: SensorPlacement): { readonly x: number; readonly y: number } {
  const direction = placement.yaw + view.azimuth[hit]!
  return { x: view.distance[hit]! * Math.cos(direction), y: view.distance[hit]! * Math.sin(direction) }
}

/** Normal of a box's long side that looks to the sensor. */
function longSideNormal(
  bodies: BodySet,
  wall: number,
  view: RadarView,
  hit: number,
  placement: SensorPlacement,
): readonly [number, number] {
  const nx = -bodies.sin[wall]!
  const ny = bodies.cos[wall]!
  const { x, y } = pointOf(view, hit, placement)
  return x * nx + y * ny > 0 ? [-nx, -ny] : [nx, ny]
}
