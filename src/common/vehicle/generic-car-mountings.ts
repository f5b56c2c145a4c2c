import { RADIANS_PER_DEGREE } from '../../core/angle.ts'
import type { Mounting } from './vehicle-table.ts'

const DEGREE = RADIANS_PER_DEGREE
const LEVEL = { pitch: 0, roll: 0 } as const

/**
 * Continental ARS 408-21 data sheet: near scan to 70 m within ±45°, 20 m within ±60°. Behind the bumpers' corners, turned
 * so that their fields meet ahead, beside and behind.
 */
const CORNER_FIELD = { azimuth: 45 * DEGREE, elevation: 10 * DEGREE, range: 70 }

/**
 * Cameras; a mounting's x axis is the optical axis, the optical frame (x right, y down, z forward) is turned from it. Half
 * angles of the images: front 768 × 384 at a focal length of 700 pixels, which shows a 0.3 m lamp at 50 m on 4.2 pixels;
 * the others 384 × 192 at 245 pixels. Lenses: src/simulation/camera/camera-spec.ts.
 */
const FRONT_IMAGE = { azimuth: Math.atan(384 / 700), elevation: Math.atan(192 / 700), range: 150 }
const SURROUND_IMAGE = { azimuth: Math.atan(192 / 245), elevation: Math.atan(96 / 245), range: 80 }
const camera = (
  position: readonly [number, number, number],
  yawDeg: number,
  pitchDeg: number,
  fieldOfView: NonNullable<Mounting['fieldOfView']>,
): Mounting => ({ position, yaw: yawDeg * DEGREE, pitch: pitchDeg * DEGREE, roll: 0, fieldOfView })

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
  'radar/back-left': { position: [-0.9, 0.75, 0.5], yaw: 135 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'radar/back-right': { position: [-0.9, -0.75, 0.5], yaw: -135 * DEGREE, ...LEVEL, fieldOfView: CORNER_FIELD },
  'lidar/roof': {
    position: [1.2, 0, 1.8],
    yaw: 0,
    ...LEVEL,
    // Velodyne HDL-64E S3 manual: +2° to -24.9°, 120 m for cars.
    fieldOfView: { azimuth: 180 * DEGREE, elevation: 24.9 * DEGREE, range: 120 },
  },
  'camera/front': camera([1.7, 0, 1.45], 0, 1.5, FRONT_IMAGE),
  'camera/front-left': camera([1.5, 0.75, 1.4], 55, 3, SURROUND_IMAGE),
  'camera/front-right': camera([1.5, -0.75, 1.4], -55, 3, SURROUND_IMAGE),
  'camera/back-left': camera([1, 0.8, 1.4], 115, 3, SURROUND_IMAGE),
  'camera/back-right': camera([1, -0.8, 1.4], -115, 3, SURROUND_IMAGE),
  'camera/back': camera([-0.85, 0, 1.25], 180, 5, SURROUND_IMAGE),
  imu: { position: [0, 0, 0.4], yaw: 0, ...LEVEL },
  gnss: { position: [0.6, 0, 1.5], yaw: 0, ...LEVEL },
} as const satisfies Readonly<Record<string, Mounting>>
