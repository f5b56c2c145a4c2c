import { angleDifference } from '../../core/angle.ts'
import { createProjection, type LineProjection } from '../map/reference-line.ts'
import { SCORE_STEP } from './agent-states.ts'
import { quadMeetsPolygon } from './contact.ts'
import { CORNERS, type EgoMotion } from './ego-motion.ts'
import { PLAN_STATES } from './motion-states.ts'
import type { RedLightArea, ScoringRoad, ScoringRoute } from './scoring-context.ts'

/** DDC: m in oncoming lanes within 1 s from which the score is a half, and nothing (METRICS §1). */
const ONCOMING_HALF = 2
const ONCOMING_ALL = 6
const ONCOMING_STEPS = Math.round(1 / SCORE_STEP)

/** LK: m from the centre line, and states on end, that are too far and too many (METRICS §1: 0.5 m for 2 s). */
const KEEPING_OFFSET = 0.5
const KEEPING_STATES = Math.round(2 / SCORE_STEP)
/** m that the search along the route reaches farther than the car has moved, and m that it moves at most in a step. */
const SEARCH_SLACK = 5
const SEARCH_STEP = 5
/** m around a hint in which the first state is looked for: a car's length and the hint's own error. */
const HINT_REACH = 20

/** What driving against the traffic came to: the score and the state at which it fell below 1 (-1: never). Mutable. */
export interface ClauseVerdict {
  score: number
  step: number
}

/** DAC: first state with a corner outside the drivable area, -1 when there is none. */
export function firstOffRoad(motion: EgoMotion): number {
  for (let k = 0; k < motion.count; k++) if (motion.isOffRoad(k)) return k
  return -1
}

/** DDC. `driven` is scratch of at least `motion.count` elements. */
export function scoreDirection(motion: EgoMotion, road: ScoringRoad, driven: Float64Array, out: ClauseVerdict): void {
  out.score = 1
  out.step = -1
  let within = 0
  for (let k = 0; k < motion.count; k++) {
    driven[k] = 0
    if (k > 0 && road.isOncoming(motion.centreX[k]!, motion.centreY[k]!, motion.yaw[k]!)) {
      driven[k] = Math.hypot(motion.centreX[k]! - motion.centreX[k - 1]!, motion.centreY[k]! - motion.centreY[k - 1]!)
    }
    within += driven[k]! - (k >= ONCOMING_STEPS ? driven[k - ONCOMING_STEPS]! : 0)
    // The running sum carries rounding of 1e-15; a whole metre does not hang on it.
    const score = within < ONCOMING_HALF - 1e-9 ? 1 : within < ONCOMING_ALL - 1e-9 ? 0.5 : 0
    if (score < out.score) {
      if (out.step < 0) out.step = k
      out.score = score
    }
  }
}

/**
 * TLC: first state at which ego enters an area while it is red, -1 when there is none. One in which ego stood at the first
 * state, or that turned red with ego inside, has not been entered on red.
 */
export function firstRedLight(motion: EgoMotion, areas: readonly RedLightArea[]): number {
  let first = -1
  for (const area of areas) {
    const at = entryOnRed(motion, area, 1, first < 0 ? motion.count : first)
    if (at >= 0) first = at
  }
  return first
}

/** First state in [from, until) at which ego enters the area while it is red, -1 when there is none; `from` at least 1. */
export function entryOnRed(motion: EgoMotion, area: RedLightArea, from: number, until: number): number {
  if (!comesNear(motion, area.outline)) return -1
  let wasInside = quadMeetsPolygon(motion.corners, (from - 1) * CORNERS, area.outline)
  const last = area.isRed.length - 1
  for (let k = from; k < until; k++) {
    const isInside = quadMeetsPolygon(motion.corners, k * CORNERS, area.outline)
    const isRed = area.isRed[Math.min(last, k)] === 1
    if (isInside && !wasInside && isRed && entersAlong(motion.yaw[k]!, area.heading)) return k
    wasInside = isInside
  }
  return -1
}

/** Cross traffic and turning cars come at more than 45°. */
function entersAlong(yaw: number, heading: number): boolean {
  return Math.abs(angleDifference(yaw, heading)) < Math.PI / 4
}

