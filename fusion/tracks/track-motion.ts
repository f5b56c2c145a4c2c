import { InteractingModels } from '../filters/interacting-models.ts'
import type { ModelStates } from '../filters/model-states.ts'
import { CTRA_ANGLES } from '../models/ctra-state.ts'
import { SLOT } from './track-slot.ts'
import type { TrackStore } from './track-store.ts'
import type { TrackedKind } from './tracked-kind.ts'

/** Largest measurement of any sensor: radar with elevation. */
export const MAXIMAL_MEASUREMENT = 4

/** The tracks of a store with the motion models of their kinds: how slots are read as states. Holds no state itself. */
export class TrackMotion {
  readonly store: TrackStore
  readonly #kinds: readonly TrackedKind[]
  readonly #banks: readonly InteractingModels[]

  constructor(store: TrackStore, kinds: readonly TrackedKind[]) {
    this.store = store
    this.#kinds = kinds
    this.#banks = kinds.map(
      (kind) => new InteractingModels(kind.models, kind.switching, CTRA_ANGLES, MAXIMAL_MEASUREMENT),
    )
  }

  kindIndex(slot: number): number {
    return this.store.data[this.store.offset(slot) + SLOT.kind]!
  }

  kind(slot: number): TrackedKind {
    return this.#kinds[this.kindIndex(slot)]!
  }

  kindAt(index: number): TrackedKind {
    return this.#kinds[index]!
  }

  bank(slot: number): InteractingModels {
    return this.#banks[this.kindIndex(slot)]!
  }

  states(slot: number): ModelStates {
    return this.store.states(slot, this.bank(slot).count)
  }

  /** Mean of the likeliest model: good enough for gating and headings, and free. */
  likeliestMean(slot: number): Float64Array {
    const { probabilities, means } = this.states(slot)
    let best = 0
    for (let i = 1; i < probabilities.length; i++) if (probabilities[i]! > probabilities[best]!) best = i
    return means[best]!
  }
}
