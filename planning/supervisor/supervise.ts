import { Odometry } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { CommandMode } from '../../src/core/command.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { NO_WARNINGS, type StageResult } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import type { SupervisedPlan, SuperviseInput } from '../contracts.ts'
import { SUPERVISOR } from './braking-plan.ts'
import { checkEgo, checkObjectSensors } from './check-inputs.ts'
import { checkPlan } from './check-plan.ts'
import { type Choice, chooseInstead, type PlacedPlan, stopInLane } from './choose.ts'
import { type Finding, finding, SEVERITY, severer } from './finding.ts'
import { Judge } from './judge.ts'
import { EGO_REQUIREMENTS, type Requirement, seesOthers } from './requirements.ts'

export interface SupervisorConfig {
  readonly vehicle: VehicleTable
  /** What must be fresh; {@link EGO_REQUIREMENTS} by default, none where the scene is the simulator's truth. */
  readonly requirements?: readonly Requirement[]
  /** Sensors that should see other road users (`radar/front`); by default all of them that the vehicle has mounted. */
  readonly expectedObjectSensors?: readonly string[]
  /** s for which the car drives on without any of them. */
  readonly blindTolerance?: number
}

/** Mutable: one value that the stage hands on. */
export interface SupervisorState {
  readonly config: Required<SupervisorConfig>
  readonly odometry: Odometry
  readonly judge: Judge
  mode: CommandMode
  reason: string
  /** Why, while the mode is not `drive`. */
  finding: Finding | null
  /** What is driven in place of the planner's plan, if it is not that. */
  choice: Choice | null
  /** The planner's plan that passed last. */
  accepted: Trajectory | null
  /** When a finding last called for the present mode or a severer one. */
  calledFor: Stamp
  /** When driving began. */
  since: Stamp
}

/** s of a drive without a stop at its end that must be left for it to go on. */
const SHORTEST_REST = 1.5

/** s for which a mode stays after its reason is gone, so that it does not flicker. */
const HOLD: Readonly<Record<CommandMode, number>> = {
  standby: 0,
  drive: 0,
  degraded: 0.5,
  'minimal-risk': 1,
  emergency: 0.5,
}

export function createSupervisor(config: SupervisorConfig): SupervisorState {
  return {
    config: {
      requirements: EGO_REQUIREMENTS,
      expectedObjectSensors: Object.keys(config.vehicle.mountings).filter(seesOthers),
      blindTolerance: 2,
      ...config,
    },
    odometry: new Odometry(),
    judge: new Judge(config.vehicle),
    mode: 'standby',
    reason: 'waits for an ego state and a plan',
    finding: null,
    choice: null,
    accepted: null,
    calledFor: NEVER,
    since: NEVER,
  }
}

/** What one tick calls for. */
interface Verdict {
  readonly mode: Exclude<CommandMode, 'standby'>
  readonly finding: Finding | null
  /** null where the planner's plan is driven, and where there is no ego state to stop from. */
  readonly choice: Choice | null
  readonly hasPassed: boolean
  readonly warning: Warning | null
}

/**
 * The same for every planner: checks inputs, plan and what the plan would meet, and lets the plan pass or takes the best that
 * passes in its place (choose.ts). Severer modes are entered at once, left only when their reason has been gone for a while.
 */
export function supervise(
  state: SupervisorState,
  { scene, plan }: SuperviseInput,
  stamp: Stamp,
): StageResult<SupervisorState, SupervisedPlan> {
  if (scene.ego.isValid) state.odometry.add(stamp, scene.ego.speed, scene.ego.yawRate)
  const inputs = inputFinding(state, scene, plan, stamp)
  if (state.mode === 'standby') {
    // What is missing is waited for; what is ahead is braked for from the first tick on.
    if (inputs?.mode === 'minimal-risk') return answer(state, null, NO_WARNINGS)
    state.mode = 'drive'
    state.reason = ''
    state.since = stamp
  }
  const verdict = decide(state, scene, plan, inputs, stamp)
  if (verdict.hasPassed) state.accepted = plan
  const change = settle(state, verdict, scene, stamp)
  const warnings = change || verdict.warning ? [change, verdict.warning].filter((one) => one !== null) : NO_WARNINGS
  if (SEVERITY[state.mode] < SEVERITY['minimal-risk']) return answer(state, state.choice?.plan ?? plan, warnings)
  if (!state.choice && hasMotion(scene)) state.choice = stop(state, scene, state.finding, stamp)
  return answer(state, hasMotion(scene) ? (state.choice?.plan ?? null) : null, warnings)
}

/** What is wrong with what came in, before anything is planned against anything. */
function inputFinding(
  { config, since }: SupervisorState,
  scene: Scene,
  plan: Trajectory | null,
  stamp: Stamp,
): Finding | null {
  const { requirements, expectedObjectSensors, blindTolerance } = config
  const seen = since === NEVER ? stamp : since
  const others = checkObjectSensors(scene.newest, expectedObjectSensors, seen, blindTolerance, stamp)
  return severer(severer(checkEgo(scene, requirements, stamp), checkPlan(plan, stamp)), others)
}

