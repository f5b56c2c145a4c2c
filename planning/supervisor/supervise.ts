import { drivenCurvature } from '../../src/common/motion/driven-curvature.ts'
import { Odometry } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { CommandMode } from '../../src/core/command.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import { NO_WARNINGS, type StageResult } from '../../src/core/ports.ts'
import type { Scene } from '../../src/core/scene.ts'
import { NEVER, type Stamp, secondsBetween } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { type Intervention, MINIMAL_RISK_DECELERATION, type SupervisedPlan, type SuperviseInput } from '../contracts.ts'
import { findLead } from '../lead.ts'
import { EMERGENCY_JERK, MINIMAL_RISK_BRAKING, serviceJerk } from '../limits/envelope.ts'
import { brakingPlan } from './braking-plan.ts'
import { checkCollision } from './check-collision.ts'
import { checkEgo, checkObjectSensors } from './check-inputs.ts'
import { checkPlan } from './check-plan.ts'
import { type Finding, finding, SEVERITY, severer } from './finding.ts'
import { createMotionProfile, type MotionProfile } from './motion-profile.ts'
import { EGO_REQUIREMENTS, type Requirement, seesOthers } from './requirements.ts'
import { rssDistance } from './rss.ts'

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
  readonly profile: MotionProfile
  mode: CommandMode
  reason: string
  intervention: Intervention | null
  objectId: number | null
  /** Braking in lane, since the mode was entered. */
  stop: Trajectory | null
  /** When a finding last called for the present mode or a severer one. */
  calledFor: Stamp
  /** When driving began. */
  since: Stamp
  /** When the gap to the leader was last below RSS. */
  unsafeGap: Stamp
}

/** s for which a mode stays after its reason is gone, so that it does not flicker. */
const HOLD: Readonly<Record<CommandMode, number>> = {
  standby: 0,
  drive: 0,
  degraded: 0.5,
  'minimal-risk': 1,
  emergency: 0.5,
}

/** s between two episodes of one complaint. */
const EPISODE = 1

export function createSupervisor(config: SupervisorConfig): SupervisorState {
  return {
    config: {
      requirements: EGO_REQUIREMENTS,
      expectedObjectSensors: Object.keys(config.vehicle.mountings).filter(seesOthers),
      blindTolerance: 2,
      ...config,
    },
    odometry: new Odometry(),
    profile: createMotionProfile(),
    mode: 'standby',
    reason: 'waits for an ego state and a plan',
    intervention: null,
    objectId: null,
    stop: null,
    calledFor: NEVER,
    since: NEVER,
    unsafeGap: NEVER,
  }
}

/**
 * The same for every planner: checks inputs, plan and what the plan would meet, and lets the plan pass or brakes in
 * lane. Severer modes are entered at once, left only when their reason has been gone for a while.
 */
export function supervise(
  state: SupervisorState,
  input: SuperviseInput,
  stamp: Stamp,
): StageResult<SupervisorState, SupervisedPlan> {
  const { scene, plan } = input
  if (scene.ego.isValid) state.odometry.add(stamp, scene.ego.speed, scene.ego.yawRate)
  const found = assess(state, scene, plan, stamp)
  if (state.mode === 'standby') {
    // What is missing is waited for; what is ahead is braked for from the first tick on.
    if (found?.mode === 'minimal-risk' && found.intervention !== 'collision') return answer(state, null, NO_WARNINGS)
    state.mode = 'drive'
    state.reason = ''
    state.since = stamp
  }
  const warnings = joined(changeMode(state, found, stamp), watchGap(state, scene, stamp))
  if (SEVERITY[state.mode] < SEVERITY['minimal-risk']) return answer(state, plan, warnings)
  return answer(state, stopInLane(state, scene, stamp), warnings)
}

