import { createExpertPlanner } from '../../planning/baselines/expert.ts'
import { createPdmClosedPlanner } from '../../planning/baselines/pdm-closed.ts'
import { PlanScorer } from '../../src/common/scoring/plan-score.ts'
import { GENERIC_CAR } from '../../src/common/vehicle/generic-car.ts'
import type { BenchCase } from '../case.ts'
import { curvedRoadContext, curvedRoadScene, curvedRoadWorld, fanOfPlans } from '../curved-road.ts'

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
  {
    name: 'planning/pdm-closed-step',
    perCall: { amount: 1, unit: 'plans' },
    isQuick: true,
    prepare: async () => {
      const world = curvedRoadWorld()
      const planner = createPdmClosedPlanner(GENERIC_CAR, () => world)
      const scene = curvedRoadScene(AGENTS)
      const state = planner.initialState()
      return { run: () => planner.plan(state, scene, scene.stamp) }
    },
  },
  {
    name: 'planning/expert-step',
    perCall: { amount: 1, unit: 'plans' },
    prepare: async () => {
      const world = curvedRoadWorld()
      const planner = createExpertPlanner(GENERIC_CAR, () => world)
      const scene = curvedRoadScene(AGENTS)
      const state = planner.initialState()
      return { run: () => planner.plan(state, scene, scene.stamp) }
    },
  },
]
