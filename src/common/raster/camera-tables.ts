import type { Lens } from '../../core/lens.ts'
import type { SensorPose } from '../../core/observations.ts'
import { opticalFromEgo } from '../geometry/camera-pose.ts'
import { GroundLookup, LOOKUP_COLUMNS, LOOKUP_MARGIN } from './ground-lookup.ts'
import { ImageRemap } from './image-remap.ts'
import { FRONT_IMAGE, RASTER_CELLS, RASTER_GRID } from './raster-layout.ts'
import { isSameView, type View } from './same-view.ts'

/** Tables of a kind that are kept; of a car whose calibration is told anew all the time the oldest are dropped. */
const MOST_KEPT = 32

/** Cells of the raster that a camera shows best of several, and those that it shows second best. */
export interface CellShares {
  readonly best: Int32Array
  readonly second: Int32Array
}

/** {@link FRONT_IMAGE} as a lens that looks along the car, level. */
const PINHOLE: Lens = {
  width: FRONT_IMAGE.width,
  height: FRONT_IMAGE.height,
  fx: FRONT_IMAGE.focal,
  fy: FRONT_IMAGE.focal,
  cx: FRONT_IMAGE.centreX,
  cy: FRONT_IMAGE.horizon,
  distortion: [0, 0, 0, 0, 0],
}

/**
 * What drawing pictures looks up, by lens and mounting. Each takes tens of ms to make, as long as several ticks may: kept, so that
 * the drives of one car share them, and one that warms up makes them for the one that counts.
 */
export class CameraTables {
  readonly #lookups: (View & { readonly table: GroundLookup })[] = []
  readonly #fronts: (View & { readonly table: ImageRemap })[] = []
  readonly #shares: { readonly of: readonly GroundLookup[]; readonly shares: readonly CellShares[] }[] = []

  /** From the raster's cells to a camera's pixels. */
  lookup(lens: Lens, mounting: SensorPose): GroundLookup {
    return keptOrMade(this.#lookups, lens, mounting, () => new GroundLookup(lens, mounting))
  }

  /** From {@link FRONT_IMAGE} to a camera's pixels. */
  front(lens: Lens, mounting: SensorPose): ImageRemap {
    return keptOrMade(this.#fronts, lens, mounting, () => new ImageRemap(lens, PINHOLE, sourceFromLevel(mounting)))
  }

  /** Gives every cell to the two cameras that show it best, of equals to the first of them; in the cameras' order. */
  shares(cameras: readonly GroundLookup[]): readonly CellShares[] {
    const isThis = (of: readonly GroundLookup[]) =>
      of.length === cameras.length && of.every((lookup, i) => lookup === cameras[i])
    const known = this.#shares.find(({ of }) => isThis(of))
    if (known) return known.shares
    const shares = shareCells(cameras)
    keep(this.#shares, { of: [...cameras], shares })
    return shares
  }
}

/** The lookup's cell of a cell of the raster, for a car that did not move. */
function placeOf(cell: number): number {
  const row = Math.floor(cell / RASTER_GRID.columns) + LOOKUP_MARGIN
  return row * LOOKUP_COLUMNS + (cell % RASTER_GRID.columns) + LOOKUP_MARGIN
}

function shareCells(cameras: readonly GroundLookup[]): CellShares[] {
  const best = cameras.map((): number[] => [])
  const second = cameras.map((): number[] => [])
  for (let cell = 0; cell < RASTER_CELLS; cell++) {
    const place = placeOf(cell)
    let [first, next] = [-1, -1]
    let [most, more] = [0, 0]
    for (let index = 0; index < cameras.length; index++) {
      const quality = cameras[index]!.quality[place]!
      if (quality > most) {
        next = first
        more = most
        first = index
        most = quality
      } else if (quality > more) {
        next = index
        more = quality
      }
    }
    if (first >= 0) best[first]!.push(cell)
    if (next >= 0) second[next]!.push(cell)
  }
  return cameras.map((lookup, i) => ({
    best: alongPicture(best[i]!, lookup),
    second: alongPicture(second[i]!, lookup),
  }))
}

/** The cells in the order of their pixels: a picture is larger than the cache, and is then read from one end to the other. */
function alongPicture(cells: readonly number[], { starts, pixels }: GroundLookup): Int32Array {
  const firstPixel = (cell: number) => pixels[starts[placeOf(cell)]!]!
  return Int32Array.from([...cells].sort((a, b) => firstPixel(a) - firstPixel(b)))
}

function keptOrMade<Table>(
  kept: (View & { readonly table: Table })[],
  lens: Lens,
  mounting: SensorPose,
  make: () => Table,
): Table {
  const known = kept.find((view) => isSameView(view, lens, mounting))
  if (known) return known.table
  const table = make()
  keep(kept, { lens, mounting, table })
  return table
}

function keep<One>(kept: One[], one: One): void {
  kept.push(one)
  if (kept.length > MOST_KEPT) kept.shift()
}

/** From the optical frame of a camera that looks along the car, level, to the mounted one's; row-major 3×3. */
function sourceFromLevel(mounting: SensorPose): Float64Array {
  const r = opticalFromEgo(mounting)
  // Right, down and forward are the ego frame's -y, -z and x.
  return Float64Array.from([0, 3, 6].flatMap((row) => [-r[row + 1]!, -r[row + 2]!, r[row]!]))
}
