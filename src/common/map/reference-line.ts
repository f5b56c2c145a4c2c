import { angleDifference, wrapAngle } from '../../core/angle.ts'
import type { Polyline } from './lane-map.ts'

/** Where a point lies along a line. Mutable, so that hot loops keep one. */
export interface LineProjection {
  /** m along the line from its first point; below 0 before the line and above its length behind it. */
  station: number
  /** m from the line, left positive. */
  offset: number
  /** Of the line there, rad. */
  heading: number
  /** Of the line there, 1/m, left positive. */
  curvature: number
}

export interface LinePose {
  x: number
  y: number
  heading: number
  curvature: number
}

export function createProjection(): LineProjection {
  return { station: 0, offset: 0, heading: 0, curvature: 0 }
}

export function createPose(): LinePose {
  return { x: 0, y: 0, heading: 0, curvature: 0 }
}

/**
 * A polyline with stations, headings and curvatures at its points (n each, typed arrays). Between points position,
 * heading and curvature are interpolated; beyond the ends the line goes straight on. Queries allocate nothing.
 */
export class ReferenceLine {
  readonly size: number
  readonly length: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly station: Float64Array
  /** rad in [-π, π). */
  readonly heading: Float64Array
  readonly curvature: Float64Array
  /** Circles around each {@link BLOCK} segments, x, y, radius; made when a long stretch is first searched. */
  #blocks: Float64Array | null = null

  /** Throws when `line` has fewer than two points or a point twice in a row. */
  constructor(line: Polyline) {
    const n = line.length >> 1
    if (n < 2) throw new Error(`expected a line of at least 2 points, found ${n}`)
    this.size = n
    this.x = Float64Array.from({ length: n }, (_, i) => line[2 * i]!)
    this.y = Float64Array.from({ length: n }, (_, i) => line[2 * i + 1]!)
    this.station = new Float64Array(n)
    this.heading = new Float64Array(n)
    this.curvature = new Float64Array(n)
    for (let i = 1; i < n; i++) {
      const step = Math.hypot(this.x[i]! - this.x[i - 1]!, this.y[i]! - this.y[i - 1]!)
      if (!(step > 0)) throw new Error(`expected distinct finite points, found points ${i - 1} and ${i} equal or NaN`)
      this.station[i] = this.station[i - 1]! + step
    }
    this.length = this.station[n - 1]!
    setHeadings(this)
  }

  /** Nearest point over the whole line, O(n). */
  project(x: number, y: number, out: LineProjection): void {
    this.#projectOnto(this.#nearestSegment(x, y, 0, this.size - 2), x, y, out)
  }

  /** Nearest point among stations within `reach` m of `station`: for points that move along the line. */
  projectNear(x: number, y: number, station: number, reach: number, out: LineProjection): void {
    const first = this.segmentAt(station - reach)
    this.#projectOnto(this.#nearestSegment(x, y, first, this.segmentAt(station + reach)), x, y, out)
  }

  /** As project, among the segments from `first` to `last`. */
  projectOnSegments(x: number, y: number, first: number, last: number, out: LineProjection): void {
    this.#projectOnto(this.#nearestSegment(x, y, first, last), x, y, out)
  }

  poseAt(station: number, out: LinePose): void {
    const i = this.segmentAt(station)
    const length = this.station[i + 1]! - this.station[i]!
    const fraction = (station - this.station[i]!) / length
    out.x = this.x[i]! + fraction * (this.x[i + 1]! - this.x[i]!)
    out.y = this.y[i]! + fraction * (this.y[i + 1]! - this.y[i]!)
    const inside = Math.min(1, Math.max(0, fraction))
    out.heading = this.#headingAt(i, inside)
    out.curvature = this.curvature[i]! + inside * (this.curvature[i + 1]! - this.curvature[i]!)
  }

