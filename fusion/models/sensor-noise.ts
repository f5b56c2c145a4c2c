/** Standard deviations that a detection of this type of sensor has where the sensor does not say. */
export interface BoxNoise {
  /** Of a box centre along the line of sight and across it: at zero range, and growing with range (m, m a m). */
  readonly along: number
  readonly alongPerRange: number
  readonly across: number
  readonly acrossPerRange: number
  /** m */
  readonly height: number
  /** rad */
  readonly yaw: number
  /** Of each of length, width, height: m. */
  readonly size: number
}

/**
 * Assumed, not measured: a lidar cluster's centre is uncertain by a quarter of a car's unseen side, not by the beam's
 * centimetres; a camera network's distance by 5-8 % (KITTI 3D detection benchmarks of monocular networks). The planner's network: its centres are
 * 0.74 m off on average (docs/results.md), on a grid of 2 m.
 */
export const BOX_NOISE = {
  lidar: { along: 0.2, alongPerRange: 0.002, across: 0.12, acrossPerRange: 0.002, height: 0.15, yaw: 0.09, size: 0.3 },
  camera: { along: 0.3, alongPerRange: 0.06, across: 0.15, acrossPerRange: 0.006, height: 0.3, yaw: 0.2, size: 0.3 },
  planner: { along: 0.6, alongPerRange: 0.01, across: 0.6, acrossPerRange: 0.01, height: 0.5, yaw: 0.3, size: 0.6 },
} as const satisfies Record<string, BoxNoise>

export interface RadarNoise {
  /** m */
  readonly range: number
  /** rad */
  readonly azimuth: number
  readonly elevation: number
  /** m/s */
  readonly rangeRate: number
}

/**
 * Assumed, in the order of 77 GHz car radars, not taken from one data sheet: a target's range and range rate wander over
 * its body and wheels by more than the radar resolves. Without elevation the beam's half height stands in. `production`
 * is a car maker's radar whose messages carry no accuracy.
 */
export const RADAR_NOISE = {
  far: { range: 0.4, azimuth: 0.0044, elevation: 0.12, rangeRate: 0.1 },
  near: { range: 0.1, azimuth: 0.0087, elevation: 0.17, rangeRate: 0.1 },
  production: { range: 0.4, azimuth: 0.012, elevation: 0.12, rangeRate: 0.15 },
} as const satisfies Record<string, RadarNoise>

export interface CameraNoise {
  /** rad each */
  readonly bearing: number
  readonly groundContact: number
  readonly apparentHeight: number
}

/** Assumed: two pixels of a 1280-pixel, 60° camera for edges of a network's 2D box; its lower edge also feels braking. */
export const CAMERA_NOISE = {
  front: { bearing: 0.0017, groundContact: 0.003, apparentHeight: 0.0024 },
  surround: { bearing: 0.004, groundContact: 0.006, apparentHeight: 0.006 },
} as const satisfies Record<string, CameraNoise>

/** The sensor's own standard deviation where it gives a usable one, else the table's. */
export function deviationOr(own: number, table: number): number {
  return own > 0 && own < Number.POSITIVE_INFINITY ? own : table
}
