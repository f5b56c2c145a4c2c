import type { OnnxNode } from '../../src/common/onnx/model.ts'

/** A QuantizeLinear or DequantizeLinear from `inputs` (value, scale, zero point) to `output`. */
export function qdqNode(
  op: 'QuantizeLinear' | 'DequantizeLinear',
  inputs: readonly string[],
  output: string,
  axis: number | null = null,
): OnnxNode {
  const attributes = axis === null ? {} : { axis: { kind: 'int' as const, value: axis } }
  return { name: `${output}/${op}`, op, domain: '', inputs, outputs: [output], attributes }
}
