import type { ChipTarget, OperatorRule } from './chip-target.ts'
import { describeRequirement, fits, type Limit } from './limit.ts'
import { measure } from './measures.ts'
import type { NetworkFacts } from './network-facts.ts'
import type { NodeFacts } from './node-facts.ts'

/** What a chip would not take, or what its documents and the file leave open. */
export interface Finding {
  readonly verdict: 'refused' | 'unknown'
  /** Null for a finding on the whole network. */
  readonly node: string | null
  readonly op: string | null
  readonly expected: string
  readonly found: string
  readonly hint: string | null
  readonly source: string
}

/** Everything that `chip` would refuse, in the order of the graph. */
export function checkChip(network: NetworkFacts, chip: ChipTarget): readonly Finding[] {
  return [
    ...opsetFindings(network, chip),
    ...shapeFindings(network, chip),
    ...batchFindings(network, chip),
    ...formatFindings(network, chip),
    ...network.nodes.flatMap((facts) => (isFormatOnly(facts, chip) ? [] : nodeFindings(facts, chip))),
  ]
}

function opsetFindings({ opset }: NetworkFacts, chip: ChipTarget): Finding[] {
  const { value: range, source } = chip.opset
  if (range === null) return []
  const [least, most] = range
  const expected = least === null ? `an opset up to ${most}` : `an opset from ${least} to ${most}`
  const about = { node: null, op: null, expected, hint: null, source }
  if (opset === null) return [{ ...about, verdict: 'unknown', found: 'a file that states none' }]
  const isTaken = opset >= (least ?? 0) && opset <= (most ?? Number.POSITIVE_INFINITY)
  return isTaken ? [] : [{ ...about, verdict: 'refused', found: String(opset) }]
}

function shapeFindings({ openAxes, shapeless }: NetworkFacts, { staticShapes, source }: ChipTarget): Finding[] {
  const open = openAxes.map((found): Finding => {
    const about = { node: null, op: null, expected: 'static input shapes', found, hint: null }
    return { ...about, verdict: 'refused', source: staticShapes.source }
  })
  const without = shapeless.map(({ node, reason }): Finding => {
    const about = { node: node.name || node.outputs[0] || node.op, op: node.op, hint: null, source }
    return { ...about, verdict: 'unknown', expected: 'a known output shape', found: reason }
  })
  return [...(staticShapes.value === true ? open : []), ...without]
}

function batchFindings({ model }: NetworkFacts, { batch: { value: most, source } }: ChipTarget): Finding[] {
  if (most === null) return []
  return model.graph.inputs.flatMap(({ name, shape }): Finding[] => {
    const batch = shape && shape.length > 2 ? shape[0] : null
    if (typeof batch !== 'number' || batch <= most) return []
    const about = { node: null, op: null, expected: `a batch of at most ${most}`, hint: null, source }
    return [{ ...about, verdict: 'refused', found: `${batch} in input ${name}` }]
  })
}

/** Nodes of the number format that a chip refuses as such, or of which its documents are silent: told once. */
function isFormatOnly({ node }: NodeFacts, chip: ChipTarget): boolean {
  const isFormat = node.op === 'QuantizeLinear' || node.op === 'DequantizeLinear'
  const rule = chip.operators[node.op]
  return isFormat && rule !== undefined && 'verdict' in rule
}

function formatFindings({ nodes }: NetworkFacts, chip: ChipTarget): Finding[] {
  const found = nodes.filter((facts) => isFormatOnly(facts, chip))
  const rule = chip.operators['QuantizeLinear']
  if (found.length === 0 || rule === undefined || !('verdict' in rule)) return []
  const { verdict, reason, source = chip.source } = rule
  const about = { node: null, op: null, expected: chip.int8.value ?? 'a float file', hint: null, source }
  return [{ ...about, verdict, found: `${found.length} nodes of QuantizeLinear and DequantizeLinear: ${reason}` }]
}

function nodeFindings(facts: NodeFacts, chip: ChipTarget): Finding[] {
  const { node, label } = facts
  const about = { node: label, op: node.op, hint: null }
  if (node.domain !== '') {
    const found = `${node.domain}.${node.op}`
    return [{ ...about, verdict: 'refused', expected: 'a standard operator', found, source: chip.source }]
  }
  const rule: OperatorRule | undefined = chip.operators[node.op]
  if (rule === undefined) {
    return [{ ...about, verdict: 'refused', expected: 'an operator that it has', found: node.op, source: chip.source }]
  }
  if ('verdict' in rule) {
    const { verdict, reason, source = chip.source } = rule
    return [{ ...about, verdict, expected: 'an operator that it has', found: `${node.op}, ${reason}`, source }]
  }
  return [...chip.everyNode, ...rule].flatMap((limit) => limitFindings(facts, limit, chip))
}

function limitFindings(facts: NodeFacts, limit: Limit, chip: ChipTarget): Finding[] {
  if (limit.when) {
    const condition = limit.when
    const values = measure(condition.of, facts)
    if (!values?.some((value) => fits(condition, value))) return []
  }
  const values = measure(limit.of, facts)
  const about = {
    node: facts.label,
    op: facts.node.op,
    expected: describeRequirement(limit),
    hint: limit.hint ?? null,
    source: limit.source ?? chip.source,
  }
  if (values === null)
    return [{ ...about, verdict: 'unknown', found: 'shapes or constants that the file does not tell' }]
  const wrong = values.filter((value) => !fits(limit, value))
  if (wrong.length === 0) return []
  const condition = limit.when ? ` with ${describeRequirement(limit.when)}` : ''
  return [{ ...about, verdict: 'refused', found: `${[...new Set(wrong)].join(', ')}${condition}` }]
}
