/** How the ego vehicle moves: the ego frame's origin (ground under the rear axle) in the world frame. */
export interface EgoMotion {
  /** m */
  readonly x: number
  readonly y: number
  /** rad counter-clockwise from east, not wrapped. */
  readonly yaw: number
  /** Along and across the car at the rear axle, m/s; never backwards. */
  readonly speed: number
  readonly lateralSpeed: number
  /** rad/s, left positive. */
  readonly yawRate: number
  /** Along x, m/s². */
  readonly acceleration: number
  /** Across, at the rear axle, m/s², left positive. */
  readonly lateralAcceleration: number
  /** rad, left positive; rad/s. */
  readonly frontWheelAngle: number
  readonly frontWheelAngleRate: number
}

/** Standing or rolling straight on. */
export function egoMotionAt(x: number, y: number, yaw: number, speed: number): EgoMotion {
  return {
    x,
    y,
    yaw,
    speed,
    lateralSpeed: 0,
    yawRate: 0,
    acceleration: 0,
    lateralAcceleration: 0,
    frontWheelAngle: 0,
    frontWheelAngleRate: 0,
  }
}
