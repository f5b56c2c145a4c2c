import { NANOSECONDS_PER_SECOND, type Stamp } from '../../core/time.ts'

/** When a sensor measures: every `period` ns from `phase` ns on. */
export class SensorSchedule {
  readonly period: Stamp
  readonly phase: Stamp

  /** `rate` in Hz, its period a whole number of ns; `phase` in s. */
  constructor(rate: number, phase: number) {
    this.period = Math.round(NANOSECONDS_PER_SECOND / rate)
    this.phase = Math.round(phase * NANOSECONDS_PER_SECOND)
  }

  isDue(stamp: Stamp): boolean {
    return stamp >= this.phase && (stamp - this.phase) % this.period === 0
  }

  /** Number of the cycle at a stamp that is due; the first one is 0. */
  sequence(stamp: Stamp): number {
    return (stamp - this.phase) / this.period
  }

  /** The first due stamp at `stamp` or after it. */
  next(stamp: Stamp): Stamp {
    return this.phase + Math.max(0, Math.ceil((stamp - this.phase) / this.period)) * this.period
  }
}
