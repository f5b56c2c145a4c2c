import type { RouteAhead } from './route-ahead.ts'

/** m: a route that goes on beyond is told as one of this length, so that a network need not learn large numbers. */
const FARTHEST_END = 200

/** Numbers that {@link writeNavigation} writes for so many places ahead. */
export function navigationLength(places: number): number {
  return 2 * places + (places + 1) + 3
}

/**
 * What a network is told of the route, into `out`: x, y of each place ahead (ego frame, m), speed limits at the car and at
 * each place (m/s; 0 where unknown), m from the car to the route (left of it positive), m left of it (200 at most), and
 * 1. Without a route all are 0.
 */
export function writeNavigation(ahead: RouteAhead | null, out: Float32Array): void {
  out.fill(0)
  if (ahead === null) return
  const { points, speedLimits, offset, remaining } = ahead
  out.set(points)
  for (const [i, limit] of speedLimits.entries()) out[points.length + i] = Number.isNaN(limit) ? 0 : limit
  const at = points.length + speedLimits.length
  out[at] = offset
  out[at + 1] = Math.min(FARTHEST_END, Math.max(0, remaining))
  out[at + 2] = 1
}
