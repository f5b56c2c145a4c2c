import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { reshapeValue } from './layout.ts'

interface ReduceOptions {
  /** Default: all. */
  readonly axes?: readonly number[]
  /** Keeps the reduced axes with size 1. Default false. */
  readonly keep?: boolean
}

/** Σ x over `axes`. */
export function sum(graph: GraphBuilder, x: Value, options: ReduceOptions = {}): Value {
  const axes = options.axes ?? x.shape.map((_, axis) => axis)
  const out = graph.apply('ReduceSum', [x, graph.constant(axes, [axes.length], 'int64')], {
    keepdims: options.keep ? 1 : 0,
  })
  return graph.record(out, [x], [(g) => stretch(graph, g, x, axes)])
}

/** Arithmetic mean over `axes`. */
export function mean(graph: GraphBuilder, x: Value, options: ReduceOptions = {}): Value {
  const axes = options.axes ?? x.shape.map((_, axis) => axis)
  const count = axes.reduce((product, axis) => product * x.shape[axis]!, 1)
  const out = graph.apply('ReduceMean', [x], { axes, keepdims: options.keep ? 1 : 0 })
  return graph.record(out, [x], [(g) => stretch(graph, graph.apply('Mul', [g, graph.constant(1 / count)]), x, axes)])
}

/** Repeats the adjoint of a reduction over the axes that it reduced. */
function stretch(graph: GraphBuilder, g: Value, x: Value, axes: readonly number[]): Value {
  const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size))
  const target = graph.constant(x.shape, [x.shape.length], 'int64')
  return graph.apply('Expand', [reshapeValue(graph, g, kept), target])
}
