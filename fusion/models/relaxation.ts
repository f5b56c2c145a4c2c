import type { Matrix } from '../../src/core/matrix.ts'

/** A state element that a motion model does not use: it forgets its value with `time` and settles at N(0, deviation²). */
export interface Relaxation {
  /** s */
  readonly time: number
  /** Standard deviation it settles at, in the element's unit. */
  readonly deviation: number
}

/**
 * Lets element i relax over dt (first-order Gauss-Markov): value · e^(-dt/time), variance towards deviation². Two steps
 * equal one of their sum. Going back in time forgets as much: what a value was before it settled is not known from it.
 * Keeps the share of the last dt: tracks are predicted in their dozens by one and the same step.
 * Source: Gelb 1974, "Applied Optimal Estimation", section 3.6; as the prior of elements that only other models of the
 * bank estimate: Granström, Willett, Bar-Shalom 2015, "Systematic approach to IMM mixing for unequal dimension states".
 */
export class RelaxingElement {
  readonly #index: number
  readonly #stateSize: number
  readonly #relaxation: Relaxation
  #dt = 0
  #kept = 1

  constructor(index: number, stateSize: number, relaxation: Relaxation) {
    this.#index = index
    this.#stateSize = stateSize
    this.#relaxation = relaxation
  }

  move(x: Float64Array, dt: number): void {
    x[this.#index] = x[this.#index]! * this.#keptOver(dt)
  }

  /** Writes F's diagonal. */
  writeTransition(F: Matrix, dt: number): void {
    F[this.#index * (this.#stateSize + 1)] = this.#keptOver(dt)
  }

  /** Writes Q's diagonal. */
  writeNoise(Q: Matrix, dt: number): void {
    const kept = this.#keptOver(dt)
    Q[this.#index * (this.#stateSize + 1)] = this.#relaxation.deviation ** 2 * (1 - kept * kept)
  }

  #keptOver(dt: number): number {
    if (dt !== this.#dt) {
      this.#dt = dt
      this.#kept = Math.exp(-Math.abs(dt) / this.#relaxation.time)
    }
    return this.#kept
  }
}
