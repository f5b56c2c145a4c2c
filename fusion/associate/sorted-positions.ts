/** Below this the sort is an insertion sort, which allocates nothing. */
const FEW = 64

/**
 * Positions along one axis in ascending order, so that what lies near a point is a run and not a search through all: with a
 * thousand objects most pairs are never looked at. Buffers are kept between cycles.
 */
export class SortedPositions {
  /** Index, in the order of `set`, of each entry in ascending order of position. */
  order = new Int32Array(64)
  #positions = new Float64Array(64)
  #count = 0

  begin(count: number): void {
    this.#count = count
    if (this.order.length < count) {
      this.order = new Int32Array(2 * count)
      this.#positions = new Float64Array(2 * count)
    }
  }

  set(index: number, position: number): void {
    this.#positions[index] = position
    this.order[index] = index
  }

  /** Equal positions keep the order of their indices. */
  sort(): void {
    if (this.#count > FEW) {
      this.order.subarray(0, this.#count).sort((a, b) => this.#positions[a]! - this.#positions[b]! || a - b)
      return
    }
    for (let i = 1; i < this.#count; i++) {
      const index = this.order[i]!
      const position = this.#positions[index]!
      let j = i - 1
      while (j >= 0 && this.#positions[this.order[j]!]! > position) {
        this.order[j + 1] = this.order[j]!
        j--
      }
      this.order[j + 1] = index
    }
  }

  /** First place in `order` whose position is at least `position`; the count when there is none. */
  firstFrom(position: number): number {
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#positions[this.order[middle]!]! < position) low = middle + 1
      else high = middle
    }
    return low
  }
}
