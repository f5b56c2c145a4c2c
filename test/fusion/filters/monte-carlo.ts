import { GaussianVector } from '../../../src/common/random/gaussian-vector.ts'
import type { Random } from '../../../src/common/random/xoshiro.ts'
import { chiSquareQuantile } from '../../../src/common/statistics/chi-square.ts'
import { angleDifference } from '../../../src/core/angle.ts'
import { cholesky, choleskySolve, createMatrix, type Matrix } from '../../../src/core/matrix.ts'

export const RUNS = 200
export const STEPS = 50

/** True noise variances over those that the filter assumes: 1 is the matched model. */
export interface Mismatch {
  readonly process: number
  readonly measurement: number
}
export const MATCHED: Mismatch = { process: 1, measurement: 1 }

/** What one run yields, step by step. */
export interface Run {
  /** Normalised estimation error squared. */
  readonly nees: readonly number[]
  /** Normalised innovation squared over the measurement's dimension. */
  readonly nis: readonly number[]
  readonly stateSize: number
}

/** (estimate ⊖ truth)ᵀ·P⁻¹·(estimate ⊖ truth) over the given elements. */
export function normalizedError(
  truth: Float64Array,
  x: Float64Array,
  P: Matrix,
  elements: readonly number[],
  angles: readonly number[] = [],
): number {
  const n = x.length
  const size = elements.length
  const part = createMatrix(size)
  const error = new Float64Array(size)
  elements.forEach((i, row) => {
    error[row] = angles.includes(i) ? angleDifference(x[i]!, truth[i]!) : x[i]! - truth[i]!
    elements.forEach((j, column) => {
      part[row * size + column] = P[i * n + j]!
    })
  })
  if (!cholesky(part, part, size)) throw new Error('expected a positive covariance')
  const solved = error.slice()
  choleskySolve(part, solved, size)
  return error.reduce((sum, value, i) => sum + value * solved[i]!, 0)
}

/** x := x + a draw from N(0, scale · covariance). */
export function perturb(x: Float64Array, covariance: Matrix, random: Random, scale = 1): void {
  const n = x.length
  const draw = new Float64Array(n)
  new GaussianVector(
    covariance.slice(0, n * n).map((value) => value * scale),
    n,
  ).draw(draw, random)
  for (let i = 0; i < n; i++) x[i]! += draw[i]!
}

/** Share of steps whose error averaged over the runs lies in its two-sided 95 % band (Bar-Shalom et al. 2001, 5.4.2). */
export function shareInsideBand(runs: readonly Run[]): number {
  const degrees = runs.length * runs[0]!.stateSize
  const low = chiSquareQuantile(0.025, degrees) / runs.length
  const high = chiSquareQuantile(0.975, degrees) / runs.length
  const steps = runs[0]!.nees.length
  let inside = 0
  for (let step = 0; step < steps; step++) {
    const mean = runs.reduce((sum, run) => sum + run.nees[step]!, 0) / runs.length
    if (mean >= low && mean <= high) inside++
  }
  return inside / steps
}

/** Mean over runs and steps, each over its dimension: 1 is consistent. */
export function meanRatios(runs: readonly Run[]): { nees: number; nis: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  return {
    nees: mean(runs.flatMap((run) => run.nees)) / runs[0]!.stateSize,
    nis: mean(runs.flatMap((run) => run.nis)),
  }
}

/** The criterion for nonlinear filters: both means within 10 % of their dimension. */
export function isWithinTenPercent(runs: readonly Run[]): boolean {
  const { nees, nis } = meanRatios(runs)
  return Math.abs(nees - 1) <= 0.1 && Math.abs(nis - 1) <= 0.1
}
