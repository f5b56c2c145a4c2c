import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Measurement } from '../../../fusion/filters/measurement.ts'
import type { MeasurementModel } from '../../../fusion/filters/measurement-model.ts'
import { BoxMeasurement } from '../../../fusion/models/box-measurement.ts'
import { CameraMeasurement } from '../../../fusion/models/camera-measurement.ts'
import { CTRA_SIZE } from '../../../fusion/models/ctra-state.ts'
import { RADAR, RadarMeasurement } from '../../../fusion/models/radar-measurement.ts'
import { BOX_NOISE, CAMERA_NOISE, RADAR_NOISE } from '../../../fusion/models/sensor-noise.ts'
import { type EgoMotion, SensorPose } from '../../../fusion/models/sensor-pose.ts'
import { distanceToSurface, type TargetExtent } from '../../../fusion/models/target-extent.ts'
import type { Mounting } from '../../../src/common/vehicle/vehicle-table.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import type { RadarDetection } from '../../../src/core/messages.ts'
import type { BoxDetection, CameraBoxDetection } from '../../../src/core/observations.ts'
import { expectClose, finiteDifferences, isSymmetricPositive } from '../filters/matrices.ts'

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const ego: fc.Arbitrary<EgoMotion> = fc
  .tuple(double(-50, 50), double(-50, 50), double(-3.1, 3.1), double(-5, 40), double(-0.8, 0.8))
  .map(([x, y, yaw, speed, yawRate]) => {
    const covariance = new Float64Array(25)
    covariance[18] = 0.0025
    covariance[24] = 1e-5
    return { position: [x, y, 0] as const, yaw, speed, yawRate, covariance }
  })
const mounting: fc.Arbitrary<Mounting> = fc
  .tuple(double(-1, 4), double(-1, 1), double(0.3, 2), double(-3.1, 3.1), double(-0.1, 0.1), double(-0.1, 0.1))
  .map(([x, y, z, yaw, pitch, roll]) => ({ position: [x, y, z] as const, yaw, pitch, roll }))
/** An object 10 to 100 m from the ego car, anywhere round it. */
const object = fc.tuple(double(10, 100), double(-3.1, 3.1), double(-3.1, 3.1), double(-5, 30))
const extent: TargetExtent = {
  z: 0.8,
  zVariance: 0.04,
  height: 1.6,
  heightVariance: 0.02,
  surfaceDistance: 2,
  spreadAlong: 0.3,
  spreadAcross: 0.5,
}

function objectState(from: EgoMotion, [distance, bearing, yaw, speed]: [number, number, number, number]) {
  const [x, y] = from.position
  return Float64Array.of(x + distance * Math.cos(bearing), y + distance * Math.sin(bearing), yaw, speed, 0.1, -1)
}

function placed(from: EgoMotion, at: Mounting): SensorPose {
  const pose = new SensorPose()
  pose.place(from, at)
  return pose
}

const radarTarget: RadarDetection = {
  range: 30,
  rangeStandardDeviation: 0.2,
  azimuth: 0.1,
  azimuthStandardDeviation: 0.01,
  elevation: 0.01,
  elevationStandardDeviation: 0.02,
  rangeRate: -3,
  rangeRateStandardDeviation: 0.1,
  radarCrossSection: 10,
  slot: -1,
  isNewInSlot: false,
}
const box: BoxDetection = {
  position: [20, 3, 0.2],
  yaw: 0.2,
  size: [4.5, 1.9, 1.6],
  class: 'car',
  score: 0.9,
  covariance: null,
}
const cameraBox: CameraBoxDetection = {
  bearing: 0.1,
  bearingStandardDeviation: 0.002,
  groundContact: 0.07,
  groundContactStandardDeviation: 0.003,
  apparentHeight: 0.08,
  apparentHeightStandardDeviation: 0.002,
  class: 'car',
  score: 0.9,
}

