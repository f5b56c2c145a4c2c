import { munkres } from 'munkres'

/** Larger conflicts, which only hostile input makes, are solved greedily: the exact solution costs their third power. */
const LARGEST_EXACT = 256

/**
 * One-to-one assignment of rows to columns over the listed pairs at least total cost, where a row left alone costs
 * `unassignedCost` (above every pair's cost: then as many pairs as possible come before their costs). Pairs fall into
 * independent groups, most of one or two, so that the cubic solver only sees true conflicts. Buffers are kept.
 * Source: Kuhn 1955; Munkres 1957.
 */
export class SparseAssignment {
  /** Column of each row, -1 where unassigned; valid for the rows of the last `solve`. */
  columnOf = new Int32Array(64)
  /** Row of each column, -1 where unassigned. */
  rowOf = new Int32Array(64)
  #rows = 0
  #columns = 0
  #pairs = 0
  #pairRow = new Int32Array(256)
  #pairColumn = new Int32Array(256)
  #pairCost = new Float64Array(256)
  /** Union-find over rows, then columns. */
  #parent = new Int32Array(128)
  /** Place of each node in its group's cost matrix. */
  #place = new Int32Array(128)
  /** Pairs by group: a linked list from its root. */
  #first = new Int32Array(128)
  #next = new Int32Array(256)

  begin(rows: number, columns: number): void {
    this.#rows = rows
    this.#columns = columns
    this.#pairs = 0
    if (this.columnOf.length < rows) this.columnOf = new Int32Array(2 * rows)
    if (this.rowOf.length < columns) this.rowOf = new Int32Array(2 * columns)
    if (this.#parent.length < rows + columns) {
      this.#parent = new Int32Array(2 * (rows + columns))
      this.#first = new Int32Array(2 * (rows + columns))
      this.#place = new Int32Array(2 * (rows + columns))
    }
    this.columnOf.fill(-1, 0, rows)
    this.rowOf.fill(-1, 0, columns)
  }

  /** An admissible pair; a NaN or infinite cost makes it inadmissible. */
  add(row: number, column: number, cost: number): void {
    if (!Number.isFinite(cost)) return
    if (this.#pairs === this.#pairRow.length) this.#grow()
    this.#pairRow[this.#pairs] = row
    this.#pairColumn[this.#pairs] = column
    this.#pairCost[this.#pairs] = cost
    this.#pairs++
  }

  solve(unassignedCost: number): void {
    this.#group()
    for (let root = 0; root < this.#rows + this.#columns; root++) {
      const pair = this.#first[root]!
      if (pair < 0) continue
      if (this.#next[pair]! < 0) this.#match(this.#pairRow[pair]!, this.#pairColumn[pair]!)
      else this.#solveGroup(pair, unassignedCost)
    }
  }

  /** Best pair first, each row and column once: what trackers call greedy. Equal costs: lower row, then column first. */
  solveGreedily(): void {
    const order = Array.from({ length: this.#pairs }, (_, pair) => pair)
    this.#matchInOrder(order)
  }

  #group(): void {
    const nodes = this.#rows + this.#columns
    for (let i = 0; i < nodes; i++) this.#parent[i] = i
    this.#first.fill(-1, 0, nodes)
    for (let pair = 0; pair < this.#pairs; pair++) {
      const a = this.#root(this.#pairRow[pair]!)
      const b = this.#root(this.#rows + this.#pairColumn[pair]!)
      // The lower node becomes the root: the result does not depend on the order of the pairs.
      if (a < b) this.#parent[b] = a
      else this.#parent[a] = b
    }
    for (let pair = this.#pairs - 1; pair >= 0; pair--) {
      const root = this.#root(this.#pairRow[pair]!)
      this.#next[pair] = this.#first[root]!
      this.#first[root] = pair
    }
  }

  #root(node: number): number {
    while (this.#parent[node] !== node) {
      this.#parent[node] = this.#parent[this.#parent[node]!]!
      node = this.#parent[node]!
    }
    return node
  }

  #solveGroup(firstPair: number, unassignedCost: number): void {
    const rows: number[] = []
    const columns: number[] = []
    const pairs: number[] = []
    for (let pair = firstPair; pair >= 0; pair = this.#next[pair]!) {
      pairs.push(pair)
      this.#placeIn(rows, this.#pairRow[pair]!, this.#pairRow[pair]!)
      this.#placeIn(columns, this.#pairColumn[pair]!, this.#rows + this.#pairColumn[pair]!)
    }
    if (Math.min(rows.length, columns.length) === 1) this.#matchBest(pairs)
    else if (Math.max(rows.length, columns.length) > LARGEST_EXACT) this.#matchInOrder(pairs)
    else this.#matchExactly(rows, columns, pairs, unassignedCost)
  }

  /** Gives a node its place among its group's rows or columns; node indices are as in the union-find. */
  #placeIn(members: number[], index: number, node: number): void {
    const place = this.#place[node]!
    if (members[place] === index) return
    this.#place[node] = members.length
    members.push(index)
  }

  #matchExactly(
    rows: readonly number[],
    columns: readonly number[],
    pairs: readonly number[],
    unassignedCost: number,
  ): void {
    const costs = rows.map(() => columns.map(() => unassignedCost))
    for (const pair of pairs) {
      const i = this.#place[this.#pairRow[pair]!]!
      const j = this.#place[this.#rows + this.#pairColumn[pair]!]!
      costs[i]![j] = this.#pairCost[pair]!
    }
    for (const [i, j] of munkres(costs)) if (costs[i]![j]! < unassignedCost) this.#match(rows[i]!, columns[j]!)
  }

  #matchBest(pairs: readonly number[]): void {
    let best = pairs[0]!
    for (const pair of pairs) if (this.#pairCost[pair]! < this.#pairCost[best]!) best = pair
    this.#match(this.#pairRow[best]!, this.#pairColumn[best]!)
  }

  #matchInOrder(order: number[]): void {
    order.sort(
      (a, b) =>
        this.#pairCost[a]! - this.#pairCost[b]! ||
        this.#pairRow[a]! - this.#pairRow[b]! ||
        this.#pairColumn[a]! - this.#pairColumn[b]!,
    )
    for (const pair of order) {
      const row = this.#pairRow[pair]!
      const column = this.#pairColumn[pair]!
      if (this.columnOf[row]! < 0 && this.rowOf[column]! < 0) this.#match(row, column)
    }
  }

  #match(row: number, column: number): void {
    this.columnOf[row] = column
    this.rowOf[column] = row
  }

  #grow(): void {
    const size = 2 * this.#pairRow.length
    this.#pairRow = grown(this.#pairRow, new Int32Array(size))
    this.#pairColumn = grown(this.#pairColumn, new Int32Array(size))
    this.#pairCost = grown(this.#pairCost, new Float64Array(size))
    this.#next = grown(this.#next, new Int32Array(size))
  }
}

function grown<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old)
  return larger
}
