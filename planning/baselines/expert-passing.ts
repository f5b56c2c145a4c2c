import type { LateralProfile } from '../../src/common/proposals/lateral-profile.ts'
import type { RouteAgents } from '../../src/common/proposals/route-agents.ts'
import type { SlowStretch } from '../../src/common/proposals/speed-profile.ts'
import type { AgentStates } from '../../src/common/scoring/agent-states.ts'
import type { Situation } from './expert-situation.ts'

/** m/s faster than one in the next lane that it is passed at: it may come over. */
const PASSING_SPEED = 10
/** m from the middle of the route within which somebody is beside it. */
const BESIDE = 5.5
/** m before and behind its middle. */
const BEFORE = 12
const BEHIND = 4
/** m/s along the route: who comes towards us is not passed. */
const ONCOMING = -0.5

/** s at the present speed and m within which standing things are looked for, and m/s up to which somebody stands. */
const BLOCKED_TIME = 9
const LEAST_BLOCKED = 50
const STANDING = 0.5

/** Does something stand in the way that the profile leads to, farther on? A lane is changed in time, while there is speed. */
export function isBlocked({ target }: LateralProfile, { beside, vehicle, front, speed }: Situation): boolean {
  const reach = front + Math.max(LEAST_BLOCKED, BLOCKED_TIME * speed)
  for (let n = 0; n < beside.nearCount; n++) {
    const i = beside.near[n]! * beside.steps
    const station = beside.station[i]!
    if (station < front || station > reach) continue
    if (Math.hypot(beside.speed[i]!, beside.lateralSpeed[i]!) > STANDING) continue
    if (Math.abs(beside.offset[i]! - target) < 0.5 * vehicle.width + beside.across[i]!) return true
  }
  return false
}

/** m before a thing that stands for good, from where the car can still steer past it. */
const ROOM_TO_PASS = 9

/** m to stop farther before each agent than before a leader: things that will not drive on are passed. */
export function roomToPass(beside: RouteAgents, { classes, count }: AgentStates): Float64Array {
  const room = new Float64Array(count)
  for (let n = 0; n < beside.nearCount; n++) {
    const agent = beside.near[n]!
    const i = agent * beside.steps
    const isStanding = Math.hypot(beside.speed[i]!, beside.lateralSpeed[i]!) < STANDING
    if (classes[agent] === 'static' && isStanding) room[agent] = ROOM_TO_PASS
  }
  return room
}

/** Road users beside the route's lane that are much slower are passed slowly: a queue, or one about to cut in. */
export function slowBesideOthers({ agents, beside, station, speed }: Situation): SlowStretch[] {
  const stretches: SlowStretch[] = []
  for (let n = 0; n < beside.nearCount; n++) {
    const agent = beside.near[n]!
    const kind = agents.classes[agent]!
    const i = agent * beside.steps
    if (kind === 'static' || kind === 'unknown' || kind === 'pedestrian') continue
    const itsSpeed = beside.speed[i]!
    if (beside.station[i]! < station || itsSpeed < ONCOMING || itsSpeed + PASSING_SPEED > speed) continue
    if (Math.abs(beside.offset[i]!) > BESIDE) continue
    const at = beside.station[i]!
    stretches.push({ begin: at - BEFORE, end: at + BEHIND, speed: Math.max(0, itsSpeed) + PASSING_SPEED })
  }
  return stretches
}
