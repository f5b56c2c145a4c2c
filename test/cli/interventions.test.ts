import { describe, expect, it } from 'vitest'
import { formatInterventions, interventionsOf } from '../../src/cli/interventions.ts'

const warning = (code: string, count: number) => ({ code, count, first: '' })

describe('the count of interventions', () => {
  it("takes the supervisor's warnings apart into mode and code, and leaves all others", () => {
    const interventions = interventionsOf([
      warning('supervisor-minimal-risk-plan-stale', 2),
      warning('rss-distance', 9),
      warning('supervisor-emergency-collision', 1),
      warning('supervisor-degraded-rss-distance', 4),
    ])
    expect(interventions).toEqual([
      { code: 'plan-stale', mode: 'minimal-risk', count: 2 },
      { code: 'collision', mode: 'emergency', count: 1 },
      { code: 'rss-distance', mode: 'degraded', count: 4 },
    ])
    expect(formatInterventions(interventions)).toBe(
      'plan-stale (minimal-risk) 2, collision (emergency) 1, rss-distance (degraded) 4',
    )
    expect(formatInterventions([])).toBe('none')
  })
})
