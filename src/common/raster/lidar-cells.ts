import type { SweepFrame } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import { EgoShift } from './ego-shift.ts'
import {
  byteOf,
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  RASTER_CELLS,
  RASTER_CHANNELS,
  RASTER_GRID,
  SLICE_BOTTOM,
  SLICE_TOPS,
} from './raster-layout.ts'

const { cell: cellSide, rows, columns, rear, left } = RASTER_GRID
const SLICES = SLICE_TOPS.length
const [FIRST_TOP, SECOND_TOP, THIRD_TOP, LAST_TOP] = SLICE_TOPS
/** Counts from here on have the same byte. */
const LARGEST_COUNT = 63
const DENSITY_BYTES = Uint8Array.from({ length: LARGEST_COUNT + 1 }, (_, count) =>
  byteOf(RASTER_CHANNELS[CHANNEL.slices]!, Math.log2(1 + count)),
)

/** Sums of a cell after the counts of its slices: side by side, so that a point touches one line of the cache. */
const SUM = { points: 4, intensity: 5, ground: 6, top: 7 } as const
const SUMS = 8

/** Height slices, highest point, intensity and ground of the points in each cell. All lidars go into one sum. */
export class LidarCells {
  readonly #sums = new Float32Array(SUMS * RASTER_CELLS)
  /** Cells with a point: the first `#touchedCount`. */
  readonly #touched = new Int32Array(RASTER_CELLS)
  #touchedCount = 0
  readonly #shift = new EgoShift()

  /** Takes a sweep for the next {@link write}, moved to the scene's stamp. */
  take({ stamp: taken, count, x, y, z, height, intensity }: SweepFrame, ego: EgoState, stamp: Stamp): void {
    this.#shift.set(ego, taken, stamp)
    const { x: shiftX, y: shiftY, cos, sin } = this.#shift
    // The inverse of p' = R·p + t, from the sweep's ego frame into the scene's, in cells.
    const perCell = 1 / cellSide
    const column0 = -perCell * (cos * shiftX + sin * shiftY + rear)
    const row0 = perCell * (left + cos * shiftY - sin * shiftX)
    const along = perCell * cos
    const across = perCell * sin
    const sums = this.#sums
    let touched = this.#touchedCount
    for (let i = 0; i < count; i++) {
      const over = height[i]!
      // False for NaN, too.
      if (!(over >= SLICE_BOTTOM && over < LAST_TOP)) continue
      const px = x[i]!
      const py = y[i]!
      const column = column0 + along * px + across * py
      const row = row0 + across * px - along * py
      if (!(column >= 0 && column < columns && row >= 0 && row < rows)) continue
      const cell = (row | 0) * columns + (column | 0)
      const at = SUMS * cell
      if (sums[at + SUM.points] === 0) this.#touched[touched++] = cell
      const slice = over < SECOND_TOP ? (over < FIRST_TOP ? 0 : 1) : over < THIRD_TOP ? 2 : 3
      sums[at + slice]! += 1
      sums[at + SUM.points]! += 1
      sums[at + SUM.intensity]! += intensity[i]!
      if (slice === 0) sums[at + SUM.ground]! += z[i]!
      if (over > sums[at + SUM.top]!) sums[at + SUM.top] = over
    }
    this.#touchedCount = touched
  }

  /** Draws what was taken since the last call into the lidar channels, which must be empty. */
  write(bytes: Uint8Array): void {
    const sums = this.#sums
    for (let k = 0; k < this.#touchedCount; k++) {
      const cell = this.#touched[k]!
      const place = CELL_PLACES[cell]!
      const at = SUMS * cell
      for (let slice = 0; slice < SLICES; slice++) {
        const count = Math.min(sums[at + slice]!, LARGEST_COUNT)
        bytes[place + (CHANNEL.slices + slice) * CHANNEL_STRIDE] = DENSITY_BYTES[count]!
      }
      const onGround = sums[at]!
      put(bytes, place, CHANNEL.top, sums[at + SUM.top]!)
      put(bytes, place, CHANNEL.intensity, sums[at + SUM.intensity]! / sums[at + SUM.points]!)
      if (onGround > 0) put(bytes, place, CHANNEL.ground, sums[at + SUM.ground]! / onGround)
      sums.fill(0, at, at + SUMS)
    }
    this.#touchedCount = 0
  }
}

function put(bytes: Uint8Array, place: number, channel: number, value: number): void {
  bytes[place + channel * CHANNEL_STRIDE] = byteOf(RASTER_CHANNELS[channel]!, value)
}
