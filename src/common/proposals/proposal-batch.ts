import type { Route } from '../map/route.ts'
import { PLAN_STATES, POSE_STRIDE, STATE, STATE_STRIDE } from '../scoring/motion-states.ts'
import { REFERENCE_STRIDE } from '../scoring/plan-reference.ts'
import { PLAN_STRIDE, PlanScorer } from '../scoring/plan-score.ts'
import type { PlanContext, PlanScores } from '../scoring/scoring-context.ts'
import type { LateralProfile } from './lateral-profile.ts'
import { brakeDown, createRouteMotion, type RolloutInput, type RouteMotion, rollOut } from './rollout.ts'
import { writeRoutePoses } from './route-path.ts'

/** m before the route's end from which its map is not to be trusted. */
const END_MARGIN = 2

/** Motions along the route that are scored against one another. Buffers are allocated once. */
export class ProposalBatch {
  count = 0
  readonly profiles: LateralProfile[] = []
  readonly motions: readonly RouteMotion[]
  readonly #scorer: PlanScorer

  constructor(capacity: number) {
    this.motions = Array.from({ length: capacity }, createRouteMotion)
    this.#scorer = new PlanScorer(capacity)
  }

  clear(): void {
    this.count = 0
  }

  /** Rolls a motion out from `station` (rear axle, m) and `speed` and keeps it. Throws beyond the capacity. */
  add(
    route: Pick<Route, 'poseAt'>,
    input: RolloutInput,
    profile: LateralProfile,
    station: number,
    speed: number,
  ): void {
    rollOut(this.#nextMotion(), input, profile, station, speed)
    this.#keep(route, profile)
  }

  /** Keeps a stop with `braking` m/s², whatever is on the road. */
  addBraking(
    route: Pick<Route, 'poseAt'>,
    profile: LateralProfile,
    station: number,
    speed: number,
    braking: number,
  ): void {
    brakeDown(this.#nextMotion(), station, speed, braking)
    this.#keep(route, profile)
  }

  #nextMotion(): RouteMotion {
    const motion = this.motions[this.count]
    if (!motion) throw new Error(`expected at most ${this.motions.length} proposals, found one more`)
    return motion
  }

  #keep(route: Pick<Route, 'poseAt'>, profile: LateralProfile): void {
    this.profiles[this.count] = profile
    const motion = this.motions[this.count]!
    writeRoutePoses(this.#scorer.references, this.count * REFERENCE_STRIDE, route, profile, motion)
    this.count++
  }

  /** Scores as tracked by a car from `context.start`; borrowed until the next call. */
  score(context: PlanContext): PlanScores {
    return this.#scorer.scoreReferences(this.count, context)
  }

  /**
   * PDMS, but without the drivable area where the car only leaves it beyond the route's end: there the map ends too.
   * `reach`: m from the rear axle to the front.
   */
  valueOf({ clauses, failedAt }: PlanScores, proposal: number, routeEnd: number, reach: number): number {
    const step = failedAt.dac[proposal]!
    const isBeyond = step >= 0 && this.motions[proposal]!.station[step]! + reach > routeEnd - END_MARGIN
    const mean = (5 * clauses.ep[proposal]! + 5 * clauses.ttc[proposal]! + 2 * clauses.c[proposal]!) / 12
    return clauses.nc[proposal]! * (isBeyond ? 1 : clauses.dac[proposal]!) * mean
  }

  /** The states that a proposal became on the car; borrowed. */
  statesOf(proposal: number): Float64Array {
    return this.#scorer.states.subarray(proposal * PLAN_STRIDE, (proposal + 1) * PLAN_STRIDE)
  }

  /** Its reference poses, x, y, yaw, world frame; borrowed. */
  posesOf(proposal: number): Float64Array {
    const length = PLAN_STATES * POSE_STRIDE
    return this.#scorer.references.subarray(proposal * REFERENCE_STRIDE, proposal * REFERENCE_STRIDE + length)
  }
}

/** One state of the scored car, laid out as in motion-states.ts; the front wheels as the yaw rate tells where unknown. */
export function carState(
  pose: { readonly x: number; readonly y: number; readonly yaw: number },
  ego: {
    readonly speed: number
    readonly acceleration: number
    readonly yawRate: number
    readonly frontWheelAngle: number
  },
  wheelbase: number,
): Float64Array {
  const state = new Float64Array(STATE_STRIDE)
  const turned = ego.speed > 1 ? Math.atan((wheelbase * ego.yawRate) / ego.speed) : 0
  state[STATE.x] = pose.x
  state[STATE.y] = pose.y
  state[STATE.yaw] = pose.yaw
  state[STATE.speed] = ego.speed
  state[STATE.acceleration] = ego.acceleration
  state[STATE.frontWheelAngle] = Number.isFinite(ego.frontWheelAngle) ? ego.frontWheelAngle : turned
  state[STATE.yawRate] = ego.yawRate
  return state
}
