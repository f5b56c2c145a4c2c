import type { OnnxModel } from '../../common/onnx/model.ts'
import { optimizedModel } from './optimized-model.ts'

/** What onnxruntime makes of the convolutions of a quantised network. */
export interface FusedConvolutions {
  /** Those that run on integers. */
  readonly fused: number
  /** Names of those that silently run in float, slower than before. */
  readonly left: readonly string[]
}

const ON_INTEGERS: ReadonlySet<string> = new Set(['QLinearConv', 'ConvInteger'])
/** What it puts behind the name of a node whose layout it has changed. */
const LAYOUT = /_nchwc$/
const IN_FLOAT: ReadonlySet<string> = new Set(['Conv', 'FusedConv', 'NhwcFusedConv'])

/** Looks into the graph that onnxruntime runs. Rejects as `optimizedModel`. */
export async function fusedConvolutions(model: OnnxModel, where: string): Promise<FusedConvolutions> {
  const { graph } = await optimizedModel(model, 'all', where)
  return {
    fused: graph.nodes.filter(({ op }) => ON_INTEGERS.has(op)).length,
    left: graph.nodes
      .filter(({ op }) => IN_FLOAT.has(op))
      .map(({ name, outputs }) => (name || outputs[0] || '').replace(LAYOUT, '')),
  }
}
