import { doubleIntegratorGains } from '../../src/common/motion/lqr.ts'
import type { VehicleGeometry } from '../../src/common/vehicle/vehicle-table.ts'

/** Where the car is beside its plan, in the plan's direction of travel. */
export interface LateralError {
  /** m, positive when the car is left of the path. */
  readonly offset: number
  /** rad, positive when it points left of it. */
  readonly heading: number
}

/**
 * s. By Bryson's rule (largest error allowed 0.5 m, largest correction 1 m/s²) the regulator's natural time is
 * √(0.5 / 1): an offset is gone after some 3 s, slow against the latency and the steering lag of 0.1 s together.
 */
const NATURAL_TIME = Math.SQRT1_2
/** m. At walking speed the same time would make a path of hairpins. */
const SHORTEST_LENGTH = 4
/** m/s². A car far off its path comes back at a fixed angle: the offset asks for no more lateral acceleration than this. */
const LARGEST_OFFSET_ACCELERATION = 1.5

/**
 * Front wheel angle, rad: the path's curvature ahead as feed-forward and a linear-quadratic regulator in arc length,
 * where the kinematic bicycle beside a path is a double integrator whatever the speed, e″ = κ - κ_path
 * (Snider 2009, CMU-RI-TR-09-08, ch. 5, with station in place of time).
 */
export function lateralControl(
  error: LateralError,
  pathCurvature: number,
  speed: number,
  geometry: VehicleGeometry,
): number {
  const length = Math.max(SHORTEST_LENGTH, NATURAL_TIME * speed)
  const { position, rate } = doubleIntegratorGains(length)
  const farthest = Math.min(length, (LARGEST_OFFSET_ACCELERATION * length ** 2) / Math.max(1, speed ** 2))
  const offset = Math.min(farthest, Math.max(-farthest, error.offset))
  const correction = -position * offset - rate * Math.sin(error.heading)
  return Math.atan(geometry.wheelbase * (pathCurvature + correction))
}
