import type { OnnxModel } from '../../../src/common/onnx/model.ts'
import { decodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'
import { integers, networkBytes, node, noise, picture, reals } from '../../networks/small-network.ts'

const SAME = [1, 1, 1, 1]
const scaled = (name: string, shape: number[], seed: number, factor: number) =>
  reals(
    name,
    shape,
    noise(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ).map((value) => factor * value),
  )

/**
 * A network of the kinds of layers that a planner has: residual and depthwise convolutions, pools, a skip over a resized
 * picture, a gate, and a dense head. Picture [1, 3, 16, 24] to path [1, 6].
 */
export function smallPlanner(): Uint8Array {
  return networkBytes({
    nodes: [
      node('Conv', ['x', 'w1', 'b1'], ['c1'], { pads: SAME, strides: [2, 2] }),
      node('Relu', ['c1'], ['r1']),
      node('Conv', ['r1', 'w2', 'b2'], ['c2'], { pads: SAME, group: 8 }),
      node('Conv', ['c2', 'w3', 'b3'], ['c3']),
      node('Add', ['c3', 'r1'], ['a1']),
      node('Relu', ['a1'], ['r2']),
      node('MaxPool', ['r2'], ['m1'], { kernel_shape: [2, 2], strides: [2, 2] }),
      node('Conv', ['m1', 'w4', 'b4'], ['c4'], { pads: [2, 2, 2, 2] }),
      node('Clip', ['c4', 'zero', 'six'], ['k1']),
      node('Resize', ['k1', '', 'twice'], ['u1'], {
        mode: 'nearest',
        coordinate_transformation_mode: 'pytorch_half_pixel',
        nearest_mode: 'round_prefer_ceil',
      }),
      node('Concat', ['u1', 'r2'], ['j1'], { axis: 1 }),
      node('Conv', ['j1', 'w5', 'b5'], ['c5']),
      node('Sigmoid', ['c5'], ['g1']),
      node('Mul', ['g1', 'r2'], ['gated']),
      node('AveragePool', ['gated'], ['p1'], { kernel_shape: [2, 2], strides: [2, 2] }),
      node('GlobalAveragePool', ['p1'], ['p2']),
      node('Reshape', ['p2', 'flat'], ['f1']),
      node('Gemm', ['f1', 'w6', 'b6'], ['h1'], { transB: 1 }),
      node('Relu', ['h1'], ['h2']),
      node('Gemm', ['h2', 'w7', 'b7'], ['path'], { transB: 1 }),
    ],
    inputs: [picture('x', 1, 3, 16, 24)],
    outputs: [picture('path', 1, 6)],
    initializers: [
      scaled('w1', [8, 3, 3, 3], 1, 0.4),
      scaled('b1', [8], 2, 0.2),
      scaled('w2', [8, 1, 3, 3], 3, 0.6),
      scaled('b2', [8], 4, 0.1),
      scaled('w3', [8, 8, 1, 1], 5, 0.6),
      scaled('b3', [8], 6, 0.1),
      scaled('w4', [8, 8, 5, 5], 7, 0.15),
      scaled('b4', [8], 8, 0.3),
      scaled('w5', [8, 16, 1, 1], 9, 0.5),
      scaled('b5', [8], 10, 0.2),
      scaled('w6', [16, 8], 11, 0.7),
      scaled('b6', [16], 12, 0.2),
      scaled('w7', [6, 16], 13, 0.5),
      scaled('b7', [6], 14, 0.2),
      reals('zero', [], [0]),
      reals('six', [], [6]),
      reals('twice', [4], [1, 1, 2, 2]),
      integers('flat', [1, 8]),
    ],
  })
}

export const CONVOLUTIONS = 5

export function smallPlannerModel(): OnnxModel {
  return decodeOnnx(smallPlanner())
}

/** Pictures of values 0..1 that are all different: blobs on a slope. */
export function plannerInput(seed: number): Float32Array {
  const random = noise(8, 100 + seed)
  return Float32Array.from({ length: 3 * 16 * 24 }, (_, i) => {
    const [row, column] = [Math.floor(i / 24) % 16, i % 24]
    const near = Math.hypot(row - 8 - 6 * random[0]!, column - 12 - 10 * random[1]!)
    const slope = (row * random[2]! + column * random[3]!) / 40
    return Math.min(1, Math.max(0, 0.5 + slope + random[4]! * Math.exp(-near / 4)))
  })
}
