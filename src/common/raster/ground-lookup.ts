import type { Lens } from '../../core/lens.ts'
import type { SensorPose } from '../../core/observations.ts'
import { opticalFromEgo, toOptical } from '../geometry/camera-pose.ts'
import { largestUndistortedRadius, projectPoint } from '../geometry/lens.ts'
import { RASTER_GRID } from './raster-layout.ts'

/**
 * Cells that the table reaches beyond the raster on each side: pictures are older than the scene, and what was outside
 * then is inside now. 4 m are 0.1 s at 40 m/s.
 */
export const LOOKUP_MARGIN = 8
export const LOOKUP_ROWS = RASTER_GRID.rows + 2 * LOOKUP_MARGIN
export const LOOKUP_COLUMNS = RASTER_GRID.columns + 2 * LOOKUP_MARGIN
const CELLS = LOOKUP_ROWS * LOOKUP_COLUMNS

/**
 * Places in a cell that are looked up, in parts of it: 0.1 m apart across, since lane lines run along and are at least 0.12 m
 * wide; along they differ too, and to the left as to the right.
 */
const PLACES = [
  [0.1, 0.2],
  [0.3, 0.8],
  [0.5, 0.5],
  [0.7, 0.8],
  [0.9, 0.2],
] as const
/** Pixels: a cell that is partly behind the lens's edge is seen, but any other camera sees it better. */
const SMALLEST_AREA = 1e-30

/**
 * From cell to pixels for one camera that stands still, by lens with distortion and mounting. Far from the car the places of a
 * cell share pixels; each pixel is listed once.
 */
export class GroundLookup {
  readonly lens: Lens
  readonly mounting: SensorPose
  /** Pixels of cell i are pixels[starts[i]] .. pixels[starts[i + 1] - 1]: offsets of their red byte in the picture. */
  readonly starts = new Int32Array(CELLS + 1)
  readonly pixels: Int32Array
  /** Pixels of the picture that the cell covers, by cell; 0 where the camera does not see it. Decides between cameras. */
  readonly quality = new Float32Array(CELLS)
  readonly #rotation: Float64Array
  readonly #largestRadius: number
  readonly #optical = new Float64Array(3)
  readonly #pixel = new Float64Array(2)

  constructor(lens: Lens, mounting: SensorPose) {
    this.lens = lens
    this.mounting = mounting
    this.#rotation = opticalFromEgo(mounting)
    this.#largestRadius = largestUndistortedRadius(lens)
    const pixels: number[] = []
    for (let row = 0; row < LOOKUP_ROWS; row++) {
      for (let column = 0; column < LOOKUP_COLUMNS; column++) {
        const cell = row * LOOKUP_COLUMNS + column
        this.starts[cell] = pixels.length
        this.#addCell(row, column, pixels)
        if (pixels.length > this.starts[cell]!) this.quality[cell] = this.#pixelsInCell(row, column)
      }
    }
    this.starts[CELLS] = pixels.length
    this.pixels = Int32Array.from(pixels)
  }

  #addCell(row: number, column: number, pixels: number[]): void {
    if (this.#pixelAt(row + 0.5, column + 0.5) < 0) return
    const first = pixels.length
    for (const [across, along] of PLACES) {
      const pixel = this.#pixelAt(row + across, column + along)
      if (pixel >= 0 && !pixels.includes(pixel, first)) pixels.push(pixel)
    }
  }

  /** Offset of the nearest pixel to a place in rows and columns, -1 where the camera does not see it. */
  #pixelAt(row: number, column: number): number {
    if (!this.#project(row, column)) return -1
    const { width, height } = this.lens
    const u = Math.round(this.#pixel[0]!)
    const v = Math.round(this.#pixel[1]!)
    return u >= 0 && u < width && v >= 0 && v < height ? 3 * (v * width + u) : -1
  }

  #project(row: number, column: number): boolean {
    const { cell, rear, left } = RASTER_GRID
    const x = rear + (column - LOOKUP_MARGIN) * cell
    const y = left - (row - LOOKUP_MARGIN) * cell
    toOptical(this.#optical, this.#rotation, this.mounting.position, x, y, 0)
    const depth = this.#optical[2]!
    if (!(Math.hypot(this.#optical[0]!, this.#optical[1]!) < this.#largestRadius * depth)) return false
    return projectPoint(this.lens, this.#optical[0]!, this.#optical[1]!, depth, this.#pixel)
  }

  /** Area of the cell in the picture: |∂(u, v)/∂(row, column)|, by differences over the cell. */
  #pixelsInCell(row: number, column: number): number {
    const ends = [
      [row, column + 0.5],
      [row + 1, column + 0.5],
      [row + 0.5, column],
      [row + 0.5, column + 1],
    ] as const
    const pixels = new Float64Array(8)
    for (const [i, [r, c]] of ends.entries()) {
      if (!this.#project(r, c)) return SMALLEST_AREA
      pixels.set(this.#pixel, 2 * i)
    }
    const [u0, v0, u1, v1, u2, v2, u3, v3] = pixels
    return Math.max(SMALLEST_AREA, Math.abs((u1! - u0!) * (v3! - v2!) - (v1! - v0!) * (u3! - u2!)))
  }
}
