import { describe, expect, test } from 'vitest'
import { egoAt } from '../../../fusion/ego/ego-at.ts'
import { DEFAULT_EGO_NOISE, type EgoConfig } from '../../../fusion/ego/ego-config.ts'
import { observeEgo } from '../../../fusion/ego/ego-filter.ts'
import { createEgoState } from '../../../fusion/ego/ego-filter-state.ts'
import { quantile } from '../../../src/common/scoring/ego-accuracy.ts'
import { angleDifference, RADIANS_PER_DEGREE } from '../../../src/core/angle.ts'
import type { EgoState } from '../../../src/core/scene.ts'
import { createSyntheticDrive, type Manoeuvre, type SensorFaults, SYNTHETIC_GEOMETRY } from './synthetic-drive.ts'

const config: EgoConfig = { ...DEFAULT_EGO_NOISE, geometry: SYNTHETIC_GEOMETRY }

const FAULTS: SensorFaults = {
  wheelScale: 1.012,
  gyroBias: 0.006,
  yawRateBias: -0.01,
  steeringOffset: 0.004,
  accelerationBias: -0.5,
  gnssLatency: 0.12,
  gnssVelocityLatency: 0.18,
  gnssBias: () => [0.4, -0.3, 1],
}

/** Faults whose error must also be within what the filter says of itself. */
const CHECKED = ['wheelScale', 'gyroBias', 'steeringOffset', 'gnssLatency', 'accelerationBias'] as const

/** Speed swings by ±3 m/s every 12 s, which is what shows a latency. */
const swing = (t: number) => 1.5 * Math.cos((2 * Math.PI * t) / 12)

const BENDS: Readonly<Record<string, Manoeuvre>> = {
  'a circle of 40 m': {
    seconds: 60,
    startSpeed: 10,
    startYaw: 0.7,
    acceleration: swing,
    yawRate: (_, speed) => speed / 40,
  },
  'figures of eight': {
    seconds: 60,
    startSpeed: 9,
    startYaw: -2.5,
    acceleration: swing,
    // From full left to full right in 3 s.
    yawRate: (t, speed) => (speed / 30) * Math.max(-1, Math.min(1, 4 * Math.sin((2 * Math.PI * t) / 40))),
  },
  'a slalom': {
    seconds: 60,
    startSpeed: 12,
    startYaw: 3,
    acceleration: swing,
    yawRate: (t) => 0.3 * Math.sin((2 * Math.PI * t) / 5),
  },
}

describe('on bends with known truth the ego filter finds heading and the faults of its sensors', () => {
  for (const [name, manoeuvre] of Object.entries(BENDS)) {
    test(name, () => {
      const { headingErrors, speedErrors, last } = drive(manoeuvre, FAULTS, 7)
      expect(quantile(headingErrors, 0.95)).toBeLessThan(0.4 * RADIANS_PER_DEGREE)
      expect(quantile(speedErrors, 0.95)).toBeLessThan(0.06)
      const found = (key: string) => last.calibration.get(key)!.value
      for (const key of CHECKED) {
        const { value, standardDeviation } = last.calibration.get(key)!
        expect(Math.abs(value - FAULTS[key]) / standardDeviation, key).toBeLessThan(3.5)
      }
      expect(Math.abs(found('wheelScale') - FAULTS.wheelScale)).toBeLessThan(0.002)
      expect(Math.abs(found('gyroBias') - FAULTS.gyroBias)).toBeLessThan(0.0007)
      expect(Math.abs(found('yawRateBias') - FAULTS.yawRateBias)).toBeLessThan(0.0015)
      // 0.1° at the front wheels, 1.5° at the steering wheel.
      expect(Math.abs(found('steeringOffset') - FAULTS.steeringOffset)).toBeLessThan(0.1 * RADIANS_PER_DEGREE)
      expect(Math.abs(found('gnssLatency') - FAULTS.gnssLatency)).toBeLessThan(0.03)
      expect(Math.abs(found('gnssVelocityLatency') - FAULTS.gnssVelocityLatency)).toBeLessThan(0.03)
      expect(Math.abs(found('accelerationBias') - FAULTS.accelerationBias)).toBeLessThan(0.15)
    })
  }
})

interface Outcome {
  /** rad and m/s, every 10 ms after the first 20 s. */
  readonly headingErrors: readonly number[]
  readonly speedErrors: readonly number[]
  readonly last: EgoState
}

function drive(manoeuvre: Manoeuvre, faults: SensorFaults, seed: number): Outcome {
  const { observations, truth } = createSyntheticDrive(manoeuvre, faults, seed)
  const state = createEgoState(config)
  const headingErrors: number[] = []
  const speedErrors: number[] = []
  let next = 0
  for (const sample of truth) {
    for (; next < observations.length && observations[next]!.stamp <= sample.stamp; next++)
      observeEgo(state, observations[next]!)
    if (sample.stamp < 20e9) continue
    const ego = egoAt(state, sample.stamp)
    headingErrors.push(Math.abs(angleDifference(ego.yaw, sample.yaw)))
    speedErrors.push(Math.abs(ego.speed - sample.speed))
  }
  return { headingErrors, speedErrors, last: egoAt(state, truth.at(-1)!.stamp) }
}
