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
 * equal one of their sum. Writes row i of F and Q's diagonal; moves x[i].
 * Source: Gelb 1974, "Applied Optimal Estimation", section 3.6; as the prior of elements that only other models of the
 * bank estimate: Granström, Willett, Bar-Shalom 2015, "Systematic approach to IMM mixing for unequal dimension states".
 */
export function relaxElement(x: Float64Array, i: number, dt: number, relaxation: Relaxation): void {
  x[i] = x[i]! * decay(dt, relaxation)
}

export function relaxTransition(F: Matrix, n: number, i: number, dt: number, relaxation: Relaxation): void {
  F[i * n + i] = decay(dt, relaxation)
}

export function relaxNoise(Q: Matrix, n: number, i: number, dt: number, relaxation: Relaxation): void {
  const kept = decay(dt, relaxation)
  Q[i * n + i] = relaxation.deviation ** 2 * (1 - kept * kept)
}

/** Going back in time forgets as much: what a value was before it settled is not known from it. */
function decay(dt: number, relaxation: Relaxation): number {
  return Math.exp(-Math.abs(dt) / relaxation.time)
}
