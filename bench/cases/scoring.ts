import { PlanScorer } from '../../src/common/scoring/plan-score.ts'
import type { BenchCase } from '../case.ts'
import { curvedRoadContext, fanOfPlans } from '../curved-road.ts'

/** As many as the planner network's vocabulary has: the batch that training scores at every moment. */
const PLANS = 256
const AGENTS = 40

export const SCORING_CASES: readonly BenchCase[] = [
  {
    name: 'scoring/plans-256',
    perCall: { amount: PLANS, unit: 'plans' },
    isQuick: true,
    prepare: async () => {
      const scorer = new PlanScorer(PLANS)
      const context = curvedRoadContext(AGENTS)
      const poses = fanOfPlans(PLANS)
      return { run: () => scorer.scorePlans(poses, PLANS, context).pdms[0] }
    },
  },
]
