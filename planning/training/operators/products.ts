import { elementCount } from '../../../src/common/onnx/model.ts'
import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { sumTo } from './arithmetic.ts'
import { reshapeValue, swapLast } from './layout.ts'

/**
 * a [..., m, k] · b [..., k, n]; leading axes stretch. When b is one matrix for all of a's, its gradient is one product
 * over the rows of all of them.
 */
export function matmul(graph: GraphBuilder, a: Value, b: Value): Value {
  return graph.record(
    graph.apply('MatMul', [a, b]),
    [a, b],
    [
      (g) => sumTo(graph, graph.apply('MatMul', [g, swapLast(graph, b)]), a.shape),
      (g) => {
        if (b.shape.length > 2) return sumTo(graph, graph.apply('MatMul', [swapLast(graph, a), g]), b.shape)
        const [left, right] = [rowsOf(graph, a), rowsOf(graph, g)]
        return graph.apply('Gemm', [left, right], { transA: 1 })
      },
    ],
  )
}

/** x [n, in] · weight [out, in]ᵀ + bias [out]: a dense layer as Gemm. */
export function linear(graph: GraphBuilder, x: Value, weight: Value, bias: Value | null): Value {
  const inputs = bias ? [x, weight, bias] : [x, weight]
  return graph.record(graph.apply('Gemm', inputs, { transB: 1 }), inputs, [
    (g) => graph.apply('Gemm', [g, weight]),
    (g) => graph.apply('Gemm', [g, x], { transA: 1 }),
    (g) => sumTo(graph, g, bias?.shape ?? []),
  ])
}

/** All axes but the last as one. */
function rowsOf(graph: GraphBuilder, x: Value): Value {
  const columns = x.shape.at(-1)!
  return reshapeValue(graph, x, [elementCount(x.shape) / columns, columns])
}