/** The residual is z - h(x), so that H is minus its derivative; angles and ranges of metres differ alike. */
function expectJacobian(model: MeasurementModel, x: Float64Array, isAngle: (row: number) => boolean): void {
  const out = new Measurement(CTRA_SIZE, model.maximalSize)
  const residual = (at: Float64Array) => {
    model.linearize(out, at)
    return out.residual.slice(0, out.size)
  }
  const numeric = finiteDifferences(residual, x, 1e-5, (a, b, row) => (isAngle(row) ? angleDifference(a, b) : a - b))
  model.linearize(out, x)
  const analytic = out.jacobian.slice(0, out.size * CTRA_SIZE).map((value) => -value)
  expectClose(analytic, numeric, 1e-6)
  expect(isSymmetricPositive(out.covariance, out.size)).toBe(true)
}

describe('Jacobians against finite differences, from any mounting on a moving, turning car', () => {
  it('radar, with and without elevation, with an extended target', () => {
    fc.assert(
      fc.property(ego, mounting, object, fc.boolean(), (car, at, where, hasElevation) => {
        const radar = new RadarMeasurement()
        const elevation = hasElevation ? 0.01 : Number.NaN
        expect(radar.prepare({ ...radarTarget, elevation }, placed(car, at), RADAR_NOISE.far, extent)).toBe(true)
        expectJacobian(radar, objectState(car, where), (row) => row === RADAR.azimuth || row === RADAR.elevation)
      }),
      { numRuns: 300 },
    )
  })

  it('3D box', () => {
    fc.assert(
      fc.property(ego, mounting, object, (car, at, where) => {
        const measurement = new BoxMeasurement()
        expect(measurement.prepare(box, placed(car, at), BOX_NOISE.lidar, false)).toBe(true)
        expectJacobian(measurement, objectState(car, where), (row) => row === 2)
      }),
    )
  })

  it('camera box, whole, cut off below or above, or with a distance of its own', () => {
    fc.assert(
      fc.property(ego, mounting, object, fc.integer({ min: 0, max: 7 }), (car, at, where, cut) => {
        const camera = new CameraMeasurement()
        const detection = {
          ...cameraBox,
          groundContact: cut & 1 ? Number.NaN : 0.07,
          apparentHeight: cut & 2 ? Number.NaN : 0.08,
          ...(cut & 4 && { distance: 25, distanceStandardDeviation: 1 }),
        }
        expect(camera.prepare(detection, placed(car, at), CAMERA_NOISE.front, extent)).toBe(true)
        expectJacobian(camera, objectState(car, where), (row) => row === 0)
      }),
      { numRuns: 300 },
    )
  })
})

