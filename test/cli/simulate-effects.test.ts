import { describe, expect, it } from 'vitest'
import { formatEffects, sensorEffects } from '../../src/cli/simulate-effects.ts'
import { tableEntrants } from '../../src/cli/simulate-entrants.ts'
import type { SimulateReport } from '../../src/cli/simulate-report.ts'
import { Random } from '../../src/common/random/xoshiro.ts'
import { pairedBootstrap } from '../../src/common/statistics/paired-bootstrap.ts'

/** Only what effects look at: driving scores by route, even routes with a cut-in. */
function report(without: string | null, scores: readonly number[]): SimulateReport {
  const routes = scores.map((driving_score, i) => ({ driving_score, conflicts_by_kind: i % 2 ? {} : { 'cut-in': 1 } }))
  return { planner: 'net', scene: 'fused', supervisor: true, without, routes } as unknown as SimulateReport
}

describe('the rows of a table without sensors', () => {
  it('are beside those with them, for who drives by sensors', () => {
    const rows = tableEntrants({
      ...{ planner: 'idm', planners: 'constant-velocity,expert', supervisor: true, without: 'camera,radar' },
    }).map(({ planner, scene, without }) => `${planner} ${scene} ${without}`)
    expect(rows).toEqual([
      'constant-velocity fused null',
      'constant-velocity fused camera',
      'constant-velocity fused radar',
      'constant-velocity truth null',
      'expert truth null',
    ])
    expect(() => tableEntrants({ planner: 'idm', supervisor: true, without: 'sonar' })).toThrow(
      "expected sensors out of camera, lidar, radar in --without, found 'sonar'",
    )
  })

  it('say what the sensors change, over all routes and by what is on them', () => {
    const whole = report(null, [80, 70, 90, 60])
    const effects = sensorEffects([whole, report('camera', [60, 70, 80, 60])])
    expect(effects).toHaveLength(1)
    expect(effects[0]).toMatchObject({ planner: 'net', without: 'camera' })
    const [all, cutIns] = effects[0]!.changes
    expect(all).toMatchObject({ events: 'all routes', n: 4, mean: -7.5 })
    expect(cutIns).toMatchObject({ events: 'cut-in', n: 2, mean: -15, low: -20, high: -10 })
    expect(formatEffects(effects).join('\n')).toMatch(/net: .* without camera.*\n.*\n(-.*\n)?all routes +4 +-7\.5/)
    // Nothing to compare with.
    expect(sensorEffects([report('camera', [1])])).toEqual([])
  })
})

describe('a paired bootstrap', () => {
  it('covers the mean of a population in 95 % of samples from it', () => {
    const random = new Random(3)
    let covered = 0
    for (let i = 0; i < 300; i++) {
      const { low, high } = pairedBootstrap(Array.from({ length: 40 }, () => 2 + 5 * random.normal()))
      if (low <= 2 && 2 <= high) covered++
    }
    expect(covered / 300).toBeGreaterThan(0.9)
    expect(covered / 300).toBeLessThan(0.985)
  })

  it('says nothing of no cases, and is the same again', () => {
    expect(pairedBootstrap([]).mean).toBeNaN()
    expect(pairedBootstrap([1, 2, 5])).toEqual(pairedBootstrap([1, 2, 5]))
  })
})
