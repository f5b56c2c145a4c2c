import type { OnnxAttribute, OnnxGraph } from '../../common/onnx/model.ts'
import { InputError } from '../../core/errors.ts'
import { onnx } from './onnx-messages.ts'
import { decodeTensor, encodeTensor } from './tensor-codec.ts'

type Message = onnx.AttributeProto.$Properties
type GraphMessage = onnx.GraphProto.$Properties
const { AttributeType } = onnx.AttributeProto
const UTF8 = { encode: new TextEncoder(), decode: new TextDecoder() }

/** `encodeGraph` writes the bodies of If and Loop. */
export function encodeAttribute(
  name: string,
  attribute: OnnxAttribute,
  encodeGraph: (graph: OnnxGraph) => GraphMessage,
): Message {
  switch (attribute.kind) {
    case 'float':
      return { name, type: AttributeType.FLOAT, f: attribute.value }
    case 'int':
      return { name, type: AttributeType.INT, i: attribute.value }
    case 'string':
      return { name, type: AttributeType.STRING, s: UTF8.encode.encode(attribute.value) }
    case 'floats':
      return { name, type: AttributeType.FLOATS, floats: [...attribute.value] }
    case 'ints':
      return { name, type: AttributeType.INTS, ints: [...attribute.value] }
    case 'strings':
      return { name, type: AttributeType.STRINGS, strings: attribute.value.map((text) => UTF8.encode.encode(text)) }
    case 'tensor':
      return { name, type: AttributeType.TENSOR, t: encodeTensor(attribute.value) }
    case 'graph':
      return { name, type: AttributeType.GRAPH, g: encodeGraph(attribute.value) }
  }
}

/** Throws InputError for a kind that IR 7 does not know. */
export function decodeAttribute(
  message: Message,
  where: string,
  decodeGraph: (graph: GraphMessage) => OnnxGraph,
): OnnxAttribute {
  switch (message.type) {
    case AttributeType.FLOAT:
      return { kind: 'float', value: message.f ?? 0 }
    case AttributeType.INT:
      return { kind: 'int', value: message.i ?? 0 }
    case AttributeType.STRING:
      return { kind: 'string', value: UTF8.decode.decode(message.s ?? new Uint8Array()) }
    case AttributeType.FLOATS:
      return { kind: 'floats', value: message.floats ?? [] }
    case AttributeType.INTS:
      return { kind: 'ints', value: message.ints ?? [] }
    case AttributeType.STRINGS:
      return { kind: 'strings', value: (message.strings ?? []).map((text) => UTF8.decode.decode(text)) }
    case AttributeType.TENSOR:
      return { kind: 'tensor', value: decodeTensor(message.t ?? {}, where) }
    case AttributeType.GRAPH:
      return { kind: 'graph', value: decodeGraph(message.g ?? {}) }
    default:
      throw new InputError(`expected an attribute type of 1 to 8; found ${message.type ?? 0} at '${where}'`)
  }
}