describe('radar', () => {
  it('meets what is taller than it at its own height', () => {
    const level: Mounting = { position: [3.5, 0, 0.5], yaw: 0, pitch: 0, roll: 0 }
    const standing: EgoMotion = { position: [0, 0, 0], yaw: 0, speed: 10, yawRate: 0, covariance: new Float64Array(25) }
    const pole: TargetExtent = { ...extent, z: 4, height: 8, surfaceDistance: 0 }
    const radar = new RadarMeasurement()
    const detection = { ...radarTarget, range: 10, azimuth: 0, elevation: 0, rangeRate: -10 }
    radar.prepare(detection, placed(standing, level), RADAR_NOISE.far, pole)
    const out = new Measurement(CTRA_SIZE, radar.maximalSize)
    radar.linearize(out, Float64Array.of(13.5, 0, 0, 0, 0, 0))
    for (const row of [RADAR.range, RADAR.elevation, RADAR.rangeRate]) expect(out.residual[row]).toBeCloseTo(0, 9)
  })

  const at: Mounting = { position: [3.5, 0.8, 0.6], yaw: 0.7, pitch: 0.02, roll: -0.03 }
  const noEgo = { position: [0, 0, 0] as const, covariance: new Float64Array(25) }

  it('sees a standing object pass at the rate at which its range changes as the car drives and turns', () => {
    fc.assert(
      fc.property(ego, mounting, object, (car, sensor, where) => {
        const x = objectState(car, where)
        x[3] = 0
        const radar = new RadarMeasurement()
        const out = new Measurement(CTRA_SIZE, 4)
        const predicted = (motion: EgoMotion) => {
          radar.prepare({ ...radarTarget, range: 1e-9, rangeRate: 0 }, placed(motion, sensor), RADAR_NOISE.far)
          radar.linearize(out, x)
          return { range: -out.residual[RADAR.range]!, rate: -out.residual[RADAR.rangeRate]! }
        }
        // Where the car will be and was half a millisecond away, on its arc.
        const moved = (dt: number): EgoMotion => {
          const heading = car.yaw + 0.5 * car.yawRate * dt
          const way = car.speed * dt
          const [px, py] = car.position
          return {
            ...car,
            position: [px + way * Math.cos(heading), py + way * Math.sin(heading), 0],
            yaw: car.yaw + car.yawRate * dt,
          }
        }
        const dt = 5e-4
        const numeric = (predicted(moved(dt)).range - predicted(moved(-dt)).range) / (2 * dt)
        expect(predicted(car).rate).toBeCloseTo(numeric, 4)
      }),
    )
  })

  it('puts an object dead ahead of a turned sensor at azimuth 0 and its own speed into the range rate', () => {
    const car = { ...noEgo, yaw: 0, speed: 10, yawRate: 0 }
    const flat: Mounting = { ...at, pitch: 0, roll: 0 }
    const radar = new RadarMeasurement()
    const target = { ...extent, z: 0.6, surfaceDistance: 0 }
    const detection = { ...radarTarget, range: 20, azimuth: 0, elevation: 0, rangeRate: 5 - 10 * Math.cos(0.7) }
    radar.prepare(detection, placed(car, flat), RADAR_NOISE.far, target)
    const out = new Measurement(CTRA_SIZE, 4)
    radar.linearize(out, Float64Array.of(3.5 + 20 * Math.cos(0.7), 0.8 + 20 * Math.sin(0.7), 0.7, 5, 0, 0))
    expectClose(out.residual, [0, 0, 0, 0], 1e-12)
  })

  it('trusts the sensor less when its mounting, the ego motion or the target are less known', () => {
    const car = { ...noEgo, yaw: 0.3, speed: 10, yawRate: 0.1 }
    const x = Float64Array.of(40, 10, 0, 5, 0, 0)
    const variances = (mountingRotation: number, egoSpeedVariance: number, spread: number) => {
      const covariance = new Float64Array(25)
      covariance[18] = egoSpeedVariance
      const pose = new SensorPose()
      pose.place({ ...car, covariance }, at, { position: 0, rotation: mountingRotation })
      const radar = new RadarMeasurement()
      radar.prepare(radarTarget, pose, RADAR_NOISE.far, {
        ...extent,
        zVariance: 0,
        spreadAlong: spread,
        spreadAcross: 0,
      })
      const out = new Measurement(CTRA_SIZE, 4)
      radar.linearize(out, x)
      return [0, 1, 2, 3].map((row) => out.covariance[row * 5]!)
    }
    const [range, azimuth, rangeRate, elevation] = variances(0, 0, 0) as [number, number, number, number]
    expectClose([range, azimuth, rangeRate, elevation], [0.04, 1e-4, 0.01, 4e-4], 1e-12)
    expect(variances(0.01, 0, 0)[1]).toBeCloseTo(azimuth + 1e-4, 12)
    expect(variances(0, 1, 0)[2]).toBeGreaterThan(rangeRate + 0.5)
    expect(variances(0, 0, 0.5)[0]).toBeCloseTo(range + 0.25, 12)
  })

  it('takes the table where the sensor says nothing, or nonsense', () => {
    const radar = new RadarMeasurement()
    const pose = placed({ ...noEgo, yaw: 0, speed: 0, yawRate: 0 }, at)
    const silent = { ...radarTarget, rangeStandardDeviation: Number.NaN, rangeRateStandardDeviation: -1 }
    expect(radar.prepare(silent, pose, RADAR_NOISE.far)).toBe(true)
    expect(radar.rangeVariance).toBeCloseTo(RADAR_NOISE.far.range ** 2, 12)
    expect(radar.rangeRateVariance).toBeCloseTo(RADAR_NOISE.far.rangeRate ** 2, 12)
  })

  it.each([
    ['range', Number.NaN],
    ['range', -1],
    ['azimuth', Number.POSITIVE_INFINITY],
    ['rangeRate', Number.NaN],
  ])('refuses a detection with %s %d', (field, value) => {
    const pose = placed({ ...noEgo, yaw: 0, speed: 0, yawRate: 0 }, at)
    expect(new RadarMeasurement().prepare({ ...radarTarget, [field]: value }, pose, RADAR_NOISE.far)).toBe(false)
  })
})

