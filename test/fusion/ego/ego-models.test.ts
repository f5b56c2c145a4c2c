import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_EGO_NOISE, type EgoGeometry } from '../../../fusion/ego/ego-config.ts'
import { EGO, EGO_SIZE } from '../../../fusion/ego/ego-index.ts'
import { createEgoMotion } from '../../../fusion/ego/ego-motion.ts'
import { measureFixCourse, measureFixPosition, measureFixSpeed } from '../../../fusion/ego/gnss-measurements.ts'
import { effectiveVariance } from '../../../fusion/ego/sensor-noise.ts'
import {
  measureForwardForce,
  measureStandstill,
  measureSteering,
  measureWheelSpeed,
  measureYawRate,
} from '../../../fusion/ego/vehicle-measurements.ts'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { cholesky, createMatrix } from '../../../src/core/matrix.ts'
import { numericalJacobian } from './finite-differences.ts'

const geometry: EgoGeometry = { wheelbase: 2.65, understeer: 0.002, antenna: [1.8, 0.3, 1.4], imu: [1.8, 0, 1.3] }
const motion = createEgoMotion(DEFAULT_EGO_NOISE)

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })

/** A moving car with every calibration element away from zero, so that no term of a Jacobian hides. */
const state = fc
  .tuple(
    between(-500, 500),
    between(-500, 500),
    between(-20, 20),
    between(-3.1, 3.1),
    between(3, 40),
    between(-0.8, 0.8),
    between(-5, 3),
    between(-0.1, 0.1),
    between(0.97, 1.03),
    fc.tuple(between(-0.02, 0.02), between(-0.02, 0.02), between(-0.01, 0.01), between(-1, 1)),
    fc.tuple(between(0.01, 0.2), between(0.01, 0.2), between(-3, 3), between(-3, 3), between(-3, 3)),
  )
  .map(([east, north, up, yaw, speed, yawRate, acceleration, slope, scale, biases, gnss]) =>
    Float64Array.from([east, north, up, yaw, speed, yawRate, acceleration, slope, scale, ...biases, ...gnss]),
  )

describe('the ego motion model', () => {
  test('its Jacobian equals finite differences', () => {
    fc.assert(
      fc.property(state, between(0.001, 0.1), (x, dt) => {
        const F = createMatrix(EGO_SIZE)
        motion.moveWithJacobian(Float64Array.from(x), F, dt)
        const numerical = numericalJacobian(
          (at) => {
            const moved = Float64Array.from(at)
            motion.move(moved, dt)
            return moved
          },
          x,
          1e-5,
        )
        expectClose(F, numerical, 1e-6)
      }),
    )
  })

  test('moving in one step and in ten gives nearly the same state', () => {
    fc.assert(
      fc.property(state, (x) => {
        const once = Float64Array.from(x)
        const often = Float64Array.from(x)
        motion.move(once, 0.1)
        for (let i = 0; i < 10; i++) motion.move(often, 0.01)
        for (const i of [EGO.east, EGO.north, EGO.up]) expect(Math.abs(once[i]! - often[i]!)).toBeLessThan(5e-3)
        for (const i of [EGO.yaw, EGO.speed, EGO.acceleration]) expect(once[i]!).toBeCloseTo(often[i]!, 9)
      }),
    )
  })

  test('its process noise is positive definite and grows with time', () => {
    const short = createMatrix(EGO_SIZE)
    const long = createMatrix(EGO_SIZE)
    motion.noise(short, new Float64Array(EGO_SIZE), 0.01)
    motion.noise(long, new Float64Array(EGO_SIZE), 0.1)
    expect(cholesky(createMatrix(EGO_SIZE), short, EGO_SIZE)).toBe(true)
    for (let i = 0; i < EGO_SIZE; i++) expect(long[i * EGO_SIZE + i]!).toBeGreaterThan(short[i * EGO_SIZE + i]!)
  })
})

type Measure = (out: Measurement, x: Float64Array) => void