function assess(state: SupervisorState, scene: Scene, plan: Trajectory | null, stamp: Stamp): Finding | null {
  const { vehicle, requirements, expectedObjectSensors, blindTolerance } = state.config
  const ego = checkEgo(scene, requirements, stamp)
  const since = state.since === NEVER ? stamp : state.since
  const others = checkObjectSensors(scene.newest, expectedObjectSensors, since, blindTolerance, stamp)
  const flaw = checkPlan(plan, stamp)
  const worst = severer(severer(ego, flaw), others)
  if (!plan || flaw || (ego && !scene.ego.isValid)) return worst
  const now = state.odometry.newestFrom(plan.stamp)
  if (!now) return severer(worst, finding('minimal-risk', 'plan-stale', 'the plan is from before the ego state'))
  return severer(worst, checkCollision(plan, now, scene, vehicle, state.profile, stamp))
}

/** Takes over what was found, or holds the mode for a while when it was less. Warns on every new reason. */
function changeMode(state: SupervisorState, found: Finding | null, stamp: Stamp): readonly Warning[] {
  const mode = found?.mode ?? 'drive'
  if (SEVERITY[mode] < SEVERITY[state.mode] && secondsBetween(state.calledFor, stamp) < HOLD[state.mode]) {
    return NO_WARNINGS
  }
  state.calledFor = stamp
  if (found?.objectId != null) state.objectId = found.objectId
  if (mode === state.mode && (found?.intervention ?? null) === state.intervention) return NO_WARNINGS
  if (mode !== state.mode) state.stop = null
  state.mode = mode
  state.intervention = found?.intervention ?? null
  state.objectId = found?.objectId ?? null
  state.reason = found ? `${found.intervention}: ${found.detail}` : ''
  return found ? [{ code: `supervisor-${mode}-${found.intervention}`, stamp, detail: found.detail }] : NO_WARNINGS
}

/** The stop planned when the mode was entered; null without an ego state to plan it from. */
function stopInLane(state: SupervisorState, scene: Scene, stamp: Stamp): Trajectory | null {
  if (!scene.ego.isValid || !Number.isFinite(scene.ego.speed + scene.ego.yawRate)) return null
  if (state.stop && state.odometry.newestFrom(state.stop.stamp)) return state.stop
  const { vehicle } = state.config
  const isEmergency = state.mode === 'emergency'
  const ahead = state.intervention === 'collision' ? MINIMAL_RISK_BRAKING : MINIMAL_RISK_DECELERATION
  const braking = isEmergency ? vehicle.limits.braking : Math.min(ahead, vehicle.limits.braking)
  const jerk = isEmergency ? EMERGENCY_JERK : serviceJerk(scene.ego.speed)
  state.stop = brakingPlan(scene.ego, vehicle, braking, jerk, stamp)
  return state.stop
}

/** Counts the episodes of a gap below RSS. It is no intervention: human and ACC headways of 1 to 2 s are all below it. */
function watchGap(state: SupervisorState, scene: Scene, stamp: Stamp): readonly Warning[] {
  const { ego } = scene
  if (!ego.isValid) return NO_WARNINGS
  const lead = findLead(scene, drivenCurvature(ego, state.config.vehicle), state.config.vehicle, null)
  if (!lead || lead.speed < 0) return NO_WARNINGS
  const safe = rssDistance(Math.max(0, ego.speed), lead.speed)
  if (lead.gap >= safe) return NO_WARNINGS
  const isNew = secondsBetween(state.unsafeGap, stamp) > EPISODE
  state.unsafeGap = stamp
  if (!isNew) return NO_WARNINGS
  const detail = `${lead.gap.toFixed(1)} m to object ${lead.id}, expected at least ${safe.toFixed(1)} m`
  return [{ code: 'rss-distance', stamp, detail }]
}

/** Without an allocation on the tick where there is nothing to say, which is nearly every one. */
function joined(a: readonly Warning[], b: readonly Warning[]): readonly Warning[] {
  if (b.length === 0) return a
  return a.length === 0 ? b : [...a, ...b]
}

function answer(
  state: SupervisorState,
  plan: Trajectory | null,
  warnings: readonly Warning[],
): StageResult<SupervisorState, SupervisedPlan> {
  const { mode, reason, intervention } = state
  const threat = mode === 'emergency' && state.objectId !== null ? { reason, objectId: state.objectId } : null
  return { state, output: { mode, reason, intervention, plan, threat }, warnings }
}
