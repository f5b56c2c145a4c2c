import { wrapAngle } from '../../src/core/angle.ts'
import type { ModelStates } from '../filters/model-states.ts'
import { CTRA, CTRA_SIZE } from '../models/ctra-state.ts'

/** Votes that may be collected either way, and the lead against it at which a heading is turned round. */
const MOST_VOTES = 10
const LEAD_TO_REVERSE = 4
/** m/s: faster than this, an object drives forwards; its speed then votes like two detections. */
const SURELY_FORWARD = 2

/**
 * Boxes look alike from front and back, so that a track may begin the wrong way round. Detections that point with or
 * against the track vote (`votes` already holds theirs), and so does fast motion. Returns the votes to keep; turns the
 * states round when the vote is lost.
 */
export function settleHeading(states: ModelStates, speed: number, votes: number): number {
  if (speed > SURELY_FORWARD) votes += 2
  else if (speed < -SURELY_FORWARD) votes -= 2
  if (votes > -LEAD_TO_REVERSE) return Math.min(MOST_VOTES, votes)
  for (let model = 0; model < states.means.length; model++) {
    reverse(states.means[model]!, states.covariances[model]!)
  }
  return LEAD_TO_REVERSE
}

/** The same motion seen with the heading turned by 180°: speed and acceleration change sign, turning does not. */
function reverse(x: Float64Array, P: Float64Array): void {
  x[CTRA.yaw] = wrapAngle(x[CTRA.yaw]! + Math.PI)
  for (const along of [CTRA.speed, CTRA.acceleration]) {
    x[along] = -x[along]!
    for (let i = 0; i < CTRA_SIZE; i++) {
      P[along * CTRA_SIZE + i] = -P[along * CTRA_SIZE + i]!
      P[i * CTRA_SIZE + along] = -P[i * CTRA_SIZE + along]!
    }
  }
}
