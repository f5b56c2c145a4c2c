import type { SweepScore } from './lidar-object-matching.ts'
import { median } from './nearest-matching.ts'

/** What the lidar must do on labelled sweeps: share of the vehicles found, m for cars, unmatched boxes a matched one. */
const REQUIRED = { foundShare: 15 / 17, carError: 0.5, unmatchedShare: 0.5 } as const

/** Over all sweeps together. Names are part of the reports. */
export interface SweepTotals {
  readonly vehicles: number
  readonly found: number
  readonly median_car_error_m: number
  readonly matched_in_drivable_area: number
  readonly unmatched_in_drivable_area: number
}

export function sweepTotals(scores: readonly SweepScore[]): SweepTotals {
  const vehicles = scores.flatMap((score) => score.vehicles)
  return {
    vehicles: vehicles.length,
    found: vehicles.filter(({ error }) => error !== null).length,
    // A car that is not found counts as far off.
    median_car_error_m: median(vehicles.filter(({ label }) => label.isCar).map(({ error }) => error ?? Infinity)),
    matched_in_drivable_area: scores.reduce((sum, { matched }) => sum + matched, 0),
    unmatched_in_drivable_area: scores.reduce((sum, { unmatched }) => sum + unmatched.length, 0),
  }
}

export function meetsRequirement(total: SweepTotals): boolean {
  const hasFound = total.found >= REQUIRED.foundShare * total.vehicles && total.median_car_error_m <= REQUIRED.carError
  return hasFound && total.unmatched_in_drivable_area <= REQUIRED.unmatchedShare * total.matched_in_drivable_area
}
