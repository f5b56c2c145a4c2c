import { type AgentStates, SCORE_STEP } from './agent-states.ts'
import { STATE, STATE_STRIDE } from './motion-states.ts'
import { PLAN_STRIDE } from './plan-score.ts'
import {
  PLAN_CLAUSES,
  type PlanClause,
  type PlanInfraction,
  type PlanReport,
  type PlanScores,
} from './scoring-context.ts'

/** One plan's scores with time and place of each failure. `states` as the scorer left them; allocates. */
export function reportPlan(scores: PlanScores, plan: number, states: Float64Array, agents: AgentStates): PlanReport {
  const infractions: PlanInfraction[] = []
  for (const clause of PLAN_CLAUSES) {
    const step = scores.failedAt[clause][plan]!
    if (step < 0) continue
    const o = plan * PLAN_STRIDE + step * STATE_STRIDE
    const hit = clause === 'nc' || clause === 'ttc' ? scores.hitBy[clause][plan]! : -1
    infractions.push({
      clause,
      time: step * SCORE_STEP,
      x: states[o + STATE.x]!,
      y: states[o + STATE.y]!,
      agent: hit < 0 ? null : agents.ids[hit]!,
    })
  }
  const verdictOf = (clause: PlanClause) => {
    const value = scores.clauses[clause][plan]!
    return Number.isNaN(value) ? null : value
  }
  return {
    clauses: {
      nc: verdictOf('nc'),
      dac: verdictOf('dac'),
      ddc: verdictOf('ddc'),
      tlc: verdictOf('tlc'),
      ep: verdictOf('ep'),
      ttc: verdictOf('ttc'),
      c: verdictOf('c'),
      lk: verdictOf('lk'),
      hc: verdictOf('hc'),
      ec: verdictOf('ec'),
    },
    pdms: scores.pdms[plan]!,
    epdms: scores.epdms[plan]!,
    missing: PLAN_CLAUSES.filter((clause) => verdictOf(clause) === null),
    infractions: infractions.sort((a, b) => a.time - b.time),
  }
}
