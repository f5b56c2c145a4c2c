import { describe, expect, it } from 'vitest'
import { ArrivalSamples } from '../../../fusion/timing/arrival-samples.ts'
import { SensorClock } from '../../../fusion/timing/sensor-clock.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'
import { stampFromSeconds } from '../../../src/core/time.ts'

/** A sensor at 20 Hz whose clock is 30 ms behind and loses 40 µs/s; arrivals 2 ms late and later by queueing. */
function arrivals(seconds: number, seed: number): [sensorStamp: number, arrival: number][] {
  const random = new Random(seed)
  return Array.from({ length: seconds * 20 }, (_, i) => {
    const taken = i * 0.05
    const sensor = taken - 0.03 - 40e-6 * taken
    const delay = 0.002 - 0.003 * Math.log(1 - random.uniform())
    return [stampFromSeconds(sensor), stampFromSeconds(taken + delay)]
  })
}

function learn(pairs: readonly [number, number][]): SensorClock {
  const clock = new SensorClock()
  const samples = new ArrivalSamples()
  for (const [sensor, arrival] of pairs) {
    const sample = samples.add(sensor, arrival)
    if (sample) clock.add(sample.stamp, sample.offset, sample.variance)
  }
  return clock
}

describe('a sensor clock learnt from arrivals', () => {
  it('is known to 0.3 ms beyond the shortest delay, and its drift to 5 µs/s, after 60 s', () => {
    const estimate = learn(arrivals(60, 1)).at(stampFromSeconds(60))!
    // The least of ten delays lies 0.3 ms above the shortest on average: that stays in the offset.
    expect(Math.abs(estimate.offset - (30 + 2 + 0.3 + 40e-3 * 60))).toBeLessThan(0.3)
    expect(Math.abs(estimate.drift - 40)).toBeLessThan(5)
    expect(estimate.offsetDeviation).toBeLessThan(0.2)
    expect(estimate.restarts).toBe(0)
  })

  it('is the same bits for the same pairs', () => {
    expect(learn(arrivals(20, 2)).at(stampFromSeconds(20))).toEqual(learn(arrivals(20, 2)).at(stampFromSeconds(20)))
  })

  it('turns a sensor stamp into a car stamp', () => {
    const clock = learn(arrivals(60, 3))
    const sensorStamp = stampFromSeconds(60 - 0.0324)
    expect(Math.abs(clock.correct(sensorStamp) - stampFromSeconds(60.0022))).toBeLessThan(0.6e6)
  })
})

describe('a sensor clock', () => {
  const seconds = stampFromSeconds
  function steady(count: number): SensorClock {
    const clock = new SensorClock()
    const random = new Random(7)
    for (let i = 0; i < count; i++) clock.add(seconds(i * 0.5), 10 + 0.1 * random.normal(), 0.01)
    return clock
  }

  it('leaves stamps alone and says null before the first sample', () => {
    const clock = new SensorClock()
    expect(clock.at(0)).toBeNull()
    expect(clock.correct(123)).toBe(123)
  })

  it('is not moved by single outliers', () => {
    const clock = steady(40)
    const before = clock.at(seconds(20))!
    for (let i = 0; i < 4; i++) expect(clock.add(seconds(20 + i), 500, 0.01)).toBe(false)
    const after = clock.at(seconds(20))!
    expect(after.offset).toBe(before.offset)
    expect(after.refused).toBe(4)
    expect(clock.add(seconds(24), 10, 0.01)).toBe(true)
  })

  it('begins anew after the clock has jumped', () => {
    const clock = steady(40)
    for (let i = 0; i < 20; i++) clock.add(seconds(20 + 0.5 * i), 80, 0.01)
    const estimate = clock.at(seconds(30))!
    expect(estimate.restarts).toBe(1)
    expect(Math.abs(estimate.offset - 80)).toBeLessThan(0.2)
  })

  it.each([
    ['NaN', Number.NaN, 0.01],
    ['an infinite offset', Number.POSITIVE_INFINITY, 0.01],
    ['a variance of zero', 10, 0],
    ['a NaN variance', 10, Number.NaN],
  ])('refuses %s without a throw', (_name, offset, variance) => {
    const clock = steady(10)
    expect(clock.add(seconds(10), offset, variance)).toBe(false)
    expect(clock.at(seconds(10))!.refused).toBe(1)
  })

  it('refuses a sample older than the last, and does not restart on bad numbers however many', () => {
    const clock = steady(10)
    expect(clock.add(seconds(1), 10, 0.01)).toBe(false)
    for (let i = 0; i < 50; i++) clock.add(seconds(10), Number.NaN, 0.01)
    expect(clock.at(seconds(10))!.restarts).toBe(0)
  })

  it('knows the offset as well as it claims: its mean squared normalised error over 400 runs is 1 within 30 %', () => {
    let sum = 0
    for (let run = 0; run < 400; run++) {
      const random = new Random(30_000 + run)
      const clock = new SensorClock()
      const drift = 0.1 * random.normal()
      for (let i = 0; i <= 40; i++) {
        clock.add(seconds(i * 0.5), 5 + drift * i * 0.5 + 0.3 * random.normal(), 0.09)
      }
      const estimate = clock.at(seconds(20))!
      sum += ((estimate.offset - 5 - drift * 20) / estimate.offsetDeviation) ** 2
    }
    expect(sum / 400).toBeGreaterThan(0.7)
    expect(sum / 400).toBeLessThan(1.3)
  })

  it('follows an outage with an honest deviation', () => {
    const clock = steady(40)
    const near = clock.at(seconds(20))!
    const far = clock.at(seconds(80))!
    expect(far.offsetDeviation).toBeGreaterThan(3 * near.offsetDeviation)
    expect(far.offset).toBeCloseTo(near.offset + (near.drift / 1000) * 60, 2)
  })
})

describe('samples from arrivals', () => {
  it('take the pair with the least delay of each window', () => {
    const samples = new ArrivalSamples(1)
    const ms = 1e6
    expect(samples.add(0, 9 * ms)).toBeNull()
    expect(samples.add(100 * ms, 103 * ms)).toBeNull()
    expect(samples.add(200 * ms, 220 * ms)).toBeNull()
    const sample = samples.add(1000 * ms, 1010 * ms)!
    expect(sample.offset).toBe(3)
    expect(sample.stamp).toBe(103 * ms)
  })

  it('ignore pairs that are not numbers', () => {
    const samples = new ArrivalSamples(1)
    expect(samples.add(Number.NaN, 1)).toBeNull()
    expect(samples.add(Number.NEGATIVE_INFINITY, 5e9)).toBeNull()
  })
})
