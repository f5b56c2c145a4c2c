import { ConstantVelocity } from '../models/constant-velocity.ts'
import { ConstantTurnRateAndAcceleration } from '../models/ctra.ts'
import { BOX_NOISE } from '../models/sensor-noise.ts'
import { StandingStill } from '../models/standing-still.ts'
import type { BoxSensorType } from './box-observation-cycle.ts'
import type { TrackedKind } from './tracked-kind.ts'

/** How a kind moves: power spectral densities of acceleration (m²/s³), jerk (m²/s⁵), yaw rate, yaw acceleration. */
interface Agility {
  readonly acceleration: number
  readonly jerk: number
  readonly yawRate: number
  readonly yawAcceleration: number
}

/**
 * The kinds of road users around a car with any mix of sensors. Not tuned on recorded data: densities from what such road
 * users do (a car brakes with 4 m/s², a person starts and stops within a step), existence for sensors at 10-20 Hz.
 * What nobody has named yet moves like the first.
 */
export function surroundKinds(): readonly TrackedKind[] {
  return [
    surroundKind('vehicle', { acceleration: 4, jerk: 10, yawRate: 0.02, yawAcceleration: 0.05 }),
    surroundKind('cyclist', { acceleration: 2, jerk: 4, yawRate: 0.1, yawAcceleration: 0.2 }),
    surroundKind('pedestrian', { acceleration: 1, jerk: 2, yawRate: 0.5, yawAcceleration: 0.5 }),
  ]
}

function surroundKind(name: string, agility: Agility): TrackedKind {
  const yawRate = { time: 0.5, deviation: 0.1 }
  const acceleration = { time: 0.5, deviation: 1 }
  return {
    name,
    models: [
      new ConstantVelocity({
        accelerationDensity: agility.acceleration,
        yawRateDensity: agility.yawRate,
        yawRate,
        acceleration,
      }),
      new ConstantTurnRateAndAcceleration({
        jerkDensity: agility.jerk,
        yawAccelerationDensity: agility.yawAcceleration,
      }),
      new StandingStill({
        positionDensity: 0.005,
        yawDensity: 0.001,
        speed: { time: 0.5, deviation: 0.3 },
        yawRate: { time: 0.5, deviation: 0.05 },
        acceleration: { time: 0.5, deviation: 0.5 },
      }),
    ],
    switching: { rate: 0.5, distribution: [0.4, 0.3, 0.3] },
    standingModel: 2,
    // Chi-square, three degrees of freedom, 99.97 %.
    gate: 19,
    unassignedCost: 30,
    jointBias: 6,
    existence: {
      vanishing: 0.02,
      detectionWeight: 0.5,
      detectionBonus: 1.2,
      missWeight: 0.5,
      least: -8,
      largest: 8,
      confirmed: 2.2,
      dead: -3,
      longestCoast: 1.5,
    },
    heightWalk: 0.01,
    sizeWalk: 0.002,
  }
}

/** Assumed, not measured; noise from the table of measurement models. */
export const BOX_SENSORS = {
  lidar: {
    noise: BOX_NOISE.lidar,
    detection: { near: 0.95, halfRange: 60, width: 8 },
    largestLogOdds: 3,
    birth: { speed: 8, yawRate: 0.2, acceleration: 1 },
  },
  camera: {
    noise: BOX_NOISE.camera,
    detection: { near: 0.9, halfRange: 70, width: 10 },
    largestLogOdds: 3,
    birth: { speed: 8, yawRate: 0.2, acceleration: 1 },
  },
} as const satisfies Record<string, BoxSensorType>
