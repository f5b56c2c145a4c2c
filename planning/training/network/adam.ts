import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { sliceValue } from '../operators/layout.ts'

export interface AdamOptions {
  /** Decay of the first moment. */
  readonly beta1: number
  /** Decay of the second moment. */
  readonly beta2: number
  /** Added to the root of the second moment. */
  readonly epsilon: number
  /** Pull to zero a step, in units of the rate (decoupled). */
  readonly weightDecay: number
  /** Largest norm of the gradient over all parameters; longer ones are shortened to it. */
  readonly clipNorm: number
}

export const ADAM: AdamOptions = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, clipNorm: 1 }

/** Flat vectors over all parameters. */
export interface AdamState {
  readonly parameters: Value
  readonly firstMoment: Value
  readonly secondMoment: Value
}

/** Scalars that change from step to step: see `stepScalars`. */
export interface AdamScalars {
  readonly rate: Value
  readonly stepSize: Value
}

/**
 * One step of Adam with decoupled weight decay and the gradient clipped to a norm:
 *
 *   g ← g · min(1, clipNorm / |g|)
 *   m ← β₁·m + (1 - β₁)·g,   v ← β₂·v + (1 - β₂)·g²
 *   p ← p · (1 - rate·weightDecay) - stepSize · m / (√v + ε)
 *
 * `stepSize` holds the correction of the moments' bias, without which the first steps diverge. Only the first `decaying`
 * elements decay. Sources: Kingma, Ba 2015, section 2 (the order of computation at its end); Loshchilov, Hutter 2019,
 * algorithm 2; Pascanu, Mikolov, Bengio 2013, algorithm 1.
 */
export function emitAdam(
  graph: GraphBuilder,
  { parameters, firstMoment, secondMoment }: AdamState,
  gradient: Value,
  { rate, stepSize }: AdamScalars,
  decaying: number,
  options: AdamOptions,
): AdamState & { readonly gradientNorm: Value } {
  const number = (value: number) => graph.constant(value)
  const times = (a: Value, b: Value) => graph.apply('Mul', [a, b])
  const plus = (a: Value, b: Value) => graph.apply('Add', [a, b])

  const norm = graph.apply('ReduceL2', [gradient], { axes: [0], keepdims: 0 })
  const room = graph.apply('Div', [number(options.clipNorm), plus(norm, number(1e-12))])
  const share = graph.apply('Min', [room, number(1)])

  const first = plus(
    times(firstMoment, number(options.beta1)),
    times(gradient, times(share, number(1 - options.beta1))),
  )
  const squareShare = times(times(share, share), number(1 - options.beta2))
  const second = plus(times(secondMoment, number(options.beta2)), times(times(gradient, gradient), squareShare))

  const root = plus(graph.apply('Sqrt', [second]), number(options.epsilon))
  const step = times(graph.apply('Div', [first, root]), stepSize)
  const kept = graph.apply('Sub', [number(1), times(rate, number(options.weightDecay))])
  const decayed = decayPart(graph, parameters, kept, decaying)
  return {
    parameters: graph.apply('Sub', [decayed, step]),
    firstMoment: first,
    secondMoment: second,
    gradientNorm: norm,
  }
}

function decayPart(graph: GraphBuilder, parameters: Value, kept: Value, decaying: number): Value {
  const size = parameters.shape[0]!
  if (decaying === 0) return parameters
  const decayed = graph.apply('Mul', [sliceValue(graph, parameters, 0, 0, decaying), kept])
  if (decaying === size) return decayed
  return graph.apply('Concat', [decayed, sliceValue(graph, parameters, 0, decaying, size)], { axis: 0 })
}

/** The scalars of step `step` (from 0) at learning rate `rate`: stepSize = rate · √(1 - β₂ᵗ) / (1 - β₁ᵗ), t = step + 1. */
export function stepScalars(
  step: number,
  rate: number,
  { beta1, beta2 }: AdamOptions,
): { rate: number; stepSize: number } {
  const t = step + 1
  return { rate, stepSize: (rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t) }
}
