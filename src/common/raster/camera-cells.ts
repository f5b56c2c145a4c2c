import type { ImageFrame } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import type { CameraTables, CellShares } from './camera-tables.ts'
import { EgoShift } from './ego-shift.ts'
import { type GroundLookup, LOOKUP_COLUMNS, LOOKUP_MARGIN, LOOKUP_ROWS } from './ground-lookup.ts'
import { CELL_PLACES, CHANNEL, CHANNEL_STRIDE, RASTER_GRID } from './raster-layout.ts'
import { isSameView } from './same-view.ts'

const NO_CELLS: CellShares = { best: new Int32Array(0), second: new Int32Array(0) }

/** One camera and the picture of it that is drawn now. */
interface Camera {
  readonly lookup: GroundLookup
  shares: CellShares
  pixels: Uint8Array | null
  /** Cell of the lookup per cell of the raster: column' = column[0] + column[1]·column + column[2]·row, row' alike. */
  readonly column: Float64Array
  readonly row: Float64Array
}

/**
 * Camera pixels on the ground plane. Of the cameras with a fresh picture that see a cell, the one that shows it on the most
 * pixels draws it; which that is was settled when a lens or mounting became known, for the first two in line: two cameras
 * see most of what any sees.
 */
export class CameraCells {
  readonly #tables: CameraTables
  readonly #cameras = new Map<string, Camera>()
  readonly #shift = new EgoShift()

  constructor(tables: CameraTables) {
    this.#tables = tables
  }

  /**
   * Takes a sensor's picture for the next {@link write}. The first one, and one with another lens or mounting, costs some
   * 10 ms for its lookup unless the tables have it. False, and nothing taken, where lens or mounting are unknown.
   */
  take(frame: ImageFrame, ego: EgoState, stamp: Stamp): boolean {
    const { lens, mounting } = frame
    if (!lens || !mounting || frame.pixels.length < 3 * frame.width * frame.height) return false
    let camera = this.#cameras.get(frame.sensor)
    if (!camera || !isSameView(camera.lookup, lens, mounting)) {
      camera = {
        lookup: this.#tables.lookup(lens, mounting),
        shares: NO_CELLS,
        pixels: null,
        column: new Float64Array(3),
        row: new Float64Array(3),
      }
      this.#cameras.set(frame.sensor, camera)
      settleCells(this.#cameras, this.#tables)
    }
    camera.pixels = frame.pixels
    this.#shift.set(ego, frame.stamp, stamp)
    setSteps(camera, this.#shift)
    return true
  }

  /** Draws what was taken since the last call into the four camera channels, which must be empty. */
  write(bytes: Uint8Array): void {
    for (const camera of this.#cameras.values())
      if (camera.pixels) drawCells(bytes, camera, camera.shares.best, camera.pixels)
    for (const camera of this.#cameras.values()) {
      if (camera.pixels) drawCells(bytes, camera, camera.shares.second, camera.pixels)
      camera.pixels = null
    }
  }
}

/** Gives every cell to the two cameras that show it best; among equals by name, so that who came first does not matter. */
function settleCells(cameras: ReadonlyMap<string, Camera>, tables: CameraTables): void {
  const inOrder = [...cameras].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, camera]) => camera)
  const shares = tables.shares(inOrder.map(({ lookup }) => lookup))
  inOrder.forEach((camera, index) => {
    camera.shares = shares[index]!
  })
}

/** In the picture's own ego frame: p' = R·p + t, in cells, with rows counting against y. */
function setSteps({ column, row }: Camera, { x, y, cos, sin }: EgoShift): void {
  const { cell, rear, left } = RASTER_GRID
  const startX = rear + 0.5 * cell
  const startY = left - 0.5 * cell
  column[0] = (cos * startX - sin * startY + x - rear) / cell + LOOKUP_MARGIN
  column[1] = cos
  column[2] = sin
  row[0] = (left - (sin * startX + cos * startY + y)) / cell + LOOKUP_MARGIN
  row[1] = -sin
  row[2] = cos
}

/** Draws those of the cells that are not seen yet and that the picture shows. */
function drawCells(
  bytes: Uint8Array,
  { lookup: { starts, pixels }, column: toColumn, row: toRow }: Camera,
  cells: Int32Array,
  image: Uint8Array,
): void {
  const [column0, columnStep, columnSkew] = [toColumn[0]!, toColumn[1]!, toColumn[2]!]
  const [row0, rowSkew, rowStep] = [toRow[0]!, toRow[1]!, toRow[2]!]
  for (let k = 0; k < cells.length; k++) {
    const cell = cells[k]!
    const target = CELL_PLACES[cell]!
    if (bytes[target + CHANNEL.seen * CHANNEL_STRIDE] !== 0) continue
    const row = (cell / RASTER_GRID.columns) | 0
    const column = cell - row * RASTER_GRID.columns
    const atColumn = column0 + columnStep * column + columnSkew * row
    const atRow = row0 + rowSkew * column + rowStep * row
    if (!(atColumn >= 0 && atColumn < LOOKUP_COLUMNS && atRow >= 0 && atRow < LOOKUP_ROWS)) continue
    // Not negative: truncation is as good as floor.
    const place = (atRow | 0) * LOOKUP_COLUMNS + (atColumn | 0)
    const from = starts[place]!
    const to = starts[place + 1]!
    if (from === to) continue
    let red = 0
    let green = 0
    let blue = 0
    for (let i = from; i < to; i++) {
      const pixel = pixels[i]!
      red += image[pixel]!
      green += image[pixel + 1]!
      blue += image[pixel + 2]!
    }
    const share = 1 / (to - from)
    bytes[target + CHANNEL.red * CHANNEL_STRIDE] = red * share + 0.5
    bytes[target + CHANNEL.green * CHANNEL_STRIDE] = green * share + 0.5
    bytes[target + CHANNEL.blue * CHANNEL_STRIDE] = blue * share + 0.5
    bytes[target + CHANNEL.seen * CHANNEL_STRIDE] = 255
  }
}
