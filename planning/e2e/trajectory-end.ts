import type { Waypoint } from '../../src/common/manifest/decoders/waypoints.ts'
import type { PlanarPose } from '../../src/common/motion/odometry.ts'

/** Where every trajectory begins: at the car. */
export const ORIGIN: Waypoint = { time: 0, x: 0, y: 0, yaw: 0, speed: null }

export function endOf(points: readonly Waypoint[]): PlanarPose {
  const { x, y, yaw } = points.at(-1) ?? ORIGIN
  return { x, y, yaw: yaw ?? 0 }
}

/** m/s, over the last step. */
export function endSpeed(points: readonly Waypoint[]): number {
  const end = points.at(-1) ?? ORIGIN
  const before = points.at(-2) ?? ORIGIN
  return end.time > before.time ? Math.hypot(end.x - before.x, end.y - before.y) / (end.time - before.time) : 0
}