const MODELS: Readonly<Record<string, { readonly rows: number; readonly measure: Measure; readonly angle?: true }>> = {
  'wheel speed': { rows: 1, measure: (out, x) => measureWheelSpeed(out, x, 10, 0.01) },
  steering: { rows: 1, measure: (out, x) => measureSteering(out, x, 0.02, 1e-4, geometry) },
  gyro: { rows: 1, measure: (out, x) => measureYawRate(out, x, 0.02, 1e-4, EGO.gyroBias) },
  'yaw rate': { rows: 1, measure: (out, x) => measureYawRate(out, x, 0.02, 1e-4, EGO.yawRateBias) },
  'forward force': { rows: 1, measure: (out, x) => measureForwardForce(out, x, 0.2, 0.1, geometry) },
  standstill: { rows: 3, measure: (out, x) => measureStandstill(out, x, 1e-4, 1e-6, 1e-2) },
  'fix position': { rows: 3, measure: (out, x) => measureFixPosition(out, x, [10, 20, 2], [1, 2, 3], geometry) },
  'fix speed': { rows: 1, measure: (out, x) => measureFixSpeed(out, x, 12, 0.01, geometry) },
  'fix course': { rows: 1, measure: (out, x) => measureFixCourse(out, x, 1.2, 1e-4, geometry), angle: true },
}

describe('the ego measurement models', () => {
  for (const [name, { rows, measure, angle }] of Object.entries(MODELS)) {
    test(`the Jacobian of ${name} equals finite differences`, () => {
      const out = new Measurement(EGO_SIZE, 3)
      fc.assert(
        fc.property(state, (x) => {
          measure(out, x)
          expect(out.size).toBe(rows)
          const analytic = Float64Array.from(out.jacobian.subarray(0, rows * EGO_SIZE))
          const numerical = numericalJacobian(
            (at) => {
              measure(out, at)
              return out.residual.slice(0, rows)
            },
            x,
            1e-5,
            angle ? angleDifference : undefined,
          )
          // The residual is z - h(x).
          expectClose(
            analytic,
            numerical.map((value) => -value),
            1e-5,
          )
        }),
      )
    })
  }

  test('a fix that is exactly as the state says, one latency ago on a bend, leaves next to no residual', () => {
    // Truth: a circle driven at constant speed and yaw rate, the antenna's position L before the stamp.
    const [speed, yawRate, latency] = [12, 0.3, 0.12]
    const radius = speed / yawRate
    const yawThen = 0.4 - yawRate * latency
    const rearEast = radius * (Math.sin(yawThen) - Math.sin(0.4))
    const rearNorth = -radius * (Math.cos(yawThen) - Math.cos(0.4))
    const [lx, ly, lz] = geometry.antenna
    const antenna: [number, number, number] = [
      rearEast + lx * Math.cos(yawThen) - ly * Math.sin(yawThen),
      rearNorth + lx * Math.sin(yawThen) + ly * Math.cos(yawThen),
      lz,
    ]
    const x = new Float64Array(EGO_SIZE)
    x[EGO.yaw] = 0.4
    x[EGO.speed] = speed
    x[EGO.yawRate] = yawRate
    x[EGO.wheelScale] = 1
    x[EGO.gnssLatency] = latency
    const out = new Measurement(EGO_SIZE, 3)
    measureFixPosition(out, x, antenna, [1, 1, 1], geometry)
    expect(Math.hypot(...out.residual.subarray(0, 3))).toBeLessThan(1e-4)
  })
})

describe('the variance given to samples of coloured noise', () => {
  test('white noise and samples far apart keep their variance', () => {
    expect(effectiveVariance({ standardDeviation: 0.2, correlationTime: 0 }, 0.01)).toBeCloseTo(0.04, 12)
    expect(effectiveVariance({ standardDeviation: 0.2, correlationTime: 0.1 }, 10)).toBeCloseTo(0.04, 12)
    expect(effectiveVariance({ standardDeviation: 0.2, correlationTime: 0.1 }, Number.POSITIVE_INFINITY)).toBe(0.2 ** 2)
  })

  test('a sensor that reports ten times as often tells no more in a second', () => {
    const noise = { standardDeviation: 0.2, correlationTime: 0.5 }
    const slow = effectiveVariance(noise, 0.1) / 10
    const fast = effectiveVariance(noise, 0.01) / 100
    expect(fast / slow).toBeGreaterThan(0.98)
    expect(fast / slow).toBeLessThan(1.02)
  })
})

function expectClose(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  for (let i = 0; i < actual.length; i++) {
    const scale = Math.max(1, Math.abs(expected[i]!))
    if (!(Math.abs(actual[i]! - expected[i]!) <= tolerance * scale)) {
      const place = `row ${Math.floor(i / EGO_SIZE)}, column ${i % EGO_SIZE}`
      throw new Error(`${place}: expected ${expected[i]}, found ${actual[i]}`)
    }
  }
}
