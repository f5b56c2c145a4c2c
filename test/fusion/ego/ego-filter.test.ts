import { describe, expect, test } from 'vitest'
import { egoAt } from '../../../fusion/ego/ego-at.ts'
import {
  createEgoState,
  EGO_MEMORY_SIZE,
  type EgoFilterState,
  loadEgo,
  saveEgo,
} from '../../../fusion/ego/ego-filter-state.ts'
import { createLocalFrame, enuFromGeodetic, geodeticFromEnu } from '../../../src/common/geodesy/local-frame.ts'
import { angleDifference, RADIANS_PER_DEGREE } from '../../../src/core/angle.ts'
import type { GnssObservation, Observation } from '../../../src/core/observations.ts'
import { fold, isFix, SLALOM, SLALOM_OBSERVATIONS, SLALOM_TRUTH, SYNTHETIC_CONFIG } from './slalom.ts'
import {
  createSyntheticDrive,
  FAULTLESS,
  type Manoeuvre,
  SYNTHETIC_ORIGIN,
  type TruthSample,
} from './synthetic-drive.ts'

describe('the ego filter without a fix', () => {
  test('is not valid before it has seen a speed and a yaw rate', () => {
    const state = createEgoState(SYNTHETIC_CONFIG)
    expect(egoAt(state, 5).isValid).toBe(false)
    const wheels = SLALOM_OBSERVATIONS.find(({ kind }) => kind === 'wheel-speeds')!
    fold([wheels], state)
    expect(egoAt(state, wheels.stamp)).toMatchObject({ isValid: false, speed: 0, origin: null })
    fold([SLALOM_OBSERVATIONS.find(({ kind }) => kind === 'imu')!], state)
    expect(egoAt(state, wheels.stamp).isValid).toBe(true)
  })

  test('runs in a frame that starts at the car with yaw 0', () => {
    const { observations, truth } = createSyntheticDrive({ ...SLALOM, seconds: 20 }, FAULTLESS, 4)
    const { state } = fold(observations.filter((observation) => !isFix(observation)))
    const ego = egoAt(state, truth.at(-1)!.stamp)
    const end = truth.at(-1)!
    expect(ego.origin).toBeNull()
    expect(Math.abs(angleDifference(ego.yaw, end.yaw - SLALOM.startYaw))).toBeLessThan(3 * RADIANS_PER_DEGREE)
    const turnedEast = end.east * Math.cos(-SLALOM.startYaw) - end.north * Math.sin(-SLALOM.startYaw)
    const turnedNorth = end.east * Math.sin(-SLALOM.startYaw) + end.north * Math.cos(-SLALOM.startYaw)
    const distance = Math.hypot(turnedEast, turnedNorth)
    const error = Math.hypot(ego.position[0] - turnedEast, ego.position[1] - turnedNorth)
    expect(error / distance).toBeLessThan(0.03)
  })
})