describe('3D box', () => {
  const at: Mounting = { position: [1, 0, 1.8], yaw: Math.PI / 2, pitch: 0, roll: 0 }
  const car: EgoMotion = { position: [100, 50, 0], yaw: 0, speed: 0, yawRate: 0, covariance: new Float64Array(25) }

  it('is turned into the world by mounting and car', () => {
    const measurement = new BoxMeasurement()
    measurement.prepare(box, placed(car, at), BOX_NOISE.lidar)
    expectClose([measurement.x, measurement.y, measurement.z], [98, 70, 2], 1e-12)
    expect(measurement.yaw).toBeCloseTo(Math.PI / 2 + 0.2, 12)
  })

  it('takes the nearer of both headings only where the heading is ambiguous', () => {
    const measurement = new BoxMeasurement()
    measurement.prepare({ ...box, yaw: -Math.PI / 2 + 3 }, placed(car, at), BOX_NOISE.lidar)
    expect(measurement.yawResidual(0.1)).toBeCloseTo(3 - Math.PI - 0.1, 12)
    expect(measurement.yawResidual(3.1)).toBeCloseTo(-0.1, 12)
    measurement.isHeadingAmbiguous = false
    expect(measurement.yawResidual(0.1)).toBeCloseTo(2.9, 12)
  })

  it('has a covariance that turns with the sensor and agrees with random draws of everything uncertain', () => {
    // Own covariance and mounting uncertainty alone, each drawn on a grid of ± one standard deviation (unscented).
    const own = new Float64Array(16)
    own.set([0.09, 0.02, 0, 0.01, 0.02, 0.04, 0, 0, 0, 0, 0.01, 0, 0.01, 0, 0, 0.0025])
    const exact: Mounting = { ...at, pitch: 0.1, roll: -0.2, yaw: 0.4 }
    const pose = new SensorPose()
    pose.place({ ...car, yaw: 0.5 }, exact, { position: 0, rotation: 0 })
    const measurement = new BoxMeasurement()
    measurement.prepare({ ...box, covariance: own }, pose, BOX_NOISE.lidar)
    const R = pose.rotation
    // Var(x) = r₀·C·r₀ᵀ by hand.
    let variance = 0
    for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) variance += R[i]! * R[j]! * own[i * 4 + j]!
    expect(measurement.covariance[0]).toBeCloseTo(variance, 12)
    expect(measurement.covariance[8]).toBeCloseTo(0.0025, 12)
    expect(measurement.covariance[2]).toBeCloseTo(R[0]! * 0.01, 12)

    const loose = new SensorPose()
    loose.place({ ...car, yaw: 0.5 }, exact, { position: 0.03, rotation: 0.02 })
    const looser = new BoxMeasurement()
    looser.prepare({ ...box, covariance: own }, loose, BOX_NOISE.lidar)
    const added = looser.covariance.map((value, i) => value - measurement.covariance[i]!)
    const leverX = looser.x - loose.position[0]!
    const leverY = looser.y - loose.position[1]!
    // A turn about the vertical moves the box across its lever and turns it too.
    expect(added[5]! / Math.sqrt(added[8]!)).toBeCloseTo(0.02 * leverX, 10)
    expect(added[2]! / Math.sqrt(added[8]!)).toBeCloseTo(-0.02 * leverY, 10)
    expect(isSymmetricPositive(looser.covariance, 3)).toBe(true)
  })

  it.each<[string, Partial<BoxDetection>]>([
    ['a NaN position', { position: [Number.NaN, 0, 0] }],
    ['an infinite yaw', { yaw: Number.POSITIVE_INFINITY }],
    ['a zero length', { size: [0, 1, 1] }],
    ['a negative height', { size: [4, 2, -1] }],
    ['a negative variance', { covariance: Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? -1 : 0)) }],
    ['an impossible correlation', { covariance: Float64Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? 1 : 2)) }],
    ['a covariance of the wrong size', { covariance: new Float64Array(9) }],
  ])('refuses %s', (_name, wrong) => {
    expect(new BoxMeasurement().prepare({ ...box, ...wrong }, placed(car, at), BOX_NOISE.lidar)).toBe(false)
  })
})

