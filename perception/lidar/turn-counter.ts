import { AZIMUTH_STEPS } from './channel-tables.ts'

/** ns; shorter gaps hold less than a tenth of a turn at 20 Hz, so the shorter way round is the right one. */
const SHORT_GAP = 2e6
/** ns; after a longer silence, or a jump of the sensor's clock, the turns in between cannot be counted. */
const LONG_GAP = 1e9
/** 0.01° per ns at 30 Hz: no known sensor spins faster. */
const MAXIMUM_RATE = (30 * AZIMUTH_STEPS) / 1e9
/** Share of the newest step in the rate; the azimuth is rounded to 0.01°, so single steps are 10 % off. */
const RATE_GAIN = 0.05

/**
 * Counts revolutions from block azimuths. The rate tells how far the sensor turned while packets were lost, and that a
 * packet which comes late belongs to the turn before.
 */
export class TurnCounter {
  /** Azimuth without wrapping, 0.01°. */
  #unwrapped = Number.NaN
  #stamp = 0
  /** 0.01° per ns; 0 until known. */
  #rate = 0

  /** The revolution that `azimuth`, 0.01° in [0, 36000), measured at `stamp`, ns, belongs to. */
  advance(azimuth: number, stamp: number): number {
    if (Number.isNaN(this.#unwrapped)) this.#unwrapped = azimuth
    const last = this.#unwrapped - AZIMUTH_STEPS * Math.floor(this.#unwrapped / AZIMUTH_STEPS)
    let step = azimuth - last
    if (step >= AZIMUTH_STEPS / 2) step -= AZIMUTH_STEPS
    else if (step < -AZIMUTH_STEPS / 2) step += AZIMUTH_STEPS
    const elapsed = stamp - this.#stamp
    const gap = Math.abs(elapsed)
    if (gap > SHORT_GAP && gap < LONG_GAP && this.#rate > 0) {
      step += AZIMUTH_STEPS * Math.round((this.#rate * elapsed - step) / AZIMUTH_STEPS)
    } else if (elapsed > 0 && gap <= SHORT_GAP && step > 0 && step / elapsed < MAXIMUM_RATE) {
      const rate = step / elapsed
      this.#rate = this.#rate === 0 ? rate : this.#rate + RATE_GAIN * (rate - this.#rate)
    }
    this.#unwrapped += step
    this.#stamp = stamp
    return Math.floor(this.#unwrapped / AZIMUTH_STEPS)
  }
}