describe('the ego filter with fixes', () => {
  test('is in the east-north-up frame of the first fix, within the noise of the fixes', () => {
    const { state, warnings } = fold(SLALOM_OBSERVATIONS)
    expect(warnings).toEqual([])
    const { east, north, yaw, speed } = SLALOM_TRUTH.at(-1)!
    const ego = egoAt(state, SLALOM_TRUTH.at(-1)!.stamp)
    expect(positionError(ego, SLALOM_TRUTH.at(-1)!)).toBeLessThan(1)
    expect(Math.hypot(east, north)).toBeGreaterThan(100)
    expect(Math.abs(angleDifference(ego.yaw, yaw))).toBeLessThan(0.5 * RADIANS_PER_DEGREE)
    expect(Math.abs(ego.speed - speed)).toBeLessThan(0.1)
  })

  test('finds north from the fixes alone when the receiver reports neither speed nor course', () => {
    const silent = SLALOM_OBSERVATIONS.map((observation) =>
      isFix(observation) ? { ...observation, speed: Number.NaN, course: Number.NaN } : observation,
    )
    const { state } = fold(silent)
    const ego = egoAt(state, SLALOM_TRUTH.at(-1)!.stamp)
    expect(ego.origin).not.toBeNull()
    expect(Math.abs(angleDifference(ego.yaw, SLALOM_TRUTH.at(-1)!.yaw))).toBeLessThan(1 * RADIANS_PER_DEGREE)
    expect(positionError(ego, SLALOM_TRUTH.at(-1)!)).toBeLessThan(1.5)
  })

  test('drifts by less than 1 % of the distance in 20 s without them', () => {
    const { state } = fold(SLALOM_OBSERVATIONS.filter(({ stamp }) => stamp <= 20e9))
    const before = egoAt(state, 20e9)
    const inBetween = ({ stamp }: Observation) => stamp > 20e9 && stamp <= 40e9
    fold(
      SLALOM_OBSERVATIONS.filter((observation) => inBetween(observation) && !isFix(observation)),
      state,
    )
    const after = egoAt(state, 40e9)
    const start = SLALOM_TRUTH.find(({ stamp }) => stamp === 20e9)!
    const end = SLALOM_TRUTH.find(({ stamp }) => stamp === 40e9)!
    const distance = Math.hypot(end.east - start.east, end.north - start.north)
    expect(distance).toBeGreaterThan(150)
    const drift = Math.hypot(
      after.position[0] - before.position[0] - (end.east - start.east),
      after.position[1] - before.position[1] - (end.north - start.north),
    )
    expect(drift / distance).toBeLessThan(0.01)
    expect(after.covariance[0]!).toBeGreaterThan(before.covariance[0]!)
  })

  test('refuses fixes that jump 50 m aside, and gives way when they stay there', () => {
    const jumped = (from: number, to: number) =>
      SLALOM_OBSERVATIONS.map((observation) =>
        isFix(observation) && observation.stamp > from && observation.stamp <= to
          ? aside(observation, 50)
          : observation,
      )
    const brief = fold(jumped(20e9, 22e9))
    expect(brief.codes).toEqual(new Set(['ego-fix-position-refused']))
    expect(positionError(egoAt(brief.state, 45e9), SLALOM_TRUTH.at(-1)!)).toBeLessThan(1)

    const lasting = fold(jumped(20e9, 45e9))
    expect(lasting.codes).toContain('ego-fix-position-recovered')
    const error = positionError(egoAt(lasting.state, 45e9), SLALOM_TRUTH.at(-1)!)
    expect(error).toBeGreaterThan(47)
    expect(error).toBeLessThan(53)
  })

  test('follows a bias that wanders by metres without losing its heading', () => {
    const wander = { ...FAULTLESS, gnssBias: (t: number) => [2 * Math.sin(t / 20), 1.5 * Math.cos(t / 25), 0] as const }
    const { observations, truth } = createSyntheticDrive(SLALOM, wander, 5)
    const { state, warnings } = fold(observations)
    expect(warnings).toEqual([])
    const ego = egoAt(state, truth.at(-1)!.stamp)
    expect(Math.abs(angleDifference(ego.yaw, truth.at(-1)!.yaw))).toBeLessThan(0.5 * RADIANS_PER_DEGREE)
    expect(Math.abs(ego.calibration.get('wheelScale')!.value - 1)).toBeLessThan(0.003)
  })
})

