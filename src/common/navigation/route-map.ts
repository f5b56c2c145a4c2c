import { RASTER_GRID } from '../raster/raster-layout.ts'

/** Channels, rows and columns: the raster's area in cells of 2 m. */
export const ROUTE_MAP_SHAPE = [2, RASTER_GRID.rows / 4, RASTER_GRID.columns / 4] as const
export const ROUTE_MAP_SIZE = ROUTE_MAP_SHAPE[0] * ROUTE_MAP_SHAPE[1] * ROUTE_MAP_SHAPE[2]

const [, ROWS, COLUMNS] = ROUTE_MAP_SHAPE
const CELL = (RASTER_GRID.rows * RASTER_GRID.cell) / ROWS
/** m: at this distance from the route the first channel has fallen to 1/e. */
const NEAR = 2
/** m: from here on the second channel is 1. */
const FAR = 16

/**
 * The way from the car through `places` (x, y in turns, ego frame, m; what lies ahead of the last one is not on it) drawn
 * from above into `out` [2, rows, columns]: exp(-(d/2 m)²) and d/16 m, at most 1, of each cell's distance d to the way.
 * Rows run to the right, columns ahead, as in the raster. All 0 where there is no route.
 */
export function drawRouteMap(places: ArrayLike<number> | null, out: Float32Array): void {
  if (places === null) {
    out.fill(0)
    return
  }
  const { rear, left } = RASTER_GRID
  const far = ROWS * COLUMNS
  for (let row = 0, cell = 0; row < ROWS; row++) {
    const y = left - CELL * (row + 0.5)
    for (let column = 0; column < COLUMNS; column++, cell++) {
      const squared = squaredDistance(rear + CELL * (column + 0.5), y, places)
      out[cell] = Math.exp(-squared / NEAR ** 2)
      out[far + cell] = Math.min(1, Math.sqrt(squared) / FAR)
    }
  }
}

/** From (x, y) to the chain of straight pieces that begins at the car. */
function squaredDistance(x: number, y: number, places: ArrayLike<number>): number {
  let least = Number.POSITIVE_INFINITY
  let [fromX, fromY] = [0, 0]
  for (let i = 0; i < places.length; i += 2) {
    const [dx, dy] = [places[i]! - fromX, places[i + 1]! - fromY]
    const squaredLength = dx * dx + dy * dy
    const along = squaredLength > 0 ? ((x - fromX) * dx + (y - fromY) * dy) / squaredLength : 0
    const share = Math.min(1, Math.max(0, along))
    const [ex, ey] = [x - fromX - share * dx, y - fromY - share * dy]
    least = Math.min(least, ex * ex + ey * ey)
    fromX += dx
    fromY += dy
  }
  return least
}
