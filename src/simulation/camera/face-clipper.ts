import { projectPoint } from '../../common/geometry/lens.ts'
import type { Lens } from '../../core/lens.ts'
import type { ViewTable } from './view-table.ts'

/** Bits of what a point is beyond: the near plane, and the four sides of a pyramid a little wider than the image. */
const NEAR_BIT = 1
const LEFT_BIT = 2
const RIGHT_BIT = 4
const UP_BIT = 8
const DOWN_BIT = 16

/** The pyramid is wider than the image by this much at z = 1, so that no cut edge shows. */
const MARGIN = 0.02
/** Pixels; longer edges are bent with the lens in pieces. At k1 = -0.06 a piece deviates by less than 0.1 pixel. */
const LONGEST_EDGE = 64
const MOST_CORNERS = 48
const MOST_PIXELS = 2048

/** Cuts a face's outline to what the camera can see and projects it through the lens. */
export class FaceClipper {
  /** Result of the last outline: pixel coordinates packed x, y. */
  readonly pixels = new Float64Array(2 * MOST_PIXELS)
  readonly #lens: Lens
  readonly #near: number
  readonly #left: number
  readonly #right: number
  readonly #up: number
  readonly #down: number
  readonly #isBent: boolean
  #points = new Float64Array(3 * MOST_CORNERS)
  #clipped = new Float64Array(3 * MOST_CORNERS)
  readonly #pixel = new Float64Array(2)

  constructor(lens: Lens, view: ViewTable, near: number) {
    this.#lens = lens
    this.#near = near
    this.#left = view.bounds[0]! + MARGIN
    this.#right = view.bounds[1]! + MARGIN
    this.#up = view.bounds[2]! + MARGIN
    this.#down = view.bounds[3]! + MARGIN
    this.#isBent = lens.distortion.some((value) => value !== 0)
  }

  /** Which sides of the view a point of the optical frame, packed at `from`, is beyond. */
  beyond(points: Float64Array, from: number): number {
    const x = points[from]!
    const y = points[from + 1]!
    const z = points[from + 2]!
    return (
      (z < this.#near ? NEAR_BIT : 0) |
      (x < -this.#left * z ? LEFT_BIT : 0) |
      (x > this.#right * z ? RIGHT_BIT : 0) |
      (y < -this.#up * z ? UP_BIT : 0) |
      (y > this.#down * z ? DOWN_BIT : 0)
    )
  }

  /** Corner i of the next outline := the point at `from` in `points`. */
  put(i: number, points: Float64Array, from: number): void {
    this.#points[3 * i] = points[from]!
    this.#points[3 * i + 1] = points[from + 1]!
    this.#points[3 * i + 2] = points[from + 2]!
  }

  /** Number of pixels of the outline of the `count` corners put before; `any`: all sides that any of them is beyond. */
  outline(count: number, any: number): number {
    let corners = count
    if (any & NEAR_BIT) corners = this.#cut(corners, 0, 0, 1, -this.#near)
    if (any & (NEAR_BIT | LEFT_BIT)) corners = this.#cut(corners, 1, 0, this.#left, 0)
    if (any & (NEAR_BIT | RIGHT_BIT)) corners = this.#cut(corners, -1, 0, this.#right, 0)
    if (any & (NEAR_BIT | UP_BIT)) corners = this.#cut(corners, 0, 1, this.#up, 0)
    if (any & (NEAR_BIT | DOWN_BIT)) corners = this.#cut(corners, 0, -1, this.#down, 0)
    return corners < 3 ? 0 : this.#project(corners)
  }

  /** Sutherland, Hodgman 1974, against a·x + b·y + c·z + d >= 0. */
  #cut(count: number, a: number, b: number, c: number, d: number): number {
    const from = this.#points
    const to = this.#clipped
    let kept = 0
    let j = 3 * (count - 1)
    let before = a * from[j]! + b * from[j + 1]! + c * from[j + 2]! + d
    for (let i = 0; i < 3 * count; i += 3) {
      const after = a * from[i]! + b * from[i + 1]! + c * from[i + 2]! + d
      if (before >= 0 !== after >= 0 && kept < MOST_CORNERS) {
        const share = before / (before - after)
        for (let k = 0; k < 3; k++) to[3 * kept + k] = from[j + k]! + share * (from[i + k]! - from[j + k]!)
        kept++
      }
      if (after >= 0 && kept < MOST_CORNERS) {
        for (let k = 0; k < 3; k++) to[3 * kept + k] = from[i + k]!
        kept++
      }
      j = i
      before = after
    }
    this.#points = to
    this.#clipped = from
    return kept
  }

  #project(count: number): number {
    const points = this.#points
    const { pixels } = this
    let written = 0
    for (let i = 0; i < count; i++) {
      this.#write(written++, points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!)
    }
    if (!this.#isBent || !this.#hasLongEdge(count)) return written
    // Again, with points between. Even steps in depth-weighted share are even steps in the image.
    written = 0
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count
      const [ax, ay, az] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!]
      const [bx, by, bz] = [points[3 * j]!, points[3 * j + 1]!, points[3 * j + 2]!]
      const length = this.#pixelsBetween(ax / az, ay / az, bx / bz, by / bz)
      const pieces = Math.min(24, Math.max(1, Math.ceil(length / LONGEST_EDGE)))
      for (let k = 0; k < pieces && written < MOST_PIXELS; k++) {
        const share = k / pieces
        const x = ax / az + share * (bx / bz - ax / az)
        const y = ay / az + share * (by / bz - ay / az)
        this.#write(written++, x, y, 1)
      }
    }
    return pixels.length > 0 ? written : 0
  }

  #write(i: number, x: number, y: number, z: number): void {
    projectPoint(this.#lens, x, y, z, this.#pixel)
    this.pixels[2 * i] = this.#pixel[0]!
    this.pixels[2 * i + 1] = this.#pixel[1]!
  }

  #hasLongEdge(count: number): boolean {
    const { pixels } = this
    let j = 2 * (count - 1)
    for (let i = 0; i < 2 * count; i += 2) {
      if (Math.abs(pixels[i]! - pixels[j]!) + Math.abs(pixels[i + 1]! - pixels[j + 1]!) > LONGEST_EDGE) return true
      j = i
    }
    return false
  }

  #pixelsBetween(ax: number, ay: number, bx: number, by: number): number {
    return this.#lens.fx * Math.abs(bx - ax) + this.#lens.fy * Math.abs(by - ay)
  }
}
