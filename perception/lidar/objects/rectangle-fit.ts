import type { PlacedPoints } from './placed-points.ts'

/** A rectangle in the plane of the ego frame. Along: direction `yaw`, 0..π/2; across: a quarter turn left of it. */
export interface Rectangle {
  yaw: number
  alongFrom: number
  alongTo: number
  acrossFrom: number
  acrossTo: number
}

/** Points of a cluster that are looked at, evenly spread over it. */
const MOST_POINTS = 96
/** Points of a cluster that its edges are drawn around; those of a larger one, seen from close by, lie millimetres apart. */
const MOST_BOUNDED = 2000
const QUARTER_TURN = Math.PI / 2
const COARSE_STEPS = 10
const FINE_STEPS = 5
const FINE_STEP = QUARTER_TURN / COARSE_STEPS / (FINE_STEPS + 1)
/** A point nearer to an edge than this counts as if it were that far, m (Zhang et al. 2017, algorithm 4: d0). */
const NEAREST_DISTANCE = 0.05

/** Share of the points that may lie outside each edge, how many at most, and the steps in which an edge moves. */
const TRIM_SHARE = 0.012
const LARGEST_TRIM = 8
const TRIM_BINS = 64
/**
 * Most traffic stands along or across the road that the car is on: a direction along its axes counts this much more, less up
 * to rad aside. Decides for short faces only, whose points say little. Tuned on the KITTI raw and Argoverse 2 frames.
 */
const ROAD_WEIGHT = 0.2
const ROAD_WIDTH = 0.3
/** m */
const SMALL = 0.7
const EDGE = 0.25

/**
 * Search-based rectangle fit (Zhang, Xu, Dong and Dolan 2017, "Efficient L-shape fitting for vehicle detection using laser
 * scanners"): the direction for which the points lie closest to the edges of their bounding rectangle, by the closeness
 * criterion; in steps of 9°, then of 1.5° around the best.
 */
export class RectangleFit {
  readonly #x = new Float64Array(MOST_POINTS)
  readonly #y = new Float64Array(MOST_POINTS)
  readonly #along = new Float64Array(MOST_POINTS)
  readonly #across = new Float64Array(MOST_POINTS)
  readonly #alongBins = new Int32Array(TRIM_BINS)
  readonly #acrossBins = new Int32Array(TRIM_BINS)
  #count = 0
  readonly rectangle: Rectangle = { yaw: 0, alongFrom: 0, alongTo: 0, acrossFrom: 0, acrossTo: 0 }

  /**
   * Fits points order[from] .. order[to - 1]; the result is {@link rectangle}, over all of the points. False, and no
   * result, where they spread over more than `largest` m along x or y.
   */
  fit(points: PlacedPoints, order: Int32Array, from: number, to: number, largest: number): boolean {
    this.#sample(points, order, from, to)
    const spread = this.#spread()
    if (spread > largest) return false
    // The direction of something round and small means nothing.
    if (spread < SMALL) {
      this.bound(points, order, from, to, 0)
      return true
    }
    let best = 0
    let bestScore = -1
    for (let step = 0; step < COARSE_STEPS; step++) {
      const yaw = (step * QUARTER_TURN) / COARSE_STEPS
      const score = this.#closeness(yaw)
      if (score > bestScore) {
        best = yaw
        bestScore = score
      }
    }
    const coarse = best
    for (let step = -FINE_STEPS; step <= FINE_STEPS; step++) {
      if (step === 0) continue
      const yaw = coarse + step * FINE_STEP
      const score = this.#closeness(yaw)
      if (score > bestScore) {
        best = yaw
        bestScore = score
      }
    }
    this.bound(points, order, from, to, best)
    return true
  }

