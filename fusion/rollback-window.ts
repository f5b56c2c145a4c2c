import { NO_WARNINGS } from '../src/core/ports.ts'
import { NEVER, type Stamp } from '../src/core/time.ts'
import type { Warning } from '../src/core/warning.ts'

/** What the window folds: anything with a stamp and a total order among equal stamps. */
export interface Foldable {
  readonly stamp: Stamp
  readonly sensor: string
  readonly sequence: number
}

/** A mutable state that can be saved into and loaded from numbered slots by a flat copy. */
export interface Checkpointed<Item> {
  apply(item: Item): readonly Warning[]
  save(slot: number): void
  load(slot: number): void
}

export interface RollbackConfig {
  /** ns back from the newest item within which a late one is still applied where it belongs. */
  readonly window: number
  /** ns between checkpoints: a rollback repeats at most this much more than the lateness. */
  readonly checkpointPeriod: number
}

export const DEFAULT_ROLLBACK: RollbackConfig = { window: 500e6, checkpointPeriod: 50e6 }

/** Observations kept: ten times what a car with a dozen sensors gives in a window. After more, the window begins anew. */
const MOST_ITEMS = 16_384

interface Checkpoint {
  readonly slot: number
  /** Items [0, index) of the log are in it. */
  index: number
}

/**
 * Out-of-sequence measurements by replay: the state always equals the fold of all accepted items in
 * (stamp, sensor, sequence) order, whatever the order of arrival inside the window, bit for bit. Late items cost the
 * items after them once more; retrodiction would be cheaper but only approximately order-free
 * (Bar-Shalom, Chen, Mallick 2004, "One-step solution for the multistep out-of-sequence-measurement problem").
 */
export class RollbackWindow<Item extends Foldable> {
  readonly #state: Checkpointed<Item>
  readonly #config: RollbackConfig
  readonly #log: Item[] = []
  readonly #checkpoints: Checkpoint[] = []
  readonly #freeSlots: number[] = []
  #slots = 0
  /** The state holds log[0, applied). */
  #applied = 0
  /** Items whose warnings are not told yet. */
  readonly #fresh = new Set<Item>()
  #untold: Warning[] = []
  #newest: Stamp = NEVER
  /** Items before it come too late even inside the window: what they would change was forgotten in a flood. */
  #floor: Stamp = NEVER

  constructor(state: Checkpointed<Item>, config: RollbackConfig = DEFAULT_ROLLBACK) {
    this.#state = state
    this.#config = config
    this.#checkpoint()
  }

  get newest(): Stamp {
    return this.#newest
  }

