import {
  ONNX_TYPES,
  type OnnxAttribute,
  type OnnxDimension,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValue,
} from '../../common/onnx/model.ts'
import { InputError } from '../../core/errors.ts'
import { decodeAttribute, encodeAttribute } from './attribute-codec.ts'
import { onnx } from './onnx-messages.ts'
import { decodeTensor, encodeTensor, onnxType } from './tensor-codec.ts'

/** The bytes of an ONNX file. Attributes are written in the order of their names, so equal models are equal bytes. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  return onnx.ModelProto.encode({
    irVersion: model.irVersion,
    producerName: model.producer,
    producerVersion: model.producerVersion,
    docString: model.description,
    opsetImport: model.opsets.map(({ domain, version }) => ({ domain, version })),
    metadataProps: Object.entries(model.metadata).map(([key, value]) => ({ key, value })),
    graph: encodeGraph(model.graph),
  }).finish()
}

/** Throws InputError on bytes that are no ONNX model or hold what IR 7 does not know; `where` names the file. */
export function decodeOnnx(bytes: Uint8Array, where = 'model'): OnnxModel {
  const message = parse(bytes, where)
  if (!message.graph?.node?.length) {
    throw new InputError(`expected an ONNX model with nodes; found none in ${where}`)
  }
  return {
    irVersion: message.irVersion,
    opsets: message.opsetImport.map(({ domain, version }) => ({ domain: domain ?? '', version: version ?? 0 })),
    producer: message.producerName,
    producerVersion: message.producerVersion,
    description: message.docString,
    metadata: Object.fromEntries(message.metadataProps.map(({ key, value }) => [key ?? '', value ?? ''])),
    graph: decodeGraph(message.graph),
  }
}

function parse(bytes: Uint8Array, where: string): onnx.ModelProto {
  try {
    return onnx.ModelProto.decode(bytes)
  } catch (error) {
    throw new InputError(`expected an ONNX model; found ${error instanceof Error ? error.message : error} in ${where}`)
  }
}

function encodeGraph(graph: OnnxGraph): onnx.GraphProto.$Properties {
  return {
    name: graph.name,
    node: graph.nodes.map(encodeNode),
    initializer: graph.initializers.map(encodeTensor),
    input: graph.inputs.map(encodeValue),
    output: graph.outputs.map(encodeValue),
    valueInfo: graph.values.map(encodeValue),
  }
}

function decodeGraph(message: onnx.GraphProto.$Properties): OnnxGraph {
  const name = message.name ?? ''
  const initializers = (message.initializer ?? []).map((tensor) => decodeTensor(tensor, name))
  const constants = new Set(initializers.map((tensor) => tensor.name))
  return {
    name,
    nodes: (message.node ?? []).map(decodeNode),
    initializers,
    // Before IR 4 every initializer had to be an input as well.
    inputs: (message.input ?? []).map(decodeValue).filter((value) => !constants.has(value.name)),
    outputs: (message.output ?? []).map(decodeValue),
    values: (message.valueInfo ?? []).map(decodeValue),
  }
}

function encodeNode(node: OnnxNode): onnx.NodeProto.$Properties {
  const byName = ([a]: [string, OnnxAttribute], [b]: [string, OnnxAttribute]) => (a < b ? -1 : 1)
  return {
    input: [...node.inputs],
    output: [...node.outputs],
    name: node.name,
    opType: node.op,
    domain: node.domain,
    attribute: Object.entries(node.attributes)
      .sort(byName)
      .map(([name, attribute]) => encodeAttribute(name, attribute, encodeGraph)),
  }
}

function decodeNode(message: onnx.NodeProto.$Properties): OnnxNode {
  const name = message.name ?? ''
  const attributes = (message.attribute ?? []).map((attribute): [string, OnnxAttribute] => {
    const key = attribute.name ?? ''
    return [key, decodeAttribute(attribute, `${name || message.opType}.${key}`, decodeGraph)]
  })
  return {
    name,
    op: message.opType ?? '',
    domain: message.domain === 'ai.onnx' ? '' : (message.domain ?? ''),
    inputs: message.input ?? [],
    outputs: message.output ?? [],
    attributes: Object.fromEntries(attributes),
  }
}

function encodeValue({ name, type, shape }: OnnxValue): onnx.ValueInfoProto.$Properties {
  const elemType = ONNX_TYPES[type].number
  if (shape === null) return { name, type: { tensorType: { elemType } } }
  const dim = shape.map((dimension) =>
    dimension === null ? {} : typeof dimension === 'string' ? { dimParam: dimension } : { dimValue: dimension },
  )
  return { name, type: { tensorType: { elemType, shape: { dim } } } }
}

function decodeValue(message: onnx.ValueInfoProto.$Properties): OnnxValue {
  const name = message.name ?? ''
  const tensor = message.type?.tensorType
  if (!tensor) throw new InputError(`expected a tensor as value '${name}'; found another type`)
  const dimension = ({ dimValue, dimParam }: onnx.TensorShapeProto.Dimension.$Properties): OnnxDimension =>
    // Some exporters write -1, others an empty name, for "unknown".
    typeof dimValue === 'number' && dimValue >= 0 ? dimValue : dimParam || null
  return {
    name,
    type: onnxType(tensor.elemType ?? 0, name),
    shape: tensor.shape ? (tensor.shape.dim ?? []).map(dimension) : null,
  }
}
