import type { SweepFrame } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import { EgoShift } from './ego-shift.ts'
import {
  byteOf,
  CELL_PLACES,
  CHANNEL,
  CHANNEL_STRIDE,
  cellAt,
  RASTER_CELLS,
  RASTER_CHANNELS,
  SLICE_BOTTOM,
  SLICE_TOPS,
} from './raster-layout.ts'

const SLICES = SLICE_TOPS.length
const [FIRST_TOP, SECOND_TOP, THIRD_TOP, LAST_TOP] = SLICE_TOPS
/** Counts from here on have the same byte. */
const LARGEST_COUNT = 63
const DENSITY_BYTES = Uint8Array.from({ length: LARGEST_COUNT + 1 }, (_, count) =>
  byteOf(RASTER_CHANNELS[CHANNEL.slices]!, Math.log2(1 + count)),
)

/** Height slices, highest point, intensity and ground of the points in each cell. All lidars go into one sum. */
export class LidarCells {
  /** Points by cell and slice. */
  readonly #counts = new Uint16Array(SLICES * RASTER_CELLS)
  readonly #intensity = new Float32Array(RASTER_CELLS)
  readonly #ground = new Float32Array(RASTER_CELLS)
  readonly #top = new Float32Array(RASTER_CELLS)
  readonly #touched = new Int32Array(RASTER_CELLS)
  readonly #isTouched = new Uint8Array(RASTER_CELLS)
  #touchedCount = 0
  readonly #shift = new EgoShift()

  /** Takes a sweep for the next {@link write}, moved to the scene's stamp. */
  take({ stamp: taken, count, x, y, z, height, intensity }: SweepFrame, ego: EgoState, stamp: Stamp): void {
    this.#shift.set(ego, taken, stamp)
    const { x: shiftX, y: shiftY, cos, sin } = this.#shift
    const counts = this.#counts
    for (let i = 0; i < count; i++) {
      const over = height[i]!
      // False for NaN, too.
      if (!(over >= SLICE_BOTTOM && over < LAST_TOP)) continue
      // The inverse of p' = R·p + t: from the sweep's ego frame into the scene's.
      const dx = x[i]! - shiftX
      const dy = y[i]! - shiftY
      const cell = cellAt(cos * dx + sin * dy, cos * dy - sin * dx)
      if (cell < 0) continue
      if (this.#isTouched[cell] === 0) {
        this.#isTouched[cell] = 1
        this.#touched[this.#touchedCount++] = cell
      }
      const slice = over < SECOND_TOP ? (over < FIRST_TOP ? 0 : 1) : over < THIRD_TOP ? 2 : 3
      counts[SLICES * cell + slice]!++
      this.#intensity[cell]! += intensity[i]!
      if (slice === 0) this.#ground[cell]! += z[i]!
      if (over > this.#top[cell]!) this.#top[cell] = over
    }
  }

  /** Draws what was taken since the last call into the lidar channels, which must be empty. */
  write(bytes: Uint8Array): void {
    const counts = this.#counts
    for (let k = 0; k < this.#touchedCount; k++) {
      const cell = this.#touched[k]!
      const place = CELL_PLACES[cell]!
      let points = 0
      for (let slice = 0; slice < SLICES; slice++) {
        const count = counts[SLICES * cell + slice]!
        points += count
        bytes[place + (CHANNEL.slices + slice) * CHANNEL_STRIDE] = DENSITY_BYTES[Math.min(count, LARGEST_COUNT)]!
      }
      const onGround = counts[SLICES * cell]!
      put(bytes, place, CHANNEL.top, this.#top[cell]!)
      put(bytes, place, CHANNEL.intensity, this.#intensity[cell]! / points)
      if (onGround > 0) put(bytes, place, CHANNEL.ground, this.#ground[cell]! / onGround)
      this.#forget(cell)
    }
    this.#touchedCount = 0
  }

  #forget(cell: number): void {
    this.#counts.fill(0, SLICES * cell, SLICES * (cell + 1))
    this.#intensity[cell] = 0
    this.#ground[cell] = 0
    this.#top[cell] = 0
    this.#isTouched[cell] = 0
  }
}

function put(bytes: Uint8Array, place: number, channel: number, value: number): void {
  bytes[place + channel * CHANNEL_STRIDE] = byteOf(RASTER_CHANNELS[channel]!, value)
}
