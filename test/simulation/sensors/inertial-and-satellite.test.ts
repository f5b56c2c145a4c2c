import { describe, expect, it } from 'vitest'
import { createLocalFrame, enuFromGeodetic } from '../../../src/common/geodesy/local-frame.ts'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import { InertialSensor } from '../../../src/simulation/sensors/inertial-sensor.ts'
import { SatelliteReceiver } from '../../../src/simulation/sensors/satellite-receiver.ts'
import { GNSS_SHEET, INERTIAL_SHEET } from '../../../src/simulation/sensors/sensor-data-sheets.ts'
import { STANDING_EGO } from './moments.ts'

const TURNING = { ...STANDING_EGO, yaw: Math.PI / 2, velocity: [0, 10], yawRate: 0.5, acceleration: [1, 5] } as const
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)))

describe('the inertial sensor', () => {
  it('feels gravity, the acceleration at its own place and the turn, beside its bias', () => {
    const sensor = new InertialSensor(3, { position: [2, 0, 0.4], yaw: 0, pitch: 0, roll: 0 })
    const bias = Float64Array.from(sensor.bias)
    const samples = Array.from({ length: 4000 }, () => sensor.sample(TURNING, 0))
    const expected = [1 - 0.25 * 2, 5, 9.80665]
    for (const axis of [0, 1, 2] as const) {
      const values = samples.map(({ acceleration }) => acceleration[axis] - bias[axis]!)
      expect(mean(values)).toBeCloseTo(expected[axis]!, 2)
      expect(deviation(values) / INERTIAL_SHEET.accelerometer).toBeCloseTo(1, 1)
    }
    expect(mean(samples.map(({ angularVelocity }) => angularVelocity[2])) - bias[5]!).toBeCloseTo(0.5, 3)
  })

  it('has a bias that walks with the square root of time', () => {
    const ends = Array.from({ length: 400 }, (_, seed) => {
      const sensor = new InertialSensor(seed, GENERIC_CAR.mountings['imu']!)
      const start = sensor.bias[5]!
      for (let i = 0; i < 50; i++) sensor.sample(STANDING_EGO, 2)
      return sensor.bias[5]! - start
    })
    const walked = deviation(ends) / (INERTIAL_SHEET.gyroBiasWalk * 10)
    expect(walked).toBeGreaterThan(0.85)
    expect(walked).toBeLessThan(1.15)
  })
})

describe('the satellite receiver', () => {
  const frame = createLocalFrame({ latitude: 0.85, longitude: 0.2, altitude: 300 })

  it("is off by errors of the sheet's size that stay alike from fix to fix, and knows the antenna's motion", () => {
    const errors: number[] = []
    const jumps: number[] = []
    for (let seed = 0; seed < 300; seed++) {
      const receiver = new SatelliteReceiver(seed, GENERIC_CAR.mountings['gnss']!, frame)
      const fixes = [0, 1].map((i) => enuFromGeodetic(frame, receiver.fix(TURNING, i * 1e8, 0.1)!))
      errors.push(fixes[0]![0])
      jumps.push(fixes[1]![0] - fixes[0]![0])
    }
    expect(deviation(errors) / Math.hypot(GNSS_SHEET.slowError, GNSS_SHEET.whiteError)).toBeCloseTo(1, 0)
    expect(deviation(jumps)).toBeLessThan(0.4 * GNSS_SHEET.slowError)
    const receiver = new SatelliteReceiver(1, GENERIC_CAR.mountings['gnss']!, frame)
    const fixes = Array.from({ length: 500 }, (_, i) => receiver.fix(TURNING, i * 1e8, 0.1)!)
    expect(mean(fixes.map(({ course }) => course))).toBeCloseTo(Math.PI / 2 + Math.atan2(0.3, 10), 2)
    expect(mean(fixes.map(({ speed }) => speed))).toBeCloseTo(Math.hypot(10, 0.3), 1)
  })

  it('is without a fix in an outage, and goes on after it as if there had been none', () => {
    const outages = [{ from: 1e9, to: 2e9 }]
    const mounting = GENERIC_CAR.mountings['gnss']!
    const broken = new SatelliteReceiver(1, mounting, frame, outages)
    const well = new SatelliteReceiver(1, mounting, frame)
    for (let i = 0; i < 30; i++) {
      const fix = well.fix(TURNING, i * 1e8, 0.1)
      expect(broken.fix(TURNING, i * 1e8, 0.1)).toEqual(i >= 10 && i < 20 ? null : fix)
    }
  })

  it('has no course while it stands', () => {
    const receiver = new SatelliteReceiver(1, GENERIC_CAR.mountings['gnss']!, frame)
    expect(receiver.fix(STANDING_EGO, 0, 0.1)!.course).toBeNaN()
  })
})
