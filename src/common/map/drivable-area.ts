import { CellBlocks } from './cell-blocks.ts'
import type { Polygon } from './lane-map.ts'
import { distanceToSegment, emptyBounds, growBounds, outlineContains } from './outline.ts'

/** Values of cells; those from 0 on are places of mixed cells. */
const OUTSIDE = -2
const INSIDE = -1

/** m; a cell is two table look-ups unless an outline runs through it. */
const CELL = 0.5

/** m; an edge on a cell's border belongs to both cells. */
const SLACK = 1e-6

/**
 * The union of outlines, exact and fast: a raster says inside or outside for whole cells; in cells that an outline runs
 * through, the path from the cell's centre (whose side is known) to the point is counted against the edges in the cell.
 */
export class DrivableArea {
  readonly #west: number
  readonly #south: number
  readonly #cells: CellBlocks
  /** Parts (one an outline) of mixed cell k: [#firstPart[k], #firstPart[k + 1]). */
  readonly #firstPart: readonly number[]
  readonly #isCentreInside: readonly boolean[]
  /** Edges of part p: [#firstEdge[p], #firstEdge[p + 1]), four coordinates each. */
  readonly #firstEdge: readonly number[]
  readonly #edges: Float64Array

  constructor(outlines: readonly Polygon[]) {
    const bounds = emptyBounds()
    for (const outline of outlines) growBounds(bounds, outline)
    if (outlines.length === 0) bounds.fill(0)
    this.#west = bounds[0] - CELL
    this.#south = bounds[1] - CELL
    const columns = Math.ceil((bounds[2] - this.#west) / CELL) + 2
    this.#cells = new CellBlocks(columns, Math.ceil((bounds[3] - this.#south) / CELL) + 2, OUTSIDE)
    const passages = this.#passages(outlines)
    for (const [i, outline] of outlines.entries()) this.#fill(outline, i, passages)
    const mixed = this.#partsOf(outlines, passages)
    this.#firstPart = mixed.firstPart
    this.#isCentreInside = mixed.isCentreInside
    this.#firstEdge = mixed.firstEdge
    this.#edges = Float64Array.from(mixed.edges)
  }

  contains(x: number, y: number): boolean {
    const column = Math.floor((x - this.#west) / CELL)
    const row = Math.floor((y - this.#south) / CELL)
    const value = this.#cells.at(column, row)
    return value >= 0 ? this.#isInsideMixed(value, column, row, x, y) : value === INSIDE
  }

  /** m to the area, 0 inside, `reach` when farther than that. */
  distance(x: number, y: number, reach: number): number {
    if (this.contains(x, y)) return 0
    let smallest = reach
    const first = Math.floor((x - reach - this.#west) / CELL)
    const last = Math.floor((x + reach - this.#west) / CELL)
    const top = Math.floor((y + reach - this.#south) / CELL)
    for (let row = Math.floor((y - reach - this.#south) / CELL); row <= top; row++) {
      for (let column = first; column <= last; column++) {
        const place = this.#cells.at(column, row)
        if (place >= 0) smallest = Math.min(smallest, this.#distanceInCell(place, x, y))
      }
    }
    return smallest
  }

  #isInsideMixed(place: number, column: number, row: number, x: number, y: number): boolean {
    const cx = this.#west + (column + 0.5) * CELL
    const cy = this.#south + (row + 0.5) * CELL
    for (let part = this.#firstPart[place]!; part < this.#firstPart[place + 1]!; part++) {
      let isInside = this.#isCentreInside[part]!
      for (let edge = this.#firstEdge[part]!; edge < this.#firstEdge[part + 1]!; edge++) {
        if (this.#crosses(4 * edge, cx, cy, x, y)) isInside = !isInside
      }
      if (isInside) return true
    }
    return false
  }

  /** Whether the path c-p crosses the edge; a vertex on the path counts for one of its two edges only. */
  #crosses(edge: number, cx: number, cy: number, px: number, py: number): boolean {
    const ax = this.#edges[edge]!
    const ay = this.#edges[edge + 1]!
    const bx = this.#edges[edge + 2]!
    const by = this.#edges[edge + 3]!
    const sideA = (px - cx) * (ay - cy) - (py - cy) * (ax - cx)
    const sideB = (px - cx) * (by - cy) - (py - cy) * (bx - cx)
    if (sideA >= 0 === sideB >= 0) return false
    const sideC = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    const sideP = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
    return sideC >= 0 !== sideP >= 0
  }

  #distanceInCell(place: number, x: number, y: number): number {
    const begin = this.#firstEdge[this.#firstPart[place]!]!
    const end = this.#firstEdge[this.#firstPart[place + 1]!]!
    const edges = this.#edges
    let smallest = Number.POSITIVE_INFINITY
    for (let i = 4 * begin; i < 4 * end; i += 4) {
      smallest = Math.min(smallest, distanceToSegment(x, y, edges[i]!, edges[i + 1]!, edges[i + 2]!, edges[i + 3]!))
    }
    return smallest
  }

  /** Which edge of which outline runs through which cell, by cell, then outline, then edge. */
  #passages(outlines: readonly Polygon[]): Passages {
    const edgeCount = Math.max(1, ...outlines.map((outline) => outline.length / 2))
    const keys: number[] = []
    for (const [i, outline] of outlines.entries()) {
      for (let edge = 0; edge < outline.length / 2; edge++) {
        const k = 2 * edge
        const next = (k + 2) % outline.length
        this.#forCellsOnSegment(outline[k]!, outline[k + 1]!, outline[next]!, outline[next + 1]!, (cell) => {
          keys.push((cell * outlines.length + i) * edgeCount + edge)
        })
      }
    }
    return { keys: Float64Array.from(keys).sort(), outlineCount: outlines.length, edgeCount }
  }

  /** Cells that the segment touches, rather one too many: row by row, from where it enters to where it leaves. */
  #forCellsOnSegment(ax: number, ay: number, bx: number, by: number, visit: (cell: number) => void): void {
    const [lowX, lowY, highX, highY] = ay <= by ? [ax, ay, bx, by] : [bx, by, ax, ay]
    const isFlat = highY - lowY < SLACK
    const slope = isFlat ? 0 : (highX - lowX) / (highY - lowY)
    const lastRow = Math.floor((highY - this.#south + SLACK) / CELL)
    for (let row = Math.floor((lowY - this.#south - SLACK) / CELL); row <= lastRow; row++) {
      const bottom = this.#south + row * CELL - SLACK
      const top = bottom + CELL + 2 * SLACK
      const xBottom = isFlat || bottom <= lowY ? lowX : lowX + (bottom - lowY) * slope
      const xTop = isFlat || top >= highY ? highX : lowX + (top - lowY) * slope
      const first = Math.floor((Math.min(xBottom, xTop) - this.#west - SLACK) / CELL)
      const last = Math.floor((Math.max(xBottom, xTop) - this.#west + SLACK) / CELL)
      for (let column = first; column <= last; column++) visit(row * this.#cells.columns + column)
    }
  }

  /** Marks cells that the outline covers whole: centre inside and no edge of it. */
  #fill(outline: Polygon, i: number, passages: Passages): void {
    const { columns } = this.#cells
    const bounds = emptyBounds()
    growBounds(bounds, outline)
    const lastRow = Math.ceil((bounds[3] - this.#south) / CELL)
    for (let row = Math.floor((bounds[1] - this.#south) / CELL); row < lastRow; row++) {
      const crossings = crossingsAt(outline, this.#south + (row + 0.5) * CELL)
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const first = Math.ceil((crossings[k]! - this.#west) / CELL - 0.5)
        const last = Math.ceil((crossings[k + 1]! - this.#west) / CELL - 0.5)
        for (let column = first; column < last; column++) {
          if (this.#cells.at(column, row) === INSIDE || isPassed(passages, row * columns + column, i)) continue
          this.#cells.set(column, row, INSIDE)
        }
      }
    }
  }

  /** Numbers the mixed cells and lists what runs through them; cells that another outline covers whole stay inside. */
  #partsOf(outlines: readonly Polygon[], { keys, outlineCount, edgeCount }: Passages): MixedCells {
    const { columns } = this.#cells
    const mixed: MixedCells = { firstPart: [0], isCentreInside: [], firstEdge: [0], edges: [] }
    let [lastCell, lastOutline] = [-1, -1]
    for (const key of keys) {
      const cell = Math.floor(key / (outlineCount * edgeCount))
      const [column, row] = [cell % columns, Math.floor(cell / columns)]
      if (this.#cells.at(column, row) === INSIDE) continue
      const i = Math.floor(key / edgeCount) % outlineCount
      if (cell !== lastCell) {
        this.#cells.set(column, row, mixed.firstPart.length - 1)
        mixed.firstPart.push(mixed.firstPart.at(-1)!)
      }
      if (cell !== lastCell || i !== lastOutline) {
        const isInside = outlineContains(
          outlines[i]!,
          this.#west + (column + 0.5) * CELL,
          this.#south + (row + 0.5) * CELL,
        )
        mixed.isCentreInside.push(isInside)
        mixed.firstEdge.push(mixed.firstEdge.at(-1)!)
        mixed.firstPart[mixed.firstPart.length - 1]!++
      }
      mixed.firstEdge[mixed.firstEdge.length - 1]!++
      pushEdge(mixed.edges, outlines[i]!, key % edgeCount)
      lastCell = cell
      lastOutline = i
    }
    return mixed
  }
}

interface Passages {
  /** Ascending: (cell · outlineCount + outline) · edgeCount + edge. */
  readonly keys: Float64Array
  readonly outlineCount: number
  readonly edgeCount: number
}

/** In the columns of DrivableArea, growing. */
interface MixedCells {
  readonly firstPart: number[]
  readonly isCentreInside: boolean[]
  readonly firstEdge: number[]
  readonly edges: number[]
}

/** Whether an edge of the outline runs through the cell. */
function isPassed({ keys, outlineCount, edgeCount }: Passages, cell: number, outline: number): boolean {
  const wanted = (cell * outlineCount + outline) * edgeCount
  let [low, high] = [0, keys.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (keys[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return low < keys.length && keys[low]! < wanted + edgeCount
}

function pushEdge(edges: number[], outline: Polygon, edge: number): void {
  const k = 2 * edge
  const next = (k + 2) % outline.length
  edges.push(outline[k]!, outline[k + 1]!, outline[next]!, outline[next + 1]!)
}

/** x of an outline's edges at height y, ascending. */
function crossingsAt(outline: Polygon, y: number): number[] {
  const crossings: number[] = []
  for (let i = 0; i < outline.length; i += 2) {
    const next = (i + 2) % outline.length
    const ay = outline[i + 1]!
    const by = outline[next + 1]!
    if (ay > y !== by > y) crossings.push(outline[i]! + ((y - ay) * (outline[next]! - outline[i]!)) / (by - ay))
  }
  return crossings.sort((a, b) => a - b)
}
