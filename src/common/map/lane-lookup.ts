import { angleDifference } from '../../core/angle.ts'
import { LaneGrid } from './lane-grid.ts'
import type { LaneMap } from './lane-map.ts'
import { type LaneWidths, widthAt } from './lane-widths.ts'
import { createProjection, type LineProjection, type ReferenceLine } from './reference-line.ts'

/** m; how far beside a lane a car may be and still be found in it, unless asked otherwise. */
const DEFAULT_REACH = 5
/** m; points and lanes meet in cells of this size. Tuned on generated cities: smaller costs memory, larger time. */
const CELL = 4
/** m for each rad between the car and the lane: an oncoming lane costs 6 m, a crossing one 3 m. */
const HEADING_PRICE = 2
/** m for each m from the lane's middle: of overlapping lanes with equal headings the more central one wins. */
const OFFSET_PRICE = 0.2
/** m beyond a lane's boundary that still counts as on it, against rounding. */
const TOLERANCE = 1e-6

/** Finds lanes by place. Indices are places in `map.lanes`; queries allocate nothing. */
export class LaneLookup {
  readonly #map: LaneMap
  readonly #lines: readonly ReferenceLine[]
  readonly #widths: readonly LaneWidths[]
  readonly #at: LaneGrid
  readonly #near: LaneGrid
  readonly #scratch = createProjection()

  constructor(
    map: LaneMap,
    lines: readonly ReferenceLine[],
    widths: readonly LaneWidths[],
    bounds: readonly [number, number, number, number],
  ) {
    this.#map = map
    this.#lines = lines
    this.#widths = widths
    const halves = widths.map(({ left, right }) => Math.max(...left, ...right))
    this.#at = new LaneGrid(lines, halves, bounds, CELL)
    this.#near = new LaneGrid(
      lines,
      halves.map((half) => half + DEFAULT_REACH),
      bounds,
      2 * CELL,
    )
  }

  nearest(x: number, y: number, heading: number, out: LineProjection | null, reach = DEFAULT_REACH): number {
    const cell = reach <= DEFAULT_REACH ? this.#near.cellAt(x, y) : -1
    let best = -1
    let smallest = Number.POSITIVE_INFINITY
    const begin = cell < 0 ? 0 : this.#near.begin(cell)
    const end = cell < 0 ? this.#outsideCount(x, y, reach) : this.#near.end(cell)
    for (let entry = begin; entry < end; entry++) {
      const lane = cell < 0 ? entry : this.#near.line[entry]!
      if (cell < 0) this.#lines[lane]!.project(x, y, this.#scratch)
      else this.#projectEntry(this.#near, entry, x, y)
      const { station, offset, heading: laneHeading } = this.#scratch
      const distance = this.#distanceOutside(lane, station, offset)
      if (distance > reach) continue
      const price = HEADING_PRICE * Math.abs(angleDifference(laneHeading, heading)) + OFFSET_PRICE * Math.abs(offset)
      if (distance + price >= smallest) continue
      smallest = distance + price
      best = lane
      if (out) copyProjection(this.#scratch, out)
    }
    return best
  }

  lanesAt(x: number, y: number, out: Int32Array): number {
    const cell = this.#at.cellAt(x, y)
    if (cell < 0) return 0
    let count = 0
    for (let entry = this.#at.begin(cell); entry < this.#at.end(cell) && count < out.length; entry++) {
      if (this.#isOnEntry(entry, x, y)) out[count++] = this.#at.line[entry]!
    }
    return count
  }

  isInLane(lane: number, x: number, y: number): boolean {
    const cell = this.#at.cellAt(x, y)
    if (cell < 0) return false
    for (let entry = this.#at.begin(cell); entry < this.#at.end(cell); entry++) {
      if (this.#at.line[entry] === lane && this.#isOnEntry(entry, x, y)) return true
    }
    return false
  }

  isInJunction(x: number, y: number): boolean {
    const cell = this.#at.cellAt(x, y)
    if (cell < 0) return false
    for (let entry = this.#at.begin(cell); entry < this.#at.end(cell); entry++) {
      if (this.#map.lanes[this.#at.line[entry]!]!.isJunction && this.#isOnEntry(entry, x, y)) return true
    }
    return false
  }

  isOncoming(x: number, y: number, heading: number): boolean {
    const cell = this.#at.cellAt(x, y)
    if (cell < 0) return false
    let isAgainst = false
    for (let entry = this.#at.begin(cell); entry < this.#at.end(cell); entry++) {
      if (!this.#isOnEntry(entry, x, y)) continue
      if (this.#map.lanes[this.#at.line[entry]!]!.isJunction) return false
      if (Math.abs(angleDifference(this.#scratch.heading, heading)) < Math.PI / 2) return false
      isAgainst = true
    }
    return isAgainst
  }

  /** Far from everything all lanes are tried; nothing where even the nearest cannot be in reach. */
  #outsideCount(x: number, y: number, reach: number): number {
    return Number.isFinite(x) && Number.isFinite(y) && reach > DEFAULT_REACH ? this.#lines.length : 0
  }

  #projectEntry(grid: LaneGrid, entry: number, x: number, y: number): void {
    const line = this.#lines[grid.line[entry]!]!
    line.projectOnSegments(x, y, grid.firstSegment[entry]!, grid.lastSegment[entry]!, this.#scratch)
  }

  /** Leaves the projection in #scratch. */
  #isOnEntry(entry: number, x: number, y: number): boolean {
    this.#projectEntry(this.#at, entry, x, y)
    const { station, offset } = this.#scratch
    return this.#distanceOutside(this.#at.line[entry]!, station, offset) <= TOLERANCE
  }

  /** m outside of the lane: sideways plus lengthways; 0 on it. */
  #distanceOutside(lane: number, station: number, offset: number): number {
    const line = this.#lines[lane]!
    const { left, right } = this.#widths[lane]!
    const half = widthAt(offset >= 0 ? left : right, line, station)
    const sideways = Math.max(0, Math.abs(offset) - half)
    return sideways + Math.max(0, -station, station - line.length)
  }
}

function copyProjection(from: LineProjection, to: LineProjection): void {
  to.station = from.station
  to.offset = from.offset
  to.heading = from.heading
  to.curvature = from.curvature
}
