/** Integer nanoseconds since the drive's origin, when a measurement was taken. Exact up to 2^53 ns (104 days). */
export type Stamp = number

export const NANOSECONDS_PER_SECOND = 1e9
export const NANOSECONDS_PER_MILLISECOND = 1e6

/** Seconds from `earlier` to `later`; negative when they are the other way round. */
export function secondsBetween(earlier: Stamp, later: Stamp): number {
  return (later - earlier) / NANOSECONDS_PER_SECOND
}

/** The nearest integer nanosecond. */
export function stampFromSeconds(seconds: number): Stamp {
  return Math.round(seconds * NANOSECONDS_PER_SECOND)
}

/** A stamp that never was: sorts before every other one and survives JSON as null. */
export const NEVER: Stamp = Number.NEGATIVE_INFINITY
