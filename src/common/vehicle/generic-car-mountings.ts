import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { Mounting } from './vehicle-table.ts'

const DEGREE = RADIANS_PER_DEGREE
const LEVEL = { pitch: 0, roll: 0 } as const

/**
 * Continental ARS 408-21 data sheet: near scan to 70 m within ±45°, 20 m within ±60°. Behind the bumpers' corners, turned
 * so that their fields meet ahead, beside and behind.
 */
const CORNER_FIELD = { azimuth: 60 * DEGREE, elevation: 10 * DEGREE, range: 70 }

/**
 * Pinhole cameras; a mounting's x axis is the optical axis, the optical frame (x right, y down, z forward) is turned from
 * it. Half angles of the images: front 768 × 384 at a focal length of 693 pixels, which shows a 0.3 m lamp at 50 m on 4.2
 * pixels; the others 384 × 192 over 80°, so that six of them leave no gap beyond 2 m.
 */
const FRONT_IMAGE = { azimuth: 29 * DEGREE, elevation: Math.atan(Math.tan(29 * DEGREE) / 2), range: 150 }
const SURROUND_IMAGE = { azimuth: 40 * DEGREE, elevation: Math.atan(Math.tan(40 * DEGREE) / 2), range: 80 }

/** Where the simulated car's sensors sit. */
export const GENERIC_CAR_MOUNTINGS = {
  'radar/front': {
    position: [3.65, 0, 0.5],
    yaw: 0,
    ...LEVEL,
    // Continental ARS 408-21 data sheet, far scan ±9° to 250 m, near scan ±45° to 70 m: one field between them.
    fieldOfView: { azimuth: 20 * DEGREE, elevation: 7 * DEGREE, range: 200 },
  },
  'radar/front-left': { position: [3.45, 0.8, 0.5], yaw: 60 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'radar/front-right': { position: [3.45, -0.8, 0.5], yaw: -60 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'radar/rear-left': { position: [-0.9, 0.75, 0.5], yaw: 135 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'radar/rear-right': { position: [-0.9, -0.75, 0.5], yaw: -135 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'lidar/roof': {
    position: [1.2, 0, 1.8],
    yaw: 0,
    ...LEVEL,
    // Velodyne HDL-64E S3 manual: +2° to -24.9°, 120 m for cars.
    fieldOfView: { azimuth: 180 * DEGREE, elevation: 24.9 * DEGREE, range: 120 },
  },
  'camera/front': { position: [1.9, 0, 1.35], yaw: 0, ...LEVEL, fieldOfView: FRONT_IMAGE },
  'camera/front-left': { position: [1.7, 0.5, 1.45], yaw: 60 * DEGREE, ...LEVEL, fieldOfView: SURROUND_IMAGE },
  'camera/front-right': { position: [1.7, -0.5, 1.45], yaw: -60 * DEGREE, ...LEVEL, fieldOfView: SURROUND_IMAGE },
  'camera/rear-left': { position: [1.2, 0.5, 1.45], yaw: 125 * DEGREE, ...LEVEL, fieldOfView: SURROUND_IMAGE },
  'camera/rear-right': { position: [1.2, -0.5, 1.45], yaw: -125 * DEGREE, ...LEVEL, fieldOfView: SURROUND_IMAGE },
  'camera/rear': { position: [-0.7, 0, 1.3], yaw: 180 * DEGREE, ...LEVEL, fieldOfView: SURROUND_IMAGE },
  imu: { position: [0, 0, 0.4], yaw: 0, ...LEVEL },
  gnss: { position: [0.6, 0, 1.5], yaw: 0, ...LEVEL },
} as const satisfies Readonly<Record<string, Mounting>>
