import type { Lens } from './lens.ts'
import type { Stamp } from './time.ts'

/** One recorded or live message: the unit of the order stage. */
export interface Message {
  /** As in the topic table, instance names filled in: `/can/0`, `/radar/front/scan`. */
  readonly topic: string
  /** When the measurement was taken. */
  readonly stamp: Stamp
  /** When it reached this computer; equal to `stamp` where the source has no arrival stamps. */
  readonly arrival: Stamp
  /** Counts up by one per topic at the source; tells a duplicate from a second measurement, and a gap. */
  readonly sequence: number
  readonly payload: Payload
}

export type Payload =
  | CanFrames
  | ImuSample
  | GnssFix
  | RadarScan
  | PointCloud
  | SensorPackets
  | CameraImage
  | CameraVideo
  | CameraCalibration
  | NavigationRoute
  | PoseTruth
  | ObjectsTruth
  | Opaque

/** Frames of one bus that share one reception stamp or burst. Column arrays, so that a burst costs no object a frame. */
export interface CanFrames {
  readonly kind: 'can'
  /** Bus name of the vehicle table, e.g. `0`. */
  readonly bus: string
  /** Arbitration ids, bit 31 set for extended ids (as in DBC files). */
  readonly ids: Uint32Array
  /** Frame i's payload is data[offsets[i], offsets[i + 1]). */
  readonly offsets: Uint32Array
  readonly data: Uint8Array
  /** Per-frame stamps, or null when all frames have the message's stamp. */
  readonly stamps: Float64Array | null
}

/** Inertial sample in the ego frame (x forward, y left, z up). */
export interface ImuSample {
  readonly kind: 'imu'
  /** Specific force, m/s²: about +9.81 on z when standing. NaN where not measured. */
  readonly acceleration: readonly [number, number, number]
  /** Angular velocity, rad/s, right-handed about x, y, z. */
  readonly angularVelocity: readonly [number, number, number]
}

/** One satellite fix. */
export interface GnssFix {
  readonly kind: 'gnss'
  /** WGS 84, rad. */
  readonly latitude: number
  readonly longitude: number
  /** Above the ellipsoid, m. */
  readonly altitude: number
  /** East, north, up variances, m²; NaN where unknown. */
  readonly positionVariance: readonly [number, number, number]
  /** Speed over ground, m/s; NaN where not reported. */
  readonly speed: number
  /** Course over ground, rad counter-clockwise from east; NaN where not reported. */
  readonly course: number
}

/** One radar cycle in the sensor's own frame: x along the boresight, y left, z up. */
export interface RadarScan {
  readonly kind: 'radar'
  readonly sensor: string
  readonly detections: readonly RadarDetection[]
}

export interface RadarDetection {
  /** m; standard deviations beside each value in the same unit, NaN where the sensor does not say. */
  readonly range: number
  readonly rangeStandardDeviation: number
  /** rad, left positive. */
  readonly azimuth: number
  readonly azimuthStandardDeviation: number
  /** rad, up positive; NaN where not measured. */
  readonly elevation: number
  readonly elevationStandardDeviation: number
  /** m/s, positive when opening, relative to the moving sensor. */
  readonly rangeRate: number
  readonly rangeRateStandardDeviation: number
  /** Radar cross section, dBsm; NaN where not measured. */
  readonly radarCrossSection: number
  /**
   * The sensor's own track slot, or -1: a hint for tests and reports, never used for association. A sensor that has tracks
   * of its own tells smoothed targets.
   */
  readonly slot: number
  /** The sensor says that the slot now holds another target than before. */
  readonly isNewInSlot: boolean
}

/** One lidar sweep as columns of equal length, in the sensor's own frame. Points without an echo may stand as NaN. */
export interface PointCloud {
  readonly kind: 'points'
  readonly sensor: string
  /** m */
  readonly x: Float32Array
  readonly y: Float32Array
  readonly z: Float32Array
  /** As the sensor sends it: 0..255, or 0..1 in KITTI; null where not measured. */
  readonly intensity: Float32Array | null
  /** Number of the laser; null where not told. */
  readonly ring: Uint16Array | null
  /** Firing time after the message's stamp, s; null where all points have been moved to the stamp, or it is not told. */
  readonly time: Float32Array | null
}

/**
 * Datagrams of one lidar or radar as they came from the network, in order of arrival: which of both, the topic says.
 * Column arrays, as in {@link CanFrames}.
 */
export interface SensorPackets {
  readonly kind: 'packets'
  readonly sensor: string
  /** As the vehicle table names decoders (`xt32`), or with the maker before it; empty where the source does not know. */
  readonly model: string
  /** Arrival of each datagram. */
  readonly stamps: Float64Array
  /** Datagram i is data[offsets[i], offsets[i + 1]). */
  readonly offsets: Uint32Array
  readonly data: Uint8Array
}

/** One compressed picture as the camera sent it; what its bytes are worth is not looked at before perceive. */
export interface CameraImage {
  readonly kind: 'image'
  readonly sensor: string
  /** jpeg, png or webp. */
  readonly format: string
  readonly bytes: Uint8Array
}

/** One access unit of a camera's film: the frames of a stream need one another, in order. */
export interface CameraVideo {
  readonly kind: 'video'
  readonly sensor: string
  /** h264 or h265, Annex B. */
  readonly format: string
  readonly bytes: Uint8Array
}

/** A camera's inner calibration, told once or from time to time. */
export interface CameraCalibration {
  readonly kind: 'camera-calibration'
  readonly sensor: string
  readonly lens: Lens
}

/** Where a navigation device wants the car to go: a line from a road map, of roads and not of lanes, some metres off. */
export interface NavigationRoute {
  readonly kind: 'navigation'
  /** WGS 84, rad; all of equal length. */
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
  /** From each point to the next, m/s; NaN where the map does not say. */
  readonly speedLimits: Float64Array
}

/** Ground truth of the ego vehicle. Never read by the pipeline. */
export interface PoseTruth {
  readonly kind: 'pose-truth'
  /** WGS 84 rad, rad, m; NaN when the drive has none (a generated world). */
  readonly latitude: number
  readonly longitude: number
  readonly altitude: number
  /** Position of the reference point in the world frame (east, north, up), m. */
  readonly position: readonly [number, number, number]
  /** Quaternion x, y, z, w: world from the reference body frame (forward, left, up). */
  readonly orientation: readonly [number, number, number, number]
  /** World frame, m/s. */
  readonly velocity: readonly [number, number, number]
  /** What the pose is of: the `ego` frame's origin, or a named point such as `camera`. */
  readonly referencePoint: string
}

/** Ground truth of the other road users. Never read by the pipeline. */
export interface ObjectsTruth {
  readonly kind: 'objects-truth'
  readonly objects: readonly TruthObject[]
}

export interface TruthObject {
  readonly id: number
  readonly class: ObjectClass
  /** Box centre in the world frame, m. */
  readonly position: readonly [number, number, number]
  /** rad counter-clockwise from east. */
  readonly yaw: number
  /** World frame, m/s. */
  readonly velocity: readonly [number, number, number]
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
}

export const OBJECT_CLASSES = [
  'unknown',
  'car',
  'truck',
  'bus',
  'motorcycle',
  'cyclist',
  'pedestrian',
  'static',
] as const
export type ObjectClass = (typeof OBJECT_CLASSES)[number]

/** A message that the stack carries but does not look into. */
export interface Opaque {
  readonly kind: 'opaque'
  readonly schema: string
  readonly bytes: Uint8Array
}
