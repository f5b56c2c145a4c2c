import type { MapIndex } from '../../common/map/map-index.ts'

/** A vehicle on its way into a lane, or on it. */
export interface Approach {
  readonly id: number
  /** m from its front to the lane's beginning; negative on the lane. */
  readonly distance: number
  readonly length: number
  /** m/s */
  readonly speed: number
  /** It waits before the lane. */
  readonly isHeld: boolean
}

/** m before a junction from which a vehicle counts as coming. */
const REACH = 90

/** Who is coming to which junction lane, filled anew for every decision. */
export class Approaches {
  readonly #index: MapIndex
  readonly #of: Approach[][]
  readonly #touched: number[] = []

  constructor(index: MapIndex) {
    this.#index = index
    this.#of = index.lines.map(() => [])
  }

  clear(): void {
    for (const lane of this.#touched) this.#of[lane]!.length = 0
    this.#touched.length = 0
  }

  /** `front`: m along the first of `lanes`, which come in order of travel. */
  add(
    id: number,
    lanes: ArrayLike<number>,
    first: number,
    front: number,
    length: number,
    speed: number,
    isHeld: boolean,
  ): void {
    let distance = -front
    for (let i = first; i < lanes.length && distance < REACH; i++) {
      const lane = lanes[i]!
      if (this.#index.conflictsOf[lane]!.length > 0) {
        const list = this.#of[lane]!
        if (list.length === 0) this.#touched.push(lane)
        list.push({ id, distance, length, speed, isHeld: isHeld && distance > 0 })
      }
      distance += this.#index.lines[lane]!.length
    }
  }

  to(lane: number): readonly Approach[] {
    return this.#of[lane]!
  }
}
