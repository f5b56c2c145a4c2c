import { secondsBetween } from '../../src/core/time.ts'
import { CTRA } from '../models/ctra-state.ts'
import { HEADER, SLOT, SLOT_STRIDE } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'
import { heaviestMean } from './slot-target.ts'

/** m around a body in which the centre of another track is the same object. */
const MARGIN = 0.3
/** m/s: tracks of one object agree within this. */
const SAME_VELOCITY = 3

/**
 * Two sensors may begin two tracks of one object before either knows where its middle is. Where one track's centre lies in
 * another's body, one goes: the one that fewer kinds of evidence speak for, of equals the younger. The object keeps the
 * elder id. Only pairs are looked at of which the last cycle observed one: the others lie as they lay.
 *
 * Holds, by slot, where tracks are at the last cycle's stamp, side by side in memory: scratch of one call.
 */
export class TrackMerger {
  readonly #store: TrackStore
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #length: Float64Array
  readonly #isObserved: Uint8Array

  constructor(store: TrackStore) {
    const { capacity } = store
    this.#store = store
    this.#x = new Float64Array(capacity)
    this.#y = new Float64Array(capacity)
    this.#length = new Float64Array(capacity)
    this.#isObserved = new Uint8Array(capacity)
  }

  /** After a cycle has been observed. */
  merge(): void {
    const { data, count } = this.#store
    let longest = 0
    for (let slot = 0; slot < count; slot++) longest = Math.max(longest, this.#read(slot))
    const reach = longest / 2 + MARGIN
    const x = this.#x
    const isObserved = this.#isObserved
    let hasGone = false
    for (let elder = 0; elder < count; elder++) {
      if (isGone(data, this.#store.offset(elder))) continue
      const from = x[elder]! - reach
      const to = x[elder]! + reach
      for (let younger = elder + 1; younger < count; younger++) {
        if (!(x[younger]! >= from && x[younger]! <= to)) continue
        if ((isObserved[elder]! | isObserved[younger]!) === 0 || !this.#isInside(elder, younger)) continue
        if (isGone(data, this.#store.offset(younger))) continue
        hasGone = this.#mergePair(elder, younger) || hasGone
        if (isGone(data, this.#store.offset(elder))) break
      }
    }
    if (hasGone) this.#store.compact((offset) => !isGone(data, offset))
  }

  /** The slot's likeliest motion, moved on to the last cycle's stamp. Returns its length, m. */
  #read(slot: number): number {
    const { data } = this.#store
    const offset = this.#store.offset(slot)
    const dt = secondsBetween(data[offset + SLOT.stamp]!, data[HEADER.stamp]!)
    this.#x[slot] = data[offset + SLOT.x]! + dt * data[offset + SLOT.vx]!
    this.#y[slot] = data[offset + SLOT.y]! + dt * data[offset + SLOT.vy]!
    this.#length[slot] = data[offset + SLOT.length]!
    this.#isObserved[slot] = dt === 0 ? 1 : 0
    return data[offset + SLOT.length]!
  }

  /** The smaller one's centre lies in the larger one's body. */
  #isInside(a: number, b: number): boolean {
    const body = this.#length[a]! >= this.#length[b]! ? a : b
    const other = body === a ? b : a
    const dx = this.#x[other]! - this.#x[body]!
    const dy = this.#y[other]! - this.#y[body]!
    const reach = this.#length[body]! / 2 + MARGIN
    if (!(Math.abs(dx) <= reach && Math.abs(dy) <= reach)) return false
    const yaw = heaviestMean(this.#store, body)[CTRA.yaw]!
    const cos = Math.cos(yaw)
    const sin = Math.sin(yaw)
    const width = this.#store.data[this.#store.offset(body) + SLOT.width]!
    return Math.abs(cos * dx + sin * dy) <= reach && Math.abs(cos * dy - sin * dx) <= width / 2 + MARGIN
  }

  /** Whether one of the two has gone. */
  #mergePair(elder: number, younger: number): boolean {
    const { data } = this.#store
    const [a, b] = [this.#store.offset(elder), this.#store.offset(younger)]
    const lead = rank(data, a) - rank(data, b)
    const isAlike = velocityDifference(data, a, b) < SAME_VELOCITY
    if (lead === 0 && !isAlike) return false
    if (lead < 0 && !isAlike) {
      markGone(data, a)
      return true
    }
    if (lead < 0) {
      inherit(data, a, b)
      this.#store.touch(elder)
      this.#read(elder)
    }
    markGone(data, b)
    return true
  }
}

function velocityDifference(data: Float64Array, a: number, b: number): number {
  return Math.hypot(data[a + SLOT.vx]! - data[b + SLOT.vx]!, data[a + SLOT.vy]! - data[b + SLOT.vy]!)
}

/** The elder's slot takes over the younger's estimate; id, age and what was once found out stay. */
function inherit(data: Float64Array, elder: number, younger: number): void {
  const id = data[elder + SLOT.id]!
  const birth = data[elder + SLOT.birthStamp]!
  const isConfirmed = Math.max(data[elder + SLOT.isConfirmed]!, data[younger + SLOT.isConfirmed]!)
  const existence = Math.max(data[elder + SLOT.existence]!, data[younger + SLOT.existence]!)
  data.copyWithin(elder, younger, younger + SLOT_STRIDE)
  data[elder + SLOT.id] = id
  data[elder + SLOT.birthStamp] = birth
  data[elder + SLOT.isConfirmed] = isConfirmed
  data[elder + SLOT.existence] = existence
}

function rank(data: Float64Array, offset: number): number {
  return 2 * data[offset + SLOT.hasShape]! + data[offset + SLOT.hasMoved]!
}

/** Ids count up from 1. */
function markGone(data: Float64Array, offset: number): void {
  data[offset + SLOT.id] = 0
}

function isGone(data: Float64Array, offset: number): boolean {
  return data[offset + SLOT.id] === 0
}
