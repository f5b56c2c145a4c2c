import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { LidarSheet } from '../../../src/simulation/sensors/lidar-data-sheet.ts'
import { ROOF_LIDAR } from '../../../src/simulation/sensors/lidar-data-sheet.ts'
import type { LidarSweep } from '../../../src/simulation/sensors/lidar-sweep.ts'
import { staticOwner } from '../../../src/simulation/sensors/scene-bodies.ts'
import { USUAL_SIZE } from '../../../src/simulation/sensors/scripted-objects.ts'
import type { SensedMoment, TrueEgo } from '../../../src/simulation/sensors/sensed-moment.ts'
import { WEATHER_OWNER } from '../../../src/simulation/sensors/spinning-lidar.ts'
import { castRay } from './exact-ray-casting.ts'
import { lidarIn, randomBodies } from './lidar-world.ts'
import { box, moment, STANDING_EGO } from './moments.ts'

const [forward, left, up] = GENERIC_CAR.mountings['lidar/roof']!.position
/** Nothing is lost, so that every ray can be looked at. */
const SENSITIVE: LidarSheet = { ...ROOF_LIDAR, leastPower: 0 }
const TURNING: TrueEgo = { position: [2, -1, 0], yaw: 0.4, velocity: [14, 5], yawRate: 0.6, acceleration: [0, 0] }

/** Fine steps along the arc, independent of the sensor's own formula: sensor in the world `dt` s after the moment. */
function integrated(ego: TrueEgo, dt: number): { x: number; y: number; yaw: number } {
  const steps = 200
  let [x, y] = ego.position
  for (let i = 0; i < steps; i++) {
    const turn = (ego.yawRate * dt * (i + 0.5)) / steps
    x += ((Math.cos(turn) * ego.velocity[0] - Math.sin(turn) * ego.velocity[1]) * dt) / steps
    y += ((Math.sin(turn) * ego.velocity[0] + Math.cos(turn) * ego.velocity[1]) * dt) / steps
  }
  const yaw = ego.yaw + ego.yawRate * dt
  return {
    x: x + Math.cos(yaw) * forward - Math.sin(yaw) * left,
    y: y + Math.sin(yaw) * forward + Math.cos(yaw) * left,
    yaw,
  }
}

/** Differences of every point's range from exact casting, and the number of rays that should have an echo. */
function compare(sweep: LidarSweep, truth: SensedMoment, bodiesAt: (dt: number) => Parameters<typeof castRay>[0]) {
  const errors: number[] = []
  let expected = 0
  let point = 0
  for (let column = 0; column < ROOF_LIDAR.columns; column++) {
    const time = (column + 0.5) / ROOF_LIDAR.columns / ROOF_LIDAR.rate
    const dt = time - 0.1
    const sensor = integrated(truth.ego, dt)
    const azimuth = sensor.yaw + Math.PI - (2 * Math.PI * (column + 0.5)) / ROOF_LIDAR.columns
    const bodies = bodiesAt(dt)
    for (const [beam, elevation] of ROOF_LIDAR.elevations.entries()) {
      const flat = Math.cos(elevation)
      const ray = [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(elevation)] as const
      const range = castRay(bodies, [sensor.x, sensor.y, up], ray)
      if (range < ROOF_LIDAR.range && range >= ROOF_LIDAR.nearest) expected++
      if (sweep.ring[point] !== beam || Math.abs(sweep.time[point]! - time) > 1e-7) continue
      errors.push(Math.hypot(sweep.x[point]!, sweep.y[point]!, sweep.z[point]!) - range)
      point++
    }
  }
  expect(errors.length).toBe(sweep.count)
  return { errors, expected }
}

const rootMeanSquare = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length)

