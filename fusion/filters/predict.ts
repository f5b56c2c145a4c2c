import { wrapAngle } from '../../src/core/angle.ts'
import { type Matrix, multiplySparse, multiplyTransposedSymmetric, multiplyVector } from '../../src/core/matrix.ts'
import { predictCovarianceOfSix } from './six-states.ts'
import type { FilterWorkspace } from './workspace.ts'

/** How a state moves on its own. All functions work in place or into the given matrix and allocate nothing. */
export interface MotionModel {
  readonly stateSize: number
  /** x := f(x, dt); dt in seconds. */
  move(x: Float64Array, dt: number): void
  /** As `move`, and F (n×n) := ∂f/∂x at the x before the move. */
  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void
  /** Q (n×n) := process noise over dt at the x before the move. */
  noise(Q: Matrix, x: Float64Array, dt: number): void
}

/**
 * P := F·from·Fᵀ + Q, exactly symmetric; `from` may be P. P, F, Q, from n×n.
 * Source: Kalman 1960; Bar-Shalom, Li, Kirubarajan 2001, eq. 5.2.3-5.
 */
export function predictCovariance(P: Matrix, F: Matrix, Q: Matrix, workspace: FilterWorkspace, from: Matrix = P): void {
  const n = workspace.stateSize
  if (n === 6) {
    predictCovarianceOfSix(P, from, F, Q, workspace.product)
    return
  }
  multiplySparse(workspace.product, F, from, n, n, n)
  multiplyTransposedSymmetric(P, workspace.product, F, Q, n, n)
}

/** Linear predict: x := F·x, P := F·P·Fᵀ + Q. x n, P, F, Q n×n. */
export function predictLinear(x: Float64Array, P: Matrix, F: Matrix, Q: Matrix, workspace: FilterWorkspace): void {
  const n = workspace.stateSize
  const moved = workspace.product
  multiplyVector(moved, F, x, n, n)
  for (let i = 0; i < n; i++) x[i] = moved[i]!
  wrapStateAngles(x, workspace)
  predictCovariance(P, F, Q, workspace)
}

/** Extended predict by dt seconds (either sign): x := f(x), P := F·from·Fᵀ + Q with F = ∂f/∂x at the old x. */
export function predictExtended(
  x: Float64Array,
  P: Matrix,
  model: MotionModel,
  dt: number,
  workspace: FilterWorkspace,
  from: Matrix = P,
): void {
  model.noise(workspace.processNoise, x, dt)
  model.moveWithJacobian(x, workspace.transition, dt)
  wrapStateAngles(x, workspace)
  predictCovariance(P, workspace.transition, workspace.processNoise, workspace, from)
}

export function wrapStateAngles(x: Float64Array, workspace: FilterWorkspace): void {
  const angles = workspace.angles
  for (let k = 0; k < angles.length; k++) {
    const i = angles[k]!
    x[i] = wrapAngle(x[i]!)
  }
}
