import { describe, expect, it } from 'vitest'
import { predictScalar, updateScalar } from '../../../fusion/filters/scalar.ts'

describe('the scalar filter', () => {
  it('averages equal measurements and says how sure it is', () => {
    const store = Float64Array.of(9, 9, 4, 1e9, 9)
    for (const z of [1, 2, 3, 4]) updateScalar(store, 2, z, 2)
    expect(store[2]).toBeCloseTo(2.5, 6)
    expect(store[3]).toBeCloseTo(0.5, 6)
    expect([store[0], store[1], store[4]]).toEqual([9, 9, 9])
  })

  it('grows with time', () => {
    const store = Float64Array.of(1, 2)
    predictScalar(store, 0, 0.5)
    expect([...store]).toEqual([1, 2.5])
  })

  it('refuses what the gate, NaN or a variance that is not positive forbid', () => {
    const store = Float64Array.of(0, 1)
    expect(updateScalar(store, 0, 10, 1, 9)).toBe(50)
    expect(updateScalar(store, 0, Number.NaN, 1)).toBeNaN()
    expect(updateScalar(store, 0, Number.POSITIVE_INFINITY, 1)).toBeNaN()
    expect(updateScalar(store, 0, 1, -0.5)).toBeNaN()
    expect([...store]).toEqual([0, 1])
  })
})
