import { describe, expect, it } from 'vitest'
import { SensorClocks } from '../../../fusion/timing/sensor-clocks.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'

/** A clock behind the car's by `offset` ms that runs slow by `drift` millionths; delays of 5 ms and some. */
function feed(clocks: SensorClocks, sensor: string, offset: number, drift: number, seconds: number): void {
  const random = new Random(1)
  for (let stamp = 0; stamp < seconds * 1e9; stamp += 20e6) {
    const delay = 5 - 3 * Math.log(1 - random.uniform()) * 0.3
    clocks.add(sensor, stamp, stamp + Math.round(1e6 * (offset + delay) + stamp * drift * 1e-6))
  }
}

describe('the sensors’ clocks', () => {
  it('are told apart: offset and drift of each, the shortest delay included', () => {
    const clocks = new SensorClocks()
    feed(clocks, '/radar/front/scan', 40, 50, 120)
    feed(clocks, '/imu', -12, 0, 120)
    const radar = clocks.at('/radar/front/scan', 120e9)!
    expect(radar.drift).toBeCloseTo(50, -1)
    expect(Math.abs(radar.offset - (45 + 6))).toBeLessThan(0.5)
    const inertial = clocks.at('/imu', 120e9)!
    expect(Math.abs(inertial.offset - (-12 + 5))).toBeLessThan(0.5)
    expect(Math.abs(inertial.drift)).toBeLessThan(5)
  })

  it('are unknown where the source has no arrival stamps of its own', () => {
    const clocks = new SensorClocks()
    for (let stamp = 0; stamp < 5e9; stamp += 10e6) clocks.add('/imu', stamp, stamp)
    expect(clocks.at('/imu', 5e9)).toBeNull()
  })

  it('survive stamps that are none, and names without end', () => {
    const clocks = new SensorClocks()
    for (let i = 0; i < 10_000; i++) clocks.add(`/radar/${i}/scan`, Number.NaN, i)
    feed(clocks, '/radar/3/scan', 1, 0, 5)
    expect(Number.isFinite(clocks.at('/radar/3/scan', 5e9)!.offset)).toBe(true)
    expect(clocks.at('/radar/9999/scan', 5e9)).toBeNull()
  })
})
