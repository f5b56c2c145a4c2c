import { AgentField } from './agent-field.ts'
import { SCORE_STEP } from './agent-states.ts'
import { Contacts, type FirstEvent, findContacts, findPlanTimeToCollision, PROJECTION_REACH } from './collisions.ts'
import { agreesWith, ComfortFilter } from './comfort.ts'
import { EgoMotion } from './ego-motion.ts'
import { PLAN_STATES, STATE, STATE_STRIDE, STEPS_PER_POSE } from './motion-states.ts'
import { combinePlanScores } from './plan-formula.ts'
import { REFERENCE_STRIDE, writeReferences } from './plan-reference.ts'
import { createPlanScores, type WritablePlanScores } from './plan-scores.ts'
import { PlanTracker } from './plan-tracking.ts'
import { type ClauseVerdict, firstOffRoad, firstRedLight, RouteFollower, scoreDirection } from './road-clauses.ts'
import type { PlanContext, PlanScores, RedLightArea } from './scoring-context.ts'

/** Elements of one plan's states. */
export const PLAN_STRIDE = PLAN_STATES * STATE_STRIDE

/**
 * Scores plans by PDMS and EPDMS (METRICS §1), up to `capacity` of one moment at a time, without allocating once warm. The
 * same scorer serves simulation, PDM-Closed and training.
 */
export class PlanScorer {
  readonly capacity: number
  /** Reference poses [capacity × 41 × 3] (x, y, yaw; world frame) that `scoreReferences` drives along. */
  readonly references: Float64Array
  /** States [capacity × 41 × STATE_STRIDE] that the plans became on the car; valid after a call. */
  readonly states: Float64Array
  readonly #scores: WritablePlanScores
  readonly #tracker = new PlanTracker()
  readonly #motion = new EgoMotion(PLAN_STATES)
  readonly #field = new AgentField()
  readonly #contacts = new Contacts()
  readonly #comfort = new ComfortFilter(PLAN_STATES)
  readonly #previous = new ComfortFilter(PLAN_STATES)
  #withHistory = new ComfortFilter(PLAN_STATES)
  readonly #follower = new RouteFollower()
  readonly #driven = new Float64Array(PLAN_STATES)
  readonly #event: FirstEvent = { step: -1, agent: -1 }
  readonly #verdict: ClauseVerdict = { score: 1, step: -1 }
  readonly #bounds = new Float64Array(4 * (PLAN_STATES + PROJECTION_REACH))
  readonly #whole = new Float64Array(4)
  /** Those that some plan could enter on red. */
  readonly #redLights: RedLightArea[] = []

  constructor(capacity = 256) {
    this.capacity = capacity
    this.references = new Float64Array(capacity * REFERENCE_STRIDE)
    this.states = new Float64Array(capacity * PLAN_STRIDE)
    this.#scores = createPlanScores(capacity)
  }

  /**
   * Plans as planners give them: `poses` [count × 8 × 3], x, y, yaw in the ego frame of the moment (m, m, rad), every 0.5 s
   * from 0.5 s on. The scores are borrowed until the next call. Throws when `count` exceeds the capacity.
   */
  scorePlans(poses: ArrayLike<number>, count: number, context: PlanContext): PlanScores {
    this.#checkCount(count)
    const { start } = context
    writeReferences(this.references, poses, count, start[STATE.x]!, start[STATE.y]!, start[STATE.yaw]!)
    return this.scoreReferences(count, context)
  }

  /** As `scorePlans`, for plans at 10 Hz that the caller has written into `references`. */
  scoreReferences(count: number, context: PlanContext): PlanScores {
    this.#checkCount(count)
    const { wheelbase } = context.vehicle
    for (let plan = 0; plan < count; plan++) {
      const from = plan * REFERENCE_STRIDE
      this.#tracker.track(this.states, plan * PLAN_STRIDE, this.references, from, context.start, wheelbase)
    }
    return this.scoreStates(count, context)
  }

  /** As `scorePlans`, for motions as driven that the caller has written into `states`: the tracker is left out. */
  scoreStates(count: number, context: PlanContext): PlanScores {
    this.#checkCount(count)
    this.#scores.count = count
    this.#field.prepare(context.agents, PLAN_STATES + PROJECTION_REACH)
    this.#selectNear(count, context)
    this.#prepareComfort(context)
    let station = Number.NaN
    for (let plan = 0; plan < count; plan++) {
      this.#motion.load(this.states, plan * PLAN_STRIDE, PLAN_STATES, context.vehicle, context.road)
      if (plan === 0) station = this.#follower.firstStation(this.#motion, context.route, context.startStation ?? null)
      this.#scoreCollisions(plan)
      this.#scoreRoad(plan, context, station)
      this.#scoreComfort(plan, context)
    }
    combinePlanScores(this.#scores, context)
    return this.#scores
  }

  #checkCount(count: number): void {
    if (!(count <= this.capacity)) throw new Error(`expected at most ${this.capacity} plans, found ${count}`)
  }

