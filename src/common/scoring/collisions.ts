import type { AgentField } from './agent-field.ts'
import { SCORE_STEP } from './agent-states.ts'
import type { EgoMotion } from './ego-motion.ts'
import { contactKind, EGO_STANDING_SPEED, isAhead, isAtFault, isBehind } from './fault.ts'

/** First contacts of one motion, one an agent, in order of time. Buffers grow with the agents. */
export class Contacts {
  count = 0
  step = new Int32Array(0)
  agent = new Int32Array(0)
  isAtFault = new Uint8Array(0)
  /** By agent: 1 where nothing that happens with it counts any more. */
  settled = new Uint8Array(0)

  reset(agents: number): void {
    this.count = 0
    if (this.settled.length < agents) {
      this.step = new Int32Array(agents)
      this.agent = new Int32Array(agents)
      this.isAtFault = new Uint8Array(agents)
      this.settled = new Uint8Array(agents)
    }
    this.settled.fill(0, 0, agents)
  }
}

/**
 * Finds the first contact of `motion` with each agent of `field` that `select` kept; those in contact at the first state
 * are ignored (METRICS §1, NC). Stops after a contact with a road user at fault when `stopsAtFault`.
 */
export function findContacts(motion: EgoMotion, field: AgentField, contacts: Contacts, stopsAtFault: boolean): void {
  contacts.reset(field.count)
  for (let k = 0; k < motion.count; k++) {
    const begin = k * field.count
    for (let c = 0; c < field.candidateCount[k]!; c++) {
      const agent = field.candidates[begin + c]!
      if (contacts.settled[agent] === 1 || !touches(motion, k, 0, field, agent, k)) continue
      contacts.settled[agent] = 1
      if (k === 0) continue
      const fault = isAtFault(contactKind(motion, k, field, agent), motion, k)
      contacts.step[contacts.count] = k
      contacts.agent[contacts.count] = agent
      contacts.isAtFault[contacts.count] = fault ? 1 : 0
      contacts.count++
      if (stopsAtFault && fault && field.isUser[agent] === 1) return
    }
  }
}

/** Does ego at `k`, moved on by `ahead` s at constant velocity, meet the agent at `step`? */
function touches(
  motion: EgoMotion,
  k: number,
  ahead: number,
  field: AgentField,
  agent: number,
  step: number,
  agentAhead = 0,
): boolean {
  const moved = ahead * motion.speed[k]!
  const x = motion.centreX[k]! + moved * motion.cos[k]!
  const y = motion.centreY[k]! + moved * motion.sin[k]!
  const i = agent * field.steps + step
  const reach = field.radius[agent]! + motion.halfLength + motion.halfWidth
  const dx = field.x[i]! + agentAhead * field.velocityX[i]! - x
  const dy = field.y[i]! + agentAhead * field.velocityY[i]! - y
  if (!(dx * dx + dy * dy <= reach * reach)) return false
  const { halfLength, halfWidth } = motion
  return field.meets(agent, step, agentAhead, x, y, motion.cos[k]!, motion.sin[k]!, halfLength, halfWidth)
}

/** Steps by which TTC projects ego: 0, 0.3, 0.6, 0.9 s (METRICS §1). */
const PROJECTED_STEPS = [0, 3, 6, 9] as const
/** Steps that agents are needed for beyond the motion's last state. */
export const PROJECTION_REACH = 9

/** Where and with whom something first happened; -1 where it did not. Mutable. */
export interface FirstEvent {
  step: number
  agent: number
}

/**
 * TTC of a plan: the first state from which ego, projected at constant velocity, meets an agent at the projected time that
 * is ahead, or beside while ego straddles lanes, is off the road or in a junction. `settled` is scratch, by agent.
 */
export function findPlanTimeToCollision(
  motion: EgoMotion,
  field: AgentField,
  settled: Uint8Array,
  out: FirstEvent,
): void {
  out.step = -1
  out.agent = -1
  settled.fill(0, 0, field.count)
  settleInitialContacts(motion, field, settled)
  for (let k = 0; k < motion.count; k++) {
    if (Math.abs(motion.speed[k]!) < EGO_STANDING_SPEED) continue
    for (let p = 0; p < PROJECTED_STEPS.length; p++) {
      const step = k + PROJECTED_STEPS[p]!
      const begin = step * field.count
      const ahead = PROJECTED_STEPS[p]! * SCORE_STEP
      const moved = ahead * motion.speed[k]!
      const x = motion.centreX[k]! + moved * motion.cos[k]!
      const y = motion.centreY[k]! + moved * motion.sin[k]!
      for (let c = 0; c < field.candidateCount[step]!; c++) {
        const agent = field.candidates[begin + c]!
        // Most agents are far: one difference tells, before anything is looked up.
        const apart = Math.abs(field.x[agent * field.steps + step]! - x)
        if (apart > field.radius[agent]! + motion.halfLength + motion.halfWidth || settled[agent] === 1) continue
        const away = Math.abs(field.y[agent * field.steps + step]! - y)
        if (away > field.radius[agent]! + motion.halfLength + motion.halfWidth) continue
        if (!touches(motion, k, ahead, field, agent, step)) continue
        if (isThreat(motion, k, field, agent, step, ahead)) {
          out.step = k
          out.agent = agent
          return
        }
        settled[agent] = 1
      }
    }
  }
}

/** Marks the agents that ego touches at the first state: nothing that happens with them counts. */
export function settleInitialContacts(motion: EgoMotion, field: AgentField, settled: Uint8Array): void {
  for (let c = 0; c < field.candidateCount[0]!; c++) {
    const agent = field.candidates[c]!
    if (touches(motion, 0, 0, field, agent, 0)) settled[agent] = 1
  }
}

/**
 * Ahead is meant from where ego is, as in the reference; but one that comes up from behind and meets the projected rear is
 * not ahead, though it has by then passed the place where ego was.
 */
function isThreat(
  motion: EgoMotion,
  k: number,
  field: AgentField,
  agent: number,
  step: number,
  egoAhead: number,
): boolean {
  if (isBehind(motion, k, field, agent, step, egoAhead)) return false
  if (isAhead(motion, k, field, agent, step)) return true
  return motion.isStraddling(k) || motion.isOffRoad(k) || motion.isInJunction(k)
}

/**
 * Time to collision at state `k`, s: until ego and an agent that matters meet, both at constant velocity, looked for every
 * 0.1 s up to `horizon`; Infinity where they do not. `settled` agents are left out. The agent goes into `out`.
 * Source: nuPlan devkit, `time_to_collision_within_bound`.
 */
export function timeToCollision(
  motion: EgoMotion,
  k: number,
  field: AgentField,
  settled: Uint8Array,
  horizon: number,
  out: FirstEvent,
): number {
  if (Math.abs(motion.speed[k]!) <= EGO_STANDING_SPEED) return Number.POSITIVE_INFINITY
  let steps = Math.round(horizon / SCORE_STEP)
  let least = Number.POSITIVE_INFINITY
  for (let c = 0; c < field.candidateCount[k]!; c++) {
    const agent = field.candidates[k * field.count + c]!
    if (settled[agent] === 1 || !isThreat(motion, k, field, agent, k, 0)) continue
    for (let d = 0; d <= steps; d++) {
      if (!touches(motion, k, d * SCORE_STEP, field, agent, k, d * SCORE_STEP)) continue
      least = d * SCORE_STEP
      steps = d - 1
      out.step = k
      out.agent = agent
      break
    }
  }
  return least
}
