import { PLAN_CLAUSES, type PlanClause } from './scoring-context.ts'

/** {@link import('./scoring-context.ts').PlanScores} as the scorer fills it. */
export interface WritablePlanScores {
  count: number
  readonly clauses: Record<PlanClause, Float64Array>
  readonly pdms: Float64Array
  readonly epdms: Float64Array
  readonly progress: Float64Array
  readonly failedAt: Record<PlanClause, Int16Array>
  readonly hitBy: Record<'nc' | 'ttc', Int32Array>
}

export function createPlanScores(capacity: number): WritablePlanScores {
  const values = () => new Float64Array(capacity)
  const steps = () => new Int16Array(capacity).fill(-1)
  return {
    count: 0,
    clauses: byClause(values),
    pdms: values(),
    epdms: values(),
    progress: values(),
    failedAt: byClause(steps),
    hitBy: { nc: new Int32Array(capacity).fill(-1), ttc: new Int32Array(capacity).fill(-1) },
  }
}

function byClause<Value>(make: () => Value): Record<PlanClause, Value> {
  const [nc, dac, ddc, tlc, ep, ttc, c, lk, hc, ec] = PLAN_CLAUSES.map(make)
  return { nc: nc!, dac: dac!, ddc: ddc!, tlc: tlc!, ep: ep!, ttc: ttc!, c: c!, lk: lk!, hc: hc!, ec: ec! }
}
