import type { Measurement } from '../filters/measurement.ts'
import { BoxMeasurement } from '../models/box-measurement.ts'
import { SLOT } from '../tracks/track-slot.ts'
import type { TrackStore } from '../tracks/track-store.ts'

/**
 * A box judged against a track that only radar has seen: its centre there is the reflecting surface and half of an
 * assumed length, so that R grows along the line of sight by what half of the length is uncertain by.
 */
export class CentreMeasurement extends BoxMeasurement {
  #extra = 0
  #ux = 1
  #uy = 0

  /** The sensor is at (x, y) of the tracks' frame, m. */
  setTarget(store: TrackStore, slot: number, x: number, y: number): void {
    const offset = store.offset(slot)
    const isSeen = store.data[offset + SLOT.hasShape] === 1
    this.#extra = isSeen ? 0 : 0.25 * store.data[offset + SLOT.length + 1]!
    const dx = this.x - x
    const dy = this.y - y
    const distance = Math.hypot(dx, dy)
    this.#ux = distance > 0 ? dx / distance : 1
    this.#uy = distance > 0 ? dy / distance : 0
  }

  override linearize(out: Measurement, x: Float64Array): void {
    super.linearize(out, x)
    const R = out.covariance
    const shared = this.#extra * this.#ux * this.#uy
    R[0] = R[0]! + this.#extra * this.#ux * this.#ux
    R[1] = R[1]! + shared
    R[3] = R[3]! + shared
    R[4] = R[4]! + this.#extra * this.#uy * this.#uy
  }
}
