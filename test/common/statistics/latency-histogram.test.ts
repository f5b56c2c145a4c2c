import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LatencyHistogram } from '../../../src/common/statistics/latency-histogram.ts'

describe('the latency histogram', () => {
  it('gives percentiles within 0.8 % of the sorted samples, never below them and never above the maximum', () => {
    const samples = fc.array(fc.integer({ min: 0, max: 2e12 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(samples, fc.constantFrom(0.5, 0.9, 0.99, 0.999), (values, share) => {
        const histogram = new LatencyHistogram()
        for (const value of values) histogram.add(value)
        const sorted = [...values].sort((a, b) => a - b)
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1]!
        const found = histogram.percentile(share)
        if (exact < 2 ** 40) expect(found).toBeGreaterThanOrEqual(exact)
        expect(found).toBeLessThanOrEqual(Math.max(exact * 1.008, sorted.at(-1)! < 2 ** 40 ? 0 : sorted.at(-1)!))
        expect(found).toBeLessThanOrEqual(sorted.at(-1)!)
      }),
    )
  })

  it('says in numbers that it saw nothing', () => {
    expect(new LatencyHistogram().summary()).toMatchObject({ n: 0, p50_ms: Number.NaN })
  })
})
