import type { CrosswalkCrossing, LaneConflict, MapIndex } from '../../common/map/map-index.ts'
import { isStopState, lightState } from '../../common/map/traffic-light.ts'
import type { Approach, Approaches } from './approaches.ts'
import type { LaneVehicle } from './lane-vehicle.ts'
import type { LaneFacts } from './lane-way.ts'
import type { Pedestrian } from './pedestrian.ts'
import type { Stop, StopReason } from './stop.ts'

/** m/s²: an amber light that would need more than this is driven through. */
const AMBER_BRAKING = 3
/** m before a stop line, and before a crosswalk, where bumpers come to rest. */
const LINE_MARGIN = 1
const CROSSWALK_MARGIN = 1.5
/** s that must lie between one vehicle's leaving a conflict and the other's coming. */
const TIME_MARGIN = 1
/** m/s² with which a vehicle that waited is expected to drive off. */
const START_ACCELERATION = 1.5
/** m/s: slower ones are taken to come this fast. */
const LEAST_SPEED = 3
/** m, m/s: standing before a stop sign. */
const STOOD_WITHIN = 3
const STOOD_SPEED = 0.3

/** Signals, signs, crosswalks, and who goes first: where a vehicle must stop, from the map and everybody's plans. */
export class RightOfWay {
  readonly #facts: LaneFacts
  readonly #index: MapIndex
  readonly #approaches: Approaches
  readonly #crossingsOf: readonly (readonly CrosswalkCrossing[])[]

  constructor(facts: LaneFacts, approaches: Approaches) {
    const { index } = facts
    this.#facts = facts
    this.#index = index
    this.#approaches = approaches
    this.#crossingsOf = index.lines.map((_, lane) => index.crossings.filter((crossing) => crossing.lane === lane))
  }

  /** The nearest place within `reach` m at which the vehicle must stop at `time`, or null. */
  stopFor(
    vehicle: LaneVehicle,
    pedestrians: readonly Pedestrian[],
    time: number,
    reach: number,
    ignoresPriority: boolean,
  ): Stop | null {
    const { lanes } = vehicle.way
    const front = vehicle.station + vehicle.halfLength
    let nearest: Stop | null = null
    const consider = (gap: number, reason: StopReason, isHold: boolean) => {
      if (gap < reach && (!nearest || gap < nearest.gap)) nearest = { gap: Math.max(0, gap), reason, isHold }
    }
    let begin = -front
    for (const [place, lane] of lanes.entries()) {
      if (begin > reach) break
      if (begin > -LINE_MARGIN && place > 0 && !ignoresPriority) {
        const reason = this.#closed(lane, begin, vehicle, time)
        if (reason) consider(begin - LINE_MARGIN, reason, true)
      }
      if (begin <= 0 && !ignoresPriority) this.#insideJunction(lane, begin, vehicle, consider)
      for (const crossing of this.#crossingsOf[lane]!) {
        const gap = begin + crossing.begin - CROSSWALK_MARGIN
        // Whoever is already on the crosswalk leaves it.
        if (gap < -CROSSWALK_MARGIN) continue
        if (pedestrians.some((walker) => walker.blocks(crossing.crosswalk, vehicle))) consider(gap, 'crosswalk', false)
      }
      begin += this.#index.lines[lane]!.length
      if (place === lanes.length - 1 && this.#facts.isDeadEnd[lane] === 1) consider(begin - 2, 'lane-end', false)
    }
    return nearest
  }

  /** Why the lane, whose beginning lies `distance` m ahead, must not be entered; null when it may. */
  #closed(lane: number, distance: number, vehicle: LaneVehicle, time: number): StopReason | null {
    const light = this.#index.lightOf[lane]!
    if (light >= 0) {
      const state = lightState(this.#index.map.trafficLights[light]!, time)
      if (isStopState(state)) return 'light'
      const needed = (vehicle.speed * vehicle.speed) / (2 * Math.max(0.1, distance))
      if (state === 'amber' && needed < AMBER_BRAKING) return 'light'
    } else if (this.#mustStandFirst(lane, distance, vehicle)) return 'stop-sign'
    return this.#mustYield(lane, distance, vehicle, time) ? 'yield' : null
  }

  #mustStandFirst(lane: number, distance: number, vehicle: LaneVehicle): boolean {
    if (vehicle.stoodBefore === lane) return false
    const before = this.#index.predecessors[lane]!
    const hasSign = before.some((from) => {
      const line = this.#index.stopLineOf[from]!
      return line >= 0 && this.#index.map.stopLines[line]!.kind === 'stop-sign'
    })
    if (!hasSign) return false
    if (distance < STOOD_WITHIN && vehicle.speed < STOOD_SPEED) vehicle.stoodBefore = lane
    return vehicle.stoodBefore !== lane
  }

  #mustYield(lane: number, distance: number, vehicle: LaneVehicle, time: number): boolean {
    for (const conflict of this.#index.conflictsOf[lane]!) {
      const enter = timeToCover(distance + conflict.begin, vehicle.speed)
      const leave = timeToCover(distance + conflict.end + vehicle.size[0], vehicle.speed)
      for (const approach of this.#approaches.to(conflict.other)) {
        if (approach.id === vehicle.id) continue
        if (isInside(approach, conflict) && enter < TIME_MARGIN + 1) return true
        if (!conflict.mustYield || !this.#isComing(approach, conflict.other, time)) continue
        const speed = Math.max(LEAST_SPEED, approach.speed)
        const itsEnter = (approach.distance + conflict.otherBegin) / speed
        const itsLeave = (approach.distance + conflict.otherEnd + approach.length) / speed
        if (itsLeave > enter - TIME_MARGIN && itsEnter < leave + TIME_MARGIN && itsLeave > 0) return true
      }
    }
    return false
  }

  /** Held vehicles, and those before a red light, do not come. */
  #isComing(approach: Approach, lane: number, time: number): boolean {
    if (approach.isHeld) return false
    const light = this.#index.lightOf[lane]!
    if (light < 0 || approach.distance < 0) return true
    return !isStopState(lightState(this.#index.map.trafficLights[light]!, time))
  }

  /** On a junction lane: stops before a conflict that somebody is in. */
  #insideJunction(
    lane: number,
    begin: number,
    vehicle: LaneVehicle,
    consider: (gap: number, reason: StopReason, isHold: boolean) => void,
  ): void {
    for (const conflict of this.#index.conflictsOf[lane]!) {
      const gap = begin + conflict.begin - LINE_MARGIN
      if (gap < 0) continue
      // Two that stand in each other's way: the one with the smaller number goes on.
      const blocked = this.#approaches
        .to(conflict.other)
        .some(
          (approach) =>
            approach.id !== vehicle.id &&
            isInside(approach, conflict) &&
            (approach.speed > 0.5 || approach.id < vehicle.id),
        )
      if (blocked) consider(gap, 'yield', false)
    }
  }
}

/** Whether it is on the stretch that both lanes share. */
function isInside(approach: Approach, conflict: LaneConflict): boolean {
  const front = -approach.distance
  return approach.distance < 0 && front > conflict.otherBegin && front - approach.length < conflict.otherEnd
}

/** s to cover a distance from this speed, speeding up gently. */
function timeToCover(distance: number, speed: number): number {
  if (distance <= 0) return 0
  // d = v t + a t²/2
  return (Math.sqrt(speed * speed + 2 * START_ACCELERATION * distance) - speed) / START_ACCELERATION
}