describe('a sweep', () => {
  it('has the ranges of exact ray casting, to the noise, from a car that drives and turns', () => {
    const bodies = randomBodies(5, 60)
    const truth = moment([], 1e8, TURNING)
    const { errors, expected } = compare(lidarIn(bodies, { sheet: SENSITIVE }).scan(truth), truth, () => bodies)
    expect(expected).toBeGreaterThan(40_000)
    // A ray that grazes an edge may fall on either side of it.
    expect(Math.abs(errors.length - expected)).toBeLessThan(5)
    const outside = errors.filter((error) => Math.abs(error) > 5 * ROOF_LIDAR.rangeNoise)
    expect(outside.length).toBeLessThan(5)
    const inside = errors.filter((error) => Math.abs(error) <= 5 * ROOF_LIDAR.rangeNoise)
    expect(rootMeanSquare(inside) / ROOF_LIDAR.rangeNoise).toBeCloseTo(1, 1)
    expect(Math.abs(inside.reduce((a, b) => a + b) / inside.length)).toBeLessThan(0.0005)
  })

  it('sees road users where they are at the time of each firing', () => {
    const velocity = [-12, 25, 0] as const
    const bus = { ...box(7, 12, 3, [11, 2.9, 3.4], { class: 'bus', yaw: 0.5, velocity }), yawRate: 0.8 }
    const truth = moment([bus], 1e8, TURNING)
    const sweep = lidarIn([], { sheet: SENSITIVE }).scan(truth)
    const { errors } = compare(sweep, truth, (dt) => [
      {
        shape: 'box',
        // Its lowest tenth is free.
        position: [12 + velocity[0] * dt, 3 + velocity[1] * dt, 0.55 * 3.4],
        yaw: 0.5 + 0.8 * dt,
        size: [11, 2.9, 0.9 * 3.4],
      },
    ])
    expect(sweep.owner.subarray(0, sweep.count).filter((owner) => owner === 7).length).toBeGreaterThan(1500)
    expect(errors.filter((error) => Math.abs(error) > 5 * ROOF_LIDAR.rangeNoise).length).toBeLessThan(5)
  })

  it('is the same for the same seed and stamp, and other noise otherwise', () => {
    const scan = (seed: number, stamp: number) => {
      const { count, x } = lidarIn(randomBodies(5, 20), { seed }).scan(moment([], stamp))
      return x.slice(0, count)
    }
    expect(scan(1, 1e8)).toEqual(scan(1, 1e8))
    expect(scan(1, 1e8)).not.toEqual(scan(2, 1e8))
    expect(scan(1, 1e8)).not.toEqual(scan(1, 2e8))
  })

  it('puts the points of a road user into its box', () => {
    for (const objectClass of ['car', 'truck', 'pedestrian', 'cyclist'] as const) {
      const size = USUAL_SIZE[objectClass]
      const object = box(3, 14, 4, size, { class: objectClass, yaw: 0.3 })
      const sweep = lidarIn([]).scan(moment([object], 1e8))
      let hits = 0
      for (let i = 0; i < sweep.count; i++) {
        if (sweep.owner[i] !== 3) continue
        hits++
        const [dx, dy] = [sweep.x[i]! + forward - 14, sweep.y[i]! + left - 4]
        expect(Math.abs(Math.cos(0.3) * dx + Math.sin(0.3) * dy)).toBeLessThan(size[0] / 2 + 0.1)
        expect(Math.abs(Math.cos(0.3) * dy - Math.sin(0.3) * dx)).toBeLessThan(size[1] / 2 + 0.1)
        expect(Math.abs(sweep.z[i]! + up - size[2] / 2)).toBeLessThan(size[2] / 2 + 0.1)
      }
      expect(hits, objectClass).toBeGreaterThan(30)
    }
  })
})

describe('echoes', () => {
  const ground = (weather: 'clear' | 'rain' | 'fog') => lidarIn([], { weather }).scan(moment([], 1e8))
  const beyond = ({ count, x, y, owner }: LidarSweep, distance: number) => {
    let points = 0
    for (let i = 0; i < count; i++) if (owner[i] === 0 && Math.hypot(x[i]!, y[i]!) > distance) points++
    return points
  }

  it('are lost at grazing incidence far away, and earlier in rain and fog', () => {
    const [clear, rain, fog] = [ground('clear'), ground('rain'), ground('fog')]
    expect(beyond(clear, 50)).toBeGreaterThan(1000)
    expect(beyond(clear, 110)).toBe(0)
    expect(beyond(rain, 50)).toBeLessThan(0.95 * beyond(clear, 50))
    expect(beyond(fog, 50)).toBe(0)
    expect(beyond(fog, 15)).toBeGreaterThan(1000)
  })

  it('come from drops in rain and fog, near the car, and from nothing in clear air', () => {
    const drops = ({ count, owner }: LidarSweep) => owner.subarray(0, count).filter((o) => o === WEATHER_OWNER).length
    expect(drops(ground('clear'))).toBe(0)
    expect(drops(ground('rain'))).toBeGreaterThan(50)
    expect(drops(ground('fog'))).toBeGreaterThan(3 * drops(ground('rain')))
  })

  it('are bright from retroreflectors and dim from glass', () => {
    const wall = (material: 'retroreflector' | 'glass') => {
      const body = { shape: 'box', position: [15, 0, 2], yaw: 0, size: [1, 6, 4], colour: [0, 0, 0], material } as const
      const { count, intensity, owner } = lidarIn([body]).scan(moment([], 1e8, STANDING_EGO))
      return intensity.subarray(0, count).filter((_, i) => owner[i] === staticOwner(0))
    }
    expect(Math.min(...wall('retroreflector'))).toBeGreaterThan(150)
    expect(Math.max(...wall('glass'))).toBeLessThan(30)
  })

  it('need a level mounting', () => {
    const mounting = { ...GENERIC_CAR.mountings['lidar/roof']!, pitch: 0.1 }
    expect(() => lidarIn([], { mounting })).toThrow(/level mounting of lidar\/roof/)
  })
})