  /** Index of the segment's first point; the first or last segment for stations beyond the ends. O(log n). */
  segmentAt(station: number): number {
    let low = 0
    let high = this.size - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.station[middle]! <= station) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The first of the nearest ones. Whole blocks that lie farther off than what has been found are passed over. */
  #nearestSegment(x: number, y: number, first: number, last: number): number {
    if (last - first < 2 * BLOCK) return this.#nearestOf(x, y, first, last, Number.POSITIVE_INFINITY, first)
    this.#blocks ??= circlesAround(this)
    const blocks = this.#blocks
    let nearest = first
    let smallest = Number.POSITIVE_INFINITY
    for (let block = Math.floor(first / BLOCK); block <= Math.floor(last / BLOCK); block++) {
      const dx = x - blocks[3 * block]!
      const dy = y - blocks[3 * block + 1]!
      const outside = Math.sqrt(dx * dx + dy * dy) - blocks[3 * block + 2]!
      if (outside > 0 && outside * outside > smallest) continue
      const begin = Math.max(first, block * BLOCK)
      const end = Math.min(last, block * BLOCK + BLOCK - 1)
      nearest = this.#nearestOf(x, y, begin, end, smallest, nearest)
      smallest = this.#squaredDistance(x, y, nearest)
    }
    return nearest
  }

  /** … of a stretch, or `nearest` where none is nearer than the root of `smallest`. */
  #nearestOf(x: number, y: number, first: number, last: number, smallest: number, nearest: number): number {
    for (let i = first; i <= last; i++) {
      const squared = this.#squaredDistance(x, y, i)
      if (squared < smallest) {
        smallest = squared
        nearest = i
      }
    }
    return nearest
  }

  #squaredDistance(x: number, y: number, i: number): number {
    const ax = this.x[i]!
    const ay = this.y[i]!
    const dx = this.x[i + 1]! - ax
    const dy = this.y[i + 1]! - ay
    const along = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
    const inside = Math.max(0, Math.min(1, along))
    const ex = x - ax - inside * dx
    const ey = y - ay - inside * dy
    return ex * ex + ey * ey
  }

  #projectOnto(i: number, x: number, y: number, out: LineProjection): void {
    const ax = this.x[i]!
    const ay = this.y[i]!
    const length = this.station[i + 1]! - this.station[i]!
    const ux = (this.x[i + 1]! - ax) / length
    const uy = (this.y[i + 1]! - ay) / length
    let along = (x - ax) * ux + (y - ay) * uy
    // Only the line's own ends go on; at an inner corner the corner is the nearest point.
    if (along < 0 && i > 0) along = 0
    if (along > length && i < this.size - 2) along = length
    const ex = x - ax - along * ux
    const ey = y - ay - along * uy
    const side = ux * ey - uy * ex
    const isBeyond = along < 0 || along > length
    out.station = this.station[i]! + along
    out.offset = isBeyond ? side : Math.sign(side) * Math.hypot(ex, ey)
    const inside = Math.min(1, Math.max(0, along / length))
    out.heading = this.#headingAt(i, inside)
    out.curvature = this.curvature[i]! + inside * (this.curvature[i + 1]! - this.curvature[i]!)
  }

  #headingAt(i: number, fraction: number): number {
    const from = this.heading[i]!
    return wrapAngle(from + fraction * angleDifference(this.heading[i + 1]!, from))
  }
}

/** Segments of a block. */
const BLOCK = 16
/** m by which circles are larger than they are, for rounding. */
const ROUNDING = 1e-6

/** A circle around each block of segments: x, y, radius. */
function circlesAround({ size, x, y }: ReferenceLine): Float64Array {
  const count = Math.ceil((size - 1) / BLOCK)
  const circles = new Float64Array(3 * count)
  for (let block = 0; block < count; block++) {
    const begin = block * BLOCK
    const end = Math.min(size, begin + BLOCK + 1)
    const [xs, ys] = [x.subarray(begin, end), y.subarray(begin, end)]
    const centreX = 0.5 * (Math.min(...xs) + Math.max(...xs))
    const centreY = 0.5 * (Math.min(...ys) + Math.max(...ys))
    let radius = 0
    for (let i = 0; i < xs.length; i++) radius = Math.max(radius, Math.hypot(xs[i]! - centreX, ys[i]! - centreY))
    circles.set([centreX, centreY, radius + ROUNDING], 3 * block)
  }
  return circles
}

/**
 * Heading of a point: mean of its two segments; of an end: so that the segment's direction is the mean of its two ends.
 * Curvature: turn between the neighbouring segments over half their lengths; ends take their neighbour's.
 */
function setHeadings(line: ReferenceLine): void {
  const { size: n, x, y, station, heading, curvature } = line
  const direction = (i: number) => Math.atan2(y[i + 1]! - y[i]!, x[i + 1]! - x[i]!)
  for (let i = 1; i + 1 < n; i++) {
    const before = direction(i - 1)
    const turn = angleDifference(direction(i), before)
    const lengthBefore = station[i]! - station[i - 1]!
    const lengthAfter = station[i + 1]! - station[i]!
    heading[i] = wrapAngle(before + (turn * lengthBefore) / (lengthBefore + lengthAfter))
    curvature[i] = (2 * turn) / (lengthBefore + lengthAfter)
  }
  const first = direction(0)
  const last = direction(n - 2)
  heading[0] = n > 2 ? wrapAngle(first - angleDifference(heading[1]!, first)) : first
  heading[n - 1] = n > 2 ? wrapAngle(last - angleDifference(heading[n - 2]!, last)) : last
  if (n > 2) {
    curvature[0] = curvature[1]!
    curvature[n - 1] = curvature[n - 2]!
  }
}
