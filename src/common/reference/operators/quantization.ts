import { intAttribute } from '../../onnx/attributes.ts'
import { elementCount } from '../../onnx/model.ts'
import { roundHalfEven } from '../../round-half-even.ts'
import {
  given,
  notComputed,
  type ReferenceNode,
  type ReferenceOperator,
  type ReferenceTable,
} from '../reference-operator.ts'

const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
}

/** For each element the place of its scale. */
function placesOf(
  context: ReferenceNode,
  count: number,
): { readonly axis: number; readonly inner: number; readonly count: number } {
  const { shape } = given(context, 0)
  const stated = intAttribute(context.node, 'axis', 1)
  const axis = stated < 0 ? stated + shape.length : stated
  return { axis, inner: count === 1 ? Number.POSITIVE_INFINITY : elementCount(shape.slice(axis + 1)), count }
}

/** saturate(roundHalfToEven(x / scale) + zero point). Source: ONNX operators, QuantizeLinear-13. */
const quantize: ReferenceOperator = (context) => {
  const [x, scale] = [given(context, 0), given(context, 1)]
  const { type } = context.outputs[0]!
  const range = RANGES[type]
  if (!range) throw notComputed(context, `one of ${Object.keys(RANGES).join(', ')}`, type)
  const zero = context.inputs[2]
  const { inner, count } = placesOf(context, scale.data.length)
  const data = new Float64Array(x.data.length)
  for (let i = 0; i < data.length; i++) {
    const place = Math.floor(i / inner) % count
    const step = roundHalfEven(x.data[i]! / scale.data[place]!) + (zero?.data[place] ?? 0)
    data[i] = Math.min(range[1], Math.max(range[0], step))
  }
  return [{ type, shape: x.shape, data, steps: null }]
}

/** (x - zero point) · scale, and the integers that it came from. */
const dequantize: ReferenceOperator = (context) => {
  const [x, scale] = [given(context, 0), given(context, 1)]
  const zero = context.inputs[2]
  const { axis, inner, count } = placesOf(context, scale.data.length)
  const integers = new Int32Array(x.data.length)
  const data = new Float64Array(x.data.length)
  for (let i = 0; i < data.length; i++) {
    const place = Math.floor(i / inner) % count
    integers[i] = x.data[i]! - (zero?.data[place] ?? 0)
    data[i] = integers[i]! * scale.data[place]!
  }
  return [{ type: 'float', shape: x.shape, data, steps: { integers, scales: scale.data, axis } }]
}

export const QUANTIZATION: ReferenceTable = { QuantizeLinear: quantize, DequantizeLinear: dequantize }
