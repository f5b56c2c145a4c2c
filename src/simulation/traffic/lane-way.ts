import type { MapIndex } from '../../common/map/map-index.ts'
import type { Random } from '../../common/random/xoshiro.ts'

/** m/s² across: what drivers take in bends (Reymond et al. 2001, Human Factors 43, at town speeds). */
const BEND_ACCELERATION = 2.2

/** What vehicles need of each lane at every decision, found out once. */
export interface LaneFacts {
  readonly index: MapIndex
  /** m/s; the speed limit, or what is usual where the map does not say. */
  readonly limit: Float64Array
  /** m/s, of the tightest bend. */
  readonly bendSpeed: Float64Array
  /** 1 where a lane ends beside one that goes on. Lanes that end with their neighbours end at the map's rim only. */
  readonly isDeadEnd: Uint8Array
}

/** m/s: 50 km/h where the map is silent. */
const USUAL_LIMIT = 13.9

export function laneFacts(index: MapIndex): LaneFacts {
  const { lanes } = index.map
  const limit = Float64Array.from(lanes, ({ speedLimit }) => (Number.isFinite(speedLimit) ? speedLimit : USUAL_LIMIT))
  const bendSpeed = Float64Array.from(index.lines, ({ curvature }) => {
    let tightest = 1e-6
    for (const value of curvature) tightest = Math.max(tightest, Math.abs(value))
    return Math.sqrt(BEND_ACCELERATION / tightest)
  })
  const goesOn = (lane: number) => lane >= 0 && index.successors[lane]!.length > 0
  const isDeadEnd = Uint8Array.from(lanes, (_, lane) =>
    !goesOn(lane) && (goesOn(index.leftSame[lane]!) || goesOn(index.rightSame[lane]!)) ? 1 : 0,
  )
  return { index, limit, bendSpeed, isDeadEnd }
}

/**
 * The lanes that a vehicle is going to drive, its present one first. Goes on by a fixed list where there is one (an actor
 * that shares the ego car's route), else by chance.
 */
export class LaneWay {
  readonly lanes: number[]
  readonly #index: MapIndex
  readonly #random: Random
  readonly #fixed: readonly number[]

  constructor(index: MapIndex, lane: number, random: Random, fixed: readonly number[] = []) {
    this.#index = index
    this.#random = random
    this.#fixed = fixed
    this.lanes = [lane]
  }

  get lane(): number {
    return this.lanes[0]!
  }

  /** Makes the way reach `ahead` m beyond `station` of its first lane, or to the map's end. */
  extend(station: number, ahead: number): void {
    let reach = -station
    for (const lane of this.lanes) reach += this.#index.lines[lane]!.length
    while (reach < ahead) {
      const next = this.#next(this.lanes.at(-1)!)
      if (next < 0) return
      this.lanes.push(next)
      reach += this.#index.lines[next]!.length
    }
  }

  /** Drops the first lane; false at the map's end. */
  advance(): boolean {
    if (this.lanes.length < 2) return false
    this.lanes.shift()
    return true
  }

  /** Starts anew from the lane beside. */
  changeTo(lane: number): void {
    this.lanes.length = 0
    this.lanes.push(lane)
  }

  #next(lane: number): number {
    const choices = this.#index.successors[lane]!
    if (choices.length === 0) return -1
    const place = this.#fixed.indexOf(lane)
    const wanted = place < 0 ? -1 : (this.#fixed[place + 1] ?? -1)
    for (const choice of choices) if (choice === wanted) return choice
    return choices[this.#random.integer(choices.length)]!
  }
}
