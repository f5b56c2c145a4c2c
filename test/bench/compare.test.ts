import { describe, expect, it } from 'vitest'
import type { BenchCase } from '../../bench/case.ts'
import { compareReports } from '../../bench/compare.ts'
import { runCases } from '../../bench/runner.ts'

const numbers = Float64Array.from({ length: 20_000 }, (_, i) => Math.sqrt(i))
const workload = (passes: number): BenchCase => ({
  name: 'test/planted',
  perCall: { amount: 1, unit: 'calls' },
  prepare: async () => ({
    run: () => {
      let sum = 0
      for (let pass = 0; pass < passes; pass++)
        for (let i = 0; i < numbers.length; i++) sum += numbers[i]! * numbers[i]!
      return sum
    },
  }),
})
const run = (benchCase: BenchCase) => runCases([benchCase], { repeats: 3, time: 150, version: 'test' })

describe('the verdict against a baseline', () => {
  it('fails a planted twofold slowdown', async () => {
    const baseline = await run(workload(4))
    const [verdict] = compareReports(baseline, await run(workload(8)))
    expect(verdict?.ratios).toHaveLength(3)
    expect(verdict?.isSlower).toBe(true)
  })

  it('passes a case that became faster', async () => {
    const baseline = await run(workload(8))
    const [verdict] = compareReports(baseline, await run(workload(4)))
    expect(verdict?.isSlower).toBe(false)
  })

  it('needs two of three repeats, so that one disturbed repeat does not fail a change', () => {
    const result = (normalized: number) => [
      { name: 'a', n: 1, p50: 1, p95: 1, p99: 1, p999: 1, max: 1, rate: 1, unit: 'calls', normalized },
    ]
    const report = (...values: number[]) => ({
      version: '',
      node: '',
      cpu: '',
      cores: 1,
      date: '',
      repeats: values.map(result),
    })
    expect(compareReports(report(1, 1, 1), report(1, 5, 1.1))[0]?.isSlower).toBe(false)
    expect(compareReports(report(1, 1, 1), report(1.3, 1, 1.3))[0]?.isSlower).toBe(true)
  })
})
