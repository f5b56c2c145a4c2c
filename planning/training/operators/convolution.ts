import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { convAttributes, geometryOf } from './convolution-geometry.ts'
import { convInputGradient, convWeightGradient } from './convolution-gradients.ts'

export interface ConvOptions {
  /** 1 or 2. Default 1. */
  readonly stride?: number
  /** Default 1; as many as channels: depthwise. */
  readonly groups?: number
}

/**
 * Convolution of x [n, c, h, w] with weight [o, c/groups, k, k], k odd, and bias [o] or none; out
 * [n, o, ⌈h/stride⌉, ⌈w/stride⌉]. Before each axis (k-1)/2 zeros, behind just as many as the last step reaches: then
 * both adjoints need neither crop nor output padding. Throws for a stride of 2 with a 1×1 kernel, which would need a
 * negative pad (pool or slice instead).
 */
export function conv(
  graph: GraphBuilder,
  x: Value,
  weight: Value,
  bias: Value | null,
  { stride = 1, groups = 1 }: ConvOptions = {},
): Value {
  const geometry = geometryOf(x, weight, stride, groups)
  const inputs = bias ? [x, weight, bias] : [x, weight]
  const out = graph.apply('Conv', inputs, convAttributes(geometry))
  return graph.record(out, inputs, [
    (g) => convInputGradient(graph, g, x, weight, geometry),
    (g) => convWeightGradient(graph, g, x, weight, geometry),
    (g) => graph.apply('ReduceSum', [g, graph.constant([0, 2, 3], [3], 'int64')], { keepdims: 0 }),
  ])
}
