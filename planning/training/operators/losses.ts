import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { add, divide, multiply, subtract } from './arithmetic.ts'
import { absolute, clip, logSoftmax, negate, sigmoid, softplus, stopGradient } from './elementwise.ts'
import { sum } from './reduction.ts'

/**
 * Cross-entropy of a yes or no, element by element: ln(1 + e^x) - x·t for a logit x and the target's probability t. It is
 * exact for large logits, where the logarithm of a sigmoid is not.
 */
export function binaryCrossEntropy(graph: GraphBuilder, logits: Value, targets: Value): Value {
  return subtract(graph, softplus(graph, logits), multiply(graph, logits, targets))
}

/** Cross-entropy of one choice out of the last axis: -Σ t·ln softmax(x), for target probabilities t; [..., k] to [...]. */
export function crossEntropy(graph: GraphBuilder, logits: Value, targets: Value): Value {
  const products = multiply(graph, logSoftmax(graph, logits), targets)
  return negate(graph, sum(graph, products, { axes: [logits.shape.length - 1] }))
}

/** d²/(2·width) within ±width, |d| - width/2 beyond, element by element. Source: Girshick 2015, "Fast R-CNN", equation 3. */
export function smoothAbsolute(graph: GraphBuilder, difference: Value, width: number): Value {
  const size = absolute(graph, difference)
  const inner = clip(graph, size, 0, width)
  const square = multiply(graph, multiply(graph, inner, inner), 0.5 / width)
  return add(graph, square, subtract(graph, size, inner))
}

/**
 * Loss of a map of centre points, element by element, for logits x and a map t that is 1 at centres and falls off around
 * them: -(1 - p)²·ln p at centres, else -(1 - t)⁴·p²·ln(1 - p), p the sigmoid of x. `isCentre` is 1 or 0.
 * Source: Law, Deng 2018, "CornerNet", equation 1.
 */
export function centrePointLoss(graph: GraphBuilder, logits: Value, targets: Value, isCentre: Value): Value {
  const probability = sigmoid(graph, logits)
  const rest = sigmoid(graph, negate(graph, logits))
  const atCentre = multiply(graph, multiply(graph, rest, rest), softplus(graph, negate(graph, logits)))
  const farFrom = subtract(graph, multiply(graph, targets, -1), -1)
  const squared = multiply(graph, farFrom, farFrom)
  const weight = multiply(graph, multiply(graph, squared, squared), multiply(graph, probability, probability))
  const elsewhere = multiply(graph, weight, softplus(graph, logits))
  const difference = multiply(graph, isCentre, subtract(graph, atCentre, elsewhere))
  return add(graph, elsewhere, difference)
}

/** Σ weight·value / max(Σ weight, least): a mean over what counts, and none where little counts. Weights get no gradient. */
export function weightedMean(graph: GraphBuilder, values: Value, weights: Value, least: number = 1): Value {
  const fixed = stopGradient(graph, weights)
  const total = clip(graph, sum(graph, fixed), least, LARGEST)
  return divide(graph, sum(graph, multiply(graph, values, fixed)), total)
}

/** Above every sum of weights. */
const LARGEST = 1e30
