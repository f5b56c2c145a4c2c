import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { ObjectClass } from '../../core/messages.ts'

/**
 * What each type of sensor does to the truth: the only place with such figures. Standard deviations unless said
 * otherwise. An accuracy given as ±a in a data sheet is taken as two standard deviations. "Assumed" is said where no
 * public sheet gives a figure.
 */
export type SensorSheet = LidarBoxSheet | RadarSheet | CameraBoxSheet

interface SheetBase {
  /** What the figures are taken from. */
  readonly device: string
  /** Measurements a second. */
  readonly rate: number
  /** s from measurement to arrival: the least, and the largest addition to it. */
  readonly latency: number
  readonly latencyJitter: number
}

/** A network on lidar points that gives oriented boxes. */
export interface LidarBoxSheet extends SheetBase {
  readonly kind: 'lidar-boxes'
  /** m */
  readonly range: number
  /** rad between neighbouring beams: decides how many points an object catches. */
  readonly azimuthStep: number
  readonly elevationStep: number
  /** Points at which half of the objects are found. */
  readonly pointsForHalf: number
  /** Of an object full of points. */
  readonly detectionProbability: number
  /** Of the box centre along the line of sight and across it: m, and m a m of range. */
  readonly along: number
  readonly alongPerRange: number
  readonly across: number
  readonly acrossPerRange: number
  /** m */
  readonly height: number
  /** rad; and the share of boxes that look backwards. */
  readonly yaw: number
  readonly reversedShare: number
  /** Relative, of each of length, width, height. */
  readonly size: number
  /** Share of boxes with a wrong class. */
  readonly wrongClass: number
  /** False boxes a cycle. */
  readonly falseAlarms: number
}

export interface RadarSheet extends SheetBase {
  readonly kind: 'radar'
  /** Reach by azimuth from the boresight, narrowest first: rad (half angle), m. */
  readonly reach: readonly { readonly azimuth: number; readonly range: number }[]
  /** rad, half angle. */
  readonly elevation: number
  /** m */
  readonly nearest: number
  /** Two reflections closer than all three are one: m, rad, m/s. */
  readonly cell: { readonly range: number; readonly azimuth: number; readonly rangeRate: number }
  /** m, m/s */
  readonly range: number
  readonly rangeRate: number
  /** rad, by azimuth from the boresight, linear between. */
  readonly azimuth: readonly { readonly azimuth: number; readonly deviation: number }[]
  /** m at which a fluctuating target of {@link REFERENCE_CROSS_SECTION} is found in nine of ten cycles. */
  readonly referenceRange: number
  /** Of one resolution cell: sets the threshold. */
  readonly falseAlarmProbability: number
  /** False targets a cycle: reflections of standing things that are no road users, and noise peaks. */
  readonly clutter: number
  readonly noisePeaks: number
  /** Probability that a target is seen a second time at twice its range, by the way target - ego - target. */
  readonly doubleBounce: number
}

/** A network on camera images that gives 2D boxes. */
export interface CameraBoxSheet extends SheetBase {
  readonly kind: 'camera-boxes'
  /** Pixels across the horizontal field of view (see the mounting): with it the focal length. */
  readonly width: number
  /** Of each edge of a box: pixels, and share of the box's height, added in squares. */
  readonly edge: number
  readonly edgeShare: number
  /** Visible pixels of height at which half of the objects are found. */
  readonly pixelsForHalf: number
  readonly detectionProbability: number
  readonly wrongClass: number
  /** False boxes a cycle. */
  readonly falseAlarms: number
}

/** dBsm; the threshold figures of radars are for this target. */
export const REFERENCE_CROSS_SECTION = 10

/**
 * Mean radar cross section, dBsm. Skolnik 2001 ("Introduction to Radar Systems", table 2.1) gives 20 for a car, 23 for a
 * truck, 3 for a bicycle, 0 for a man at microwave frequencies; at 77 GHz and car distances less is seen at a time: 10 dB
 * less assumed for vehicles, 5 for people.
 */
export const RADAR_CROSS_SECTION: Readonly<Record<ObjectClass, number>> = {
  unknown: 5,
  car: 10,
  truck: 15,
  bus: 16,
  motorcycle: 5,
  cyclist: 0,
  pedestrian: -5,
  static: 5,
}

const DEGREE = RADIANS_PER_DEGREE
const KMH = 1 / 3.6

/**
 * Beams: Velodyne HDL-64E S3 manual (63-9194): 64 beams over 26.9°, 120 m for cars; 1024 firings a turn at 10 Hz.
 * Boxes: CenterPoint (Yin et al. 2021, nuScenes test): mean centre error 0.26 m = 1.25 σ of each axis, cars' yaw error
 * about 6°; how they split along and across the line of sight, detection and false alarms are assumed. Latency: a sweep
 * takes 100 ms, its boxes about half of that again (assumed).
 */
const ROOF_LIDAR_BOXES: LidarBoxSheet = {
  kind: 'lidar-boxes',
  device: 'Velodyne HDL-64E S3 with CenterPoint',
  rate: 10,
  latency: 0.05,
  latencyJitter: 0.02,
  range: 120,
  azimuthStep: (2 * Math.PI) / 1024,
  elevationStep: (26.9 * DEGREE) / 63,
  pointsForHalf: 5,
  detectionProbability: 0.97,
  along: 0.15,
  alongPerRange: 0.002,
  across: 0.1,
  acrossPerRange: 0.002,
  height: 0.1,
  yaw: 6 * DEGREE,
  reversedShare: 0.03,
  size: 0.05,
  wrongClass: 0.02,
  falseAlarms: 0.1,
}

