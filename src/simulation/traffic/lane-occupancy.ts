import type { MapIndex } from '../../common/map/map-index.ts'
import { createProjection } from '../../common/map/reference-line.ts'

/** A body on a lane: where its front and rear are along it, and what of its width is where. */
export interface Occupant {
  readonly id: number
  /** m along the lane. */
  readonly rear: number
  readonly front: number
  /** m beside the centre line, left positive; half its width, m. */
  readonly offset: number
  readonly halfWidth: number
  /** m/s along the lane. */
  readonly speed: number
}

/** The next body on a way: m from bumper to bumper, m/s. */
export interface Lead {
  readonly id: number
  readonly gap: number
  readonly speed: number
}

/** m: bodies that pass each other with less between them do not pass. */
const SIDE_CLEARANCE = 0.3

/** m beside somebody at which a change of lanes waits. */
const CHANGE_CLEARANCE = 0.9

const projection = createProjection()
const found = new Int32Array(8)

/** Who is on which lane, filled anew for every decision. */
export class LaneOccupancy {
  readonly #index: MapIndex
  readonly #lanes: Occupant[][]
  readonly #touched: number[] = []

  constructor(index: MapIndex) {
    this.#index = index
    this.#lanes = index.lines.map(() => [])
  }

  clear(): void {
    for (const lane of this.#touched) this.#lanes[lane]!.length = 0
    this.#touched.length = 0
  }

  add(lane: number, occupant: Occupant): void {
    const list = this.#lanes[lane]!
    if (list.length === 0) this.#touched.push(lane)
    list.push(occupant)
  }

  /** Puts a free body onto all lanes under its middle and its sides. */
  addBody(id: number, x: number, y: number, yaw: number, speed: number, length: number, width: number): void {
    const across = 0.5 * Math.max(0, width - 0.2)
    const seen: number[] = []
    for (const side of [0, 1, -1]) {
      const count = this.#index.lanesAt(x - side * across * Math.sin(yaw), y + side * across * Math.cos(yaw), found)
      for (let i = 0; i < count; i++) if (!seen.includes(found[i]!)) seen.push(found[i]!)
    }
    for (const lane of seen) {
      this.#index.lines[lane]!.project(x, y, projection)
      const cos = Math.cos(yaw - projection.heading)
      const sin = Math.abs(Math.sin(yaw - projection.heading))
      const half = 0.5 * (length * Math.abs(cos) + width * sin)
      const { station, offset } = projection
      const halfWidth = 0.5 * (width * Math.abs(cos) + length * sin)
      this.add(lane, { id, rear: station - half, front: station + half, offset, halfWidth, speed: speed * cos })
    }
  }

  on(lane: number): readonly Occupant[] {
    return this.#lanes[lane]!
  }

  /**
   * The nearest body ahead of `front` (m along the first lane) on the way's lanes that leaves no room to pass at
   * `offset`, within `reach` m; null when there is none.
   */
  leadOn(
    lanes: readonly number[],
    front: number,
    offset: number,
    halfWidth: number,
    self: number,
    reach: number,
  ): Lead | null {
    let begin = 0
    for (const lane of lanes) {
      const nearest = this.#nearestAhead(lane, front - begin, offset, halfWidth, self)
      if (nearest) {
        const gap = nearest.rear + begin - front
        return gap > reach ? null : { id: nearest.id, gap, speed: nearest.speed }
      }
      begin += this.#index.lines[lane]!.length
      if (begin - front > reach) return null
    }
    return null
  }

  /** The nearest body behind `rear` m on a lane or on those before it; m from its front to `rear`. */
  followerOn(lane: number, rear: number, self: number, reach: number): Lead | null {
    let nearest: Lead | null = null
    const consider = (occupants: readonly Occupant[], end: number) => {
      for (const { id, front, rear: itsRear, speed } of occupants) {
        if (id === self || itsRear + end >= rear) continue
        const gap = rear - front - end
        if (gap < reach && (!nearest || gap < nearest.gap)) nearest = { id, gap, speed }
      }
    }
    consider(this.#lanes[lane]!, 0)
    for (const before of this.#index.predecessors[lane]!) {
      consider(this.#lanes[before]!, -this.#index.lines[before]!.length)
    }
    return nearest
  }

  /** Whether a body on the lane reaches beside the stretch from `rear` to `front` and leaves no room to come nearer. */
  isSomebodyBeside(
    lane: number,
    rear: number,
    front: number,
    offset: number,
    halfWidth: number,
    self: number,
  ): boolean {
    return this.#lanes[lane]!.some((occupant) => {
      if (occupant.id === self || occupant.front < rear || occupant.rear > front) return false
      // One on the other side is moved away from.
      if (Math.abs(occupant.offset) >= Math.abs(offset)) return false
      return Math.abs(occupant.offset - offset) < halfWidth + occupant.halfWidth + CHANGE_CLEARANCE
    })
  }

  #nearestAhead(lane: number, front: number, offset: number, halfWidth: number, self: number): Occupant | null {
    let nearest: Occupant | null = null
    for (const occupant of this.#lanes[lane]!) {
      if (occupant.id === self || occupant.front <= front) continue
      if (Math.abs(occupant.offset - offset) > halfWidth + occupant.halfWidth + SIDE_CLEARANCE) continue
      if (!nearest || occupant.rear < nearest.rear) nearest = occupant
    }
    return nearest
  }
}
