import type { Lens } from './lens.ts'
import type { ObjectClass, RadarDetection } from './messages.ts'
import type { Stamp } from './time.ts'

/** What perceive makes of messages and fuse consumes: physical quantities with their covariance, no bytes. */
export type Observation =
  | WheelSpeedObservation
  | SteeringObservation
  | YawRateObservation
  | InertialObservation
  | GnssObservation
  | RadarObservation
  | BoxObservation
  | CameraBoxObservation
  | ImageFrame
  | SweepFrame
  | NavigationObservation

interface ObservationBase {
  readonly stamp: Stamp
  /** Instance name, the unit of health, timing and calibration: `wheel-speeds`, `radar/front`. */
  readonly sensor: string
  /** Orders observations of one sensor with equal stamps; the same number again is a duplicate. */
  readonly sequence: number
}

/** Circumferential speeds by the car's own wheel radius, m/s, forward positive. */
export interface WheelSpeedObservation extends ObservationBase {
  readonly kind: 'wheel-speeds'
  readonly frontLeft: number
  readonly frontRight: number
  readonly rearLeft: number
  readonly rearRight: number
}

/** Steering angle at the front wheels (steering wheel angle over the ratio), rad, left positive. */
export interface SteeringObservation extends ObservationBase {
  readonly kind: 'steering'
  readonly frontWheelAngle: number
  /** rad/s; NaN where not measured. */
  readonly frontWheelAngleRate: number
}

/** Yaw rate from the car's own sensor, rad/s, left positive. */
export interface YawRateObservation extends ObservationBase {
  readonly kind: 'yaw-rate'
  readonly yawRate: number
}

/** As {@link ImuSample}: ego frame, specific force m/s², angular velocity rad/s. */
export interface InertialObservation extends ObservationBase {
  readonly kind: 'imu'
  readonly acceleration: readonly [number, number, number]
  readonly angularVelocity: readonly [number, number, number]
}

/** As {@link GnssFix}: rad, rad, m, m², m/s, rad counter-clockwise from east. */
export interface GnssObservation extends ObservationBase {
  readonly kind: 'gnss'
  readonly latitude: number
  readonly longitude: number
  readonly altitude: number
  readonly positionVariance: readonly [number, number, number]
  readonly speed: number
  readonly course: number
}

/** One radar cycle, possibly without a target: an empty scan is evidence too. Sensor frame. */
export interface RadarObservation extends ObservationBase {
  readonly kind: 'radar'
  readonly detections: readonly RadarDetection[]
}

/** One cycle of a sensor that measures oriented 3D boxes (lidar clusters, a camera network), sensor frame. */
export interface BoxObservation extends ObservationBase {
  readonly kind: 'boxes'
  readonly boxes: readonly BoxDetection[]
}

export interface BoxDetection {
  /** Box centre in the sensor's frame, m. */
  readonly position: readonly [number, number, number]
  /** rad counter-clockwise from the sensor's x axis; may be off by 180°. */
  readonly yaw: number
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  readonly class: ObjectClass
  /** 0..1 */
  readonly score: number
  /** Row-major 4×4 covariance of x, y, z, yaw (m, rad), or null to take the sensor type's table. */
  readonly covariance: Float64Array | null
}

/**
 * The sensor name of boxes that a planner's own network has found beside its plan, in the ego frame: it sees by the sensors of
 * the car, and has no place of its own on it.
 */
export const PLANNER_OBJECTS = 'planner/objects'

/** One cycle of a camera's 2D boxes. */
export interface CameraBoxObservation extends ObservationBase {
  readonly kind: 'camera-boxes'
  readonly boxes: readonly CameraBoxDetection[]
}

export interface CameraBoxDetection {
  /** Direction of the box's middle in the camera's ground-aligned frame, rad, left positive. */
  readonly bearing: number
  readonly bearingStandardDeviation: number
  /** Angle of the box's lower edge below the horizon, rad, positive downwards; NaN when cut off. */
  readonly groundContact: number
  readonly groundContactStandardDeviation: number
  /** Angular height of the box, rad; NaN when cut off. */
  readonly apparentHeight: number
  readonly apparentHeightStandardDeviation: number
  /**
   * m over the ground to the near end, where the picture measures it by more than the foot (a car's width), and its standard
   * deviation: in place of contact and height, which come from the same edges.
   */
  readonly distance?: number
  readonly distanceStandardDeviation?: number
  readonly class: ObjectClass
  /** 0..1 */
  readonly score: number
}

/**
 * One decoded picture. Fusion passes the newest of each camera on to planners that look for themselves
 * ({@link SensorFrames}). The pixels are the decoder's: valid while the frame is one of the camera's newest four.
 */
export interface ImageFrame extends ObservationBase {
  readonly kind: 'image'
  readonly width: number
  readonly height: number
  /** Row-major R, G, B, 8 bits each. */
  readonly pixels: Uint8Array
  /** For pictures of `width` × `height`; null while the camera has told no calibration. */
  readonly lens: Lens | null
  /** Where the camera sits, as in the vehicle table; null where it is not mounted there. */
  readonly mounting: SensorPose | null
  /** What is wrong with the picture: whoever drives by it should not trust it. Null: nothing. */
  readonly fault: ImageFault | null
}

/**
 * frozen: the same picture again and again; swapped: it or its number is older than the last one's; blinded: black, white
 * or without contrast; wrong-size: not of the size that the camera was calibrated for.
 */
export type ImageFault = 'frozen' | 'swapped' | 'blinded' | 'wrong-size'

/** A sensor's frame in the ego frame: position, m, then yaw, pitch (nose down), roll about z, y, x, rad. */
export interface SensorPose {
  readonly position: readonly [number, number, number]
  readonly yaw: number
  readonly pitch: number
  readonly roll: number
}

/** One lidar sweep in the ego frame at `stamp`, the car's motion during the sweep taken out. Columns of `count` points. */
export interface SweepFrame extends ObservationBase {
  readonly kind: 'sweep'
  readonly count: number
  /** m; valid while the frame is one of the lidar's newest four. */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** Over the ground as the sweep shows it, m; z is over the ego frame's plane, which slopes leave. */
  readonly height: Float32Array
  /** 0..1 */
  readonly intensity: Float32Array
}

/** As {@link NavigationRoute}: WGS 84, rad; m/s. Fusion passes the newest on. */
export interface NavigationObservation extends ObservationBase {
  readonly kind: 'navigation'
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
  readonly speedLimits: Float64Array
}
