/**
 * A two-lane road that swings left and right: heading ψ(s) = ψ0 + A (1 - cos(2π s / L)), so that curvature and heading are
 * closed forms and the tightest bend is 2π A / L = 1/136 m. Positions are in the world frame (east, north), m.
 */
export interface RoadPoint {
  readonly x: number
  readonly y: number
  /** rad, counter-clockwise from east. */
  readonly yaw: number
  /** 1/m, left positive. */
  readonly curvature: number
}

/** m, rad, rad. */
const WAVELENGTH = 300
const SWING = 0.35
const FIRST_HEADING = 0.4
/** m between table points; Simpson's error over one is below 1e-11 m. */
const STEP = 0.25
/** m of road. */
const LENGTH = 1500

export class SyntheticRoad {
  readonly #x = new Float64Array(LENGTH / STEP + 1)
  readonly #y = new Float64Array(LENGTH / STEP + 1)

  constructor() {
    for (let i = 1; i < this.#x.length; i++) {
      const start = (i - 1) * STEP
      this.#x[i] = this.#x[i - 1]! + along(start, STEP, Math.cos)
      this.#y[i] = this.#y[i - 1]! + along(start, STEP, Math.sin)
    }
  }

  /** The point `station` m along the road's line and `offset` m to its left. */
  at(station: number, offset = 0): RoadPoint {
    const i = Math.min(Math.max(Math.floor(station / STEP), 0), this.#x.length - 1)
    const start = i * STEP
    const yaw = headingAt(station)
    return {
      x: this.#x[i]! + along(start, station - start, Math.cos) - offset * Math.sin(yaw),
      y: this.#y[i]! + along(start, station - start, Math.sin) + offset * Math.cos(yaw),
      yaw,
      curvature: curvatureAt(station),
    }
  }
}

function headingAt(station: number): number {
  return FIRST_HEADING + SWING * (1 - Math.cos((2 * Math.PI * station) / WAVELENGTH))
}

function curvatureAt(station: number): number {
  return ((SWING * 2 * Math.PI) / WAVELENGTH) * Math.sin((2 * Math.PI * station) / WAVELENGTH)
}

/** ∫ direction(ψ(s)) ds over [start, start + length] by Simpson's rule. */
function along(start: number, length: number, direction: (yaw: number) => number): number {
  const sum =
    direction(headingAt(start)) + 4 * direction(headingAt(start + length / 2)) + direction(headingAt(start + length))
  return (sum * length) / 6
}
