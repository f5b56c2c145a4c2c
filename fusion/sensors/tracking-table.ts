import { ConstantVelocity } from '../models/constant-velocity.ts'
import { ConstantTurnRateAndAcceleration } from '../models/ctra.ts'
import {
  BOX_NOISE,
  type BoxNoise,
  CAMERA_NOISE,
  type CameraNoise,
  RADAR_NOISE,
  type RadarNoise,
} from '../models/sensor-noise.ts'
import { StandingStill } from '../models/standing-still.ts'
import type { TrackedKind } from '../tracks/tracked-kind.ts'

/**
 * What state elements settle at that constant velocity does not use, and so what a manoeuvre may begin with: braking sets
 * in within a cycle or two. A narrower acceleration gives the manoeuvre's model no chance against a radar's rates at 20 Hz.
 */
const REST = { yawRate: { time: 0.5, deviation: 0.05 }, acceleration: { time: 0.5, deviation: 2 } } as const

/** Of constant velocity: a steady driver's. */
const STEADY = { accelerationDensity: 0.2, yawRateDensity: 4e-4, ...REST } as const

/**
 * One kind for all road users that are not known to be small: radar cannot tell what it sees. Motion: what drivers do, not what one drive did. A steady driver's speed wanders by 0.3 m/s² for a
 * second at a time (density 2·σ²·τ = 0.2 m²/s³) and the heading by 0.01 rad/s for two; in manoeuvres jerk is about 1 m/s³ (as
 * comfortable braking: ISO 15622 allows 2.5) and yaw acceleration 0.1 rad/s², each for a second.
 */
export const ROAD_USER: TrackedKind = {
  name: 'road-user',
  models: [
    new ConstantVelocity(STEADY),
    new ConstantTurnRateAndAcceleration({ jerkDensity: 2, yawAccelerationDensity: 0.02 }),
    new StandingStill({
      positionDensity: 0.005,
      yawDensity: 1e-4,
      // What stands has no speed: a track that a false reflection began fast must lose it within a few cycles. At once would
      // widen the speed of what moves, into which this model is mixed.
      speed: { time: 0.1, deviation: 0.05 },
      yawRate: { time: 0.2, deviation: 0.01 },
      acceleration: { time: 0.2, deviation: 0.1 },
    }),
  ],
  // A change of manner every three seconds.
  switching: { rate: 0.3, distribution: [0.45, 0.4, 0.15] },
  standingModel: 2,
  // Chi-square of three degrees of freedom, 99.999 %: reflections jump farther than a Gaussian says.
  gate: 26,
  unassignedCost: 40,
  jointBias: 10,
  existence: {
    vanishing: 0.05,
    detectionWeight: 1,
    detectionBonus: 2,
    strangeness: 0.25,
    // Misses come in runs (a car is hidden for a second): one counts for a quarter of an independent one.
    missWeight: 0.25,
    least: -3,
    largest: 6,
    confirmed: 2.2,
    dead: -2.5,
    longestCoast: 1.5,
  },
  heightWalk: 0.01,
  sizeWalk: 0.001,
}

/** m: a body no longer and no wider has no heading that a box could show, and sets out to any side. */
export const HEADLESS = 1.2

/** What is on foot, or a thing as small: with 1 m/s² for a second, to whatever side. The state is the same, so that a track changes over. */
export const ON_FOOT: TrackedKind = {
  ...ROAD_USER,
  name: 'on-foot',
  models: [new ConstantVelocity({ ...STEADY, sidestep: { density: 1, crawl: 0.5 } }), ...ROAD_USER.models.slice(1)],
}

/** By the number that tracks know their kind by. */
export const TRACKED_KINDS: readonly TrackedKind[] = [ROAD_USER, ON_FOOT]

/** Sizes of what no sensor has measured, m: a car that was seen to move, and a thing that was not. */
export const UNSEEN_SIZE = {
  moving: { size: [4.5, 1.8, 1.5], deviation: [2, 0.3, 0.4] },
  standing: { size: [0.6, 0.6, 1.5], deviation: [2, 1, 1] },
} as const

/** Left of a mounting's error after its calibration on the road: m, rad. What stays is common to all of a sensor's targets. */
export const CALIBRATED_MOUNTING = { position: 0.02, rotation: 0.0005 } as const

/** P(detected) at zero range and where it has fallen by half (logistic over range), m. */
export interface DetectionCurve {
  readonly near: number
  readonly halfRange: number
  readonly width: number
}

interface SensorTypeBase {
  readonly detection: DetectionCurve
  /** Where the vehicle table does not say: rad to either side, m. */
  readonly fieldOfView: { readonly azimuth: number; readonly range: number }
}

export interface RadarType extends SensorTypeBase {
  readonly noise: RadarNoise
  /** Two targets of one cycle closer than all three are one: m, m across, m/s. */
  readonly resolution: { readonly range: number; readonly across: number; readonly rangeRate: number }
  /** Log-odds that one target alone is a true object. */
  readonly logOdds: number
}

export interface BoxType extends SensorTypeBase {
  readonly noise: BoxNoise
  /** rad between the rows of a lidar: what lies between them of an object, above and below, it never sees; 0 where there are none. */
  readonly rowGap: number
}

export interface CameraType extends SensorTypeBase {
  readonly noise: CameraNoise
}

/**
 * Sensors of the car by the first part of their names. Radar: targets that its own tracker has passed miss seldom and
 * are seldom false.
 */
export const RADAR_TYPE: RadarType = {
  noise: RADAR_NOISE.production,
  detection: { near: 0.9, halfRange: 160, width: 20 },
  fieldOfView: { azimuth: 0.35, range: 180 },
  resolution: { range: 1.2, across: 1.2, rangeRate: 0.6 },
  logOdds: -0.5,
}

export const LIDAR_TYPE: BoxType = {
  noise: BOX_NOISE.lidar,
  // The widest of usual lidars with 64 rows: 45 degrees (Ouster OS1 data sheet).
  rowGap: 0.0123,
  detection: { near: 0.95, halfRange: 80, width: 12 },
  fieldOfView: { azimuth: Math.PI, range: 120 },
}

export const CAMERA_BOX_TYPE: BoxType = {
  noise: BOX_NOISE.camera,
  rowGap: 0,
  detection: { near: 0.9, halfRange: 60, width: 12 },
  fieldOfView: { azimuth: 0.6, range: 100 },
}

/**
 * The planner's network, which looks at all sensors and the tracks at once: what it does not find is hardly evidence that
 * there is nothing.
 */
export const PLANNER_TYPE: BoxType = {
  noise: BOX_NOISE.planner,
  rowGap: 0,
  detection: { near: 0.5, halfRange: 40, width: 10 },
  fieldOfView: { azimuth: Math.PI, range: 100 },
}

export const CAMERA_TYPE: CameraType = {
  noise: CAMERA_NOISE.front,
  detection: { near: 0.9, halfRange: 80, width: 15 },
  fieldOfView: { azimuth: 0.6, range: 120 },
}
