import type { Matrix } from '../../src/core/matrix.ts'
import type { MotionModel } from '../filters/predict.ts'
import { CTRA, CTRA_SIZE } from './ctra-state.ts'

/**
 * A motion model whose position and yaw also walk at random. It stands for what moves the measured box without moving
 * the object: errors of the ego car's pose from cycle to cycle, and a detector's centre that wanders over the body.
 */
export class Wandering implements MotionModel {
  readonly stateSize: number
  readonly #model: MotionModel
  readonly #positionDensity: number
  readonly #yawDensity: number

  /** Power spectral densities of the walk of position (m²/s, each axis) and yaw (rad²/s). */
  constructor(model: MotionModel, positionDensity: number, yawDensity: number) {
    this.stateSize = model.stateSize
    this.#model = model
    this.#positionDensity = positionDensity
    this.#yawDensity = yawDensity
  }

  move(x: Float64Array, dt: number): void {
    this.#model.move(x, dt)
  }

  moveWithJacobian(x: Float64Array, F: Matrix, dt: number): void {
    this.#model.moveWithJacobian(x, F, dt)
  }

  noise(Q: Matrix, x: Float64Array, dt: number): void {
    this.#model.noise(Q, x, dt)
    const walked = this.#positionDensity * Math.abs(dt)
    Q[CTRA.x * CTRA_SIZE + CTRA.x]! += walked
    Q[CTRA.y * CTRA_SIZE + CTRA.y]! += walked
    Q[CTRA.yaw * CTRA_SIZE + CTRA.yaw]! += this.#yawDensity * Math.abs(dt)
  }
}
