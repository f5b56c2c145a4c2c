/**
 * Elements of the ego filter's state x. Position and motion are those of the ego frame's origin (ground under the
 * middle of the rear axle).
 */
export const EGO = {
  /** World frame (east, north, up of the origin), m. */
  east: 0,
  north: 1,
  up: 2,
  /** rad counter-clockwise from east. */
  yaw: 3,
  /** Along x, m/s, rad/s, m/s². */
  speed: 4,
  yawRate: 5,
  acceleration: 6,
  /** Sine of the road's inclination along x, uphill positive. */
  slope: 7,
  /** True speed over reported wheel speed. */
  wheelScale: 8,
  /** Reported minus true: yaw gyroscope and the car's yaw-rate sensor, rad/s, front-wheel angle, rad. */
  gyroBias: 9,
  yawRateBias: 10,
  steeringOffset: 11,
  /** Reported minus true forward specific force, m/s²: sensor bias and the gravity that a pitched mounting sees. */
  accelerationBias: 12,
  /** s by which a fix's stamp is later than the position in it, and the same for its speed and course. */
  gnssLatency: 13,
  gnssVelocityLatency: 14,
  /** Slowly varying error of the fix (multipath, atmosphere, orbits), m. */
  gnssBiasEast: 15,
  gnssBiasNorth: 16,
  gnssBiasUp: 17,
} as const

export const EGO_SIZE = 18

/** What the filter learns about its own sensors; these names are the keys of `EgoState.calibration`. */
export const CALIBRATION = [
  'wheelScale',
  'gyroBias',
  'yawRateBias',
  'steeringOffset',
  'accelerationBias',
  'gnssLatency',
  'gnssVelocityLatency',
  'gnssBiasEast',
  'gnssBiasNorth',
  'gnssBiasUp',
] as const satisfies readonly (keyof typeof EGO)[]
