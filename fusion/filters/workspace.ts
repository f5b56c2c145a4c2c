import { createMatrix, type Matrix } from '../../src/core/matrix.ts'

/**
 * Scratch memory of the filters for one state size. Filters write into it and never allocate; one workspace serves any
 * number of states in turn, but not two at once. States are plain `x` (n) and `P` (n×n, row-major, symmetric) starting
 * at index 0: a store that keeps many states in one array makes a `subarray` of each once, which is as fast to read.
 */
export class FilterWorkspace {
  readonly stateSize: number
  readonly maximalMeasurementSize: number
  /** State elements that are angles: wrapped to [-π, π) after every predict and update. */
  readonly angles: readonly number[]

  /** F (n×n) and Q (n×n) of the last extended predict. */
  readonly transition: Matrix
  readonly processNoise: Matrix
  /** After `innovate`: H·P (m×n), S (m×m), its Cholesky factor L, L⁻¹·residual (m). */
  readonly crossCovariance: Matrix
  readonly innovationCovariance: Matrix
  readonly innovationFactor: Matrix
  readonly whitened: Float64Array
  /** After `correct`: Kᵀ (m×n). */
  readonly gainTransposed: Matrix
  /** n×n and m×n intermediate products. */
  readonly product: Matrix
  readonly narrowProduct: Matrix

  /** `angles`: indices of the state's angle elements. */
  constructor(stateSize: number, maximalMeasurementSize: number, angles: readonly number[] = []) {
    this.stateSize = stateSize
    this.maximalMeasurementSize = maximalMeasurementSize
    this.angles = angles
    this.transition = createMatrix(stateSize)
    this.processNoise = createMatrix(stateSize)
    this.product = createMatrix(stateSize)
    this.crossCovariance = createMatrix(maximalMeasurementSize, stateSize)
    this.gainTransposed = createMatrix(maximalMeasurementSize, stateSize)
    this.narrowProduct = createMatrix(maximalMeasurementSize, stateSize)
    this.innovationCovariance = createMatrix(maximalMeasurementSize)
    this.innovationFactor = createMatrix(maximalMeasurementSize)
    this.whitened = new Float64Array(maximalMeasurementSize)
  }
}
