import { InputError } from '../../core/errors.ts'
import type { OnnxAttribute, OnnxAttributeValues, OnnxGraph, OnnxNode, OnnxTensor } from './model.ts'

type Kind = keyof OnnxAttributeValues

/** An integer attribute, or `otherwise` when the node has none. Throws InputError when it is of another kind. */
export function intAttribute(node: OnnxNode, name: string, otherwise: number): number {
  return attribute(node, name, 'int') ?? otherwise
}

/** A real attribute. As `intAttribute`. */
export function floatAttribute(node: OnnxNode, name: string, otherwise: number): number {
  return attribute(node, name, 'float') ?? otherwise
}

/** A text attribute. As `intAttribute`. */
export function stringAttribute(node: OnnxNode, name: string, otherwise: string): string {
  return attribute(node, name, 'string') ?? otherwise
}

/** A list of integers, or null when the node has none. Throws InputError when it is of another kind. */
export function intsAttribute(node: OnnxNode, name: string): readonly number[] | null {
  return attribute(node, name, 'ints')
}

/** A tensor. As `intsAttribute`. */
export function tensorAttribute(node: OnnxNode, name: string): OnnxTensor | null {
  return attribute(node, name, 'tensor')
}

/** A graph (the body of If or Loop). As `intsAttribute`. */
export function graphAttribute(node: OnnxNode, name: string): OnnxGraph | null {
  return attribute(node, name, 'graph')
}

function attribute<K extends Kind>(node: OnnxNode, name: string, kind: K): OnnxAttributeValues[K] | null {
  const found = node.attributes[name]
  if (!found) return null
  if (!isOfKind(found, kind)) {
    throw new InputError(
      `expected attribute '${name}' of kind ${kind}; found ${found.kind} at node '${node.name}' (${node.op})`,
    )
  }
  return found.value
}

function isOfKind<K extends Kind>(
  attribute: OnnxAttribute,
  kind: K,
): attribute is OnnxAttribute & { kind: K; value: OnnxAttributeValues[K] } {
  return attribute.kind === kind
}
