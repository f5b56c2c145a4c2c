import { elementCount } from '../../../src/common/onnx/model.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { reshape, reshapeValue } from './layout.ts'
import { matmul } from './products.ts'

/**
 * Rows of x [d, ...] by indices [m] (int64, 0..d - 1): out [m, ...]. A row that is taken twice gets both gradients.
 */
export function gather(graph: GraphBuilder, x: Value, indices: Value): Value {
  const [rows, ...rest] = x.shape as [number, ...number[]]
  return graph.record(
    graph.apply('Gather', [x, indices], { axis: 0 }),
    [x],
    [
      (g) => {
        // One product with the 0/1 matrix [d, m] that says who took which row.
        const count = elementCount(indices.shape)
        const taken = graph.apply('Equal', [rangeOf(graph, [rows, 1]), reshapeValue(graph, indices, [1, count])])
        const flat = reshapeValue(graph, g, [count, elementCount(rest)])
        return reshapeValue(graph, graph.apply('MatMul', [asReal(graph, taken), flat]), x.shape)
      },
    ],
  )
}

/** One row a sample: x [n, k, ...], index [n] (int64, 0..k - 1), out [n, ...]. */
export function pick(graph: GraphBuilder, x: Value, index: Value): Value {
  const [samples, choices, ...rest] = x.shape as [number, number, ...number[]]
  const chosen = reshapeValue(graph, oneHot(graph, index, choices), [samples, 1, choices])
  const flat = reshape(graph, x, [samples, choices, elementCount(rest)])
  return reshape(graph, matmul(graph, chosen, flat), [samples, ...rest])
}

/** index [n] (int64) as [n, size] of zeros with a one at the index; all zeros when it lies outside. No gradient. */
export function oneHot(graph: GraphBuilder, index: Value, size: number): Value {
  const [samples] = index.shape as [number]
  return asReal(graph, graph.apply('Equal', [rangeOf(graph, [1, size]), reshapeValue(graph, index, [samples, 1])]))
}

/** 0, 1, 2, ... in the given shape, which has one size other than 1. */
function rangeOf(graph: GraphBuilder, shape: readonly number[]): Value {
  return graph.constant(
    Array.from({ length: elementCount(shape) }, (_, i) => i),
    shape,
    'int64',
  )
}

function asReal(graph: GraphBuilder, x: Value): Value {
  return graph.apply('Cast', [x], { to: graph.real === 'double' ? 11 : 1 })
}
