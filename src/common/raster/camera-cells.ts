import type { ImageFrame } from '../../core/observations.ts'
import type { EgoState } from '../../core/scene.ts'
import type { Stamp } from '../../core/time.ts'
import { EgoShift } from './ego-shift.ts'
import { GroundLookup, LOOKUP_COLUMNS, LOOKUP_MARGIN, LOOKUP_ROWS } from './ground-lookup.ts'
import { CELL_PLACES, CHANNEL, CHANNEL_STRIDE, RASTER_CELLS, RASTER_GRID } from './raster-layout.ts'
import { isSameView } from './same-view.ts'

/** How far down a cell's list of cameras is looked: two cameras see most of what any sees. */
const RANKS = 2
const NOBODY = -1

/** One camera and the picture of it that is drawn now. */
interface Camera {
  readonly lookup: GroundLookup
  pixels: Uint8Array | null
  /** Cells of the lookup per cell of the raster: column' = column[0] + column[1]·column + column[2]·row, row' alike. */
  readonly column: Float64Array
  readonly row: Float64Array
}

/**
 * Camera pixels on the ground plane. Of the cameras with a fresh picture that see a cell, the one that shows it on the most
 * pixels draws it; which that is was settled when a lens or mounting became known, for the first two in line.
 */
export class CameraCells {
  readonly #cameras = new Map<string, Camera>()
  #inOrder: Camera[] = []
  readonly #owners = new Int8Array(RANKS * RASTER_CELLS).fill(NOBODY)
  readonly #shift = new EgoShift()

  /**
   * Takes a sensor's picture for the next {@link write}. The first one, and one with another lens or mounting, costs some
   * 10 ms for its lookup. False, and nothing taken, where lens or mounting are unknown.
   */
  take(frame: ImageFrame, ego: EgoState, stamp: Stamp): boolean {
    const { lens, mounting } = frame
    if (!lens || !mounting || frame.pixels.length < 3 * frame.width * frame.height) return false
    let camera = this.#cameras.get(frame.sensor)
    if (!camera || !isSameView(camera.lookup, lens, mounting)) {
      camera = {
        lookup: new GroundLookup(lens, mounting),
        pixels: null,
        column: new Float64Array(3),
        row: new Float64Array(3),
      }
      this.#cameras.set(frame.sensor, camera)
      this.#settleOwners()
    }
    camera.pixels = frame.pixels
    this.#shift.set(ego, frame.stamp, stamp)
    setSteps(camera, this.#shift)
    return true
  }

  /** Draws what was taken since the last call into the four camera channels, which must be empty. */
  write(bytes: Uint8Array): void {
    const cameras = this.#inOrder
    const owners = this.#owners
    const { rows, columns } = RASTER_GRID
    for (let row = 0, cell = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, cell++) {
        for (let rank = 0; rank < RANKS; rank++) {
          const owner = owners[RANKS * cell + rank]!
          if (owner < 0) break
          const camera = cameras[owner]!
          if (camera.pixels && drawCell(bytes, cell, row, column, camera, camera.pixels)) break
        }
      }
    }
    for (const camera of cameras) camera.pixels = null
  }

  /** By name, so that who came first does not matter. */
  #settleOwners(): void {
    this.#inOrder = [...this.#cameras].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, camera]) => camera)
    this.#owners.fill(NOBODY)
    for (let row = 0, cell = 0; row < RASTER_GRID.rows; row++) {
      for (let column = 0; column < RASTER_GRID.columns; column++, cell++) {
        const place = (row + LOOKUP_MARGIN) * LOOKUP_COLUMNS + column + LOOKUP_MARGIN
        for (let i = 0; i < this.#inOrder.length; i++) this.#enter(cell, place, i)
      }
    }
  }

  #enter(cell: number, place: number, camera: number): void {
    const qualityOf = (owner: number) => (owner < 0 ? 0 : this.#inOrder[owner]!.lookup.quality[place]!)
    let entering = camera
    for (let rank = 0; rank < RANKS; rank++) {
      const owner = this.#owners[RANKS * cell + rank]!
      if (qualityOf(entering) <= qualityOf(owner)) continue
      this.#owners[RANKS * cell + rank] = entering
      entering = owner
    }
  }
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

function drawCell(
  bytes: Uint8Array,
  cell: number,
  row: number,
  column: number,
  camera: Camera,
  image: Uint8Array,
): boolean {
  const toColumn = camera.column
  const toRow = camera.row
  // Both are above -1 wherever they are inside: truncation is as good as floor once negatives are refused.
  const at = toColumn[0]! + toColumn[1]! * column + toColumn[2]! * row
  const atRow = toRow[0]! + toRow[1]! * column + toRow[2]! * row
  if (!(at >= 0 && at < LOOKUP_COLUMNS && atRow >= 0 && atRow < LOOKUP_ROWS)) return false
  const { starts, pixels } = camera.lookup
  const place = (atRow | 0) * LOOKUP_COLUMNS + (at | 0)
  const from = starts[place]!
  const to = starts[place + 1]!
  if (from === to) return false
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
  const target = CELL_PLACES[cell]!
  bytes[target + CHANNEL.red * CHANNEL_STRIDE] = red * share + 0.5
  bytes[target + CHANNEL.green * CHANNEL_STRIDE] = green * share + 0.5
  bytes[target + CHANNEL.blue * CHANNEL_STRIDE] = blue * share + 0.5
  bytes[target + CHANNEL.seen * CHANNEL_STRIDE] = 255
  return true
}
