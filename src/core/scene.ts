import type { SensorFrames } from './frames.ts'
import type { ObjectClass } from './messages.ts'
import type { Stamp } from './time.ts'

/** The fused picture of the world at one stamp: all that planning sees of the outside. */
export interface Scene {
  readonly stamp: Stamp
  readonly ego: EgoState
  readonly objects: readonly TrackedObject[]
  /** Newest measurement stamp that went into the scene, by sensor. */
  readonly newest: ReadonlyMap<string, Stamp>
  /** The sensors' own newest data, unfused. */
  readonly frames: SensorFrames
  /** Where the ground can be driven on; left out where no sensor sees the ground. */
  readonly drivable?: DrivableArea
}

/**
 * The drivable ground as sensors see it: lidar ground and kerbs, the lane driven so far. Never from the planning network,
 * which it is there to check.
 */
export interface DrivableArea {
  /** Can the ground at (x, y), m in the ego frame at the scene's stamp, be driven on? null: nobody has seen it. */
  isDrivable(x: number, y: number): boolean | null
}

/** Ego vehicle at the ego frame's origin (ground under the middle of the rear axle). */
export interface EgoState {
  readonly stamp: Stamp
  /** False until the filter has seen a speed and a yaw rate. The remaining fields are then zero. */
  readonly isValid: boolean
  /** World frame (east, north, up of `origin`), m. */
  readonly position: readonly [number, number, number]
  /** Geodetic origin of the world frame, rad, rad, m; null while there was no fix (the frame then starts at the car). */
  readonly origin: { readonly latitude: number; readonly longitude: number; readonly altitude: number } | null
  /** rad counter-clockwise from east; from the start heading while there was no course. */
  readonly yaw: number
  /** Along x, m/s. */
  readonly speed: number
  /** rad/s, left positive. */
  readonly yawRate: number
  /** Along x, m/s². */
  readonly acceleration: number
  /** Measured at the front wheels, rad, left positive; NaN where the car does not report it. */
  readonly frontWheelAngle: number
  /** Row-major 5×5 covariance of east, north, yaw, speed, yaw rate (m, m, rad, m/s, rad/s). */
  readonly covariance: Float64Array
  /** What the filter has learnt of its own sensors, by name (`wheelScale`, `gyroBias`, …) with standard deviation. */
  readonly calibration: ReadonlyMap<string, { readonly value: number; readonly standardDeviation: number }>
}

/** One road user. Positions are in the ego frame at the scene's stamp; velocities are over ground, in ego axes. */
export interface TrackedObject {
  readonly id: number
  readonly class: ObjectClass
  /** Probability that the object exists, 0..1. */
  readonly existence: number
  readonly isConfirmed: boolean
  /** Seconds since a measurement last updated the track. */
  readonly coastingFor: number
  /** Seconds since the track's birth. */
  readonly age: number
  /** Box centre, ego frame, m. */
  readonly position: readonly [number, number, number]
  /** rad, ego frame, counter-clockwise from x. */
  readonly yaw: number
  /** Over ground, ego axes, m/s. */
  readonly velocity: readonly [number, number]
  /** Over ground along the heading, m/s². */
  readonly acceleration: number
  /** rad/s */
  readonly yawRate: number
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  /** Row-major 4×4 covariance of x, y, vx, vy (m, m/s). */
  readonly covariance: Float64Array
}
