import type { PrivilegedWorld } from '../../common/map/privileged-world.ts'
import { createProjection } from '../../common/map/reference-line.ts'
import { sampleTrajectory } from '../../common/motion/trajectory-sampling.ts'
import { locate } from '../../common/proposals/locate.ts'
import { PdmReference } from '../../common/proposals/pdm-reference.ts'
import { goingStraightOn, SCORE_STEP } from '../../common/scoring/agent-states.ts'
import type { DriveRecord } from '../../common/scoring/drive-record.ts'
import {
  PLAN_POSES,
  PLAN_STATES,
  POSE_STRIDE,
  STATE,
  STATE_STRIDE,
  STEPS_PER_POSE,
} from '../../common/scoring/motion-states.ts'
import { reportPlan } from '../../common/scoring/plan-report.ts'
import { PlanScorer } from '../../common/scoring/plan-score.ts'
import {
  type MultipliedClause,
  PLAN_CLAUSES,
  type PlanClause,
  type PlanContext,
  type PlanReport,
} from '../../common/scoring/scoring-context.ts'
import type { Trajectory } from '../../core/plan.ts'
import { RECORD_BEGIN } from './drive-recorder.ts'
import { planMoment } from './plan-moment.ts'

/** One plan of a drive and what it was worth. */
export interface JudgedPlan {
  /** Recorded state at the plan's stamp. */
  readonly state: number
  /** s since the drive's origin; rear axle, world frame, m. */
  readonly time: number
  readonly x: number
  readonly y: number
  /** m along the route that the plan would make in 4 s, and that PDM-Closed's best proposal would, where that is safe. */
  readonly progress: number
  readonly referenceProgress: number
  readonly report: PlanReport
}

/** Scores of a drive's plans; means are over those that could be judged, null without any. */
export interface PlanVerdicts {
  readonly plans: readonly JudgedPlan[]
  /** Moments at which the planner gave no plan. */
  readonly missing: number
  readonly pdms: number | null
  readonly epdms: number | null
  /** Means of the sub-scores; null where no plan has a verdict. */
  readonly clauses: Readonly<Record<PlanClause, number | null>>
}

/** Recorded states between two plans that are judged: EC compares plans 0.5 s apart. */
export const STATES_PER_PLAN = STEPS_PER_POSE
/** Recorded states that must follow a plan, so that it is judged against what happened: half its horizon. */
const LEAST_FUTURE = 20
/** Places in the scored batch of the judged plan, and of the reference that its progress is compared with. */
const JUDGED = 0
const REFERENCE = 1

interface KeptPlan {
  readonly state: number
  readonly poses: Float64Array
}

/**
 * Keeps plans of a drive and judges them by PDMS and EPDMS (METRICS §1) when it is known what the others did. These react
 * to the car that drives, so both scores see reacting agents.
 */
export class PlanJudge {
  readonly #world: PrivilegedWorld
  readonly #plans: KeptPlan[] = []
  readonly #scorer = new PlanScorer(2)
  readonly #poses = new Float64Array(2 * PLAN_POSES * POSE_STRIDE)
  #missing = 0

  constructor(world: PrivilegedWorld) {
    this.#world = world
  }

  /** `state`: index of the recorded state at the plan's stamp. In order of time. */
  keep(plan: Trajectory, state: number): void {
    const poses = new Float64Array(PLAN_POSES * POSE_STRIDE)
    for (let i = 0; i < PLAN_POSES; i++) {
      const point = sampleTrajectory(plan, (i + 1) * STEPS_PER_POSE * SCORE_STEP)
      if (!point) {
        this.#missing++
        return
      }
      poses.set([point.x, point.y, point.yaw], i * POSE_STRIDE)
    }
    this.keepPoses(poses, state)
  }

  /** As `keep`, from 8 poses (x, y, yaw in the car's frame; m, m, rad) every 0.5 s. */
  keepPoses(poses: Float64Array, state: number): void {
    this.#plans.push({ state, poses })
  }

  /** `failedByHuman`: multiplied clauses that the human driver failed at a recorded state; EPDMS leaves them out. */
  judge(record: DriveRecord, failedByHuman: (state: number) => readonly MultipliedClause[] = () => []): PlanVerdicts {
    const judged: JudgedPlan[] = []
    const reference = new PdmReference()
    const projection = createProjection()
    let station = Number.NaN
    let previous: { readonly state: number; readonly states: Float64Array } | null = null
    for (const { state, poses } of this.#plans) {
      if (state + LEAST_FUTURE >= record.count) break
      const moment = planMoment(record, state)
      const { start, agents } = moment
      locate(this.#world.route, start[STATE.x]!, start[STATE.y]!, station, projection)
      station = projection.station
      const context: PlanContext = {
        ...moment,
        startStation: station,
        previous: previous !== null && state - previous.state === STATES_PER_PLAN ? previous.states : null,
        failedByHuman: failedByHuman(state),
      }
      this.#poses.set(poses, JUDGED)
      reference.write(this.#poses, REFERENCE * PLAN_POSES * POSE_STRIDE, {
        world: this.#world,
        vehicle: record.vehicle,
        start,
        station,
        agents: goingStraightOn(agents, PLAN_STATES),
        time: RECORD_BEGIN + state * SCORE_STEP,
      })
      judged.push(this.#judgeOne(state, context))
      previous = { state, states: this.#scorer.states.slice(0, PLAN_STATES * STATE_STRIDE) }
    }
    return verdictsOf(judged, this.#missing)
  }

  /** Of the two plans in the batch, the scorer takes the better safe progress as the one to be made. */
  #judgeOne(state: number, context: PlanContext): JudgedPlan {
    const scores = this.#scorer.scorePlans(this.#poses, 2, context)
    const { nc, dac } = scores.clauses
    return {
      state,
      time: RECORD_BEGIN + state * SCORE_STEP,
      x: context.start[STATE.x]!,
      y: context.start[STATE.y]!,
      progress: scores.progress[JUDGED]!,
      referenceProgress: scores.progress[REFERENCE]! * nc[REFERENCE]! * dac[REFERENCE]!,
      report: reportPlan(scores, JUDGED, this.#scorer.states, context.agents),
    }
  }
}

function verdictsOf(plans: readonly JudgedPlan[], missing: number): PlanVerdicts {
  const meanOf = (value: (plan: PlanReport) => number | null) => {
    const known = plans.map(({ report }) => value(report)).filter((one) => one !== null)
    return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
  }
  const clause = (name: PlanClause) => [name, meanOf(({ clauses }) => clauses[name])] as const
  return {
    plans,
    missing,
    pdms: meanOf(({ pdms }) => pdms),
    epdms: meanOf(({ epdms }) => epdms),
    clauses: byClause(PLAN_CLAUSES.map(clause)),
  }
}

function byClause(entries: readonly (readonly [PlanClause, number | null])[]): Record<PlanClause, number | null> {
  const means: Record<PlanClause, number | null> = { ...NO_VERDICT }
  for (const [name, mean] of entries) means[name] = mean
  return means
}

const NO_VERDICT: Readonly<Record<PlanClause, null>> = {
  nc: null,
  dac: null,
  ddc: null,
  tlc: null,
  ep: null,
  ttc: null,
  c: null,
  lk: null,
  hc: null,
  ec: null,
}