  /**
   * Puts the item where it belongs. It takes effect with the next `settle` or `at`, at once where it is the newest; so a
   * burst of late items costs one replay. Duplicates, items older than the window and floods are told and dropped.
   */
  add(item: Item): readonly Warning[] {
    if (!Number.isSafeInteger(item.stamp)) return [invalid(item)]
    const oldest = Math.max(this.#newest - this.#config.window, this.#floor)
    if (item.stamp < oldest) return [tooOld(item, oldest)]
    if (this.#log.length >= MOST_ITEMS) {
      this.#catchUp()
      this.#forgetAll()
      return [tooMany(item)]
    }
    const place = this.#placeOf(item)
    const before = this.#log[place - 1]
    if (before !== undefined && foldOrder(before, item) === 0) return [duplicate(item)]
    if (place === this.#log.length) this.#newest = item.stamp
    if (place === this.#log.length && this.#applied === place) {
      this.#log.push(item)
      const warnings = this.#applyNext()
      this.#forgetOld()
      return warnings
    }
    this.#log.splice(place, 0, item)
    this.#fresh.add(item)
    if (place < this.#applied) this.#rollBackTo(place)
    return NO_WARNINGS
  }

  /** Applies all that `add` put off; returns what it had to say. */
  settle(): readonly Warning[] {
    this.#catchUp()
    if (this.#untold.length === 0) return NO_WARNINGS
    const warnings = this.#untold
    this.#untold = []
    return warnings
  }

  /** Runs `read` on the state as of `stamp` (all items up to it, inclusive), then restores the newest state. */
  at<Result>(stamp: Stamp, read: () => Result): Result {
    this.#catchUp()
    let end = this.#log.length
    while (end > 0 && this.#log[end - 1]!.stamp > stamp) end--
    if (end === this.#log.length) return read()
    const scratch = this.#takeSlot()
    this.#state.save(scratch)
    let from = this.#checkpoints.length - 1
    while (from > 0 && this.#checkpoints[from]!.index > end) from--
    const start = this.#checkpoints[from]!
    this.#state.load(start.slot)
    for (let i = start.index; i < end; i++) this.#state.apply(this.#log[i]!)
    const result = read()
    this.#state.load(scratch)
    this.#freeSlots.push(scratch)
    return result
  }

  /** The first place whose item sorts after `item`. Late items are few and little late: search from the end. */
  #placeOf(item: Item): number {
    let place = this.#log.length
    while (place > 0 && foldOrder(this.#log[place - 1]!, item) > 0) place--
    return place
  }

  /** The state is then one before the item at `place`, at most a checkpoint's period. */
  #rollBackTo(place: number): void {
    while (this.#checkpoints.length > 1 && this.#checkpoints.at(-1)!.index > place) {
      this.#freeSlots.push(this.#checkpoints.pop()!.slot)
    }
    const start = this.#checkpoints.at(-1)!
    this.#state.load(start.slot)
    this.#applied = start.index
  }

  #catchUp(): void {
    if (this.#applied === this.#log.length) return
    while (this.#applied < this.#log.length) {
      const isFresh = this.#fresh.has(this.#log[this.#applied]!)
      const warnings = this.#applyNext()
      // What the others had to say was told when they came.
      if (isFresh) for (const warning of warnings) this.#untold.push(warning)
    }
    this.#fresh.clear()
    this.#forgetOld()
  }

  #applyNext(): readonly Warning[] {
    const item = this.#log[this.#applied]!
    const warnings = this.#state.apply(item)
    this.#applied++
    const { index } = this.#checkpoints.at(-1)!
    const lastStamp = index > 0 ? this.#log[index - 1]!.stamp : NEVER
    if (item.stamp - lastStamp >= this.#config.checkpointPeriod) this.#checkpoint()
    return warnings
  }

  /** The oldest checkpoint must lie before everything that a late item may still come in front of. */
  #forgetOld(): void {
    const oldest = this.#newest - this.#config.window
    let keep = 0
    while (keep + 1 < this.#checkpoints.length && this.#log[this.#checkpoints[keep + 1]!.index - 1]!.stamp < oldest)
      keep++
    if (keep === 0) return
    for (const gone of this.#checkpoints.splice(0, keep)) this.#freeSlots.push(gone.slot)
    const dropped = this.#checkpoints[0]!.index
    this.#log.splice(0, dropped)
    this.#applied -= dropped
    for (const checkpoint of this.#checkpoints) checkpoint.index -= dropped
  }

  #forgetAll(): void {
    for (const gone of this.#checkpoints.splice(0)) this.#freeSlots.push(gone.slot)
    this.#log.length = 0
    this.#applied = 0
    this.#floor = this.#newest + 1
    this.#checkpoint()
  }

  #checkpoint(): void {
    const slot = this.#takeSlot()
    this.#state.save(slot)
    this.#checkpoints.push({ slot, index: this.#applied })
  }

  #takeSlot(): number {
    return this.#freeSlots.pop() ?? this.#slots++
  }
}

/** The order in which a window folds: by stamp, then sensor, then sequence. */
export function foldOrder(a: Foldable, b: Foldable): number {
  if (a.stamp !== b.stamp) return a.stamp - b.stamp
  if (a.sensor !== b.sensor) return a.sensor < b.sensor ? -1 : 1
  return a.sequence - b.sequence
}

const where = (item: Foldable) => `${item.sensor} at ${(item.stamp / 1e9).toFixed(3)} s`

function invalid(item: Foldable): Warning {
  const detail = `${item.sensor}: expected an integer stamp in ns, found ${item.stamp}`
  return { code: 'invalid-stamp', stamp: 0, detail }
}

function tooMany(item: Foldable): Warning {
  const detail = `${where(item)}: expected at most ${MOST_ITEMS} observations in the window of past states, which begins anew`
  return { code: 'observation-flood', stamp: item.stamp, detail }
}

function tooOld(item: Foldable, oldest: Stamp): Warning {
  const detail = `${where(item)}: expected a stamp of at least ${(oldest / 1e9).toFixed(3)} s, the window of past states ends there`
  return { code: 'observation-too-old', stamp: item.stamp, detail }
}

function duplicate(item: Foldable): Warning {
  return { code: 'duplicate-observation', stamp: item.stamp, detail: `${where(item)}: sequence ${item.sequence} again` }
}
