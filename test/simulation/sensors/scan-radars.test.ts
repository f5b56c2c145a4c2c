import { describe, expect, it } from 'vitest'
import { GENERIC_CAR } from '../../../src/common/vehicle/generic-car.ts'
import type { RadarDetection } from '../../../src/core/messages.ts'
import type { Weather } from '../../../src/simulation/camera/conditions.ts'
import { ScanRadars } from '../../../src/simulation/sensors/scan-radars.ts'
import type { TrueEgo } from '../../../src/simulation/sensors/sensed-moment.ts'
import { SENSOR_SHEETS } from '../../../src/simulation/sensors/sensor-data-sheets.ts'
import type { Body, StaticKind } from '../../../src/simulation/world/world.ts'
import { randomBodies } from './lidar-world.ts'
import { box, moment, STANDING_EGO } from './moments.ts'

const RADARS = Object.entries(GENERIC_CAR.mountings)
  .filter(([sensor]) => sensor.startsWith('radar/'))
  .map(([sensor, mounting]) => {
    const sheet = SENSOR_SHEETS[sensor === 'radar/front' ? 'long-range-radar' : 'corner-radar']
    return { sensor, mounting, sheet }
  })
const TURNING: TrueEgo = { position: [2, -1, 0], yaw: 0.4, velocity: [14, 6], yawRate: 0.4, acceleration: [0, 0] }

function radarsIn(
  bodies: readonly Body[],
  kind: StaticKind = 'pole',
  seed = 1,
  weather: Weather = 'clear',
): ScanRadars {
  const statics = bodies.map((body, i) => ({ id: i + 1, kind, bodies: [body] }))
  return new ScanRadars(seed, RADARS, { statics }, weather)
}

/** Sensor in the world `dt` s from now, the car going on as it does; by small steps. */
function sensorAt(ego: TrueEgo, sensor: string, dt: number): { x: number; y: number; yaw: number } {
  const { position, yaw: mounted } = GENERIC_CAR.mountings[sensor]!
  const yaw = ego.yaw + ego.yawRate * dt
  return {
    x: ego.position[0] + ego.velocity[0] * dt + Math.cos(yaw) * position[0] - Math.sin(yaw) * position[1],
    y: ego.position[1] + ego.velocity[1] * dt + Math.sin(yaw) * position[0] + Math.cos(yaw) * position[1],
    yaw: yaw + mounted,
  }
}

/** Range rate of a point that is at (range, azimuth) now and moves with this velocity: by differences of distances. */
function rateOf(ego: TrueEgo, sensor: string, { range, azimuth }: RadarDetection, vx: number, vy: number): number {
  const now = sensorAt(ego, sensor, 0)
  const x = now.x + range * Math.cos(now.yaw + azimuth)
  const y = now.y + range * Math.sin(now.yaw + azimuth)
  const h = 1e-4
  const distance = (dt: number) => {
    const there = sensorAt(ego, sensor, dt)
    return Math.hypot(x + vx * dt - there.x, y + vy * dt - there.y)
  }
  return (distance(h) - distance(-h)) / (2 * h)
}

/** What a wrong azimuth and the sheet's noise may do to a range rate: four standard deviations, m/s. */
function tolerance(detection: RadarDetection, speed: number): number {
  return 4 * Math.hypot(detection.rangeRateStandardDeviation, speed * detection.azimuthStandardDeviation) + 0.1
}

