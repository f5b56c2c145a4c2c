import { describe, expect, it } from 'vitest'
import { GaussianVector } from '../../../src/common/random/gaussian-vector.ts'
import { Random } from '../../../src/common/random/xoshiro.ts'

describe('seeded random numbers', () => {
  it('repeat with the seed and differ between neighbouring seeds', () => {
    const draw = (seed: number) => {
      const random = new Random(seed)
      return Array.from({ length: 100 }, () => random.uint32())
    }
    expect(draw(7)).toEqual(draw(7))
    const common = draw(8).filter((value) => draw(7).includes(value))
    expect(common).toEqual([])
  })

  it('are uniform: each of 64 cells holds its share of 64,000 draws', () => {
    const random = new Random(1)
    const cells = new Array<number>(64).fill(0)
    for (let i = 0; i < 64_000; i++) cells[random.integer(64)]!++
    // Six standard deviations of a cell's count.
    for (const count of cells) expect(Math.abs(count - 1000)).toBeLessThan(190)
  })

  it('are normal with mean 0, variance 1, no skew and kurtosis 3', () => {
    const random = new Random(2)
    const moments = [0, 0, 0, 0]
    const n = 200_000
    for (let i = 0; i < n; i++) {
      const value = random.normal()
      for (let k = 0; k < 4; k++) moments[k]! += value ** (k + 1) / n
    }
    // Six standard errors of each moment: √(1/n), √(2/n), √(15/n), √(96/n).
    expect(Math.abs(moments[0]!)).toBeLessThan(0.0134)
    expect(Math.abs(moments[1]! - 1)).toBeLessThan(0.019)
    expect(Math.abs(moments[2]!)).toBeLessThan(0.052)
    expect(Math.abs(moments[3]! - 3)).toBeLessThan(0.1315)
  })

  it('draw vectors of the given covariance', () => {
    const covariance = Float64Array.of(4, 1.5, 0, 1.5, 1, 0, 0, 0, 0)
    const vector = new GaussianVector(covariance, 3)
    const random = new Random(3)
    const x = new Float64Array(3)
    const sums = [0, 0, 0]
    let largest = 0
    const n = 100_000
    for (let i = 0; i < n; i++) {
      vector.draw(x, random)
      sums[0]! += (x[0]! * x[0]!) / n
      sums[1]! += (x[0]! * x[1]!) / n
      sums[2]! += (x[1]! * x[1]!) / n
      largest = Math.max(largest, Math.abs(x[2]!))
    }
    expect(largest).toBeLessThan(1e-12)
    expect(Math.abs(sums[0]! - 4)).toBeLessThan(0.12)
    expect(Math.abs(sums[1]! - 1.5)).toBeLessThan(0.05)
    expect(Math.abs(sums[2]! - 1)).toBeLessThan(0.03)
  })
})
