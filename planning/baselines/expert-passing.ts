import type { SlowStretch } from '../../src/common/proposals/speed-profile.ts'
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
