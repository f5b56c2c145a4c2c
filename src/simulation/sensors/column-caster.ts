import type { BodySet } from './body-set.ts'

/** Whose hit it is where no body is. */
export const GROUND = -1
export const NOTHING = -2

/**
 * Casts the beams of one firing of a level, spinning lidar: all lie in one upright plane. Upright bodies cut that plane
 * in rectangles [entry, exit] × [bottom, top], so one look at a body from above serves all beams: along the ground
 * distance d a beam of slope s is at height h + s·d.
 */
export class ColumnCaster {
  /** By beam: ground distance of the nearest hit, m; Infinity where there is none. */
  readonly distance: Float64Array
  /** By beam: number of the body, {@link GROUND} or {@link NOTHING}. */
  readonly body: Int32Array
  /** By beam: cosine between beam and surface normal in the hit's own plane; see {@link incidence}. */
  readonly #flatIncidence: Float64Array
  /** Tangents and cosines of the elevations, ascending. */
  readonly #slopes: Float64Array
  readonly #cosines: Float64Array
  readonly #beams: number
  readonly #range: number
  /** Ground distance by beam, m, for the sensor's height. */
  readonly #ground: Float64Array
  #height = Number.NaN

  /** Elevations in rad, ascending; `range` in m along the beam. */
  constructor(elevations: readonly number[], range: number) {
    this.#beams = elevations.length
    this.#range = range
    this.#slopes = Float64Array.from(elevations, Math.tan)
    this.#cosines = Float64Array.from(elevations, Math.cos)
    this.distance = new Float64Array(this.#beams)
    this.body = new Int32Array(this.#beams)
    this.#flatIncidence = new Float64Array(this.#beams)
    this.#ground = new Float64Array(this.#beams)
  }

  /** Starts a firing from (any place at) this height above the ground, m. */
  begin(height: number): void {
    if (height !== this.#height) {
      this.#height = height
      for (let beam = 0; beam < this.#beams; beam++) {
        const slope = this.#slopes[beam]!
        this.#ground[beam] = slope < 0 ? -height / slope : Number.POSITIVE_INFINITY
      }
    }
    for (let beam = 0; beam < this.#beams; beam++) {
      const ground = this.#ground[beam]!
      const isInReach = ground < this.#range * this.#cosines[beam]!
      this.distance[beam] = isInReach ? ground : Number.POSITIVE_INFINITY
      this.body[beam] = isInReach ? GROUND : NOTHING
    }
  }

  /** Body i, `dt` s after its position was given. The beams begin at (x, y), world frame, in direction (ux, uy). */
  meet(bodies: BodySet, i: number, dt: number, x: number, y: number, ux: number, uy: number): void {
    const dx = bodies.x[i]! + bodies.vx[i]! * dt - x
    const dy = bodies.y[i]! + bodies.vy[i]! * dt - y
    if (bodies.isBox[i] === 1) this.#meetBox(bodies, i, bodies.yawRate[i]! * dt, dx, dy, ux, uy)
    else this.#meetCylinder(bodies, i, dx, dy, ux, uy)
  }

  /** Cosine between a beam and the normal of what it hit, 0..1. */
  incidence(beam: number): number {
    const flat = this.#flatIncidence[beam]!
    // Level surfaces and the ground are marked by a negative value.
    const cosine = this.#cosines[beam]!
    return this.body[beam] === GROUND || flat < 0 ? Math.abs(this.#slopes[beam]!) * cosine : flat * cosine
  }

  slope(beam: number): number {
    return this.#slopes[beam]!
  }

  cosine(beam: number): number {
    return this.#cosines[beam]!
  }

  /** A box that has turned by `turn` rad, at (x, y) from the sensor. */
  #meetBox(bodies: BodySet, i: number, turn: number, x: number, y: number, ux: number, uy: number): void {
    let cos = bodies.cos[i]!
    let sin = bodies.sin[i]!
    if (turn !== 0) {
      const cosTurn = Math.cos(turn)
      const sinTurn = Math.sin(turn)
      const turned = cos * cosTurn - sin * sinTurn
      sin = sin * cosTurn + cos * sinTurn
      cos = turned
    }
    // In the box's axes: the sensor at -(px, py), the beam along (dx, dy).
    const px = x * cos + y * sin
    const py = y * cos - x * sin
    const dx = ux * cos + uy * sin
    const dy = uy * cos - ux * sin
    const halfLength = bodies.halfLength[i]!
    const halfWidth = bodies.halfWidth[i]!
    // Slabs (Kay, Kajiya 1986): a beam along a slab gives ±Infinity, or NaN on its very face, which meets nothing.
    const x1 = (px - halfLength) / dx
    const x2 = (px + halfLength) / dx
    const y1 = (py - halfWidth) / dy
    const y2 = (py + halfWidth) / dy
    const entryX = Math.min(x1, x2)
    const entryY = Math.min(y1, y2)
    const exitX = Math.max(x1, x2)
    const exitY = Math.max(y1, y2)
    const entry = Math.max(entryX, entryY)
    const exit = Math.min(exitX, exitY)
    if (!(entry > 0 && entry < exit)) return
    const across = entryX > entryY ? dx : dy
    this.#hit(i, entry, exit, bodies.bottom[i]!, bodies.top[i]!, across < 0 ? -across : across)
  }

  #meetCylinder(bodies: BodySet, i: number, x: number, y: number, ux: number, uy: number): void {
    const radius = bodies.radius[i]!
    const along = x * ux + y * uy
    const across = x * uy - y * ux
    const squared = radius * radius - across * across
    if (squared <= 0) return
    const half = Math.sqrt(squared)
    if (along - half > 0) {
      this.#hit(i, along - half, along + half, bodies.bottom[i]!, bodies.top[i]!, half / radius)
    }
  }

  /** A rectangle [entry, exit] × [bottom, top] of the beams' plane. */
  #hit(i: number, entry: number, exit: number, bottom: number, top: number, flatIncidence: number): void {
    const height = this.#height
    const above = top - height
    const below = bottom - height
    // Steepest and flattest slopes that touch the rectangle.
    const highest = above / (above > 0 ? entry : exit)
    const lowest = below / (below > 0 ? exit : entry)
    const { distance, body } = this
    const slopes = this.#slopes
    for (let beam = this.#firstAbove(lowest); beam < this.#beams; beam++) {
      const slope = slopes[beam]!
      if (slope > highest) return
      let d = entry
      let incidence = flatIncidence
      const rise = slope * entry
      if (rise > above) {
        d = above / slope
        incidence = -1
      } else if (rise < below) {
        d = below / slope
        incidence = -1
      }
      if (d >= distance[beam]! || d >= this.#range * this.#cosines[beam]!) continue
      distance[beam] = d
      body[beam] = i
      this.#flatIncidence[beam] = incidence
    }
  }

  /** The first beam whose slope is not below `slope`. */
  #firstAbove(slope: number): number {
    let low = 0
    let high = this.#beams
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#slopes[middle]! < slope) low = middle + 1
      else high = middle
    }
    return low
  }
}