  #spread(): number {
    let [leastX, mostX, leastY, mostY] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let k = 0; k < this.#count; k++) {
      const x = this.#x[k]!
      const y = this.#y[k]!
      if (x < leastX) leastX = x
      if (x > mostX) mostX = x
      if (y < leastY) leastY = y
      if (y > mostY) mostY = y
    }
    return Math.max(mostX - leastX, mostY - leastY)
  }

  /** Share of the (sampled) points that lie within {@link EDGE} of the rectangle's edges, 0..1: low for vegetation. */
  edgeShare(): number {
    const { yaw, alongFrom, alongTo, acrossFrom, acrossTo } = this.rectangle
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    let near = 0
    for (let k = 0; k < this.#count; k++) {
      const along = cos * this.#x[k]! + sin * this.#y[k]!
      const across = cos * this.#y[k]! - sin * this.#x[k]!
      const distance = Math.min(along - alongFrom, alongTo - along, across - acrossFrom, acrossTo - across)
      if (distance < EDGE) near++
    }
    return near / this.#count
  }

  /** The bounding rectangle in a given direction. */
  bound(points: PlacedPoints, order: Int32Array, from: number, to: number, yaw: number): void {
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const stride = Math.ceil((to - from) / MOST_BOUNDED)
    let alongFrom = Infinity
    let alongTo = -Infinity
    let acrossFrom = Infinity
    let acrossTo = -Infinity
    for (let k = from; k < to; k += stride) {
      const i = order[k]!
      const along = cos * points.x[i]! + sin * points.y[i]!
      const across = cos * points.y[i]! - sin * points.x[i]!
      if (along < alongFrom) alongFrom = along
      if (along > alongTo) alongTo = along
      if (across < acrossFrom) acrossFrom = across
      if (across > acrossTo) acrossTo = across
    }
    this.#trim(points, order, from, to, cos, sin, alongFrom, alongTo, acrossFrom, acrossTo)
    this.rectangle.yaw = yaw
  }

  /** Takes single points off the edges: mirrors, twigs, returns between two objects. */
  #trim(
    points: PlacedPoints,
    order: Int32Array,
    from: number,
    to: number,
    cos: number,
    sin: number,
    alongFrom: number,
    alongTo: number,
    acrossFrom: number,
    acrossTo: number,
  ): void {
    const stride = Math.ceil((to - from) / MOST_BOUNDED)
    const alongScale = (TRIM_BINS - 1e-6) / Math.max(1e-6, alongTo - alongFrom)
    const acrossScale = (TRIM_BINS - 1e-6) / Math.max(1e-6, acrossTo - acrossFrom)
    this.#alongBins.fill(0)
    this.#acrossBins.fill(0)
    for (let k = from; k < to; k += stride) {
      const i = order[k]!
      const along = cos * points.x[i]! + sin * points.y[i]!
      const across = cos * points.y[i]! - sin * points.x[i]!
      this.#alongBins[((along - alongFrom) * alongScale) | 0]!++
      this.#acrossBins[((across - acrossFrom) * acrossScale) | 0]!++
    }
    const most = Math.min(LARGEST_TRIM, Math.floor(((to - from) / stride) * TRIM_SHARE))
    const { rectangle } = this
    rectangle.alongFrom = alongFrom + emptyBins(this.#alongBins, 0, 1, most) / alongScale
    rectangle.alongTo = alongTo - emptyBins(this.#alongBins, TRIM_BINS - 1, -1, most) / alongScale
    rectangle.acrossFrom = acrossFrom + emptyBins(this.#acrossBins, 0, 1, most) / acrossScale
    rectangle.acrossTo = acrossTo - emptyBins(this.#acrossBins, TRIM_BINS - 1, -1, most) / acrossScale
  }

  #sample(points: PlacedPoints, order: Int32Array, from: number, to: number): void {
    const n = to - from
    this.#count = Math.min(n, MOST_POINTS)
    for (let k = 0; k < this.#count; k++) {
      const i = order[from + Math.floor((k * n) / this.#count)]!
      this.#x[k] = points.x[i]!
      this.#y[k] = points.y[i]!
    }
  }

  #closeness(yaw: number): number {
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const pointsX = this.#x
    const pointsY = this.#y
    const alongs = this.#along
    const acrosses = this.#across
    const count = this.#count
    let alongFrom = Infinity
    let alongTo = -Infinity
    let acrossFrom = Infinity
    let acrossTo = -Infinity
    for (let k = 0; k < count; k++) {
      const x = pointsX[k]!
      const y = pointsY[k]!
      const along = cos * x + sin * y
      const across = cos * y - sin * x
      alongs[k] = along
      acrosses[k] = across
      if (along < alongFrom) alongFrom = along
      if (along > alongTo) alongTo = along
      if (across < acrossFrom) acrossFrom = across
      if (across > acrossTo) acrossTo = across
    }
    let sum = 0
    for (let k = 0; k < count; k++) {
      const along = alongs[k]!
      const across = acrosses[k]!
      let distance = along - alongFrom
      if (alongTo - along < distance) distance = alongTo - along
      if (across - acrossFrom < distance) distance = across - acrossFrom
      if (acrossTo - across < distance) distance = acrossTo - across
      sum += distance > NEAREST_DISTANCE ? 1 / distance : 1 / NEAREST_DISTANCE
    }
    // Distance of the direction from the car's own axes, rad.
    const aside = Math.abs(yaw - QUARTER_TURN * Math.round(yaw / QUARTER_TURN))
    return (sum / count) * (1 + ROAD_WEIGHT * Math.max(0, 1 - aside / ROAD_WIDTH))
  }
}

/** How many bins from one end hold no more than `most` points together. */
function emptyBins(bins: Int32Array, start: number, step: number, most: number): number {
  let sum = 0
  for (let n = 0; n < TRIM_BINS; n++) {
    sum += bins[start + n * step]!
    if (sum > most) return n
  }
  return 0
}
