import type { BodySet } from './body-set.ts'

/** How a sweep turns, linear in the column: where the sensor is in the middle of it, and how fast things go. */
export interface SweepGeometry {
  /** Sensor in the middle of the sweep, world frame, m. */
  readonly x: number
  readonly y: number
  /** m that the sensor travels within half a sweep. */
  readonly travel: number
  /** s: half a sweep. */
  readonly halfTime: number
  /** World azimuth of column 0 and from column to column, rad. */
  readonly firstAzimuth: number
  readonly azimuthStep: number
  readonly columns: number
  /** m */
  readonly range: number
}

/**
 * The broad phase: which bodies each column of a sweep may hit. A body's azimuths are those of the circle around it,
 * widened by what sensor and body travel in half a sweep. Lists of all columns lie one after the other (counting sort).
 */
export class AzimuthBins {
  /** Column c may hit bodies[first[c]] … bodies[first[c + 1] - 1]. */
  readonly first: Int32Array
  bodies = new Int32Array(4096)
  /** Intervals of columns, one or more a body. */
  #body = new Int32Array(1024)
  #from = new Int32Array(1024)
  #to = new Int32Array(1024)
  #intervals = 0

  constructor(columns: number) {
    this.first = new Int32Array(columns + 2)
  }

  sort(bodies: BodySet, sweep: SweepGeometry): void {
    const { columns } = sweep
    this.#intervals = 0
    for (let i = 0; i < bodies.count; i++) this.#collect(i, bodies, sweep)
    const { first } = this
    first.fill(0)
    for (let k = 0; k < this.#intervals; k++) {
      for (let column = this.#from[k]!; column <= this.#to[k]!; column++) first[column + 2] = first[column + 2]! + 1
    }
    for (let column = 2; column < first.length; column++) first[column] = first[column]! + first[column - 1]!
    const total = first[columns + 1]!
    if (this.bodies.length < total) this.bodies = new Int32Array(2 * total)
    // first[c + 1] runs from the beginning of column c to its end.
    for (let k = 0; k < this.#intervals; k++) {
      for (let column = this.#from[k]!; column <= this.#to[k]!; column++) {
        const place = first[column + 1]!
        this.bodies[place] = this.#body[k]!
        first[column + 1] = place + 1
      }
    }
  }

  #collect(i: number, bodies: BodySet, sweep: SweepGeometry): void {
    // Bodies are given where they are at the sweep's end.
    const dx = bodies.x[i]! - bodies.vx[i]! * sweep.halfTime - sweep.x
    const dy = bodies.y[i]! - bodies.vy[i]! * sweep.halfTime - sweep.y
    const ownTravel = Math.hypot(bodies.vx[i]!, bodies.vy[i]!) * sweep.halfTime
    const radius = bodies.radius[i]! + sweep.travel + ownTravel
    const far = sweep.range + radius
    const squared = dx * dx + dy * dy
    if (squared > far * far) return
    const { columns, azimuthStep } = sweep
    if (squared <= radius * radius) {
      this.#push(i, 0, columns - 1)
      return
    }
    const half = Math.asin(radius / Math.sqrt(squared)) / Math.abs(azimuthStep) + 1
    const turn = (2 * Math.PI) / Math.abs(azimuthStep)
    const middle = (Math.atan2(dy, dx) - sweep.firstAzimuth) / azimuthStep
    // The same direction comes up once a turn; a sweep may hold a little more or less than one.
    for (let column = middle - turn * Math.floor(middle / turn) - turn; column - half < columns; column += turn) {
      const from = Math.max(0, Math.ceil(column - half))
      const to = Math.min(columns - 1, Math.floor(column + half))
      if (from <= to) this.#push(i, from, to)
    }
  }

  #push(body: number, from: number, to: number): void {
    const k = this.#intervals++
    if (k === this.#body.length) {
      this.#body = doubled(this.#body)
      this.#from = doubled(this.#from)
      this.#to = doubled(this.#to)
    }
    this.#body[k] = body
    this.#from[k] = from
    this.#to[k] = to
  }
}

function doubled(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * column.length)
  larger.set(column)
  return larger
}
