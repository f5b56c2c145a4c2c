import {
  OBJECT_LIMIT,
  OBJECT_STRIDE,
  OBJECT_TIMES,
  OBJECT_VALUES,
  ROAD_GRID,
  ROAD_MAPS,
} from './surroundings-layout.ts'

/**
 * What the network is asked to draw beside its plan: the road, and where objects are now and in 1 to 4 s. It sees plans
 * pass over its own drawing, and people can look at it.
 */
export const AUXILIARY_MAPS: readonly string[] = [...ROAD_MAPS, ...OBJECT_TIMES.map((time) => `occupied-${time}`)]

/** Cells of the stored road maps to one of the drawn ones along each side. */
const POOLED = 2
export const AUXILIARY_GRID = {
  rows: ROAD_GRID.rows / POOLED,
  columns: ROAD_GRID.columns / POOLED,
  cell: ROAD_GRID.cell * POOLED,
  rear: ROAD_GRID.rear,
  left: ROAD_GRID.left,
} as const
const { rows: ROWS, columns: COLUMNS, cell: CELL, rear: REAR, left: LEFT } = AUXILIARY_GRID
const CELLS = ROWS * COLUMNS
export const AUXILIARY_SHAPE = [AUXILIARY_MAPS.length, ROWS, COLUMNS] as const

/** Targets as bytes, 255 for 1, from a sample's `road` and `objects`; of the mirrored world if asked for. */
export function drawAuxiliaryMaps(road: Uint8Array, objects: Float32Array, isMirrored: boolean, out: Uint8Array): void {
  out.fill(0)
  for (const [i, name] of ROAD_MAPS.entries()) {
    poolRoad(road, i, name === 'drivable', isMirrored, out.subarray(i * CELLS, (i + 1) * CELLS))
  }
  for (let row = 0; row < OBJECT_LIMIT; row++) {
    const at = row * OBJECT_STRIDE
    if (objects[at + OBJECT_VALUES.class] === 0) break
    for (const i of OBJECT_TIMES.keys()) {
      const map = ROAD_MAPS.length + i
      drawBox(objects, at, i, isMirrored, out.subarray(map * CELLS, (map + 1) * CELLS))
    }
  }
}

/** The mean of an area's cells; of thin things the largest. */
function poolRoad(road: Uint8Array, map: number, isArea: boolean, isMirrored: boolean, out: Uint8Array): void {
  const from = map * ROAD_GRID.rows * ROAD_GRID.columns
  for (let cell = 0; cell < CELLS; cell++) {
    const row = Math.floor(cell / COLUMNS)
    let sum = 0
    let largest = 0
    for (let part = 0; part < POOLED * POOLED; part++) {
      const y = (isMirrored ? ROWS - 1 - row : row) * POOLED + Math.floor(part / POOLED)
      const x = (cell % COLUMNS) * POOLED + (part % POOLED)
      const value = road[from + y * ROAD_GRID.columns + x]!
      sum += value
      largest = Math.max(largest, value)
    }
    out[cell] = isArea ? sum / (POOLED * POOLED) : largest
  }
}

/** Cells that a box touches: those whose middle is within half a cell of it. Nothing where it is not there (NaN). */
function drawBox(objects: Float32Array, at: number, time: number, isMirrored: boolean, out: Uint8Array): void {
  const sign = isMirrored ? -1 : 1
  const pose = at + OBJECT_VALUES.poses + 3 * time
  const x = objects[pose]!
  const y = sign * objects[pose + 1]!
  if (Number.isNaN(x)) return
  const cos = Math.cos(objects[pose + 2]!)
  const sin = sign * Math.sin(objects[pose + 2]!)
  const halfLength = objects[at + OBJECT_VALUES.length]! / 2 + CELL / 2
  const halfWidth = objects[at + OBJECT_VALUES.width]! / 2 + CELL / 2
  const reach = Math.hypot(halfLength, halfWidth)
  const firstRow = Math.max(0, Math.floor((LEFT - y - reach) / CELL))
  const lastRow = Math.min(ROWS - 1, Math.floor((LEFT - y + reach) / CELL))
  const firstColumn = Math.max(0, Math.floor((x - reach - REAR) / CELL))
  const lastColumn = Math.min(COLUMNS - 1, Math.floor((x + reach - REAR) / CELL))
  for (let row = firstRow; row <= lastRow; row++) {
    const dy = LEFT - (row + 0.5) * CELL - y
    for (let column = firstColumn; column <= lastColumn; column++) {
      const dx = REAR + (column + 0.5) * CELL - x
      const isTouched = Math.abs(cos * dx + sin * dy) <= halfLength && Math.abs(cos * dy - sin * dx) <= halfWidth
      if (isTouched) out[row * COLUMNS + column] = 255
    }
  }
}
