import { describe, expect, test } from 'vitest'
import { DEFAULT_EGO_NOISE, type EgoConfig, type EgoSensorNoise } from '../../../fusion/ego/ego-config.ts'
import { observeEgo } from '../../../fusion/ego/ego-filter.ts'
import {
  ALIGNMENT,
  createEgoState,
  EGO_CHANNELS,
  type EgoFilterState,
  MEMORY,
} from '../../../fusion/ego/ego-filter-state.ts'
import { EGO, EGO_SIZE } from '../../../fusion/ego/ego-index.ts'
import { measureFixCourse, measureFixPosition, measureFixSpeed } from '../../../fusion/ego/gnss-measurements.ts'
import {
  measureForwardForce,
  measureSteering,
  measureWheelSpeed,
  measureYawRate,
} from '../../../fusion/ego/vehicle-measurements.ts'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { createLocalFrame, geodeticFromEnu } from '../../../src/common/geodesy/local-frame.ts'
import { GaussianVector } from '../../../src/common/random/gaussian-vector.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { cholesky, choleskySolve, createMatrix } from '../../../src/core/matrix.ts'
import type { Observation } from '../../../src/core/observations.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'

const RUNS = 200
const STEPS = 50
const DT = 0.02
const FIX_EVERY = 5
const ORIGIN = { latitude: 0.65, longitude: -2.1, altitude: 20 }
const FRAME = createLocalFrame(ORIGIN)

/** White sensors and a prior that the linearisation holds for: the model that the truth is drawn from. */
const MATCHED: EgoConfig = {
  ...DEFAULT_EGO_NOISE,
  geometry: { wheelbase: 2.65, understeer: 0.002, antenna: [1.8, 0.2, 1.4], imu: [1.8, 0, 1.3] },
  prior: {
    ...DEFAULT_EGO_NOISE.prior,
    speed: 0.3,
    yawRate: 0.02,
    acceleration: 0.3,
    slope: 0.02,
    accelerationBias: 0.2,
    gnssLatency: { mean: 0.1, standardDeviation: 0.03 },
    gnssVelocityLatency: { mean: 0.1, standardDeviation: 0.03 },
  },
  sensors: whiteSensors(DEFAULT_EGO_NOISE.sensors),
  gate: 200,
}
const START: Readonly<Partial<Record<keyof typeof EGO, number>>> = { yaw: 0.5, speed: 14, yawRate: 0.15, wheelScale: 1 }
const START_DEVIATION: Readonly<Partial<Record<keyof typeof EGO, number>>> = { east: 1, north: 1, up: 1, yaw: 0.02 }

function whiteSensors(sensors: EgoSensorNoise): EgoSensorNoise {
  const entries = Object.entries(sensors).map(([name, noise]) => [
    name,
    typeof noise === 'number' ? noise : { ...noise, correlationTime: 0 },
  ])
  return Object.fromEntries(entries)
}

function withSensorVariance(config: EgoConfig, factor: number): EgoConfig {
  const scale = Math.sqrt(factor)
  const entries = Object.entries(config.sensors).map(([name, noise]) => [
    name,
    typeof noise === 'number' ? noise * scale : { ...noise, standardDeviation: noise.standardDeviation * scale },
  ])
  return { ...config, sensors: Object.fromEntries(entries) }
}

function withProcessVariance(config: EgoConfig, factor: number): EgoConfig {
  const decays = ['accelerationDecay', 'gnssBiasDecay']
  const entries = Object.entries(config.processNoise).map(([name, value]) => [
    name,
    decays.includes(name) ? value : value * Math.sqrt(factor),
  ])
  return { ...config, processNoise: Object.fromEntries(entries) }
}

describe('the ego filter is consistent on 200 runs of 50 steps drawn from its own model', () => {
  test('its mean NEES and NIS are within 10 % of their dimensions', () => {
    const { nees, nis } = consistency(MATCHED, MATCHED)
    expect(Math.abs(nees - 1)).toBeLessThan(0.1)
    expect(Math.abs(nis - 1)).toBeLessThan(0.1)
  })

  test('sensors with four times the variance that the filter believes fail both', () => {
    const { nees, nis } = consistency(MATCHED, withSensorVariance(MATCHED, 4))
    expect(Math.abs(nees - 1)).toBeGreaterThan(0.1)
    expect(Math.abs(nis - 1)).toBeGreaterThan(0.1)
  })

  test('sensors with a quarter of the variance that the filter believes fail both', () => {
    const { nees, nis } = consistency(MATCHED, withSensorVariance(MATCHED, 0.25))
    expect(Math.abs(nees - 1)).toBeGreaterThan(0.1)
    expect(Math.abs(nis - 1)).toBeGreaterThan(0.1)
  })

  test('a motion with four times the variance that the filter believes fails NEES', () => {
    expect(Math.abs(consistency(MATCHED, withProcessVariance(MATCHED, 4)).nees - 1)).toBeGreaterThan(0.1)
  })
})

