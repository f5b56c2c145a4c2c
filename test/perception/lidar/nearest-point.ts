/** Distance to the nearest of a fixed set of points, by a hash of cubes whose search grows until it is certain. */
export class NearestPoint {
  readonly #x: Float32Array
  readonly #y: Float32Array
  readonly #z: Float32Array
  readonly #cell: number
  /** First point of each bucket and the next point of each point, -1 at the end. */
  readonly #first: Int32Array
  readonly #next: Int32Array

  /** @param cell edge of a cube, m: about the distance expected */
  constructor(x: Float32Array, y: Float32Array, z: Float32Array, count: number, cell: number) {
    this.#x = x
    this.#y = y
    this.#z = z
    this.#cell = cell
    this.#first = new Int32Array(1 << 20).fill(-1)
    this.#next = new Int32Array(count)
    for (let i = 0; i < count; i++) {
      const bucket = this.#bucket(Math.floor(x[i]! / cell), Math.floor(y[i]! / cell), Math.floor(z[i]! / cell))
      this.#next[i] = this.#first[bucket]!
      this.#first[bucket] = i
    }
  }

  /** m; infinity when there is none within 40 cubes. */
  distance(x: number, y: number, z: number): number {
    const cell = this.#cell
    const [atX, atY, atZ] = [Math.floor(x / cell), Math.floor(y / cell), Math.floor(z / cell)]
    let best = Number.POSITIVE_INFINITY
    for (let shell = 0; shell <= 40; shell++) {
      for (let cx = -shell; cx <= shell; cx++)
        for (let cy = -shell; cy <= shell; cy++)
          for (let cz = -shell; cz <= shell; cz++) {
            if (Math.max(Math.abs(cx), Math.abs(cy), Math.abs(cz)) < shell) continue
            for (let i = this.#first[this.#bucket(atX + cx, atY + cy, atZ + cz)]!; i >= 0; i = this.#next[i]!)
              best = Math.min(best, Math.hypot(this.#x[i]! - x, this.#y[i]! - y, this.#z[i]! - z))
          }
      // Everything outside the searched cubes is at least this far away.
      if (best <= shell * cell) return best
    }
    return best
  }

  #bucket(x: number, y: number, z: number): number {
    return (Math.imul(x, 73856093) ^ Math.imul(y, 19349663) ^ Math.imul(z, 83492791)) & ((1 << 20) - 1)
  }
}
