import { intAttribute } from '../../onnx/attributes.ts'
import { elementCount } from '../../onnx/model.ts'
import { windowOf } from '../../onnx/window-shapes.ts'
import {
  given,
  notComputed,
  type ReferenceNode,
  type ReferenceOperator,
  type ReferenceTable,
} from '../reference-operator.ts'
import { emptyReals, type ReferenceValue } from '../reference-value.ts'

/** Integers of one scale to sum exactly, or the reals: so that a mean that lies between two steps stays there. */
function summable({ data, steps }: ReferenceValue): {
  readonly numbers: Int32Array | Float64Array
  readonly scale: number
} {
  return steps?.scales.length === 1 ? { numbers: steps.integers, scale: steps.scales[0]! } : { numbers: data, scale: 1 }
}

/** Calls `see` with each input place in the window of each output; -1 for one in the padding. */
function visitWindows(
  context: ReferenceNode,
  begin: (out: number) => void,
  see: (out: number, place: number) => void,
): void {
  const { shape } = given(context, 0)
  if (shape.length !== 4) throw notComputed(context, 'a pool over two axes', `an input of rank ${shape.length}`)
  const [height, width] = [shape[2]!, shape[3]!]
  const { kernel, strides, dilations, pads } = windowOf(context.node, [height, width])
  const [rows, columns] = context.outputs[0]!.shape.slice(2) as [number, number]
  for (let out = 0; out < elementCount(context.outputs[0]!.shape); out++) {
    const plane = Math.floor(out / (rows * columns)) * height * width
    const [row, column] = [Math.floor(out / columns) % rows, out % columns]
    begin(out)
    for (let i = 0; i < kernel[0]! * kernel[1]!; i++) {
      const y = row * strides[0]! + Math.floor(i / kernel[1]!) * dilations[0]! - pads[0]!
      const x = column * strides[1]! + (i % kernel[1]!) * dilations[1]! - pads[1]!
      see(out, y >= 0 && y < height && x >= 0 && x < width ? plane + y * width + x : -1)
    }
  }
}

const maxPool: ReferenceOperator = (context) => {
  if (context.outputs.length > 1 && context.node.outputs[1]) throw notComputed(context, 'one output', 'indices')
  const { data } = given(context, 0)
  const out = emptyReals(context.outputs[0]!.shape)
  const begin = (at: number) => void (out.data[at] = Number.NEGATIVE_INFINITY)
  visitWindows(context, begin, (at, place) => {
    if (place >= 0 && data[place]! > out.data[at]!) out.data[at] = data[place]!
  })
  return [out]
}

/** Over the places inside the picture, or over the whole window with count_include_pad. */
const averagePool: ReferenceOperator = (context) => {
  if (intAttribute(context.node, 'ceil_mode', 0) === 1) throw notComputed(context, 'sizes rounded down', 'ceil_mode 1')
  const { numbers, scale } = summable(given(context, 0))
  const out = emptyReals(context.outputs[0]!.shape)
  const counts = new Int32Array(out.data.length)
  const countsPadding = intAttribute(context.node, 'count_include_pad', 0) === 1
  visitWindows(
    context,
    () => {},
    (at, place) => {
      if (place >= 0) out.data[at]! += numbers[place]!
      if (place >= 0 || countsPadding) counts[at]! += 1
    },
  )
  for (let i = 0; i < counts.length; i++) out.data[i] = (out.data[i]! * scale) / counts[i]!
  return [out]
}

const globalAveragePool: ReferenceOperator = (context) => {
  const input = given(context, 0)
  const { numbers, scale } = summable(input)
  const plane = elementCount(input.shape.slice(2))
  const out = emptyReals(context.outputs[0]!.shape)
  for (let i = 0; i < numbers.length; i++) out.data[Math.floor(i / plane)]! += numbers[i]!
  for (let i = 0; i < out.data.length; i++) out.data[i] = (out.data[i]! * scale) / plane
  return [out]
}

export const POOLING: ReferenceTable = {
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: globalAveragePool,
}
