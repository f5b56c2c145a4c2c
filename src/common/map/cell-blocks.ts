/** Cells along a block's edge; a block is one look-up, and only blocks that hold something take memory. */
const BLOCK = 16
const BLOCK_CELLS = BLOCK * BLOCK

/** A large, mostly empty grid of integers: blocks of 16 × 16 cells that come into being when one is written. */
export class CellBlocks {
  readonly #columns: number
  readonly #rows: number
  readonly #blockColumns: number
  readonly #empty: number
  /** By block: place of its first cell in #cells, or -1. */
  readonly #blocks: Int32Array
  #cells: Int32Array
  #used = 0

  /** `empty` is what unwritten cells hold. */
  constructor(columns: number, rows: number, empty: number) {
    this.#columns = columns
    this.#rows = rows
    this.#empty = empty
    this.#blockColumns = Math.ceil(columns / BLOCK)
    this.#blocks = new Int32Array(this.#blockColumns * Math.ceil(rows / BLOCK)).fill(-1)
    this.#cells = new Int32Array(64 * BLOCK_CELLS).fill(empty)
  }

  get columns(): number {
    return this.#columns
  }

  /** The cell's value; `empty` outside of the grid and for NaN. */
  at(column: number, row: number): number {
    if (!(column >= 0 && row >= 0 && column < this.#columns && row < this.#rows)) return this.#empty
    const first = this.#blocks[(row >> 4) * this.#blockColumns + (column >> 4)]!
    return first < 0 ? this.#empty : this.#cells[first + ((row & 15) << 4) + (column & 15)]!
  }

  /** The cell must lie in the grid. */
  set(column: number, row: number, value: number): void {
    const block = (row >> 4) * this.#blockColumns + (column >> 4)
    if (this.#blocks[block]! < 0) this.#blocks[block] = this.#newBlock()
    this.#cells[this.#blocks[block]! + ((row & 15) << 4) + (column & 15)] = value
  }

  #newBlock(): number {
    const first = this.#used
    this.#used += BLOCK_CELLS
    if (this.#used > this.#cells.length) {
      const larger = new Int32Array(2 * this.#cells.length).fill(this.#empty)
      larger.set(this.#cells)
      this.#cells = larger
    }
    return first
  }
}
