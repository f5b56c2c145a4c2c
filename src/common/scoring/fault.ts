import type { AgentField } from './agent-field.ts'
import { CORNERS, type EgoMotion } from './ego-motion.ts'

/** m/s up to which ego, and another, count as standing (METRICS §1, NC). */
export const EGO_STANDING_SPEED = 5e-3
const OTHER_STANDING_SPEED = 5e-2

/** Bearings from the rear axle beyond and below which another is behind and ahead (nuPlan devkit: 150° and 30°). */
const COS_BEHIND = Math.cos((150 * Math.PI) / 180)
const COS_AHEAD = Math.cos((30 * Math.PI) / 180)

/** Who is to blame when ego and an agent touch (METRICS §1, NC), in the order of the rules. */
export const CONTACT_KINDS = ['ego-stands', 'other-stands', 'from-behind', 'front', 'side'] as const
export type ContactKind = (typeof CONTACT_KINDS)[number]

export function contactKind(motion: EgoMotion, k: number, field: AgentField, agent: number): ContactKind {
  if (Math.abs(motion.speed[k]!) <= EGO_STANDING_SPEED) return 'ego-stands'
  if (field.speedAt(agent, k) <= OTHER_STANDING_SPEED) return 'other-stands'
  if (isBehind(motion, k, field, agent, k)) return 'from-behind'
  return frontEdgeMeets(motion, k, field, agent) ? 'front' : 'side'
}

export function isAtFault(kind: ContactKind, motion: EgoMotion, k: number): boolean {
  switch (kind) {
    case 'ego-stands':
    case 'from-behind':
      return false
    case 'other-stands':
    case 'front':
      return true
    case 'side':
      return motion.isStraddling(k) || motion.isOffRoad(k)
  }
}

/** The agent at `step` is seen from ego's rear axle at `k` within 30° of its heading. */
export function isAhead(motion: EgoMotion, k: number, field: AgentField, agent: number, step: number): boolean {
  return cosBearing(motion, k, 0, field, agent, step) > COS_AHEAD
}

/** … beyond 150°, once ego has moved on by `ahead` s at constant velocity. */
export function isBehind(
  motion: EgoMotion,
  k: number,
  field: AgentField,
  agent: number,
  step: number,
  ahead = 0,
): boolean {
  return cosBearing(motion, k, ahead, field, agent, step) < COS_BEHIND
}

function cosBearing(
  motion: EgoMotion,
  k: number,
  ahead: number,
  field: AgentField,
  agent: number,
  step: number,
): number {
  const i = agent * field.steps + step
  const moved = ahead * motion.speed[k]!
  const dx = field.x[i]! - motion.x[k]! - moved * motion.cos[k]!
  const dy = field.y[i]! - motion.y[k]! - moved * motion.sin[k]!
  return (dx * motion.cos[k]! + dy * motion.sin[k]!) / Math.hypot(dx, dy)
}

/** Ego's front edge as a box without length. */
function frontEdgeMeets(motion: EgoMotion, k: number, field: AgentField, agent: number): boolean {
  const o = k * CORNERS
  const x = 0.5 * (motion.corners[o]! + motion.corners[o + 6]!)
  const y = 0.5 * (motion.corners[o + 1]! + motion.corners[o + 7]!)
  return field.meets(agent, k, 0, x, y, motion.cos[k]!, motion.sin[k]!, 0, motion.halfWidth)
}
