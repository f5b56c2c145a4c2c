import type { PlacedPoints } from './placed-points.ts'

/** m */
const CELL = 0.2
/** Cells around the grid that are never occupied, so that looking at neighbours stays inside. */
const BORDER = 6
/** Points of a road user lie between these heights over the ground, m; a kerb stays below. */
export const LOWEST = 0.3
const HIGHEST = 2.2
/** Higher points count for the height of what stands beneath them only, m: no lorry is higher (4 m in the EU). */
export const TALLEST = 4.3
/** m */
const LAYER = 0.2
/** Layers without a point that may lie inside one object: between the rings of a sensor, by range (32 rings over 40°). */
const LARGEST_GAP = 0.5
const GAP_PER_RANGE = 0.022
/** Cells that may stay empty inside one object: up to this range of the sensor one, beyond it two, m. */
const NEAR = 12
/**
 * Away from the sensor gaps are wider, since beams graze the side of a vehicle there: this many cells may lie from one
 * occupied cell to the next, from this range on, m.
 */
const RADIAL_CELLS = 5
const RADIAL_FROM = 15

/**
 * Points over the ground in connected groups: occupied cells of a flat grid, joined where they (nearly) touch. Union-find
 * over the occupied cells (Hopcroft and Ullman 1973): linear in points and cells.
 */
export class ObstacleGrid {
  /** Points of cluster k: order[starts[k]] .. order[starts[k + 1] - 1]. */
  order = new Int32Array(0)
  starts = new Int32Array(1)
  count = 0
  /** By cluster: height of its lowest point over the ground, m. */
  bottoms = new Float32Array(0)
  /** By cluster: bit i stands for points between i and i + 1 layers over the ground, up to {@link TALLEST}. */
  layers = new Int32Array(0)

  readonly #reach: number
  readonly #side: number
  /** 1 + index of the occupied cell; 0 where free. */
  readonly #occupied: Int32Array
  #places = new Int32Array(0)
  #parents = new Int32Array(0)
  #labels = new Int32Array(0)
  /** Points of the occupied cells from the front, high ones from the back; beside each its cell, or its place. */
  #members = new Int32Array(0)
  #cellOf = new Int32Array(0)
  #low = 0
  #high = 0
  #cellCount = 0
  readonly #centre: [number, number] = [0, 0]

  /** `reach`: half the side of the square that holds the points, m. */
  constructor(reach: number) {
    this.#reach = reach
    this.#side = Math.ceil((2 * reach) / CELL) + 2 * BORDER + 1
    this.#occupied = new Int32Array(this.#side * this.#side)
  }

  /** `isIsolated`, by point: 1 for those that are left out. (`centreX`, `centreY`): the sensor, ego frame, m. */
  build(points: PlacedPoints, heights: Float32Array, isIsolated: Uint8Array, centreX: number, centreY: number): void {
    this.#centre[0] = centreX
    this.#centre[1] = centreY
    this.#reserve(points.x.length)
    this.#occupy(points, heights, isIsolated)
    this.#join()
    this.#group(points.count, heights)
    for (let cell = 0; cell < this.#cellCount; cell++) this.#occupied[this.#places[cell]!] = 0
  }

  /**
   * Height of cluster `k` over the ground, m: up to the first gap, so that the tree over a car is no part of it.
   * `range`: of the cluster from the sensor, m.
   */
  topOf(k: number, range: number): number {
    const layers = this.layers[k]!
    const largest = (LARGEST_GAP + GAP_PER_RANGE * range) / LAYER
    let top = (this.bottoms[k]! / LAYER) | 0
    for (let layer = top + 1; layer <= TALLEST / LAYER && layer - top <= largest + 1; layer++) {
      if (layers & (1 << layer)) top = layer
    }
    return (top + 0.5) * LAYER
  }

  #reserve(n: number): void {
    if (this.#places.length >= n) return
    this.#places = new Int32Array(n)
    this.#parents = new Int32Array(n)
    this.#labels = new Int32Array(n)
    this.#members = new Int32Array(n)
    this.#cellOf = new Int32Array(n)
    this.order = new Int32Array(n)
    this.starts = new Int32Array(n + 2)
    this.bottoms = new Float32Array(n)
    this.layers = new Int32Array(n)
  }

  #occupy(points: PlacedPoints, heights: Float32Array, isIsolated: Uint8Array): void {
    const { x, y, count } = points
    const reach = this.#reach
    const side = this.#side
    const occupied = this.#occupied
    const members = this.#members
    const cellOf = this.#cellOf
    let cells = 0
    let low = 0
    let high = count
    for (let i = 0; i < count; i++) {
      const height = heights[i]!
      if (!(height >= LOWEST && height < TALLEST) || isIsolated[i] === 1) continue
      const column = BORDER + (((x[i]! + reach) * (1 / CELL)) | 0)
      const row = BORDER + (((y[i]! + reach) * (1 / CELL)) | 0)
      const place = row * side + column
      if (height > HIGHEST) {
        // Perhaps the upper part of something: asked once all cells are known. These fill the list from its end.
        members[--high] = i
        cellOf[high] = place
        continue
      }
      let cell = occupied[place]! - 1
      if (cell < 0) {
        cell = cells++
        occupied[place] = cell + 1
        this.#places[cell] = place
        this.#parents[cell] = cell
      }
      members[low] = i
      cellOf[low++] = cell
    }
    this.#cellCount = cells
    this.#low = low
    this.#high = high
  }

