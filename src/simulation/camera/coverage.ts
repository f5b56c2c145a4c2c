/**
 * Exact area coverage of outlines over a square of texels, by signed areas: each edge adds what it covers to its texel
 * and the rest of its height to the next one; running sums along the rows then give the covered shares. Source of the
 * idea: Turner, FreeType's smooth rasteriser, 1998; Levien, font-rs, 2015.
 */
export class Coverage {
  readonly size: number
  /** Covered share of each texel, row by row, 0..1. */
  readonly shares: Float32Array
  readonly #stride: number
  readonly #areas: Float32Array

  constructor(size: number) {
    this.size = size
    this.shares = new Float32Array(size * size)
    // An edge in the last column writes into the next one.
    this.#stride = size + 2
    this.#areas = new Float32Array(this.#stride * size)
  }

  clear(): void {
    this.shares.fill(0)
  }

  /** Adds a simple outline; texel (0, 0) begins at (west, south), `scale` texels a metre. */
  add(points: Float64Array, west: number, south: number, scale: number): void {
    const { size } = this
    let lowest = Number.POSITIVE_INFINITY
    let highest = Number.NEGATIVE_INFINITY
    const n = points.length
    let x0 = (points[n - 2]! - west) * scale
    let y0 = (points[n - 1]! - south) * scale
    for (let i = 0; i < n; i += 2) {
      const x1 = (points[i]! - west) * scale
      const y1 = (points[i + 1]! - south) * scale
      if (y1 < lowest) lowest = y1
      if (y1 > highest) highest = y1
      if (y0 !== y1) this.#addEdge(x0, y0, x1, y1)
      x0 = x1
      y0 = y1
    }
    const first = Math.max(0, Math.floor(lowest))
    const last = Math.min(size, Math.ceil(highest))
    for (let row = first; row < last; row++) this.#sumRow(row)
  }

  #sumRow(row: number): void {
    const { size, shares } = this
    const areas = this.#areas
    const from = row * this.#stride
    const to = row * size
    let sum = 0
    for (let column = 0; column < size; column++) {
      sum += areas[from + column]!
      areas[from + column] = 0
      const share = shares[to + column]! + (sum < 0 ? -sum : sum)
      shares[to + column] = Math.min(share, 1)
    }
    areas[from + size] = 0
    areas[from + size + 1] = 0
  }

  #addEdge(ax: number, ay: number, bx: number, by: number): void {
    const sign = ay < by ? 1 : -1
    const [x0, y0, x1, y1] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay]
    const slope = (x1 - x0) / (y1 - y0)
    const last = Math.min(this.size, Math.ceil(y1))
    for (let row = Math.max(0, Math.floor(y0)); row < last; row++) {
      const begin = Math.max(y0, row)
      const end = Math.min(y1, row + 1)
      const from = x0 + (begin - y0) * slope
      const to = x0 + (end - y0) * slope
      this.#addPiece(row * this.#stride, Math.min(from, to), Math.max(from, to), sign * (end - begin))
    }
  }

  /** A piece of an edge inside one row, from x = a to x = b >= a, of signed height `height`. */
  #addPiece(row: number, a: number, b: number, height: number): void {
    const { size } = this
    const areas = this.#areas
    if (a >= size) return
    if (b <= 0) {
      areas[row] = areas[row]! + height
      return
    }
    const perTexel = b > a ? height / (b - a) : 0
    const from = Math.max(a, 0)
    const to = Math.min(b, size)
    // What lies left of the square covers all of the row; what lies right of it, nothing.
    let before = a < 0 ? -a * perTexel : 0
    let written = 0
    const first = Math.floor(from)
    const end = Math.max(first + 1, Math.ceil(to))
    for (let column = first; column < end; column++) {
      const left = Math.max(from, column)
      const right = Math.min(to, column + 1)
      const gained = b > a ? perTexel * (right - left) : height
      // The height gained in this texel covers what lies right of the edge.
      const covered = before + gained * (column + 1 - 0.5 * (left + right))
      areas[row + column] = areas[row + column]! + covered - written
      written = covered
      before += gained
    }
    areas[row + end] = areas[row + end]! + before - written
  }
}
