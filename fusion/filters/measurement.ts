import { createMatrix, type Matrix } from '../../src/core/matrix.ts'

/**
 * One measurement linearised at a state: what every update needs and every measurement model writes. Allocated once for
 * the largest measurement; `size` says how many rows are in use, and matrices are packed to that size.
 */
export class Measurement {
  /** m, rows in use. */
  size: number
  /** z ⊖ h(x) (m): angles the short way round. */
  readonly residual: Float64Array
  /** H = ∂h/∂x (m×n). */
  readonly jacobian: Matrix
  /** R (m×m), symmetric. */
  readonly covariance: Matrix

  constructor(stateSize: number, maximalSize: number) {
    this.size = maximalSize
    this.residual = new Float64Array(maximalSize)
    this.jacobian = createMatrix(maximalSize, stateSize)
    this.covariance = createMatrix(maximalSize)
  }
}
