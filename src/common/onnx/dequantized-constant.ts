import { intAttribute } from './attributes.ts'
import { elementCount, type OnnxNode, type OnnxTensor } from './model.ts'

/**
 * The reals of a DequantizeLinear whose inputs are all constants: (q - zero point) · scale, along its axis where there is
 * a scale for each place. Null for any other node. `constant`: the constant of a name.
 */
export function dequantizedConstant(node: OnnxNode, constant: (name: string) => OnnxTensor | null): OnnxTensor | null {
  if (node.op !== 'DequantizeLinear') return null
  const [integers, scales] = [constant(node.inputs[0] ?? ''), constant(node.inputs[1] ?? '')]
  const zeros = node.inputs[2] ? constant(node.inputs[2]) : null
  if (!integers || !scales || (node.inputs[2] && !zeros)) return null
  const { shape, data } = integers
  const stated = intAttribute(node, 'axis', 1)
  const axis = stated < 0 ? stated + shape.length : stated
  const inner = elementCount(shape.slice(axis + 1))
  const reals = new Float32Array(data.length)
  for (let i = 0; i < data.length; i++) {
    const place = scales.data.length === 1 ? 0 : Math.floor(i / inner) % scales.data.length
    reals[i] = (Number(data[i]) - Number(zeros?.data[place] ?? 0)) * Number(scales.data[place])
  }
  return { name: node.outputs[0]!, type: 'float', shape, data: reals }
}