function decide(
  state: SupervisorState,
  scene: Scene,
  plan: Trajectory | null,
  inputs: Finding | null,
  stamp: Stamp,
): Verdict {
  const { judge, config } = state
  if (inputs?.mode === 'minimal-risk' || !plan) return stopVerdict(state, scene, inputs, stamp)
  const planned = placed(state, plan)
  if (!planned) {
    const stale = finding('minimal-risk', 'plan-stale', 'the plan is from before the ego state')
    return stopVerdict(state, scene, stale, stamp)
  }
  const warning = judge.watch(plan, planned.now, scene, stamp)
  const flaw = judge.judge({ ...planned, mode: 'drive', isFinal: false }, scene, stamp)
  if (!flaw) return { mode: inputs?.mode ?? 'drive', finding: inputs, choice: null, hasPassed: true, warning }
  const accepted = state.accepted && placed(state, state.accepted)
  const choice = chooseInstead(judge, config.vehicle, planned, accepted, flaw, scene, stamp)
  return { mode: choice.mode, finding: choice.finding, choice, hasPassed: false, warning }
}

function stopVerdict(state: SupervisorState, scene: Scene, found: Finding | null, stamp: Stamp): Verdict {
  const choice = hasMotion(scene) ? stop(state, scene, found, stamp) : null
  return {
    mode: choice?.mode ?? 'minimal-risk',
    finding: choice?.finding ?? found,
    choice,
    hasPassed: false,
    warning: null,
  }
}

function stop(state: SupervisorState, scene: Scene, found: Finding | null, stamp: Stamp): Choice {
  const why = found ?? finding('minimal-risk', 'plan-missing', 'expected a plan')
  const accepted = state.accepted && placed(state, state.accepted)
  return stopInLane(state.judge, state.config.vehicle, accepted, why, scene, stamp)
}

/** Takes over what was decided, or holds the mode for a while when that is less. Warns on every new reason. */
function settle(state: SupervisorState, verdict: Verdict, scene: Scene, stamp: Stamp): Warning | null {
  const change = rank(verdict.mode, verdict.choice) - rank(state.mode, state.choice)
  if (change < 0 && secondsBetween(state.calledFor, stamp) < HOLD[state.mode]) return null
  state.calledFor = stamp
  const { mode, finding: found, choice } = verdict
  const isSame = mode === state.mode && (found?.intervention ?? null) === (state.finding?.intervention ?? null)
  if (!isSame || change !== 0 || !keepsItsStop(state, choice, scene, stamp)) state.choice = choice
  if (isSame) return null
  state.mode = mode
  state.finding = found
  state.reason = found ? `${found.intervention}: ${found.detail}` : ''
  return found ? { code: `supervisor-${mode}-${found.intervention}`, stamp, detail: found.detail } : null
}

/** A stop once begun is gone through with, unless it would meet somebody and the new one would not. */
function keepsItsStop(state: SupervisorState, choice: Choice | null, scene: Scene, stamp: Stamp): boolean {
  const { choice: current, judge } = state
  if (!current || !choice || current.plan.planner !== SUPERVISOR) return false
  const now = state.odometry.newestFrom(current.plan.stamp)
  const { time, speed } = current.plan.points[current.plan.points.length - 1]!
  const isOver = speed > 0 && time - secondsBetween(current.plan.stamp, stamp) < SHORTEST_REST
  if (!now || isOver) return false
  return (
    !choice.hasPassed ||
    judge.judge({ plan: current.plan, now, mode: current.mode, isFinal: true }, scene, stamp) === null
  )
}

/** The severity, and a little more where the planner's plan is not driven. */
function rank(mode: CommandMode, choice: Choice | null): number {
  return SEVERITY[mode] + (choice ? 0.5 : 0)
}

function placed({ odometry }: SupervisorState, plan: Trajectory): PlacedPlan | null {
  const now = odometry.newestFrom(plan.stamp)
  return now && { plan, now }
}

/** Is there an ego state that a stop can be planned from? */
function hasMotion({ ego }: Scene): boolean {
  return ego.isValid && Number.isFinite(ego.speed + ego.yawRate)
}

function answer(
  state: SupervisorState,
  plan: Trajectory | null,
  warnings: readonly Warning[],
): StageResult<SupervisorState, SupervisedPlan> {
  const { mode, reason, finding: found } = state
  const objectId = found?.objectId ?? null
  const threat = mode === 'emergency' && objectId !== null ? { reason, objectId } : null
  return { state, output: { mode, reason, intervention: found?.intervention ?? null, plan, threat }, warnings }
}
