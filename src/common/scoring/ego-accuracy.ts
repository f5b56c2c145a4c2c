import { angleDifference } from '../../core/angle.ts'
import type { Stamp } from '../../core/time.ts'

/** Estimate and reference of one point of the car at one stamp, in one world frame. m, m/s, rad. */
export interface EgoSample {
  readonly stamp: Stamp
  readonly estimate: PointMotion
  readonly reference: PointMotion
}

export interface PointMotion {
  readonly east: number
  readonly north: number
  /** Length of the velocity in three dimensions. */
  readonly speed: number
  /** Direction of the horizontal velocity, counter-clockwise from east. */
  readonly course: number
}

export interface EgoAccuracy {
  readonly samples: number
  /** m/s; bias is the mean of estimate minus reference. */
  readonly speed: { readonly rmse: number; readonly bias: number }
  /** rad; over samples whose reference moves at {@link COURSE_SPEED} or faster. NaN when there are none. */
  readonly course: { readonly samples: number; readonly rmse: number; readonly bias: number }
  /** Horizontal distance, m. */
  readonly position: { readonly median: number; readonly p95: number; readonly rms: number }
}

/** m/s; the course of a slower reference is noise. */
const COURSE_SPEED = 1

/** Figures over all samples. Throws when there are none: a score of nothing would pass every limit. */
export function scoreEgoAccuracy(samples: readonly EgoSample[]): EgoAccuracy {
  if (samples.length === 0) throw new Error('expected at least one sample to score, found none')
  const speedErrors = samples.map(({ estimate, reference }) => estimate.speed - reference.speed)
  const courseErrors = samples
    .filter(({ reference }) => reference.speed >= COURSE_SPEED)
    .map(({ estimate, reference }) => angleDifference(estimate.course, reference.course))
  const distances = samples.map(horizontalError)
  return {
    samples: samples.length,
    speed: { rmse: rootMeanSquare(speedErrors), bias: mean(speedErrors) },
    course: { samples: courseErrors.length, rmse: rootMeanSquare(courseErrors), bias: mean(courseErrors) },
    position: { median: quantile(distances, 0.5), p95: quantile(distances, 0.95), rms: rootMeanSquare(distances) },
  }
}

/** Length of the horizontal error, m. */
function horizontalError({ estimate, reference }: EgoSample): number {
  return Math.hypot(estimate.east - reference.east, estimate.north - reference.north)
}

/** What a stretch without fixes did to the position. */
export interface OutageDrift {
  readonly start: Stamp
  /** m, along the reference. */
  readonly distance: number
  /** Length of the change of the horizontal error vector since the last fix, m, and over the distance. */
  readonly drift: number
  readonly ratio: number
}

/** Samples of one outage in stamp order; the first is at its start. Throws when there are fewer than two. */
export function scoreOutage(samples: readonly EgoSample[]): OutageDrift {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || samples.length < 2)
    throw new Error(`expected two samples or more of an outage, found ${samples.length}`)
  let distance = 0
  for (let i = 1; i < samples.length; i++) {
    const [before, now] = [samples[i - 1]!.reference, samples[i]!.reference]
    distance += Math.hypot(now.east - before.east, now.north - before.north)
  }
  const east = last.estimate.east - last.reference.east - (first.estimate.east - first.reference.east)
  const north = last.estimate.north - last.reference.north - (first.estimate.north - first.reference.north)
  const drift = Math.hypot(east, north)
  return { start: first.stamp, distance, drift, ratio: drift / distance }
}

/**
 * The p-quantile by linear interpolation between order statistics (Hyndman, Fan 1996, "Sample quantiles in statistical
 * packages", definition 7). NaN for no values.
 */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = p * (sorted.length - 1)
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) return Number.NaN
  return below + (at - Math.floor(at)) * (above - below)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function rootMeanSquare(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
}
