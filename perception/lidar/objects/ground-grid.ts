import type { PlacedPoints } from './placed-points.ts'

/**
 * Height of the ground around the car from one sweep, on a polar grid: along each sector the lowest point of a cell is
 * ground where the road can have got there from the last ground, as in Himmelsbach et al. 2010 ("Fast segmentation of 3D
 * point clouds for ground vehicles"), with a running slope instead of fitted lines; sectors then correct one another.
 */
/** A power of two. */
const SECTORS = 256
/** m along the ray */
const BIN = 0.75
/** A kerb, the noise of a return, and the slope within a cell together, m. */
const STEP = 0.2
/** Change of grade that a gap in the ground may hide: rise per m of gap, and m at most. */
const RISE = 0.06
const LARGEST_RISE = 0.45
/** Roads reach 20 % (steepest public streets about 35 %). */
const STEEPEST = 0.25
/** Cells in a row that lie lower than expected, after which they are believed. */
const CONFIRMATIONS = 3
/** m; a slope is not carried on farther than this into what is not seen. */
const LONGEST_SLOPE = 12
/** Share of a new slope in the running one. */
const SLOPE_GAIN = 0.25
/** A sector that leaves both of its neighbours by more than this is wrong, m. */
const LARGEST_DIFFERENCE = 0.3
const EMPTY = Number.POSITIVE_INFINITY

export class GroundGrid {
  readonly #bins: number
  readonly #lowest: Float32Array
  readonly #height: Float32Array
  readonly #smooth: Float32Array
  #cells = new Int32Array(0)
  /** Of each placed point over the ground, m; valid until the next {@link build}. */
  heights = new Float32Array(0)

  /** `reach`: half the side of the square that holds the points, m. */
  constructor(reach: number) {
    this.#bins = Math.ceil((reach * Math.SQRT2) / BIN) + 1
    this.#lowest = new Float32Array(SECTORS * this.#bins)
    this.#height = new Float32Array(SECTORS * this.#bins)
    this.#smooth = new Float32Array(SECTORS * this.#bins)
  }

  /** Learns the ground from a sweep. (`centreX`, `centreY`): the sensor, ego frame, m. */
  build(points: PlacedPoints, centreX: number, centreY: number): void {
    if (this.#cells.length < points.count) {
      this.#cells = new Int32Array(points.x.length)
      this.heights = new Float32Array(points.x.length)
    }
    this.#lowest.fill(EMPTY)
    const { x, y, z, count } = points
    const bins = this.#bins
    const last = bins - 1
    const lowest = this.#lowest
    const cells = this.#cells
    for (let i = 0; i < count; i++) {
      const dx = x[i]! - centreX
      const dy = y[i]! - centreY
      const sum = Math.abs(dx) + Math.abs(dy)
      // 0..4 once around, monotonic in the angle: as good as the angle for sectors, without atan2.
      const share = dy / (sum + 1e-9)
      const turn = dx >= 0 ? share + 1 : 3 - share
      const bin = Math.min(last, (Math.sqrt(dx * dx + dy * dy) * (1 / BIN)) | 0)
      const cell = (((turn * (SECTORS / 4)) | 0) & (SECTORS - 1)) * bins + bin
      cells[i] = cell
      const height = z[i]!
      if (height < lowest[cell]!) lowest[cell] = height
    }
    for (let sector = 0; sector < SECTORS; sector++) this.#follow(sector * bins)
    this.#correct()
    const { heights } = this
    const smooth = this.#smooth
    for (let i = 0; i < count; i++) heights[i] = z[i]! - smooth[cells[i]!]!
  }

  /** Follows the ground outwards from under the sensor, where it is at z = 0 of the ego frame. */
  #follow(start: number): void {
    const lowestOf = this.#lowest
    const height = this.#height
    const end = start + this.#bins
    let ground = 0
    let slope = 0
    let gap = 0
    let below = 0
    for (let cell = start; cell < end; cell++) {
      gap += BIN
      const lowest = lowestOf[cell]!
      const predicted = ground + slope * Math.min(gap, LONGEST_SLOPE)
      if (lowest !== EMPTY) {
        const reachable = STEP + Math.min(LARGEST_RISE, RISE * gap)
        const isSmooth = Math.abs(lowest - predicted) < reachable
        // Lower than expected: a mirror image, or what was taken for ground before was none. Only the latter goes on.
        below = lowest > predicted - reachable ? 0 : below + 1
        if (isSmooth || below >= CONFIRMATIONS) {
          const seen = Math.max(-STEEPEST, Math.min(STEEPEST, (lowest - ground) / Math.max(gap, 3 * BIN)))
          slope = isSmooth ? slope + SLOPE_GAIN * (seen - slope) : 0
          ground = lowest
          gap = 0
          below = 0
        }
      }
      height[cell] = ground + slope * Math.min(gap, LONGEST_SLOPE)
    }
  }

  /** Median of each cell with its two neighbour sectors, where it stands out. */
  #correct(): void {
    const bins = this.#bins
    const height = this.#height
    const smooth = this.#smooth
    for (let sector = 0; sector < SECTORS; sector++) {
      const here = sector * bins
      const left = ((sector + 1) % SECTORS) * bins
      const right = ((sector + SECTORS - 1) % SECTORS) * bins
      for (let bin = 0; bin < bins; bin++) {
        const own = height[here + bin]!
        const a = height[left + bin]!
        const b = height[right + bin]!
        const median = Math.max(Math.min(a, b), Math.min(Math.max(a, b), own))
        smooth[here + bin] = Math.abs(own - median) > LARGEST_DIFFERENCE ? median : own
      }
    }
  }
}
