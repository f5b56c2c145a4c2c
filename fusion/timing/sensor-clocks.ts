import type { Stamp } from '../../src/core/time.ts'
import { ArrivalSamples } from './arrival-samples.ts'
import { type ClockEstimate, SensorClock } from './sensor-clock.ts'

/** s of arrivals that make one sample: the filter runs once a second and sensor. */
const WINDOW = 1
/** Topics that are watched; a stream of invented names must not grow the table. */
const MOST_CLOCKS = 64

/** Offset and drift of every sensor's clock against the car's, learnt from when its messages arrive. */
export class SensorClocks {
  readonly #clocks = new Map<string, { readonly samples: ArrivalSamples; readonly clock: SensorClock }>()

  /** A source without arrival stamps gives the measurement's own: that says nothing of a clock and is left out. */
  add(sensor: string, stamp: Stamp, arrival: Stamp): void {
    if (arrival === stamp) return
    let entry = this.#clocks.get(sensor)
    if (entry === undefined) {
      if (this.#clocks.size >= MOST_CLOCKS) return
      entry = { samples: new ArrivalSamples(WINDOW), clock: new SensorClock() }
      this.#clocks.set(sensor, entry)
    }
    const sample = entry.samples.add(stamp, arrival)
    if (sample !== null) entry.clock.add(sample.stamp, sample.offset, sample.variance)
  }

  /** The estimate at a car stamp; null before the first sample. */
  at(sensor: string, stamp: Stamp): ClockEstimate | null {
    return this.#clocks.get(sensor)?.clock.at(stamp) ?? null
  }
}
