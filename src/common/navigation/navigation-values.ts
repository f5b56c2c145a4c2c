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

/** The places among what `writeNavigation` tells; null without a route. */
export function placesOf(values: Float32Array, places: number): Float32Array | null {
  return values.at(-1) === 1 ? values.subarray(0, 2 * places) : null
}

/**
 * Moves the places of {@link writeNavigation} sideways so that the route goes through the car: on their way from the
 * receiver and the device they are off by whole lanes, their shape is not. `distances`: theirs. How far they were off stays
 * told.
 */
export function alignNavigation(values: Float32Array, distances: readonly number[]): void {
  const places = distances.length
  const [offset, remaining] = [values[3 * places + 1]!, values[3 * places + 2]!]
  const first = Math.min(distances[0]!, remaining)
  if (first < SHORTEST) return
  // In the route's own frame the first place is (first, -offset): what is left of its bearing is the route's heading.
  const heading = Math.atan2(values[1]!, values[0]!) + Math.atan2(offset, first)
  const [x, y] = [-offset * Math.sin(heading), offset * Math.cos(heading)]
  for (let i = 0; i < places; i++) {
    values[2 * i]! += x
    values[2 * i + 1]! += y
  }
}

/** m of route within which its heading at the car is looked for. */
const SHORTEST = 1