  /**
   * Only agents that some plan comes near at a step are looked at there, at the states and where TTC projects them to; and
   * only red lights that some plan comes near at all.
   */
  #selectNear(count: number, { vehicle, redLights }: PlanContext): void {
    const bounds = this.#bounds
    const steps = PLAN_STATES + PROJECTION_REACH
    for (let step = 0; step < steps; step++) {
      bounds[4 * step] = bounds[4 * step + 1] = Number.POSITIVE_INFINITY
      bounds[4 * step + 2] = bounds[4 * step + 3] = Number.NEGATIVE_INFINITY
    }
    for (let i = 0; i < count * PLAN_STATES; i++) {
      const o = i * STATE_STRIDE
      const x = this.states[o + STATE.x]!
      const y = this.states[o + STATE.y]!
      const moved = SCORE_STEP * this.states[o + STATE.speed]!
      const dx = moved * Math.cos(this.states[o + STATE.yaw]!)
      const dy = moved * Math.sin(this.states[o + STATE.yaw]!)
      const k = i % PLAN_STATES
      for (let ahead = 0; ahead <= PROJECTION_REACH; ahead += 3)
        widen(bounds, k + ahead, x + ahead * dx, y + ahead * dy)
    }
    const reach = Math.hypot(vehicle.rearAxleToFront, vehicle.width) + vehicle.length - vehicle.rearAxleToFront
    const all = this.#whole
    all.fill(Number.POSITIVE_INFINITY, 0, 2).fill(Number.NEGATIVE_INFINITY, 2)
    for (let step = 0; step < steps; step++) {
      const o = 4 * step
      const [left, bottom, right, top] = [bounds[o]!, bounds[o + 1]!, bounds[o + 2]!, bounds[o + 3]!]
      this.#field.select(step, left - reach, bottom - reach, right + reach, top + reach)
      widen(all, 0, left, bottom)
      widen(all, 0, right, top)
    }
    this.#redLights.length = 0
    for (const area of redLights ?? [])
      if (area.isRed.includes(1) && reaches(area.outline, all, reach)) this.#redLights.push(area)
  }

  #prepareComfort({ history, previous }: PlanContext): void {
    if (previous !== null) this.#previous.filter(previous, 0)
    const samples = PLAN_STATES + (history === null ? 0 : history.length / STATE_STRIDE)
    if (this.#withHistory.samples !== samples) this.#withHistory = new ComfortFilter(samples)
  }

  #scoreCollisions(plan: number): void {
    const { clauses, failedAt, hitBy } = this.#scores
    const contacts = this.#contacts
    findContacts(this.#motion, this.#field, contacts, true)
    clauses.nc[plan] = 1
    failedAt.nc[plan] = -1
    hitBy.nc[plan] = -1
    for (let i = 0; i < contacts.count; i++) {
      if (contacts.isAtFault[i] === 0) continue
      const score = this.#field.isUser[contacts.agent[i]!] === 1 ? 0 : 0.5
      if (score >= clauses.nc[plan]!) continue
      clauses.nc[plan] = score
      failedAt.nc[plan] = contacts.step[i]!
      hitBy.nc[plan] = contacts.agent[i]!
    }
    findPlanTimeToCollision(this.#motion, this.#field, contacts.settled, this.#event)
    clauses.ttc[plan] = this.#event.step < 0 ? 1 : 0
    failedAt.ttc[plan] = this.#event.step
    hitBy.ttc[plan] = this.#event.agent
  }

  #scoreRoad(plan: number, { road, route, redLights }: PlanContext, station: number): void {
    const { clauses, failedAt, progress } = this.#scores
    this.#setFailure('dac', plan, firstOffRoad(this.#motion))
    scoreDirection(this.#motion, road, this.#driven, this.#verdict)
    clauses.ddc[plan] = this.#verdict.score
    failedAt.ddc[plan] = this.#verdict.step
    if (redLights === null) {
      clauses.tlc[plan] = Number.NaN
      failedAt.tlc[plan] = -1
    } else this.#setFailure('tlc', plan, firstRedLight(this.#motion, this.#redLights))
    this.#follower.follow(this.#motion, road, route, station)
    progress[plan] = this.#follower.progress
    this.#setFailure('lk', plan, this.#follower.leftLaneAt)
  }

  #scoreComfort(plan: number, { history, previous }: PlanContext): void {
    const { clauses, failedAt } = this.#scores
    const at = plan * PLAN_STRIDE
    this.#comfort.filter(this.states, at)
    this.#setFailure('c', plan, this.#comfort.firstDiscomfort())
    clauses.ec[plan] = Number.NaN
    failedAt.ec[plan] = -1
    if (previous !== null) {
      clauses.ec[plan] = agreesWith(this.#comfort, this.#previous, STEPS_PER_POSE) ? 1 : 0
      failedAt.ec[plan] = clauses.ec[plan] === 1 ? -1 : 0
    }
    clauses.hc[plan] = Number.NaN
    failedAt.hc[plan] = -1
    if (history !== null) {
      const past = history.length / STATE_STRIDE
      this.#withHistory.filter(this.states, at, history, past)
      const first = this.#withHistory.firstDiscomfort()
      this.#setFailure('hc', plan, first < 0 ? -1 : Math.max(0, first - past))
    }
  }

  #setFailure(clause: 'dac' | 'tlc' | 'lk' | 'c' | 'hc', plan: number, step: number): void {
    this.#scores.clauses[clause][plan] = step < 0 ? 1 : 0
    this.#scores.failedAt[clause][plan] = step
  }
}

function widen(bounds: Float64Array, step: number, x: number, y: number): void {
  const o = 4 * step
  if (x < bounds[o]!) bounds[o] = x
  if (y < bounds[o + 1]!) bounds[o + 1] = y
  if (x > bounds[o + 2]!) bounds[o + 2] = x
  if (y > bounds[o + 3]!) bounds[o + 3] = y
}

/** Whether an outline's own box reaches into the box of x and y in `bounds`, widened by `reach`. */
function reaches(outline: Float64Array, bounds: Float64Array, reach: number): boolean {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < outline.length; i += 2) {
    left = Math.min(left, outline[i]!)
    bottom = Math.min(bottom, outline[i + 1]!)
    right = Math.max(right, outline[i]!)
    top = Math.max(top, outline[i + 1]!)
  }
  return (
    right > bounds[0]! - reach && top > bounds[1]! - reach && left < bounds[2]! + reach && bottom < bounds[3]! + reach
  )
}
