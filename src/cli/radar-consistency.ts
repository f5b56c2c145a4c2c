import { Measurement } from '../../fusion/filters/measurement.ts'
import { innovate } from '../../fusion/filters/update.ts'
import { FilterWorkspace } from '../../fusion/filters/workspace.ts'
import { CTRA_ANGLES, CTRA_SIZE } from '../../fusion/models/ctra-state.ts'
import type { ObjectTracker } from '../../fusion/tracks/object-tracker.ts'
import { SLOT } from '../../fusion/tracks/track-slot.ts'
import { chiSquareQuantile } from '../common/statistics/chi-square.ts'

/** Rows of a radar update without elevation. */
const RADAR_ROWS = ['range', 'azimuth', 'range rate'] as const
const ROWS = RADAR_ROWS.length
/** Standard deviations that hold 95 % of a Gaussian. */
const GAUSSIAN_95 = 1.959964

export interface ConsistencyShare {
  readonly name: string
  readonly samples: number
  /** 0..1 */
  readonly inside: number
  /** Mean square of the normalised innovation over its expectation: 1 where the noise is right. */
  readonly scale: number
}

/**
 * Normalised innovations of every radar update, at the moments over all motion models: the whole rᵀ·S⁻¹·r against the
 * 95 % quantile of chi-square with three degrees of freedom, and each row against ±1.96.
 * Source: Bar-Shalom, Li, Kirubarajan 2001, section 5.4.2.
 */
export class RadarConsistency {
  readonly #bound = chiSquareQuantile(0.95, ROWS)
  readonly #measurement = new Measurement(CTRA_SIZE, 4)
  readonly #workspace = new FilterWorkspace(CTRA_SIZE, 4, CTRA_ANGLES)
  readonly #x = new Float64Array(CTRA_SIZE)
  readonly #P = new Float64Array(CTRA_SIZE * CTRA_SIZE)
  readonly #all = new Tally('all targets', ROWS)
  readonly #moving = new Tally('moving targets', ROWS)
  readonly #standing = new Tally('standing targets', ROWS)
  readonly #rows = RADAR_ROWS.map((name) => new Tally(name, 1))

  /** Listens to the tracker from now on. All its updates must be radar's. */
  attach(tracker: ObjectTracker): void {
    tracker.probe = (cycle, detection, slot) => {
      tracker.combine(slot, this.#x, this.#P)
      cycle.measurement(detection, tracker.store, slot).linearize(this.#measurement, this.#x)
      const hasMoved = tracker.store.data[tracker.store.offset(slot) + SLOT.hasMoved] === 1
      this.#add(innovate(this.#measurement, this.#P, this.#workspace), hasMoved)
    }
  }

  shares(): readonly ConsistencyShare[] {
    return [this.#all, this.#moving, this.#standing, ...this.#rows].map((tally) => tally.share())
  }

  #add(squared: number, hasMoved: boolean): void {
    const isInside = squared <= this.#bound
    this.#all.add(squared, isInside)
    const group = hasMoved ? this.#moving : this.#standing
    group.add(squared, isInside)
    const { residual } = this.#measurement
    const S = this.#workspace.innovationCovariance
    for (let row = 0; row < ROWS; row++) {
      const normalised = residual[row]! ** 2 / S[row * ROWS + row]!
      this.#rows[row]!.add(normalised, normalised <= GAUSSIAN_95 ** 2)
    }
  }
}

class Tally {
  readonly #name: string
  readonly #expected: number
  #samples = 0
  #inside = 0
  #sum = 0

  constructor(name: string, expected: number) {
    this.#name = name
    this.#expected = expected
  }

  add(squared: number, isInside: boolean): void {
    this.#samples++
    this.#sum += squared
    if (isInside) this.#inside++
  }

  share(): ConsistencyShare {
    const samples = this.#samples
    return { name: this.#name, samples, inside: this.#inside / samples, scale: this.#sum / samples / this.#expected }
  }
}