describe("the radars' scans", () => {
  it.each(RADARS.map(({ sensor }) => sensor))('of %s show standing things at the own motion', (sensor) => {
    const radars = radarsIn(randomBodies(8, 60))
    let standing = 0
    let all = 0
    for (let i = 0; i < 40; i++) {
      for (const detection of radars.scan(sensor, moment([], i * 5e7, TURNING)).detections) {
        all++
        const error = detection.rangeRate - rateOf(TURNING, sensor, detection, 0, 0)
        if (Math.abs(error) < tolerance(detection, 17)) standing++
      }
    }
    expect(all).toBeGreaterThan(100)
    // The rest are noise peaks and double bounces.
    expect(standing / all).toBeGreaterThan(0.95)
  })

  it('show a turning road user at the relative motion of its points, with several reflections of a near lorry', () => {
    const turning = 0.3
    const truck = {
      ...box(4, 30, 11, [10, 2.5, 3.2], { class: 'truck', yaw: 0.4, velocity: [-9, 4, 0] }),
      yawRate: turning,
    }
    const radars = radarsIn([])
    let near = 0
    let right = 0
    const scans = 200
    for (let i = 0; i < scans; i++) {
      for (const detection of radars.scan('radar/front', moment([truck], i * 5e7, TURNING)).detections) {
        const there = sensorAt(TURNING, 'radar/front', 0)
        const x = there.x + detection.range * Math.cos(there.yaw + detection.azimuth) - 30
        const y = there.y + detection.range * Math.sin(there.yaw + detection.azimuth) - 11
        const along = Math.abs(Math.cos(0.4) * x + Math.sin(0.4) * y)
        const across = Math.abs(Math.cos(0.4) * y - Math.sin(0.4) * x)
        if (along > 6 || across > 2.3) continue
        near++
        const error = detection.rangeRate - rateOf(TURNING, 'radar/front', detection, -9 - turning * y, 4 + turning * x)
        if (Math.abs(error) < tolerance(detection, 25)) right++
      }
    }
    expect(near / scans).toBeGreaterThan(1)
    expect(right / near).toBeGreaterThan(0.97)
  })

  it('meet drops near the car in rain and lose far weak targets to it, while fog hardly matters', () => {
    const man = box(4, 73.65, 0, [0.6, 0.6, 1.8], { class: 'pedestrian' })
    const in300 = (weather: Weather) => {
      const radars = radarsIn([], 'pole', 1, weather)
      let [drops, seen] = [0, 0]
      for (let i = 0; i < 300; i++) {
        const { detections } = radars.scan('radar/front', moment([man], i * 5e7))
        drops += detections.filter(({ range }) => range < 25).length
        if (detections.some(({ range }) => Math.abs(range - 70) < 1)) seen++
      }
      return { drops, seen }
    }
    const [clear, rain, fog] = [in300('clear'), in300('rain'), in300('fog')]
    expect(rain.drops - clear.drops).toBeGreaterThan(0.7 * 300)
    expect(Math.abs(fog.drops - clear.drops)).toBeLessThan(0.1 * 300)
    // 70 m there and back at 13.6 dB/km are 1.9 dB.
    expect(rain.seen).toBeLessThan(clear.seen - 5)
    expect(fog.seen).toBeGreaterThan(rain.seen)
  })

  it('do not hold what a wall hides, and miss what is far now and then', () => {
    const wall: Body = {
      shape: 'box',
      position: [20, 0, 2],
      yaw: Math.PI / 2,
      size: [12, 0.3, 4],
      material: 'concrete',
      colour: [0, 0, 0],
    }
    const share = (bodies: readonly Body[], forward: number) => {
      const radars = radarsIn(bodies, 'building')
      const car = box(4, forward + 3.65 + 2.3, 0, [4.6, 1.9, 1.6], { velocity: [7, 0, 0] })
      let seen = 0
      for (let i = 0; i < 300; i++) {
        const { detections } = radars.scan('radar/front', moment([car], i * 5e7))
        if (detections.some((d) => Math.abs(d.rangeRate - 7) < 0.5 && Math.abs(d.range - forward) < 3)) seen++
      }
      return seen / 300
    }
    expect(share([], 40)).toBeGreaterThan(0.98)
    expect(share([wall], 40)).toBeLessThan(0.01)
    expect(share([], 225)).toBeGreaterThan(0.3)
    expect(share([], 225)).toBeLessThan(0.95)
  })

  it('hold mirror images behind guard rails, where and as fast as the mirror shows them', () => {
    const rail: Body = {
      shape: 'box',
      position: [40, 6, 0.4],
      yaw: 0,
      size: [80, 0.2, 0.8],
      material: 'metal',
      colour: [0, 0, 0],
    }
    const car = box(4, 33, 0, [4.6, 1.9, 1.6], { velocity: [5, 1, 0] })
    const images = (bodies: readonly Body[]) => {
      const radars = radarsIn(bodies, 'barrier')
      let count = 0
      for (let i = 0; i < 1000; i++) {
        for (const d of radars.scan('radar/front', moment([car], i * 5e7)).detections) {
          const x = 3.65 + d.range * Math.cos(d.azimuth)
          const y = d.range * Math.sin(d.azimuth)
          // The rail's near side is at 5.9 m: the image is at 11.8 m and moves to the right.
          const rate = 5 * Math.cos(d.azimuth) - Math.sin(d.azimuth)
          if (Math.abs(y - 11.8) < 1.2 && Math.abs(x - 31) < 3 && Math.abs(d.rangeRate - rate) < 0.4) count++
        }
      }
      return count
    }
    expect(images([rail])).toBeGreaterThan(15)
    expect(images([rail])).toBeLessThan(80)
    expect(images([])).toBeLessThan(3)
  })

  it('see thin posts between the rays', () => {
    const post = (distance: number): Body => ({
      shape: 'cylinder',
      position: [3.65 + distance, 0.35, 1.5],
      yaw: 0,
      size: [0.1, 0.1, 3],
      material: 'metal',
      colour: [0, 0, 0],
    })
    for (const distance of [20, 45, 90]) {
      const radars = radarsIn([post(distance)])
      let seen = 0
      for (let i = 0; i < 100; i++) {
        const { detections } = radars.scan('radar/front', moment([], i * 5e7, STANDING_EGO))
        if (detections.some(({ range, azimuth }) => Math.abs(range - distance) < 1 && Math.abs(azimuth) < 0.03)) seen++
      }
      expect(seen, `${distance} m`).toBeGreaterThan(70)
    }
  })

  it('are the same for one seed, and refuse a radar that is not there', () => {
    const scan = (seed: number) =>
      radarsIn(randomBodies(8, 60), 'pole', seed).scan('radar/front', moment([], 1e8, TURNING))
    expect(scan(1)).toEqual(scan(1))
    expect(scan(1)).not.toEqual(scan(2))
    expect(scan(1).sensor).toBe('front')
    expect(() => radarsIn([]).scan('radar/top', moment([]))).toThrow(/radar\/top/)
  })
})
