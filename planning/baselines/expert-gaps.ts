import { type LateralProfile, offsetAt } from '../../src/common/proposals/lateral-profile.ts'
import type { RouteMotion } from '../../src/common/proposals/rollout.ts'
import { SCORE_STEP } from '../../src/common/scoring/agent-states.ts'
import { followerDistance, RSS } from '../supervisor/rss.ts'
import type { Situation } from './expert-situation.ts'

/** s ahead within which a motion must not come before somebody; a little more than the supervisor looks. */
const HORIZON = 3
/** m between the bodies beside each other from which somebody is in another lane, and within which it is in ours. */
const ELSEWHERE = 0.3
const IN_OUR_WAY = 0.4
/** m/s sideways towards us from which somebody comes over by itself; m/s along the route from which it follows. */
const COMING_OVER = 0.3
const FOLLOWING_SPEED = 1

/** m that a follower needs behind us, speeds in m/s. */
export function gapBehind(speed: number, ownSpeed: number): number {
  return followerDistance(speed, ownSpeed, RSS.maximumBraking)
}

/**
 * How much a motion that comes before somebody of another lane leaves them too little to brake in: 0 where nobody is cut off,
 * up to 1 where there is no gap at all.
 */
export function cutOffShare(motion: RouteMotion, profile: LateralProfile, situation: Situation): number {
  const { beside, vehicle, offset } = situation
  const last = Math.round(HORIZON / SCORE_STEP)
  let worst = 0
  for (let n = 0; n < beside.nearCount; n++) {
    const first = beside.near[n]! * beside.steps
    const widths = 0.5 * vehicle.width + beside.across[first]!
    const side = beside.offset[first]! - offset
    if (beside.speed[first]! < FOLLOWING_SPEED || Math.abs(side) - widths < ELSEWHERE) continue
    if (-Math.sign(side) * beside.lateralSpeed[first]! > COMING_OVER) continue
    for (let k = 1; k <= last; k++) {
      const rear = motion.station[k]! + vehicle.rearAxleToFront - vehicle.length
      const behind = rear - beside.station[first + k]! - beside.along[first + k]!
      if (!(behind > -0.5 * vehicle.length)) continue
      const apart = Math.abs(beside.offset[first + k]! - offsetAt(profile, motion.station[k]!)) - widths
      if (apart >= IN_OUR_WAY) continue
      const needed = gapBehind(beside.speed[first]!, motion.speed[k]!)
      if (behind < needed) worst = Math.max(worst, 1 - Math.max(0, behind) / needed)
    }
  }
  return worst
}
