import { type ModelStates, viewModelStates } from '../filters/model-states.ts'
import { CTRA_SIZE } from '../models/ctra-state.ts'
import { HEADER, HEADER_LENGTH, SLOT, SLOT_MODELS, SLOT_STRIDE } from './track-slot.ts'

/**
 * All tracks in one Float64Array: a header, then slots of equal stride in order of id, without holes. The whole state of
 * the tracker is this array's used part, so that saving and restoring it is one copy (out-of-sequence measurements roll
 * back through it). Nothing else may hold state between measurements.
 */
export class TrackStore {
  readonly capacity: number
  readonly data: Float64Array
  /**
   * By slot: another number whenever its content changes, which tells who keeps what it read. No number stands for two
   * contents, whatever is loaded; so it is no part of the state.
   */
  readonly revisions: Float64Array
  #revision = 0
  /** Motion states of each slot, views made once: [slot][number of models - 1]. */
  readonly #states: (readonly ModelStates[])[] = []

  constructor(capacity: number) {
    this.capacity = capacity
    this.data = new Float64Array(HEADER_LENGTH + capacity * SLOT_STRIDE)
    this.revisions = new Float64Array(capacity)
    this.data[HEADER.nextId] = 1
    this.data[HEADER.stamp] = Number.NEGATIVE_INFINITY
  }

  get count(): number {
    return this.data[HEADER.count]!
  }

  /** Index of the slot's first element in `data`. */
  offset(slot: number): number {
    return HEADER_LENGTH + slot * SLOT_STRIDE
  }

  /** Views of a slot's motion states under a bank of `models` models. */
  states(slot: number, models: number): ModelStates {
    let views = this.#states[slot]
    if (views === undefined) {
      const offset = this.offset(slot) + SLOT_MODELS
      views = [1, 2, 3].map((count) => viewModelStates(this.data, offset, count, CTRA_SIZE))
      this.#states[slot] = views
    }
    return views[models - 1]!
  }

  /** Appends a zeroed slot with the next id; -1, and counted, when the store is full. */
  append(): number {
    const slot = this.count
    if (slot >= this.capacity) {
      this.data[HEADER.refusedBirths]!++
      return -1
    }
    const offset = this.offset(slot)
    this.data.fill(0, offset, offset + SLOT_STRIDE)
    this.data[offset + SLOT.id] = this.data[HEADER.nextId]!
    this.data[HEADER.nextId]!++
    this.data[HEADER.count] = slot + 1
    return slot
  }

  /** Tells who keeps what it read of the slot that there is something new in it. */
  touch(slot: number): void {
    this.revisions[slot] = ++this.#revision
  }

  /** Keeps the slots for which `isKept` holds, in order. */
  compact(isKept: (offset: number) => boolean): void {
    const count = this.count
    let kept = 0
    for (let slot = 0; slot < count; slot++) {
      const from = this.offset(slot)
      if (!isKept(from)) continue
      if (kept !== slot) {
        this.data.copyWithin(this.offset(kept), from, from + SLOT_STRIDE)
        this.revisions[kept] = this.revisions[slot]!
      }
      kept++
    }
    this.data[HEADER.count] = kept
  }

  /** Elements in use: what a snapshot must hold. */
  get usedLength(): number {
    return this.offset(this.count)
  }

  /** Copies the used part into `out` (at least `usedLength` elements), and what `revisions` hold where asked to. */
  save(out: Float64Array, revisions?: Float64Array): void {
    out.set(this.data.subarray(0, this.usedLength))
    revisions?.set(this.revisions.subarray(0, this.count))
  }

  /** Without `revisions` of the save, all content counts as new. */
  load(from: Float64Array, revisions?: Float64Array): void {
    const used = HEADER_LENGTH + from[HEADER.count]! * SLOT_STRIDE
    this.data.set(from.subarray(0, used))
    if (revisions) this.revisions.set(revisions.subarray(0, this.count))
    else for (let slot = 0; slot < this.count; slot++) this.touch(slot)
  }
}
