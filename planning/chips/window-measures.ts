import { intAttribute } from '../../src/common/onnx/attributes.ts'
import { UnknownShape } from '../../src/common/onnx/shape-rule.ts'
import { type Window, windowOf } from '../../src/common/onnx/window-shapes.ts'
import type { MeasureValue } from './measure-value.ts'
import type { NodeFacts } from './node-facts.ts'

/** The window of a convolution or pool; null where the file does not say. */
export function convolutionWindow({ node, input }: NodeFacts): Window | null {
  const shape = input(0)?.shape
  if (!shape) return null
  const weights = node.op.startsWith('Conv') ? input(1)?.shape : undefined
  try {
    return windowOf(node, shape.slice(2), weights?.slice(2))
  } catch (error) {
    if (error instanceof UnknownShape) return null
    throw error
  }
}

export function windowText(facts: NodeFacts, tell: (window: Window) => MeasureValue): readonly MeasureValue[] | null {
  const window = convolutionWindow(facts)
  return window && [tell(window)]
}

/** `standard` (one group), `depthwise` (a group for each input channel) or `grouped`. */
export function convolutionKind({ node, input }: NodeFacts): readonly string[] | null {
  const groups = intAttribute(node, 'group', 1)
  if (groups === 1) return ['standard']
  const channels = input(0)?.shape[1]
  return channels === undefined ? null : [groups === channels ? 'depthwise' : 'grouped']
}

/** Banks of 32 KiB in the buffer of the DLA's convolution core, and entries of 128 bytes in a bank. */
const BANK_BYTES = 32768
const BANK_ENTRIES = 256

/**
 * Banks that the weights of one kernel and the least of the input take at int8, whatever the groups: wtBanksForOneKernel +
 * minDataBanks of "DLA Supported Layers and Restrictions", TensorRT developer guide.
 */
export function dlaBanks(facts: NodeFacts): readonly number[] | null {
  const window = convolutionWindow(facts)
  const shape = facts.input(0)?.shape
  if (!window || shape?.length !== 4) return null
  const channels = shape[1]!
  const [height, width] = [window.kernel[0]!, window.kernel[1]!]
  const weightBanks = Math.ceil((Math.ceil((channels * height * width) / 128) * 128) / BANK_BYTES)
  const slice = Math.ceil((Math.ceil(channels / 32) * shape[3]!) / 4)
  const rows = (height - 1) * window.dilations[0]! + 1
  return [weightBanks + Math.ceil((slice * rows) / BANK_ENTRIES)]
}
