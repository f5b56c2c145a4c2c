import type { GraphBuilder } from '../graph/graph-builder.ts'
import type { Value } from '../graph/value.ts'
import { reshapeValue, sliceValue } from './layout.ts'

interface PoolOptions {
  /** Side of the window. */
  readonly kernel: number
  /** Default: the window's side. */
  readonly stride?: number
}

/**
 * The largest element of each window, without padding; the windows must fill the input. The gradient goes to the first
 * largest element of a window in reading order; windows may overlap.
 */
export function maxPool(graph: GraphBuilder, x: Value, { kernel, stride = kernel }: PoolOptions): Value {
  checkFit(x, kernel, stride)
  const y = graph.apply('MaxPool', [x], { kernel_shape: [kernel, kernel], strides: [stride, stride] })
  return graph.record(y, [x], [(g) => maxPoolGradient(graph, g, x, y, kernel, stride)])
}

function maxPoolGradient(graph: GraphBuilder, g: Value, x: Value, y: Value, kernel: number, stride: number): Value {
  const [samples, channels, height, width] = y.shape as readonly [number, number, number, number]
  let left = graph.apply('Expand', [graph.constant(1), graph.constant(y.shape, [4], 'int64')])
  const shares: Value[] = []
  for (let i = 0; i < kernel; i++) {
    const rows = sliceValue(graph, x, 2, i, i + (height - 1) * stride + 1, stride)
    for (let j = 0; j < kernel; j++) {
      const element = sliceValue(graph, rows, 3, j, j + (width - 1) * stride + 1, stride)
      const isLargest = graph.apply('Cast', [graph.apply('Equal', [element, y])], { to: g.type === 'double' ? 11 : 1 })
      const taken = graph.apply('Mul', [isLargest, left])
      left = graph.apply('Sub', [left, taken])
      shares.push(reshapeValue(graph, graph.apply('Mul', [taken, g]), [samples, channels, 1, height, width]))
    }
  }
  // Each share goes back to its place in the window: a transposed convolution with k² kernels of a single one.
  const stacked = reshapeValue(graph, graph.apply('Concat', shares, { axis: 2 }), [
    samples,
    channels * kernel ** 2,
    height,
    width,
  ])
  return spread(graph, stacked, placeKernels(graph, channels, kernel), channels, kernel, stride)
}

/** [c·k², 1, k, k]: kernel i·k + j of a channel is one at (i, j). */
function placeKernels(graph: GraphBuilder, channels: number, kernel: number): Value {
  const area = kernel ** 2
  const ones = Array.from({ length: channels * area * area }, (_, at) =>
    at % area === Math.floor(at / area) % area ? 1 : 0,
  )
  return graph.constant(ones, [channels * area, 1, kernel, kernel], graph.real)
}

/** Mean of each window, without padding; the windows must fill the input. */
export function averagePool(graph: GraphBuilder, x: Value, { kernel, stride = kernel }: PoolOptions): Value {
  checkFit(x, kernel, stride)
  const channels = x.shape[1]!
  const share = 1 / kernel ** 2
  return graph.record(
    graph.apply('AveragePool', [x], { kernel_shape: [kernel, kernel], strides: [stride, stride] }),
    [x],
    [
      (g) => {
        if (stride === kernel) return repeat(graph, graph.apply('Mul', [g, graph.constant(share)]), kernel)
        const weights = graph.constant(new Array(channels * kernel ** 2).fill(share), [channels, 1, kernel, kernel])
        return spread(graph, g, weights, channels, kernel, stride)
      },
    ],
  )
}

/** Mean over height and width: [n, c, h, w] to [n, c, 1, 1]. */
export function globalAveragePool(graph: GraphBuilder, x: Value): Value {
  const area = x.shape[2]! * x.shape[3]!
  return graph.record(
    graph.apply('GlobalAveragePool', [x]),
    [x],
    [
      (g) => {
        const share = graph.apply('Mul', [g, graph.constant(1 / area)])
        return graph.apply('Expand', [share, graph.constant(x.shape, [4], 'int64')])
      },
    ],
  )
}

/** Each pixel repeated `factor` times in both directions (nearest). */
export function upsample(graph: GraphBuilder, x: Value, factor: number = 2): Value {
  return graph.record(
    repeat(graph, x, factor),
    [x],
    [
      (g) => {
        const means = graph.apply('AveragePool', [g], { kernel_shape: [factor, factor], strides: [factor, factor] })
        return graph.apply('Mul', [means, graph.constant(factor ** 2)])
      },
    ],
  )
}

function repeat(graph: GraphBuilder, x: Value, factor: number): Value {
  const scales = graph.constant([1, 1, factor, factor], [4], 'float')
  return graph.apply('Resize', [x, null, scales], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  })
}

function spread(graph: GraphBuilder, g: Value, weights: Value, groups: number, kernel: number, stride: number): Value {
  return graph.apply('ConvTranspose', [g, weights], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    group: groups,
  })
}

function checkFit(x: Value, kernel: number, stride: number): void {
  const [, , height, width] = x.shape
  if ((height! - kernel) % stride === 0 && (width! - kernel) % stride === 0) return
  throw new Error(`expected windows of ${kernel} at steps of ${stride} that fill '${x.name}', found [${x.shape}]`)
}
