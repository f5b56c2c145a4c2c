import { sampleTrajectory } from '../../common/motion/trajectory-sampling.ts'
import { type AgentStates, sliceSteps } from '../../common/scoring/agent-states.ts'
import type { DriveRecord } from '../../common/scoring/drive-record.ts'
import { PLAN_POSES, POSE_STRIDE, STATE_STRIDE, STEPS_PER_POSE } from '../../common/scoring/motion-states.ts'
import { PlanScorer } from '../../common/scoring/plan-score.ts'
import type { PlanContext } from '../../common/scoring/scoring-context.ts'
import type { Trajectory } from '../../core/plan.ts'

/** Scores of the plans of a drive, means of those that could be judged; null without any. */
export interface PlanMeans {
  readonly plans: number
  readonly pdms: number | null
  readonly epdms: number | null
}

/** Recorded states between two plans that are judged: EC compares plans 0.5 s apart. */
export const STATES_PER_PLAN = STEPS_PER_POSE
/** Recorded states that must follow a plan, so that it is judged against what happened: half its horizon. */
const LEAST_FUTURE = 20
const STEPS_BEFORE = 10

interface KeptPlan {
  readonly state: number
  readonly poses: Float64Array
  readonly speed: number
}

/** Keeps plans of a drive and judges them when it is known what the others did. */
export class PlanJudge {
  readonly #plans: KeptPlan[] = []
  readonly #scorer = new PlanScorer(1)

  /** `state`: index of the recorded state at the plan's stamp. */
  keep(plan: Trajectory, state: number): void {
    const poses = new Float64Array(PLAN_POSES * POSE_STRIDE)
    for (let i = 0; i < PLAN_POSES; i++) {
      const point = sampleTrajectory(plan, 0.5 * (i + 1))
      if (!point) return
      poses.set([point.x, point.y, point.yaw], i * POSE_STRIDE)
    }
    this.#plans.push({ state, poses, speed: plan.points[0]!.speed })
  }

  /** PDMS and EPDMS (METRICS §1) against the reacting agents. Progress is compared with what was driven afterwards. */
  judge(record: DriveRecord): PlanMeans {
    let plans = 0
    let pdms = 0
    let epdms = 0
    let previous: { state: number; states: Float64Array } | null = null
    for (const { state, poses } of this.#plans) {
      if (state + LEAST_FUTURE >= record.count) break
      const before = previous !== null && state - previous.state === STATES_PER_PLAN ? previous.states : null
      const scores = this.#scorer.scorePlans(poses, 1, contextAt(record, state, before))
      plans++
      pdms += scores.pdms[0]!
      epdms += scores.epdms[0]!
      previous = { state, states: this.#scorer.states.slice() }
    }
    if (plans === 0) return { plans, pdms: null, epdms: null }
    return { plans, pdms: pdms / plans, epdms: epdms / plans }
  }
}

function contextAt(record: DriveRecord, state: number, previous: Float64Array | null): PlanContext {
  const { road, route, vehicle, ego, agents, redLights } = record
  const stateOf = (i: number) => ego.slice(i * STATE_STRIDE, (i + 1) * STATE_STRIDE)
  return {
    road,
    route,
    vehicle,
    start: stateOf(state),
    agents: laterAgents(agents, state),
    redLights: redLights?.map((area) => ({ ...area, isRed: area.isRed.subarray(state) })) ?? null,
    referenceProgress: null,
    history: state >= STEPS_BEFORE ? ego.slice((state - STEPS_BEFORE) * STATE_STRIDE, state * STATE_STRIDE) : null,
    previous,
  }
}

/** s of future that a plan and the projections from it look at, in steps. */
const FUTURE = 60

function laterAgents(agents: AgentStates, from: number): AgentStates {
  return sliceSteps(agents, from, Math.min(FUTURE, agents.steps - from))
}
