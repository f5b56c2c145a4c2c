import { InferenceSession } from 'onnxruntime-node'
import { type OnnxGraph, type OnnxTensor, onnxModel } from '../../../src/common/onnx/model.ts'
import { encodeOnnx } from '../../../src/io/onnx/onnx-codec.ts'

/**
 * The graph with every float value that depends on constants alone as a constant: those nodes run once, here. Constants
 * that only they read are gone.
 */
export async function foldConstants(graph: OnnxGraph): Promise<OnnxGraph> {
  const constant = new Set(graph.initializers.map((tensor) => tensor.name))
  const folded = graph.nodes.filter((node) => {
    const isConstant = node.inputs.every((name) => name === '' || constant.has(name))
    if (isConstant) for (const output of node.outputs) constant.add(output)
    return isConstant
  })
  if (folded.length === 0) return graph
  const kept = graph.nodes.filter((node) => !folded.includes(node))
  const read = new Set([...kept.flatMap((node) => node.inputs), ...graph.outputs.map((output) => output.name)])
  const frontier = folded.flatMap((node) => node.outputs).filter((name) => read.has(name))
  const computed = await run(graph, folded, frontier)
  const initializers = [...graph.initializers.filter((tensor) => read.has(tensor.name)), ...computed]
  return { ...graph, nodes: kept, initializers }
}

async function run(graph: OnnxGraph, nodes: OnnxGraph['nodes'], outputs: readonly string[]): Promise<OnnxTensor[]> {
  const values = outputs.map((name) => ({ name, type: 'float' as const, shape: null }))
  const needed = new Set(nodes.flatMap((node) => node.inputs))
  const initializers = graph.initializers.filter((tensor) => needed.has(tensor.name))
  const model = onnxModel({ name: 'constants', nodes, inputs: [], outputs: values, initializers, values: [] })
  const session = await InferenceSession.create(encodeOnnx(model), { intraOpNumThreads: 1 })
  try {
    const results = await session.run({})
    return outputs.map((name) => {
      const tensor = results[name]
      if (!(tensor?.data instanceof Float32Array))
        throw new Error(`expected float constants, found others at '${name}'`)
      return { name, type: 'float', shape: tensor.dims, data: tensor.data }
    })
  } finally {
    await session.release()
  }
}
