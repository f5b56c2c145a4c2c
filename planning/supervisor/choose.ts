import type { PlanarPose } from '../../src/common/motion/odometry.ts'
import type { VehicleTable } from '../../src/common/vehicle/vehicle-table.ts'
import type { Trajectory } from '../../src/core/plan.ts'
import type { Scene } from '../../src/core/scene.ts'
import type { Stamp } from '../../src/core/time.ts'
import { MINIMAL_RISK_DECELERATION } from '../contracts.ts'
import { EMERGENCY_JERK, MINIMAL_RISK_BRAKING, serviceJerk } from '../limits/envelope.ts'
import { type Braking, brakingAlong, brakingOnArc } from './braking-plan.ts'
import { checkPlan } from './check-plan.ts'
import type { Finding } from './finding.ts'
import type { Judge } from './judge.ts'
import { PlanPath } from './plan-path.ts'

/** What is driven in place of the planner's plan, and why. */
export interface Choice {
  readonly plan: Trajectory
  readonly mode: 'degraded' | 'minimal-risk' | 'emergency'
  readonly finding: Finding
  /** False where nothing passes, and this is the least bad. */
  readonly hasPassed: boolean
}

/** A plan with points, and the car's pose of now in its frame. */
export interface PlacedPlan {
  readonly plan: Trajectory
  readonly now: PlanarPose
}

/** m/s²: no faster and slower along the plan's own path, and along the accepted one. */
const SLOWER = [0, 1, 2] as const

/** s at the car's speed that a path must still reach ahead to be driven without braking. */
const LEAST_KNOWN = 2.5
/** s to contact from which UN R157 sees a risk. */
const RISK_TIME = 2

const ORIGIN: PlanarPose = { x: 0, y: 0, yaw: 0 }
const path = new PlanPath()

/**
 * The best that passes in place of a plan that does not (`finding`): the planner's other candidates by their score, the plan
 * accepted last, the plan's path more slowly, then a stop along the plan's path or the accepted one. Where nothing passes:
 * full braking along the plan's path, where there is somebody to brake for, else the stop.
 */
export function chooseInstead(
  judge: Judge,
  vehicle: VehicleTable,
  planned: PlacedPlan,
  accepted: PlacedPlan | null,
  finding: Finding,
  scene: Scene,
  stamp: Stamp,
): Choice {
  const other = anotherPlan(judge, planned, accepted, finding, scene, stamp)
  if (other) return { plan: other, mode: 'degraded', finding, hasPassed: true }
  let threat: Finding | null = null
  const braked = (placed: PlacedPlan, mode: Choice['mode'], braking: Braking) => {
    path.follow(placed.plan, placed.now)
    const reason = `brakes with ${braking.deceleration} m/s² along its path: ${finding.detail}`
    const stop = brakingAlong(path, scene.ego, braking, stamp, reason)
    const found = judge.judge({ plan: stop, now: ORIGIN, mode, isFinal: true }, scene, stamp)
    const contact = found?.time ?? Number.POSITIVE_INFINITY
    // Full braking is opened by somebody to brake for, and by nothing else.
    const why = mode === 'emergency' && finding.objectId === null ? (threat ?? finding) : finding
    if (found?.objectId != null) threat = found
    // Without braking only as far as the path is known.
    const isKnown = braking.deceleration > 0 || path.length > LEAST_KNOWN * scene.ego.speed
    return { plan: stop, mode, finding: why, hasPassed: found === null && isKnown, contact }
  }
  const jerk = serviceJerk(scene.ego.speed)
  const ways = accepted && accepted.plan !== planned.plan ? [planned, accepted] : [planned]
  const firstOf = (mode: Choice['mode'], braking: Braking) => {
    const stops = ways.map((way) => braked(way, mode, braking))
    return stops.find(({ hasPassed }) => hasPassed) ?? leastBad(stops)
  }
  for (const deceleration of SLOWER) {
    const slower = firstOf('degraded', { deceleration, jerk })
    if (slower.hasPassed) return slower
  }
  const gentle = firstOf('minimal-risk', { deceleration: Math.min(MINIMAL_RISK_BRAKING, vehicle.limits.braking), jerk })
  if (gentle.hasPassed || gentle.contact === Number.POSITIVE_INFINITY || judge.canWait(gentle.plan, scene))
    return gentle
  const full = firstOf('emergency', { deceleration: vehicle.limits.braking, jerk: EMERGENCY_JERK })
  // What would help only if others did something else is worth full braking when it is near.
  return full.hasPassed || gentle.contact <= RISK_TIME ? full : gentle
}

/** The planner's own: the best of its other candidates that passes, or the plan that passed last while it is fresh. */
function anotherPlan(
  judge: Judge,
  { plan, now }: PlacedPlan,
  accepted: PlacedPlan | null,
  finding: Finding,
  scene: Scene,
  stamp: Stamp,
): Trajectory | null {
  const passes = (placed: PlacedPlan) =>
    checkPlan(placed.plan, stamp) === null &&
    judge.judge({ ...placed, mode: 'drive', isFinal: false }, scene, stamp) === null
  for (const { points } of [...(plan.alternatives ?? [])].sort((a, b) => b.score - a.score)) {
    const other = { stamp: plan.stamp, planner: plan.planner, points, reason: `instead: ${finding.detail}` }
    if (passes({ plan: other, now })) return other
  }
  return accepted && accepted.plan !== plan && passes(accepted) ? accepted.plan : null
}

/** The stop that meets somebody last, or nobody at all; of equals the last, whose path has been accepted. */
function leastBad<Stop extends { readonly contact: number }>(stops: readonly Stop[]): Stop {
  return stops.reduce((best, stop) => (stop.contact >= best.contact ? stop : best))
}

/**
 * A stop for want of inputs or of a plan: along the accepted path, along the driven curvature only where there is none. Harder
 * where it would meet somebody.
 */
export function stopInLane(
  judge: Judge,
  vehicle: VehicleTable,
  accepted: PlacedPlan | null,
  finding: Finding,
  scene: Scene,
  stamp: Stamp,
): Choice {
  const { ego } = scene
  if (accepted) path.follow(accepted.plan, accepted.now)
  const stop = (braking: Braking) => {
    const reason = `brakes in lane with ${braking.deceleration} m/s²: ${finding.detail}`
    return accepted
      ? brakingAlong(path, ego, braking, stamp, reason)
      : brakingOnArc(ego, vehicle, braking, stamp, reason)
  }
  const most = vehicle.limits.braking
  const plan = stop({ deceleration: Math.min(MINIMAL_RISK_DECELERATION, most), jerk: serviceJerk(ego.speed) })
  const found = judge.judge({ plan, now: ORIGIN, mode: 'minimal-risk', isFinal: true }, scene, stamp)
  if (found?.intervention !== 'collision') return { plan, mode: 'minimal-risk', finding, hasPassed: true }
  return {
    plan: stop({ deceleration: most, jerk: EMERGENCY_JERK }),
    mode: 'emergency',
    finding: { ...found, mode: 'emergency' },
    hasPassed: false,
  }
}