describe('camera box', () => {
  const car: EgoMotion = { position: [0, 0, 0], yaw: 0, speed: 0, yawRate: 0, covariance: new Float64Array(25) }
  const pose = placed(car, { position: [2, 0, 1.5], yaw: 0, pitch: 0, roll: 0 })

  it('sees a 1.6 m car 30 m ahead of its near side where trigonometry puts it', () => {
    const camera = new CameraMeasurement()
    camera.prepare(cameraBox, pose, CAMERA_NOISE.front, extent)
    const out = new Measurement(CTRA_SIZE, 3)
    camera.linearize(out, Float64Array.of(34, 0, 0, 0, 0, 0))
    expect(cameraBox.groundContact - out.residual[1]!).toBeCloseTo(Math.atan2(1.5, 30), 12)
    expect(cameraBox.apparentHeight - out.residual[2]!).toBeCloseTo(Math.atan2(1.5, 30) + Math.atan2(0.1, 30), 12)
    expect(cameraBox.bearing - out.residual[0]!).toBeCloseTo(0, 12)
  })

  it('takes a measured distance to the near side in place of the edges, and no less or more than its deviation', () => {
    const camera = new CameraMeasurement()
    camera.prepare({ ...cameraBox, distance: 29, distanceStandardDeviation: 1.2 }, pose, CAMERA_NOISE.front, extent)
    const out = new Measurement(CTRA_SIZE, 3)
    camera.linearize(out, Float64Array.of(34, 0, 0, 0, 0, 0))
    expect(out.size).toBe(2)
    expect(out.residual[1]).toBeCloseTo(29 - 30, 12)
    expect([...out.jacobian.slice(CTRA_SIZE, 2 * CTRA_SIZE)]).toEqual([1, 0, 0, 0, 0, 0])
    const spread = extent.spreadAlong ** 2 + pose.mountingPositionVariance
    expect(out.covariance[3]).toBeCloseTo(1.2 ** 2 + spread, 12)
    for (const wrong of [{ distance: Number.NaN }, { distance: -1 }, { distanceStandardDeviation: 0 }]) {
      const detection = { ...cameraBox, distance: 29, distanceStandardDeviation: 1.2, ...wrong }
      expect(camera.prepare(detection, pose, CAMERA_NOISE.front, extent)).toBe(true)
      camera.linearize(out, Float64Array.of(34, 0, 0, 0, 0, 0))
      expect(out.size).toBe(3)
    }
  })

  it('says less about distance the farther the object is', () => {
    const camera = new CameraMeasurement()
    camera.prepare({ ...cameraBox, apparentHeight: Number.NaN }, pose, CAMERA_NOISE.front, extent)
    const deviation = (distance: number) => {
      const out = new Measurement(CTRA_SIZE, 3)
      camera.linearize(out, Float64Array.of(4 + distance, 0, 0, 0, 0, 0))
      return Math.sqrt(out.covariance[out.size + 1]!) / Math.abs(out.jacobian[CTRA_SIZE]!)
    }
    // By contact alone σ_d = σ·d²/k and the foot's height adds d/k·σ_z: between linear and quadratic.
    expect(deviation(60) / deviation(20)).toBeGreaterThan(3)
    expect(deviation(60) / deviation(20)).toBeLessThan(9.1)
  })

  it('refuses a bearing that is not finite', () => {
    expect(new CameraMeasurement().prepare({ ...cameraBox, bearing: Number.NaN }, pose, CAMERA_NOISE.front)).toBe(false)
  })
})

describe('the distance from a box centre to its edge', () => {
  it('is half the length ahead, half the width aside, and on the diagonal the corner', () => {
    expect(distanceToSurface(4, 2, 0)).toBe(2)
    expect(distanceToSurface(4, 2, Math.PI / 2)).toBeCloseTo(1, 12)
    expect(distanceToSurface(4, 2, Math.atan2(1, 2))).toBeCloseTo(Math.hypot(2, 1), 12)
    expect(distanceToSurface(4, 2, Math.PI)).toBe(2)
  })
})