/** Whether ego's footprint can meet the outline at all. */
export function comesNear(motion: EgoMotion, outline: Float64Array): boolean {
  const reach = motion.halfLength + motion.halfWidth
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let i = 0; i < outline.length; i += 2) {
    left = Math.min(left, outline[i]!)
    right = Math.max(right, outline[i]!)
    bottom = Math.min(bottom, outline[i + 1]!)
    top = Math.max(top, outline[i + 1]!)
  }
  for (let k = 0; k < motion.count; k++) {
    const x = motion.centreX[k]!
    const y = motion.centreY[k]!
    if (x > left - reach && x < right + reach && y > bottom - reach && y < top + reach) return true
  }
  return false
}

/** States between two looks at the route: its line is followed in steps short enough not to jump to another branch. */
const FOLLOW_STRIDE = 5

/** Progress along the route and lane keeping, both found by following the route's line. */
export class RouteFollower {
  /** m along the route between first and last state, never negative. */
  progress = 0
  /** State at which ego had been off its centre line for 2 s on end, -1 when it never was. */
  leftLaneAt = -1
  readonly #projection: LineProjection = createProjection()
  /** m, of every fifth state; grows with the longest motion. */
  #stations = new Float64Array(PLAN_STATES)

  /** `startStation`: of the first state, m. */
  follow(motion: EgoMotion, road: ScoringRoad, route: ScoringRoute, startStation: number): void {
    const last = motion.count - 1
    if (this.#stations.length * FOLLOW_STRIDE < last + FOLLOW_STRIDE) this.#stations = new Float64Array(last)
    this.#stations[0] = startStation
    let station = startStation
    for (let from = 0; from < last; from += FOLLOW_STRIDE) {
      const k = Math.min(last, from + FOLLOW_STRIDE)
      const moved = Math.hypot(motion.centreX[k]! - motion.centreX[from]!, motion.centreY[k]! - motion.centreY[from]!)
      route.projectNear(motion.centreX[k]!, motion.centreY[k]!, station, moved + SEARCH_SLACK, this.#projection)
      station = this.#projection.station
      this.#stations[from / FOLLOW_STRIDE + 1] = station
    }
    this.progress = Math.max(0, station - startStation)
    this.leftLaneAt = this.#firstLeaving(motion, road, route)
  }

  /** Of the first state's middle, m: near `hint` where there is one, for a route may come by one place twice. */
  firstStation(motion: EgoMotion, route: ScoringRoute, hint: number | null): number {
    if (hint === null) route.project(motion.centreX[0]!, motion.centreY[0]!, this.#projection)
    else route.projectNear(motion.centreX[0]!, motion.centreY[0]!, hint, HINT_REACH, this.#projection)
    return this.#projection.station
  }

  /**
   * The last state of the first run of 20 off the centre line. Looked for as Boyer and Moore (1977) look for a word: a
   * state in its lane ends every run through it, so that the next look is 20 states on.
   */
  #firstLeaving(motion: EgoMotion, road: ScoringRoad, route: ScoringRoute): number {
    let begin = 0
    while (begin + KEEPING_STATES <= motion.count) {
      let k = begin + KEEPING_STATES - 1
      while (k >= begin && !this.#isKept(motion, k, road, route)) k--
      if (k < begin) return begin + KEEPING_STATES - 1
      begin = k + 1
    }
    return -1
  }

  /**
   * On the route's line, or on the centre line of another lane with ego's direction: after a change of lanes the car
   * keeps its lane all the same. Junctions are not judged.
   */
  #isKept(motion: EgoMotion, k: number, road: ScoringRoad, route: ScoringRoute): boolean {
    const [x, y] = [motion.centreX[k]!, motion.centreY[k]!]
    const near = this.#stations[Math.floor(k / FOLLOW_STRIDE)]!
    route.projectNear(x, y, near, FOLLOW_STRIDE * SEARCH_STEP, this.#projection)
    if (Math.abs(this.#projection.offset) <= KEEPING_OFFSET || motion.isInJunction(k)) return true
    if (road.nearestLane(x, y, motion.yaw[k]!, this.#projection, 0) < 0) return false
    const turned = Math.abs(angleDifference(motion.yaw[k]!, this.#projection.heading))
    return Math.abs(this.#projection.offset) <= KEEPING_OFFSET && turned < Math.PI / 2
  }
}
