import { createMatrix, type Matrix } from '../../src/core/matrix.ts'
import { NEVER } from '../../src/core/time.ts'
import { Measurement } from '../filters/measurement.ts'
import type { MotionModel } from '../filters/predict.ts'
import { FilterWorkspace } from '../filters/workspace.ts'
import type { EgoConfig } from './ego-config.ts'
import { EGO, EGO_SIZE } from './ego-index.ts'
import { createEgoMotion } from './ego-motion.ts'

/** The kinds of measurement that are gated and timed on their own. */
export const EGO_CHANNELS = [
  'wheel-speeds',
  'steering',
  'yaw-rate',
  'gyro',
  'accelerometer',
  'fix-position',
  'fix-speed',
  'fix-course',
  'standstill',
] as const
export type EgoChannel = (typeof EGO_CHANNELS)[number]

/** Where everything lies in {@link EgoFilterState.memory}: x, P, then these numbers. */
export const MEMORY = {
  x: 0,
  P: EGO_SIZE,
  /** Stamp of x and P; NEVER before the first observation. */
  stamp: EGO_SIZE + EGO_SIZE * EGO_SIZE,
  /** 1 when a speed, a yaw rate was measured. */
  hasSpeed: EGO_SIZE + EGO_SIZE * EGO_SIZE + 1,
  hasYawRate: EGO_SIZE + EGO_SIZE * EGO_SIZE + 2,
  /** 0 no fix yet; 1 the anchor is set; 2 x is in the world frame whose origin is the anchor. */
  alignment: EGO_SIZE + EGO_SIZE * EGO_SIZE + 3,
  /** First fix: latitude, longitude, altitude, and the east, north of x at that time. */
  anchor: EGO_SIZE + EGO_SIZE * EGO_SIZE + 4,
  /** Stamp since which all wheels stand, or NaN. */
  standingSince: EGO_SIZE + EGO_SIZE * EGO_SIZE + 9,
  /** Newest reported front-wheel angle, rad, or NaN. */
  frontWheelAngle: EGO_SIZE + EGO_SIZE * EGO_SIZE + 10,
  /** By channel: stamp of the last measurement; stamp since which all were refused, or NaN. */
  lastStamp: EGO_SIZE + EGO_SIZE * EGO_SIZE + 11,
  refusedSince: EGO_SIZE + EGO_SIZE * EGO_SIZE + 11 + EGO_CHANNELS.length,
} as const

export const EGO_MEMORY_SIZE = MEMORY.refusedSince + EGO_CHANNELS.length

export const ALIGNMENT = { none: 0, anchored: 1, world: 2 } as const

/**
 * The ego filter. All that it remembers is in `memory`, so that one copy saves it and one copy brings it back; `x` and
 * `P` are windows into it. The rest is configuration and scratch.
 */
export interface EgoFilterState {
  readonly config: EgoConfig
  readonly memory: Float64Array
  readonly x: Float64Array
  readonly P: Matrix
  readonly motion: MotionModel
  readonly workspace: FilterWorkspace
  readonly measurement: Measurement
  /**
   * By channel: squared normalised innovation of the last observation, NaN where it had none. For consistency checks and
   * health; not part of what the filter remembers.
   */
  readonly innovations: Float64Array
  /** Room for a prediction that must not touch x and P. */
  readonly scratchX: Float64Array
  readonly scratchP: Matrix
}

export function createEgoState(config: EgoConfig): EgoFilterState {
  const memory = new Float64Array(EGO_MEMORY_SIZE)
  const state: EgoFilterState = {
    config,
    memory,
    x: memory.subarray(MEMORY.x, MEMORY.x + EGO_SIZE),
    P: memory.subarray(MEMORY.P, MEMORY.P + EGO_SIZE * EGO_SIZE),
    motion: createEgoMotion(config),
    workspace: new FilterWorkspace(EGO_SIZE, 3, [EGO.yaw]),
    measurement: new Measurement(EGO_SIZE, 3),
    innovations: new Float64Array(EGO_CHANNELS.length).fill(Number.NaN),
    scratchX: new Float64Array(EGO_SIZE),
    scratchP: createMatrix(EGO_SIZE),
  }
  memory[MEMORY.stamp] = NEVER
  memory[MEMORY.standingSince] = Number.NaN
  memory[MEMORY.frontWheelAngle] = Number.NaN
  memory.fill(NEVER, MEMORY.lastStamp, MEMORY.lastStamp + EGO_CHANNELS.length)
  memory.fill(Number.NaN, MEMORY.refusedSince, MEMORY.refusedSince + EGO_CHANNELS.length)
  writePrior(state)
  return state
}

/** Copies all that the filter remembers; `out` has EGO_MEMORY_SIZE elements. */
export function saveEgo(out: Float64Array, state: EgoFilterState): void {
  out.set(state.memory)
}

/** The inverse of {@link saveEgo}. */
export function loadEgo(state: EgoFilterState, saved: Float64Array): void {
  state.memory.set(saved)
}

/** The local frame starts at the car: position and yaw are 0 there by definition, so they are known. */
function writePrior({ config: { prior }, x, P }: EgoFilterState): void {
  const deviations: Record<keyof typeof EGO, number> = {
    east: FRAME_START,
    north: FRAME_START,
    up: FRAME_START,
    yaw: FRAME_START,
    speed: prior.speed,
    yawRate: prior.yawRate,
    acceleration: prior.acceleration,
    slope: prior.slope,
    wheelScale: prior.wheelScale,
    gyroBias: prior.gyroBias,
    yawRateBias: prior.yawRateBias,
    steeringOffset: prior.steeringOffset,
    accelerationBias: prior.accelerationBias,
    gnssLatency: prior.gnssLatency.standardDeviation,
    gnssVelocityLatency: prior.gnssVelocityLatency.standardDeviation,
    gnssBiasEast: prior.gnssBiasHorizontal,
    gnssBiasNorth: prior.gnssBiasHorizontal,
    gnssBiasUp: prior.gnssBiasVertical,
  }
  for (const name of Object.keys(EGO) as (keyof typeof EGO)[]) {
    P[EGO[name] * EGO_SIZE + EGO[name]] = deviations[name] ** 2
  }
  x[EGO.wheelScale] = 1
  x[EGO.gnssLatency] = prior.gnssLatency.mean
  x[EGO.gnssVelocityLatency] = prior.gnssVelocityLatency.mean
}

/** m, rad: small against everything, and not 0, so that the covariance has an inverse. */
const FRAME_START = 1e-3