  #join(): void {
    const side = this.#side
    const occupied = this.#occupied
    const near = (NEAR / CELL) ** 2
    const middleX = BORDER + (this.#centre[0] + this.#reach) / CELL
    const middleY = BORDER + (this.#centre[1] + this.#reach) / CELL
    for (let cell = 0; cell < this.#cellCount; cell++) {
      const place = this.#places[cell]!
      const dx = (place % side) - middleX
      const dy = Math.floor(place / side) - middleY
      const window = dx * dx + dy * dy < near ? 1 : 2
      const range = Math.sqrt(dx * dx + dy * dy)
      if (range > RADIAL_FROM / CELL) this.#joinOutwards(cell, place, dx / range, dy / range)
      // The half of the window that comes later in the grid; the other half is the neighbours' work.
      for (let row = 0; row <= window; row++) {
        for (let column = row === 0 ? 1 : -window; column <= window; column++) {
          const other = occupied[place + row * side + column]! - 1
          if (other >= 0) this.#unite(cell, other)
        }
      }
    }
  }

  /** (`outX`, `outY`): unit vector away from the sensor. */
  #joinOutwards(cell: number, place: number, outX: number, outY: number): void {
    for (let step = 3; step <= RADIAL_CELLS; step++) {
      const at = place + Math.round(step * outY) * this.#side + Math.round(step * outX)
      const other = this.#occupied[at]! - 1
      if (other >= 0) this.#unite(cell, other)
    }
  }

  #root(cell: number): number {
    const parents = this.#parents
    let at = cell
    while (parents[at] !== at) {
      const above = parents[parents[at]!]!
      parents[at] = above
      at = above
    }
    return at
  }

  #unite(a: number, b: number): void {
    const rootA = this.#root(a)
    const rootB = this.#root(b)
    if (rootA < rootB) this.#parents[rootB] = rootA
    else if (rootB < rootA) this.#parents[rootA] = rootB
  }

  /** Numbers the clusters and sorts the points by them (counting sort). */
  #group(count: number, heights: Float32Array): void {
    let clusters = 0
    // A root is the first of its cells, so its number is known before the others ask for it.
    for (let cell = 0; cell < this.#cellCount; cell++) {
      const root = this.#root(cell)
      if (root === cell) {
        this.layers[clusters] = 0
        this.bottoms[clusters] = TALLEST
        this.#labels[cell] = clusters++
      } else this.#labels[cell] = this.#labels[root]!
    }
    this.count = clusters
    const { starts, order, bottoms, layers } = this
    const labels = this.#labels
    const members = this.#members
    const cellOf = this.#cellOf
    starts.fill(0, 0, clusters + 2)
    for (let m = 0; m < this.#low; m++) {
      const label = labels[cellOf[m]!]!
      const height = heights[members[m]!]!
      if (height < bottoms[label]!) bottoms[label] = height
      layers[label]! |= 1 << ((height / LAYER) | 0)
      starts[label + 2]!++
    }
    for (let m = this.#high; m < count; m++) {
      const cell = this.#occupied[cellOf[m]!]! - 1
      if (cell >= 0) layers[labels[cell]!]! |= 1 << ((heights[members[m]!]! / LAYER) | 0)
    }
    for (let k = 0; k < clusters; k++) starts[k + 2]! += starts[k + 1]!
    for (let m = 0; m < this.#low; m++) order[starts[labels[cellOf[m]!]! + 1]!++] = members[m]!
  }
}