/**
 * Continental ARS 408-21 data sheet (2017): far scan ±9° to 250 m, near scan to 70 m at ±45° and 20 m at ±60°; far
 * ±0.40 m, ±0.1°, cell 1.79 m and 1.6°; near ±0.10 m, ±0.3° (0°), ±1° (45°), ±5° (60°), cell 0.39 m and 3.2°; ±0.1 km/h,
 * cell 0.37 km/h. One set between the two scans: range as far, azimuth as near beyond ±9°. The sheet's cycle is 72 ms; 50 ms
 * is that of its successor ARS 548. Detection at 200 m of a car, false alarms, clutter, ghosts and latency are assumed.
 */
const LONG_RANGE_RADAR: RadarSheet = {
  kind: 'radar',
  device: 'Continental ARS 408-21',
  rate: 20,
  latency: 0.04,
  latencyJitter: 0.01,
  reach: [
    { azimuth: 9 * DEGREE, range: 250 },
    { azimuth: 45 * DEGREE, range: 70 },
    { azimuth: 60 * DEGREE, range: 20 },
  ],
  elevation: 7 * DEGREE,
  nearest: 0.2,
  cell: { range: 1.79, azimuth: 1.6 * DEGREE, rangeRate: 0.37 * KMH },
  range: 0.2,
  rangeRate: 0.05 * KMH,
  azimuth: [
    { azimuth: 0, deviation: 0.05 * DEGREE },
    { azimuth: 9 * DEGREE, deviation: 0.15 * DEGREE },
    { azimuth: 45 * DEGREE, deviation: 0.5 * DEGREE },
    { azimuth: 60 * DEGREE, deviation: 2.5 * DEGREE },
  ],
  referenceRange: 200,
  falseAlarmProbability: 1e-6,
  clutter: 0.6,
  noisePeaks: 0.05,
  doubleBounce: 0.01,
}

/** The same sheet's near scan as a corner radar; the cycle, detection at 70 m and false targets are assumed. */
const CORNER_RADAR: RadarSheet = {
  ...LONG_RANGE_RADAR,
  device: 'Continental ARS 408-21, near scan',
  reach: [
    { azimuth: 45 * DEGREE, range: 70 },
    { azimuth: 60 * DEGREE, range: 20 },
  ],
  elevation: 10 * DEGREE,
  cell: { range: 0.39, azimuth: 3.2 * DEGREE, rangeRate: 0.43 * KMH },
  range: 0.05,
  azimuth: [
    { azimuth: 0, deviation: 0.15 * DEGREE },
    { azimuth: 45 * DEGREE, deviation: 0.5 * DEGREE },
    { azimuth: 60 * DEGREE, deviation: 2.5 * DEGREE },
  ],
  referenceRange: 70,
  clutter: 0.4,
}

/**
 * onsemi AR0231AT data sheet: 1928 × 1208 pixels; 10 Hz assumed. Edges of a network's boxes, detection, false alarms and
 * latency (exposure, transport, network) are assumed; KITTI calls boxes under 25 pixels of height too small to judge.
 */
const FRONT_CAMERA_BOXES: CameraBoxSheet = {
  kind: 'camera-boxes',
  device: 'onsemi AR0231AT with a 2D box network',
  rate: 10,
  latency: 0.06,
  latencyJitter: 0.02,
  width: 1928,
  edge: 1.5,
  edgeShare: 0.03,
  pixelsForHalf: 18,
  detectionProbability: 0.95,
  wrongClass: 0.03,
  falseAlarms: 0.05,
}

/** Every type of sensor, by name. */
export const SENSOR_SHEETS = {
  'roof-lidar-boxes': ROOF_LIDAR_BOXES,
  'long-range-radar': LONG_RANGE_RADAR,
  'corner-radar': CORNER_RADAR,
  'front-camera-boxes': FRONT_CAMERA_BOXES,
  'surround-camera-boxes': FRONT_CAMERA_BOXES,
} as const satisfies Record<string, SensorSheet>

/**
 * Bosch BMI088 data sheet: 0.014 °/s/√Hz and 175 µg/√Hz, here over 50 Hz and with the engine's vibration (assumed);
 * zero-rate offset ±1 °/s and 20 mg before, a tenth of it after the maker's calibration (assumed). Random walk of the
 * biases: rad/s per √s and m/s² per √s, from consumer MEMS bias instability of some 10 °/h (assumed).
 */
export const INERTIAL_SHEET = {
  rate: 100,
  latency: 0.002,
  latencyJitter: 0.001,
  gyro: 0.1 * DEGREE,
  gyroBias: 0.1 * DEGREE,
  gyroBiasWalk: 2e-5,
  accelerometer: 0.05,
  accelerometerBias: 0.02,
  accelerometerBiasWalk: 2e-4,
} as const

/**
 * u-blox M8 data sheet UBX-15031086, table 1: 2.5 m circular error probable = 1.1774 σ of each axis, 0.05 m/s and 0.3°
 * with half of the errors below (0.6745 σ). Most of a fix's error stays alike for minutes (Olynik et al. 2002); how it
 * splits is assumed. Latency and the vertical factor 1.5 are assumed.
 */
export const GNSS_SHEET = {
  rate: 10,
  latency: 0.08,
  latencyJitter: 0.02,
  slowError: 2,
  slowTime: 120,
  whiteError: 0.3,
  verticalFactor: 1.5,
  speed: 0.05 / 0.6745,
  course: (0.3 * DEGREE) / 0.6745,
} as const
