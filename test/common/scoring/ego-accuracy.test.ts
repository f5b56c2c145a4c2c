import { describe, expect, test } from 'vitest'
import {
  type EgoSample,
  type PointMotion,
  quantile,
  scoreEgoAccuracy,
  scoreOutage,
} from '../../../src/common/scoring/ego-accuracy.ts'

const reference: PointMotion = { east: 100, north: 50, speed: 10, course: 1 }
const sample = (estimate: Partial<PointMotion>, truth: Partial<PointMotion> = {}, stamp = 0): EgoSample => ({
  stamp,
  estimate: { ...reference, ...truth, ...estimate },
  reference: { ...reference, ...truth },
})

describe('the ego score', () => {
  test('is zero for an estimate that equals the reference', () => {
    const { speed, course, position } = scoreEgoAccuracy([sample({}), sample({})])
    expect([speed.rmse, speed.bias, course.rmse, position.median, position.p95, position.rms]).toEqual([
      0, 0, 0, 0, 0, 0,
    ])
  })

  test('tells a bias from a spread', () => {
    const { speed } = scoreEgoAccuracy([sample({ speed: 10.3 }), sample({ speed: 9.9 })])
    expect(speed.bias).toBeCloseTo(0.1, 12)
    expect(speed.rmse).toBeCloseTo(Math.sqrt((0.09 + 0.01) / 2), 12)
  })

  test('takes courses the short way round', () => {
    const { course } = scoreEgoAccuracy([sample({ course: -Math.PI + 0.01 }, { course: Math.PI - 0.01 })])
    expect(course.rmse).toBeCloseTo(0.02, 12)
    expect(course.bias).toBeCloseTo(0.02, 12)
  })

  test('leaves the course of a standing reference out, and says how many samples are left', () => {
    const { course } = scoreEgoAccuracy([sample({ course: 3 }, { speed: 0.2 }), sample({ course: 1.1 })])
    expect(course.samples).toBe(1)
    expect(course.rmse).toBeCloseTo(0.1, 12)
  })

  test('measures position along the ground only', () => {
    const { position } = scoreEgoAccuracy([sample({ east: 103, north: 54 })])
    expect(position.median).toBeCloseTo(5, 12)
  })

  test('refuses to score nothing', () => {
    expect(() => scoreEgoAccuracy([])).toThrow(/at least one sample/)
    expect(() => scoreOutage([sample({})])).toThrow(/two samples/)
  })
})

describe('the drift of an outage', () => {
  test('is what changed since its start, over the distance driven, not the error that was there before', () => {
    const drift = scoreOutage([
      sample({ east: 102 }, {}, 5),
      sample({ east: 152 }, { east: 150 }, 6),
      sample({ east: 202, north: 51 }, { east: 200 }, 7),
    ])
    expect(drift).toEqual({ start: 5, distance: 100, drift: 1, ratio: 0.01 })
  })

  test('follows the road, not the chord', () => {
    const there = scoreOutage([sample({}), sample({}, { east: 150 }), sample({}, { east: 100 })])
    expect(there.distance).toBe(100)
  })
})

describe('a quantile', () => {
  test('is an order statistic, or between two', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2)
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
    expect(quantile([5, 1], 1)).toBe(5)
    expect(quantile([], 0.5)).toBeNaN()
  })
})
