import library, { type State } from 'kalman-filter'
import { NANOSECONDS_PER_MILLISECOND, type Stamp, secondsBetween } from '../../src/core/time.ts'

/** How a sensor's clock runs against the car's: carStamp = sensorStamp + offset. */
export interface ClockEstimate {
  /** Car stamp that the offset holds at. */
  readonly stamp: Stamp
  /** ms; includes the sensor's shortest transport delay where it was learnt from arrivals. */
  readonly offset: number
  readonly offsetDeviation: number
  /** Change of the offset: millionths (µs/s). */
  readonly drift: number
  readonly driftDeviation: number
  /** Samples used, and refused by the gate, since the filter last began. */
  readonly used: number
  readonly refused: number
  /** How often the filter began anew because the clock had jumped. */
  readonly restarts: number
}

export interface ClockTuning {
  /** Offsets wander on their own: ms²/s (of a drift that is constant, next to nothing). */
  readonly offsetDensity: number
  /** Drift changes with temperature: (µs/s)²/s. */
  readonly driftDensity: number
  /** µs/s, one standard deviation of an unknown clock. */
  readonly initialDrift: number
  /** Largest squared normalised innovation of a sample that is used. */
  readonly gate: number
  /** So many refused samples in a row mean that the clock has jumped. */
  readonly refusalsBeforeRestart: number
}

/**
 * Quartz clocks are within 100 µs/s of each other (IEEE 802.1AS-2020 B.1.1) and change by about 1 µs/s a minute while
 * warming up. Gate: 99.9 % of chi-square with one degree of freedom.
 */
export const QUARTZ_CLOCK: ClockTuning = {
  offsetDensity: 1e-6,
  driftDensity: 0.02,
  initialDrift: 100,
  gate: 10.83,
  refusalsBeforeRestart: 5,
}

/**
 * Offset and drift of one sensor's clock by a Kalman filter on samples of the offset, a few a second; the package
 * `kalman-filter` is fast enough for that.
 *   offset' = offset + drift·dt,  drift' = drift;  white noise on both;  z = offset.
 * Source: Galleani, Tavella 2003, "The characterization of clock behavior" (two-state clock model).
 */
export class SensorClock {
  readonly #tuning: ClockTuning
  readonly #filter: InstanceType<typeof library.KalmanFilter>
  #state: State | null = null
  #stamp: Stamp = 0
  #used = 0
  #refused = 0
  #refusedInARow = 0
  #restarts = 0

  constructor(tuning: ClockTuning = QUARTZ_CLOCK) {
    this.#tuning = tuning
    this.#filter = new library.KalmanFilter({
      dynamic: {
        dimension: 2,
        init: {
          mean: [[0], [0]],
          covariance: [
            [1, 0],
            [0, 1],
          ],
          index: -1,
        },
        transition: ({ seconds }) => transition(seconds as number),
        covariance: ({ seconds }) => processNoise(seconds as number, tuning),
      },
      observation: { dimension: 1, stateProjection: [[1, 0]], covariance: ({ variance }) => [[variance as number]] },
    })
  }

  /**
   * One sample: at `stamp` (car clock) the sensor's clock was `offset` ms behind, within √variance (ms²). Refused when it
   * is not finite, older than the last one, or outside the gate. Returns whether it was used.
   */
  add(stamp: Stamp, offset: number, variance: number): boolean {
    if (!Number.isFinite(stamp + offset) || !(variance > 0 && variance < Number.POSITIVE_INFINITY))
      return this.#refuse()
    if (this.#state === null) {
      this.#begin(stamp, offset, variance)
      return true
    }
    if (stamp < this.#stamp) return this.#refuse()
    const predicted = this.#predict(this.#state, stamp)
    const spread = predicted.covariance[0]![0]! + variance
    const innovation = offset - predicted.mean[0]![0]!
    if (innovation * innovation > this.#tuning.gate * spread) {
      if (++this.#refusedInARow < this.#tuning.refusalsBeforeRestart) return this.#refuse()
      this.#restarts++
      this.#begin(stamp, offset, variance)
      return true
    }
    this.#state = this.#filter.correct({ predicted, observation: [offset], variance })
    this.#stamp = stamp
    this.#used++
    this.#refusedInARow = 0
    return true
  }

  /** The estimate extrapolated to `stamp`; null before the first sample. */
  at(stamp: Stamp): ClockEstimate | null {
    if (this.#state === null) return null
    const predicted = stamp > this.#stamp ? this.#predict(this.#state, stamp) : this.#state
    return {
      stamp: Math.max(stamp, this.#stamp),
      offset: predicted.mean[0]![0]!,
      offsetDeviation: Math.sqrt(predicted.covariance[0]![0]!),
      drift: predicted.mean[1]![0]! * MICROSECONDS_PER_MILLISECOND,
      driftDeviation: Math.sqrt(predicted.covariance[1]![1]!) * MICROSECONDS_PER_MILLISECOND,
      used: this.#used,
      refused: this.#refused,
      restarts: this.#restarts,
    }
  }

  /** The car stamp of a sensor's stamp; the same stamp before the first sample. */
  correct(sensorStamp: Stamp): Stamp {
    const estimate = this.at(sensorStamp)
    return estimate === null ? sensorStamp : sensorStamp + Math.round(estimate.offset * NANOSECONDS_PER_MILLISECOND)
  }

  #predict(state: State, stamp: Stamp): State {
    return this.#filter.predict({ previousCorrected: state, seconds: secondsBetween(this.#stamp, stamp) })
  }

  #begin(stamp: Stamp, offset: number, variance: number): void {
    const drift = this.#tuning.initialDrift / MICROSECONDS_PER_MILLISECOND
    this.#state = new library.State({
      mean: [[offset], [0]],
      covariance: [
        [variance, 0],
        [0, drift * drift],
      ],
      index: 0,
    })
    this.#stamp = stamp
    this.#used = 1
    this.#refused = 0
    this.#refusedInARow = 0
  }

  #refuse(): false {
    this.#refused++
    return false
  }
}

/** The filter's state is in ms and ms/s: well scaled for the package's own checks. */
const MICROSECONDS_PER_MILLISECOND = 1000

function transition(seconds: number): number[][] {
  return [
    [1, seconds],
    [0, 1],
  ]
}

function processNoise(seconds: number, tuning: ClockTuning): number[][] {
  const drift = tuning.driftDensity / MICROSECONDS_PER_MILLISECOND ** 2
  const shared = (drift * seconds * seconds) / 2
  return [
    [tuning.offsetDensity * seconds + (drift * seconds ** 3) / 3, shared],
    [shared, drift * seconds],
  ]
}