describe('a car that stands', () => {
  const STOP: Manoeuvre = {
    seconds: 50,
    startSpeed: 10,
    startYaw: 0.3,
    acceleration: (t) => (t > 10 && t < 20 ? -2 : 0),
    yawRate: (_, speed) => (speed > 0 ? 0.02 : 0),
  }
  const { observations, truth } = createSyntheticDrive(STOP, { ...FAULTLESS, gyroBias: 0.008 }, 6)
  const withoutFixes = observations.filter((observation) => !isFix(observation) || observation.stamp < 5e9)

  test('neither creeps nor turns, and shows the gyro its bias', () => {
    const state = createEgoState(SYNTHETIC_CONFIG)
    fold(
      withoutFixes.filter(({ stamp }) => stamp <= 20e9),
      state,
    )
    const stopped = egoAt(state, 20e9)
    fold(
      withoutFixes.filter(({ stamp }) => stamp > 20e9),
      state,
    )
    const later = egoAt(state, truth.at(-1)!.stamp)
    expect(Math.abs(later.speed)).toBeLessThan(0.005)
    expect(Math.hypot(later.position[0] - stopped.position[0], later.position[1] - stopped.position[1])).toBeLessThan(
      0.05,
    )
    expect(Math.abs(angleDifference(later.yaw, stopped.yaw))).toBeLessThan(0.2 * RADIANS_PER_DEGREE)
    expect(Math.abs(later.calibration.get('gyroBias')!.value - 0.008)).toBeLessThan(2e-4)
  })

  test('needs the zero-velocity update for that: moving wheels do not give it', () => {
    const rolling = observations.filter((o) => o.kind !== 'steering' && o.kind !== 'yaw-rate' && !isFix(o))
    const standing = fold(rolling).state
    const moving = fold(rolling.filter(({ stamp }) => stamp <= 14e9)).state
    const deviation = (state: EgoFilterState) => egoAt(state, 50e9).calibration.get('gyroBias')!.standardDeviation
    expect(deviation(standing)).toBeLessThan(0.2 * deviation(moving))
  })

  test('drives off again without delay', () => {
    const again: Manoeuvre = { ...STOP, acceleration: (t) => (t > 10 && t < 20 ? -2 : t > 30 ? 1.5 : 0) }
    const { observations: all, truth: moves } = createSyntheticDrive(again, FAULTLESS, 8)
    const { state, warnings } = fold(all.filter(({ stamp }) => stamp <= 33e9))
    expect(warnings).toEqual([])
    const sample = moves.find(({ stamp }) => stamp === 33e9)!
    expect(sample.speed).toBeGreaterThan(4)
    expect(Math.abs(egoAt(state, 33e9).speed - sample.speed)).toBeLessThan(0.15)
  })
})

describe('the ego filter as a fold', () => {
  test('gives the same bits for the same observations', () => {
    expect(fold(SLALOM_OBSERVATIONS).state.memory).toEqual(fold(SLALOM_OBSERVATIONS).state.memory)
  })

  test('goes on from one saved array as if it had never stopped', () => {
    const half = SLALOM_OBSERVATIONS.length / 2
    const whole = fold(SLALOM_OBSERVATIONS).state
    const saved = new Float64Array(EGO_MEMORY_SIZE)
    saveEgo(saved, fold(SLALOM_OBSERVATIONS.slice(0, half)).state)
    const other = fold(SLALOM_OBSERVATIONS.slice(0, 100)).state
    loadEgo(other, saved)
    expect(fold(SLALOM_OBSERVATIONS.slice(half), other).state.memory).toEqual(whole.memory)
  })

  test('can be asked about the future without changing', () => {
    const { state } = fold(SLALOM_OBSERVATIONS.slice(0, 3000))
    const before = Float64Array.from(state.memory)
    const now = egoAt(state, SLALOM_OBSERVATIONS[2999]!.stamp)
    const soon = egoAt(state, now.stamp + 100e6)
    expect(state.memory).toEqual(before)
    const moved = Math.hypot(soon.position[0] - now.position[0], soon.position[1] - now.position[1])
    expect(moved).toBeGreaterThan(0.08 * now.speed)
    expect(moved).toBeLessThan(0.12 * now.speed)
    expect(soon.covariance[0]!).toBeGreaterThan(now.covariance[0]!)
  })
})

/** The truth starts at its own origin; the world frame at the first fix, which is an antenna on the roof. */
function positionError(ego: ReturnType<typeof egoAt>, { east, north }: TruthSample): number {
  const start = createLocalFrame(ego.origin!)
  const [x, y] = enuFromGeodetic(start, geodeticFromEnu(createLocalFrame(SYNTHETIC_ORIGIN), [east, north, 0]))
  return Math.hypot(ego.position[0] - x, ego.position[1] - y)
}

function aside(fix: GnssObservation, metres: number): GnssObservation {
  const moved = geodeticFromEnu(createLocalFrame(fix), [metres, 0, 0])
  return { ...fix, ...moved }
}
