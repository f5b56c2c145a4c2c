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
  /** What lies before the state in this slot will not be asked for again. */
  forgetBefore?(slot: number): void
}

export interface RollbackConfig {
  /** ns back from the newest item within which a late one is still applied where it belongs. */
  readonly window: number
  /**
   * ns between checkpoints: a rollback repeats at most this much more than the lateness, {@link SPARSE} times as much where
   * that is more than {@link DENSE} of it.
   */
  readonly checkpointPeriod: number
}

/**
 * A checkpoint each control tick: copying it costs a hundredth of folding what has been observed since the one before.
 */
export const DEFAULT_ROLLBACK: RollbackConfig = { window: 500e6, checkpointPeriod: 10e6 }

/** Observations kept: ten times what a car with a dozen sensors gives in a window. After more, the window begins anew. */
const MOST_ITEMS = 16_384

/** Checkpoints kept at their period, and periods between the older ones. */
const DENSE = 12
const SPARSE = 5

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

  /** The earliest stamp that an item may still have. */
  get oldest(): Stamp {
    return Math.max(this.#newest - this.#config.window, this.#floor)
  }

  /** Of the earliest item that may still be applied once more; infinite for none. */
  get first(): Stamp {
    return this.#log[0]?.stamp ?? Number.POSITIVE_INFINITY
  }

  /** Where the window began anew, NEVER before the first flood. */
  get floor(): Stamp {
    return this.#floor
  }

  /**
   * Puts the item where it belongs. It takes effect with the next `settle` or `at`, at once where it is the newest; so a
   * burst of late items costs one replay. Duplicates, items older than the window and floods are told and dropped.
   */
  add(item: Item): readonly Warning[] {
    if (!Number.isSafeInteger(item.stamp)) return [invalid(item)]
    const { oldest } = this
    if (item.stamp < oldest) return [tooOld(item, oldest)]
    if (this.#log.length >= MOST_ITEMS) {
      this.beginAnew(this.#newest + 1)
      return [tooMany(item)]
    }
    const place = this.#placeOf(item)
    const before = this.#log[place - 1]
    if (before !== undefined && foldOrder(before, item) === 0) return [duplicate(item)]
    if (item.stamp > this.#newest) this.#newest = item.stamp
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

  /** The window moves on to `stamp` although no item has come. */
  advance(stamp: Stamp): void {
    if (!(stamp > this.#newest)) return
    this.#newest = stamp
    if (this.#applied === this.#log.length) this.#forgetOld()
  }

  /** Has the items from `stamp` on applied once more, with the next `settle` or `at`: what they depend on has changed. */
  repeatFrom(stamp: Stamp): void {
    let place = this.#log.length
    while (place > 0 && this.#log[place - 1]!.stamp >= stamp) place--
    if (place < this.#applied) this.#rollBackTo(place)
  }

  /** Keeps the state and forgets how it came about: nothing before `floor` is taken from now on. */
  beginAnew(floor: Stamp): void {
    this.catchUp()
    for (const gone of this.#checkpoints.splice(0)) this.#freeSlots.push(gone.slot)
    this.#log.length = 0
    this.#applied = 0
    this.#floor = floor
    this.#checkpoint()
    this.#state.forgetBefore?.(this.#checkpoints[0]!.slot)
  }

  /** Applies all that `add` put off; the next `settle` tells what it had to say. */
  catchUp(): void {
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

  /** Applies all that `add` put off; returns what it had to say. */
  settle(): readonly Warning[] {
    this.catchUp()
    if (this.#untold.length === 0) return NO_WARNINGS
    const warnings = this.#untold
    this.#untold = []
    return warnings
  }

  /** Runs `read` on the state as of `stamp` (all items up to it, inclusive), then restores the newest state. */
  at<Result>(stamp: Stamp, read: () => Result): Result {
    this.catchUp()
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

  #applyNext(): readonly Warning[] {
    const item = this.#log[this.#applied]!
    const warnings = this.#state.apply(item)
    this.#applied++
    if (item.stamp - this.#stampAt(this.#checkpoints.at(-1)!) >= this.#config.checkpointPeriod) this.#checkpoint()
    return warnings
  }

  /** The oldest checkpoint must lie before everything that a late item may still come in front of. */
  #forgetOld(): void {
    const oldest = this.#newest - this.#config.window
    const last = this.#log.at(-1)
    if (last !== undefined && last.stamp < oldest && this.#checkpoints.at(-1)!.index < this.#log.length)
      this.#checkpoint()
    let keep = 0
    while (keep + 1 < this.#checkpoints.length && this.#log[this.#checkpoints[keep + 1]!.index - 1]!.stamp < oldest)
      keep++
    if (keep === 0) return
    for (const gone of this.#checkpoints.splice(0, keep)) this.#freeSlots.push(gone.slot)
    const dropped = this.#checkpoints[0]!.index
    this.#log.splice(0, dropped)
    this.#applied -= dropped
    for (const checkpoint of this.#checkpoints) checkpoint.index -= dropped
    this.#state.forgetBefore?.(this.#checkpoints[0]!.slot)
  }

  #checkpoint(): void {
    const slot = this.#takeSlot()
    this.#state.save(slot)
    this.#checkpoints.push({ slot, index: this.#applied })
    this.#thinOut()
  }

  /** Of what is later than usual there is little: checkpoints lie farther apart there, and fewer stay in the cache. */
  #thinOut(): void {
    const place = this.#checkpoints.length - 1 - DENSE
    if (place < 1) return
    const gap = this.#stampAt(this.#checkpoints[place + 1]!) - this.#stampAt(this.#checkpoints[place - 1]!)
    if (gap > SPARSE * this.#config.checkpointPeriod) return
    this.#freeSlots.push(this.#checkpoints[place]!.slot)
    this.#checkpoints.splice(place, 1)
  }

  /** Of the last item in it. */
  #stampAt({ index }: Checkpoint): Stamp {
    return index > 0 ? this.#log[index - 1]!.stamp : NEVER
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
