import type { Polygon } from './lane-map.ts'
import { distanceToSegment, emptyBounds, growBounds } from './outline.ts'

const OUTSIDE = 0
const INSIDE = 1
const MIXED = 2

/** m; a cell is one table look-up unless an outline runs through it. */
const CELL = 0.5

/**
 * The union of outlines, exact and fast: a raster says inside or outside for whole cells; in cells that an outline runs
 * through, the path from the cell's centre (whose side is known) to the point is counted against the edges in the cell.
 */
export class DrivableArea {
  readonly #columns: number
  readonly #rows: number
  readonly #west: number
  readonly #south: number
  readonly #state: Uint8Array
  /** Cell to its place in #firstPart; only for mixed cells. */
  readonly #place: Int32Array
  /** Parts (one an outline) of mixed cell k: [#firstPart[k], #firstPart[k + 1]). */
  readonly #firstPart: Int32Array
  readonly #isCentreInside: Uint8Array
  /** Edges of part p: [#firstEdge[p], #firstEdge[p + 1]), four coordinates each. */
  readonly #firstEdge: Int32Array
  readonly #edges: Float64Array

  constructor(outlines: readonly Polygon[]) {
    const bounds = emptyBounds()
    for (const outline of outlines) growBounds(bounds, outline)
    if (outlines.length === 0) bounds.fill(0)
    this.#west = bounds[0] - CELL
    this.#south = bounds[1] - CELL
    this.#columns = Math.ceil((bounds[2] - this.#west) / CELL) + 1
    this.#rows = Math.ceil((bounds[3] - this.#south) / CELL) + 1
    this.#state = new Uint8Array(this.#columns * this.#rows)
    const parts = this.#rasterise(outlines)
    this.#place = new Int32Array(this.#state.length)
    const mixed = [...parts.keys()].filter((cell) => this.#state[cell] === MIXED).sort((a, b) => a - b)
    const flat = mixed.flatMap((cell) => parts.get(cell)!)
    this.#firstPart = new Int32Array(mixed.length + 1)
    mixed.forEach((cell, k) => {
      this.#place[cell] = k
      this.#firstPart[k + 1] = this.#firstPart[k]! + parts.get(cell)!.length
    })
    this.#isCentreInside = Uint8Array.from(flat, (part) => (part.isCentreInside ? 1 : 0))
    this.#firstEdge = new Int32Array(flat.length + 1)
    flat.forEach((part, p) => {
      this.#firstEdge[p + 1] = this.#firstEdge[p]! + part.edges.length / 4
    })
    this.#edges = Float64Array.from(flat.flatMap((part) => part.edges))
  }

  contains(x: number, y: number): boolean {
    const column = Math.floor((x - this.#west) / CELL)
    const row = Math.floor((y - this.#south) / CELL)
    // Written so that NaN is outside.
    if (!(column >= 0 && row >= 0 && column < this.#columns && row < this.#rows)) return false
    const cell = row * this.#columns + column
    const state = this.#state[cell]!
    return state === MIXED ? this.#isInsideMixed(cell, column, row, x, y) : state === INSIDE
  }

  /** m to the area, 0 inside, `reach` when farther than that. */
  distance(x: number, y: number, reach: number): number {
    if (this.contains(x, y)) return 0
    let smallest = reach
    const first = Math.max(0, Math.floor((x - reach - this.#west) / CELL))
    const last = Math.min(this.#columns - 1, Math.floor((x + reach - this.#west) / CELL))
    const top = Math.min(this.#rows - 1, Math.floor((y + reach - this.#south) / CELL))
    for (let row = Math.max(0, Math.floor((y - reach - this.#south) / CELL)); row <= top; row++) {
      for (let column = first; column <= last; column++) {
        const cell = row * this.#columns + column
        if (this.#state[cell] === MIXED) smallest = Math.min(smallest, this.#distanceInCell(cell, x, y))
      }
    }
    return smallest
  }

  #isInsideMixed(cell: number, column: number, row: number, x: number, y: number): boolean {
    const cx = this.#west + (column + 0.5) * CELL
    const cy = this.#south + (row + 0.5) * CELL
    const place = this.#place[cell]!
    for (let part = this.#firstPart[place]!; part < this.#firstPart[place + 1]!; part++) {
      let isInside = this.#isCentreInside[part] === 1
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

  #distanceInCell(cell: number, x: number, y: number): number {
    const place = this.#place[cell]!
    const begin = this.#firstEdge[this.#firstPart[place]!]!
    const end = this.#firstEdge[this.#firstPart[place + 1]!]!
    let smallest = Number.POSITIVE_INFINITY
    for (let i = 4 * begin; i < 4 * end; i += 4) {
      const [ax, ay, bx, by] = [this.#edges[i]!, this.#edges[i + 1]!, this.#edges[i + 2]!, this.#edges[i + 3]!]
      smallest = Math.min(smallest, distanceToSegment(x, y, ax, ay, bx, by))
    }
    return smallest
  }

  /** Fills #state; returns the parts of every cell that an outline runs through. */
  #rasterise(outlines: readonly Polygon[]): Map<number, Part[]> {
    const parts = new Map<number, Part[]>()
    for (const outline of outlines) {
      const edges = this.#edgesByCell(outline)
      const insideCells = this.#cellsWithCentreInside(outline)
      for (const cell of insideCells) if (!edges.has(cell)) this.#state[cell] = INSIDE
      const inside = new Set(insideCells)
      for (const [cell, list] of edges) {
        const part = { isCentreInside: inside.has(cell), edges: list }
        const known = parts.get(cell)
        if (known) known.push(part)
        else parts.set(cell, [part])
      }
    }
    // A cell that another outline covers whole stays inside, whatever runs through it.
    for (const cell of parts.keys()) if (this.#state[cell] === OUTSIDE) this.#state[cell] = MIXED
    return parts
  }

  #edgesByCell(outline: Polygon): Map<number, number[]> {
    const cells = new Map<number, number[]>()
    for (let i = 0; i < outline.length; i += 2) {
      const next = (i + 2) % outline.length
      const [ax, ay, bx, by] = [outline[i]!, outline[i + 1]!, outline[next]!, outline[next + 1]!]
      this.#forCellsOnSegment(ax, ay, bx, by, (cell) => {
        const known = cells.get(cell)
        if (known) known.push(ax, ay, bx, by)
        else cells.set(cell, [ax, ay, bx, by])
      })
    }
    return cells
  }

  /** Cells that the segment touches, rather one too many: row by row, from where it enters to where it leaves. */
  #forCellsOnSegment(ax: number, ay: number, bx: number, by: number, visit: (cell: number) => void): void {
    const [lowX, lowY, highX, highY] = ay <= by ? [ax, ay, bx, by] : [bx, by, ax, ay]
    const firstRow = Math.floor((lowY - this.#south - SLACK) / CELL)
    const lastRow = Math.floor((highY - this.#south + SLACK) / CELL)
    for (let row = firstRow; row <= lastRow; row++) {
      const bottom = this.#south + row * CELL - SLACK
      const top = bottom + CELL + 2 * SLACK
      const slope = highY > lowY ? (highX - lowX) / (highY - lowY) : 0
      const isFlat = highY - lowY < SLACK
      const xBottom = isFlat || bottom <= lowY ? lowX : lowX + (bottom - lowY) * slope
      const xTop = isFlat || top >= highY ? highX : lowX + (top - lowY) * slope
      const first = Math.floor((Math.min(xBottom, xTop) - this.#west - SLACK) / CELL)
      const last = Math.floor((Math.max(xBottom, xTop) - this.#west + SLACK) / CELL)
      for (let column = first; column <= last; column++) visit(row * this.#columns + column)
    }
  }

  #cellsWithCentreInside(outline: Polygon): number[] {
    const cells: number[] = []
    const bounds = emptyBounds()
    growBounds(bounds, outline)
    const lastRow = Math.ceil((bounds[3] - this.#south) / CELL)
    for (let row = Math.floor((bounds[1] - this.#south) / CELL); row < lastRow; row++) {
      const crossings = crossingsAt(outline, this.#south + (row + 0.5) * CELL)
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const first = Math.ceil((crossings[k]! - this.#west) / CELL - 0.5)
        const last = Math.ceil((crossings[k + 1]! - this.#west) / CELL - 0.5)
        for (let column = first; column < last; column++) cells.push(row * this.#columns + column)
      }
    }
    return cells
  }
}

interface Part {
  readonly isCentreInside: boolean
  readonly edges: readonly number[]
}

/** m; an edge on a cell's border belongs to both cells. */
const SLACK = 1e-6

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
