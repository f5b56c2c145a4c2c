import type { ReferenceLine } from './reference-line.ts'

/**
 * Which stretches of which lines pass within some distance of each cell of a grid. Entry e of a cell: line, and its first
 * and last segment there.
 */
export class LaneGrid {
  readonly #west: number
  readonly #south: number
  readonly #columns: number
  readonly #rows: number
  readonly #cell: number
  readonly #first: Int32Array
  readonly line: Int32Array
  readonly firstSegment: Int32Array
  readonly lastSegment: Int32Array

  /** `reach`, m: of each line, how far from it a point finds it. */
  constructor(
    lines: readonly ReferenceLine[],
    reach: readonly number[],
    bounds: readonly [number, number, number, number],
    cell: number,
  ) {
    const margin = Math.max(0, ...reach)
    this.#west = bounds[0] - margin
    this.#south = bounds[1] - margin
    this.#cell = cell
    this.#columns = Math.max(1, Math.ceil((bounds[2] + margin - this.#west) / cell))
    this.#rows = Math.max(1, Math.ceil((bounds[3] + margin - this.#south) / cell))
    const { cells, line, firstSegment, lastSegment } = this.#collect(lines, reach)
    this.#first = new Int32Array(this.#columns * this.#rows + 1)
    for (const place of cells) this.#first[place + 1]!++
    for (let i = 1; i < this.#first.length; i++) this.#first[i] = this.#first[i]! + this.#first[i - 1]!
    const next = this.#first.slice()
    const order = cells.map((place) => next[place]!++)
    this.line = inOrder(line, order)
    this.firstSegment = inOrder(firstSegment, order)
    this.lastSegment = inOrder(lastSegment, order)
  }

  /** Index of the cell, or -1 outside the grid. Its entries are [begin(cell), end(cell)). */
  cellAt(x: number, y: number): number {
    const column = Math.floor((x - this.#west) / this.#cell)
    const row = Math.floor((y - this.#south) / this.#cell)
    if (!(column >= 0 && row >= 0 && column < this.#columns && row < this.#rows)) return -1
    return row * this.#columns + column
  }

  begin(cell: number): number {
    return this.#first[cell]!
  }

  end(cell: number): number {
    return this.#first[cell + 1]!
  }

  /** Entries line by line; entry e lies in cell cells[e]. */
  #collect(lines: readonly ReferenceLine[], reach: readonly number[]): Entries {
    const entries: Entries = { cells: [], line: [], firstSegment: [], lastSegment: [] }
    const newest = new Int32Array(this.#columns * this.#rows).fill(-1)
    for (const [index, line] of lines.entries()) {
      for (let segment = 0; segment + 1 < line.size; segment++) {
        this.#forCells(line, segment, reach[index]!, (cell) => {
          const last = newest[cell]!
          // Lines come one after the other, so that a line's stretch in a cell is its newest entry.
          if (last >= 0 && entries.line[last] === index) {
            entries.lastSegment[last] = segment
            return
          }
          newest[cell] = entries.cells.length
          entries.cells.push(cell)
          entries.line.push(index)
          entries.firstSegment.push(segment)
          entries.lastSegment.push(segment)
        })
      }
    }
    return entries
  }

  #forCells(line: ReferenceLine, segment: number, reach: number, visit: (cell: number) => void): void {
    const toColumn = (x: number) => clampInteger((x - this.#west) / this.#cell, this.#columns - 1)
    const toRow = (y: number) => clampInteger((y - this.#south) / this.#cell, this.#rows - 1)
    const [ax, bx] = [line.x[segment]!, line.x[segment + 1]!]
    const [ay, by] = [line.y[segment]!, line.y[segment + 1]!]
    const lastColumn = toColumn(Math.max(ax, bx) + reach)
    const lastRow = toRow(Math.max(ay, by) + reach)
    for (let row = toRow(Math.min(ay, by) - reach); row <= lastRow; row++) {
      for (let column = toColumn(Math.min(ax, bx) - reach); column <= lastColumn; column++) {
        visit(row * this.#columns + column)
      }
    }
  }
}

function inOrder(values: readonly number[], order: readonly number[]): Int32Array {
  const sorted = new Int32Array(values.length)
  for (const [i, value] of values.entries()) sorted[order[i]!] = value
  return sorted
}

function clampInteger(value: number, highest: number): number {
  return Math.max(0, Math.min(highest, Math.floor(value)))
}

interface Entries {
  readonly cells: number[]
  readonly line: number[]
  readonly firstSegment: number[]
  readonly lastSegment: number[]
}
