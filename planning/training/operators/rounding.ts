import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'

/** Steps of int8 from zero to the largest magnitude: symmetric, without -128. */
const STEPS = 127
/** Added, for what is all zeros. */
const SMALLEST_STEP = 1e-12

/**
 * x as int8 would hold it: the nearest of 255 even steps between the largest magnitude and its opposite, over all of x or, with
 * `axes`, for each place outside of them. Its gradient is that of x itself, for that of rounding is nothing everywhere.
 * Source: Jacob et al. 2018, "Quantization and training of neural networks for efficient integer-arithmetic-only inference",
 * section 3; Bengio, Léonard, Courville 2013, "Estimating or propagating gradients through stochastic neurons".
 */
export function rounded(graph: GraphBuilder, x: Value, axes?: readonly number[]): Value {
  const over = axes ?? x.shape.map((_, axis) => axis)
  const largest = graph.apply('ReduceMax', [graph.apply('Abs', [x])], { axes: over, keepdims: 1 })
  const step = graph.apply('Add', [
    graph.apply('Mul', [largest, graph.constant(1 / STEPS)]),
    graph.constant(SMALLEST_STEP),
  ])
  const steps = graph.apply('Round', [graph.apply('Div', [x, step])])
  return graph.record(graph.apply('Mul', [steps, step]), [x], [(g) => g])
}
