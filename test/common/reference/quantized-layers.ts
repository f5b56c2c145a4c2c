import type { OnnxModel, OnnxNode, OnnxTensor } from '../../../src/common/onnx/model.ts'
import { standardOpset } from '../../../src/common/onnx/model.ts'
import { ReferenceProgram } from '../../../src/common/reference/reference-program.ts'
import type { ReferenceValue } from '../../../src/common/reference/reference-value.ts'
import type { Tensor } from '../../../src/core/tensor.ts'
import { cpuInstructions } from '../../../src/io/inference/cpu-instructions.ts'
import { openInProcess } from '../../networks/in-process.ts'

/** `yes`, `no`, or `unknown` where the system does not tell: whether the CPU has 8-bit dot products. */
export function vnni(): string {
  const found = cpuInstructions()
  if (found.length === 0) return 'unknown'
  return found.some((name) => name.includes('vnni') || name === 'amx_int8') ? 'yes' : 'no'
}

/** What lies between integers and the next integers: one layer, as a model of reals that the integers stand for. */
export interface QuantizedLayer {
  readonly name: string
  readonly model: OnnxModel
  /** Values that go in, each QuantizeLinear's output. */
  readonly inputs: readonly string[]
  readonly output: string
}

/** Every layer of a quantised network. */
export function quantizedLayers(model: OnnxModel): QuantizedLayer[] {
  const { graph } = model
  const makers = new Map(graph.nodes.flatMap((node) => node.outputs.map((name): [string, OnnxNode] => [name, node])))
  return graph.nodes
    .filter((node) => node.op === 'QuantizeLinear' && makers.has(node.inputs[0]!))
    .map((last) => {
      const inputs = new Set<string>()
      const nodes = new Set<OnnxNode>()
      const collect = (name: string): void => {
        const node = makers.get(name)
        if (!node || nodes.has(node)) return
        if (node.op === 'QuantizeLinear') {
          inputs.add(name)
          return
        }
        node.inputs.forEach(collect)
        nodes.add(node)
      }
      collect(last.inputs[0]!)
      const [scale, zero] = [last.inputs[1]!, last.inputs[2]!]
      // From reals that are whole steps to the integers: the first node of what an engine is given.
      const firsts = [...inputs].map(
        (name): OnnxNode => ({ ...makers.get(name)!, inputs: [`${name}/real`, ...makers.get(name)!.inputs.slice(1)] }),
      )
      const end: OnnxNode = {
        ...last,
        name: 'end',
        op: 'DequantizeLinear',
        inputs: [last.outputs[0]!, scale, zero],
        outputs: ['layer'],
        attributes: {},
      }
      const all = [...firsts, ...nodes, last, end]
      const read = new Set(all.flatMap((node) => node.inputs))
      return {
        name: [...nodes].at(-1)!.name,
        inputs: [...inputs],
        output: last.outputs[0]!,
        model: {
          ...model,
          graph: {
            ...graph,
            nodes: all,
            inputs: [...inputs].map((name) => ({ name: `${name}/real`, type: 'float', shape: null })),
            outputs: [{ name: 'layer', type: 'float', shape: null }],
            initializers: graph.initializers.filter(({ name }) => read.has(name)),
            values: [],
          },
        },
      }
    })
}

/** Steps between what the reference and onnxruntime make of a layer that is given the same integers. */
export interface LayerAgreement {
  readonly name: string
  readonly most: number
  /** Share of the elements that are the same step. */
  readonly equal: number
}

/** Compares every layer on the values that the reference computes from `inputs`. */
export async function layerAgreements(model: OnnxModel, inputs: readonly ReferenceValue[]): Promise<LayerAgreement[]> {
  const types = model.graph.inputs.map(({ type }, i) => ({ type, shape: inputs[i]!.shape }))
  const program = new ReferenceProgram(model.graph, standardOpset(model)!, types)
  const values = new Map<string, ReferenceValue>()
  program.run(inputs, (name, value) => void (value.type === 'int8' && values.set(name, value)))
  const constants = new Map(model.graph.initializers.map((tensor) => [tensor.name, tensor]))
  const agreements: LayerAgreement[] = []
  for (const layer of quantizedLayers(model)) agreements.push(await agreementOf(layer, values, constants))
  return agreements
}

async function agreementOf(
  { name, model, inputs, output }: QuantizedLayer,
  values: ReadonlyMap<string, ReferenceValue>,
  constants: ReadonlyMap<string, OnnxTensor>,
): Promise<LayerAgreement> {
  const quantizer = (value: string) =>
    model.graph.nodes.find((node) => node.op === 'QuantizeLinear' && node.outputs[0] === value)!
  const scaleOf = (value: string) => Number(constants.get(quantizer(value).inputs[1]!)!.data[0])
  const shaped = inputs.map((value) => ({
    name: `${value}/real`,
    type: 'float' as const,
    shape: values.get(value)!.shape,
  }))
  const layer = { ...model, graph: { ...model.graph, inputs: shaped } }
  const engine = await openInProcess('onnxruntime', layer)
  const given = inputs.map((value): [string, Tensor] => {
    const { shape, data } = values.get(value)!
    return [`${value}/real`, { type: 'float32', shape, data: Float32Array.from(data, (step) => step * scaleOf(value)) }]
  })
  const found = (await engine.run(Object.fromEntries(given)))['layer']!.data
  const expected = values.get(output)!.data
  let [most, equal] = [0, 0]
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(Math.round(Number(found[i]) / scaleOf(output)) - expected[i]!)
    most = Math.max(most, difference)
    if (difference === 0) equal++
  }
  return { name, most, equal: equal / expected.length }
}
