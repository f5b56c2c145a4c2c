/**
 * A circular arc from the ego origin along x: curvature 1/m, left positive, 0 for the straight line.
 * Station is the length along it (m), offset the distance from it (m, left positive).
 */
export interface ArcPoint {
  readonly station: number
  readonly offset: number
}

export interface ArcPose {
  readonly x: number
  readonly y: number
  readonly yaw: number
}

/** Below this turn the chord is the arc to 1e-13 of its length, and sin(θ)/θ would lose digits. */
const SMALL_TURN = 1e-6

/** The pose on the arc `station` metres from the origin. */
export function poseOnArc(curvature: number, station: number): ArcPose {
  const yaw = curvature * station
  if (Math.abs(yaw) < SMALL_TURN) return { x: station, y: 0.5 * yaw * station, yaw }
  return { x: Math.sin(yaw) / curvature, y: (1 - Math.cos(yaw)) / curvature, yaw }
}

/**
 * Station and offset of a point. With q the distance from the turning centre in radii, offset = (1 - q) / κ, written
 * as (1 - q²) / (κ(1 + q)) so that it has no pole at κ = 0. Stations are in (-π/|κ|, π/|κ|].
 */
export function pointOnArc(curvature: number, x: number, y: number): ArcPoint {
  const q = Math.hypot(curvature * x, 1 - curvature * y)
  const offset = (2 * y - curvature * (x * x + y * y)) / (1 + q)
  const turn = Math.atan2(curvature * x, 1 - curvature * y)
  return { station: Math.abs(turn) < SMALL_TURN ? x / (1 - curvature * y) : turn / curvature, offset }
}