/** Mean squared normalised error and innovation over all runs and steps, each divided by its dimension. */
function consistency(believed: EgoConfig, actual: EgoConfig): { nees: number; nis: number } {
  let nees = 0
  let nis = 0
  let rows = 0
  for (let run = 0; run < RUNS; run++) {
    const random = new Random(1000 + run)
    const gaussian = () => random.normal()
    const state = createEgoState(believed)
    const truth = start(state, gaussian)
    const model = createEgoState(actual)
    for (let step = 1; step <= STEPS; step++) {
      moveTruth(model, truth, random)
      for (const observation of observeTruth(actual, truth, step, gaussian)) {
        observeEgo(state, observation)
        for (const [channel, squared] of state.innovations.entries()) {
          if (Number.isNaN(squared)) continue
          nis += squared
          rows += EGO_CHANNELS[channel] === 'fix-position' ? 3 : 1
        }
      }
      nees += normalisedErrorSquared(state, truth)
    }
  }
  expect(rows).toBeGreaterThan(RUNS * STEPS * 5)
  return { nees: nees / (RUNS * STEPS * EGO_SIZE), nis: nis / rows }
}

/** Puts the filter into the world frame at START, with its prior's covariance, and draws a truth from that. */
function start({ memory, x, P }: EgoFilterState, gaussian: () => number): Float64Array {
  memory[MEMORY.stamp] = 0
  memory[MEMORY.alignment] = ALIGNMENT.world
  memory.set([ORIGIN.latitude, ORIGIN.longitude, ORIGIN.altitude], MEMORY.anchor)
  memory[MEMORY.hasSpeed] = 1
  const truth = new Float64Array(EGO_SIZE)
  for (const name of Object.keys(EGO) as (keyof typeof EGO)[]) {
    const i = EGO[name]
    x[i] = START[name] ?? x[i]!
    const deviation = START_DEVIATION[name] ?? Math.sqrt(P[i * EGO_SIZE + i]!)
    P[i * EGO_SIZE + i] = deviation ** 2
    truth[i] = x[i]! + deviation * gaussian()
  }
  return truth
}

function moveTruth({ motion }: EgoFilterState, truth: Float64Array, random: Random): void {
  const noise = createMatrix(EGO_SIZE)
  motion.noise(noise, truth, DT)
  motion.move(truth, DT)
  const draw = new Float64Array(EGO_SIZE)
  new GaussianVector(noise, EGO_SIZE).draw(draw, random)
  for (let i = 0; i < EGO_SIZE; i++) truth[i] = truth[i]! + draw[i]!
}

/** What the sensors report of the truth: the expectation is -(0 - h(x)), the noise comes on top. */
function observeTruth(config: EgoConfig, truth: Float64Array, step: number, gaussian: () => number): Observation[] {
  const out = new Measurement(EGO_SIZE, 3)
  const { geometry, sensors } = config
  const expected = (measure: () => void): number => {
    measure()
    return -out.residual[0]!
  }
  const base = { stamp: stampFromSeconds(step * DT), sequence: step }
  const speed = expected(() => measureWheelSpeed(out, truth, 0, 1)) + sensors.wheelSpeed.standardDeviation * gaussian()
  const angle =
    expected(() => measureSteering(out, truth, 0, 1, geometry)) + sensors.steering.standardDeviation * gaussian()
  const gyro =
    expected(() => measureYawRate(out, truth, 0, 1, EGO.gyroBias)) + sensors.gyro.standardDeviation * gaussian()
  const yawRate =
    expected(() => measureYawRate(out, truth, 0, 1, EGO.yawRateBias)) + sensors.yawRate.standardDeviation * gaussian()
  const force =
    expected(() => measureForwardForce(out, truth, 0, 1, geometry)) +
    sensors.accelerometer.standardDeviation * gaussian()
  const observations: Observation[] = [
    {
      ...base,
      kind: 'wheel-speeds',
      sensor: 'wheels',
      frontLeft: speed,
      frontRight: speed,
      rearLeft: speed,
      rearRight: speed,
    },
    { ...base, kind: 'steering', sensor: 'steering', frontWheelAngle: angle, frontWheelAngleRate: Number.NaN },
    { ...base, kind: 'yaw-rate', sensor: 'yaw-rate', yawRate },
    { ...base, kind: 'imu', sensor: 'imu', acceleration: [force, 0, 9.8], angularVelocity: [0, 0, gyro] },
  ]
  if (step % FIX_EVERY !== 0) return observations
  measureFixPosition(out, truth, [0, 0, 0], [1, 1, 1], geometry)
  const position: [number, number, number] = [
    -out.residual[0]! + sensors.gnssHorizontal * gaussian(),
    -out.residual[1]! + sensors.gnssHorizontal * gaussian(),
    -out.residual[2]! + sensors.gnssVertical * gaussian(),
  ]
  const fixSpeed = expected(() => measureFixSpeed(out, truth, 0, 1, geometry)) + sensors.gnssSpeed * gaussian()
  const courseDeviation = Math.hypot(sensors.gnssCourse, sensors.gnssSpeed / truth[EGO.speed]!)
  const course = expected(() => measureFixCourse(out, truth, 0, 1, geometry)) + courseDeviation * gaussian()
  return [
    ...observations,
    {
      ...base,
      kind: 'gnss',
      sensor: 'gnss',
      ...geodeticFromEnu(FRAME, position),
      positionVariance: [Number.NaN, Number.NaN, Number.NaN],
      speed: fixSpeed,
      course,
    },
  ]
}

function normalisedErrorSquared({ x, P }: EgoFilterState, truth: Float64Array): number {
  const error = Float64Array.from(truth, (value, i) => (i === EGO.yaw ? angleDifference(value, x[i]!) : value - x[i]!))
  const solved = Float64Array.from(error)
  const factor = createMatrix(EGO_SIZE)
  expect(cholesky(factor, P, EGO_SIZE)).toBe(true)
  choleskySolve(factor, solved, EGO_SIZE)
  return error.reduce((sum, value, i) => sum + value * solved[i]!, 0)
}
