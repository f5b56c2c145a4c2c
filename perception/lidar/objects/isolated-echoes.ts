import type { PlacedPoints } from './placed-points.ts'

/**
 * A cell of directions and distances as the sensor sees them: about a degree around (90 to a quarter turn), a slope, and 4 %
 * of the range. Angles and logarithms would take half of the time: see {@link cellOf}.
 */
const QUARTER = 90
const SLOPE = 0.035
/** m: drops give back what a lidar notices from nearer only. */
const NEAREST = 0.5
const FARTHEST = 30
/** m: those a little farther are counted, so that the last ones that are judged have their neighbours. */
const COUNTED = 36
/** Slopes of beams: lower and higher ones count as at the edge. */
const LOWEST = -1.7
const HIGHEST = 0.6
/** Points in a cell and the 26 around it, itself among them, of which there are so many on any body. */
const FEWEST = 4

const COLUMNS = 4 * QUARTER
const ROWS = Math.ceil((HIGHEST - LOWEST) / SLOPE) + 2
const float = new Float32Array(1)
const bits = new Int32Array(float.buffer)
const FIRST_SHELL = shellOf(NEAREST * NEAREST)
const JUDGED = shellOf(FARTHEST * FARTHEST) - FIRST_SHELL
const SHELLS = shellOf(COUNTED * COUNTED) - FIRST_SHELL + 1

/** A float's exponent with three bits of its fraction: eight steps to a doubling of the squared range, 16 to one of the range. */
function shellOf(squared: number): number {
  float[0] = squared
  return bits[0]! >> 20
}

/**
 * Echoes with hardly another one in about their direction at about their distance: fog, rain and snow give such, bodies do not.
 * Near the sensor they are dense enough in space to look like people. In the manner of Charron, Phillips, Waslander 2018,
 * "De-noising of lidar point clouds corrupted by snowfall" (a radius that grows with range).
 */
export class IsolatedEchoes {
  readonly #counts = new Uint16Array(COLUMNS * ROWS * SHELLS)
  #cells = new Int32Array(0)
  #isIsolated = new Uint8Array(0)

  /**
   * By point: 1 where it is alone, 0 elsewhere. Only points from `lowest` to `highest` m over the ground are counted and
   * judged. (`x`, `y`, `z`): the sensor in the points' frame, m. Valid until the next call.
   */
  find(
    points: PlacedPoints,
    heights: Float32Array,
    { x, y, z }: { readonly x: number; readonly y: number; readonly z: number },
    lowest: number,
    highest: number,
  ): Uint8Array {
    const { count } = points
    if (this.#cells.length < points.x.length) {
      this.#cells = new Int32Array(points.x.length)
      this.#isIsolated = new Uint8Array(points.x.length)
    }
    const cells = this.#cells
    this.#isIsolated.fill(0, 0, count)
    for (let i = 0; i < count; i++) {
      const height = heights[i]!
      const isJudged = height >= lowest && height < highest
      cells[i] = isJudged ? cellOf(points.x[i]! - x, points.y[i]! - y, points.z[i]! - z) : -1
      if (cells[i]! >= 0) this.#counts[cells[i]!]!++
    }
    for (let i = 0; i < count; i++) {
      const cell = cells[i]!
      if (cell < 0 || cell % SHELLS > JUDGED || this.#counts[cell]! >= FEWEST) continue
      if (this.#around(cell) < FEWEST) this.#isIsolated[i] = 1
    }
    for (let i = 0; i < count; i++) if (cells[i]! >= 0) this.#counts[cells[i]!] = 0
    return this.#isIsolated
  }

  /** Points in a cell and around it, up to as many as are asked for. */
  #around(cell: number): number {
    const shell = cell % SHELLS
    const row = Math.floor(cell / SHELLS) % ROWS
    const column = Math.floor(cell / (SHELLS * ROWS))
    let sum = 0
    for (let dc = -1; dc <= 1; dc++) {
      const c = (column + dc + COLUMNS) % COLUMNS
      for (let r = Math.max(0, row - 1); r <= Math.min(ROWS - 1, row + 1); r++) {
        const at = (c * ROWS + r) * SHELLS
        for (let s = Math.max(0, shell - 1); s <= Math.min(SHELLS - 1, shell + 1); s++) sum += this.#counts[at + s]!
        if (sum >= FEWEST) return sum
      }
    }
    return sum
  }
}

/** -1 beyond what is counted. */
function cellOf(dx: number, dy: number, dz: number): number {
  const flatSquared = dx * dx + dy * dy
  const squared = flatSquared + dz * dz
  if (!(squared < COUNTED * COUNTED)) return -1
  const shell = Math.max(0, shellOf(squared) - FIRST_SHELL)
  const slope = Math.min(HIGHEST, Math.max(LOWEST, dz / Math.sqrt(flatSquared)))
  const row = ((slope - LOWEST) / SLOPE) | 0
  // From -1 to 3 all around: as good as an angle to tell neighbours by.
  const share = dy / (Math.abs(dx) + Math.abs(dy))
  const column = Math.min(COLUMNS - 1, (((dx >= 0 ? share : 2 - share) + 1) * QUARTER) | 0)
  return (column * ROWS + row) * SHELLS + shell
}
