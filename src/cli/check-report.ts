import { checkChip, type Finding } from '../../planning/chips/check-chip.ts'
import type { ChipTarget } from '../../planning/chips/chip-target.ts'
import { DENSE_UTILISATION, DEPTHWISE_UTILISATION, estimateTime } from '../../planning/chips/estimate-time.ts'
import { type NetworkCost, networkCost } from '../../planning/chips/network-cost.ts'
import { networkFacts } from '../../planning/chips/network-facts.ts'
import type { OnnxModel } from '../common/onnx/model.ts'
import { textTable } from './text-table.ts'

export interface ChipVerdict {
  readonly chip: string
  readonly title: string
  readonly verdict: 'accepted' | 'refused'
  readonly findings: readonly Finding[]
  /** Milliseconds of arithmetic at the assumed share of the stated rate; null where that is not published. */
  readonly time_ms: number | null
  readonly tops: number | null
  /** Whether weights and the most activations fit beside the arithmetic units at int8; null where its size is unknown. */
  readonly fits_on_chip: boolean | null
  readonly notes: readonly string[]
}

export interface CheckReport {
  readonly model: string
  readonly opset: number | null
  readonly nodes: number
  readonly format: 'int8' | 'float'
  readonly cost: NetworkCost
  readonly assumed_utilisation: { readonly dense: number; readonly depthwise: number }
  readonly chips: readonly ChipVerdict[]
}

/** Throws InputError for a network that contradicts itself. */
export function checkReport(path: string, model: OnnxModel, chips: readonly ChipTarget[]): CheckReport {
  const network = networkFacts(model)
  const cost = networkCost(network)
  return {
    model: path,
    opset: network.opset,
    nodes: network.nodes.length,
    format: network.isQuantized ? 'int8' : 'float',
    cost,
    assumed_utilisation: { dense: DENSE_UTILISATION, depthwise: DEPTHWISE_UTILISATION },
    chips: chips.map((chip) => {
      const findings = checkChip(network, chip)
      const seconds = estimateTime(cost, chip)
      const memory = chip.onChipBytes.value
      return {
        chip: chip.name,
        title: chip.title,
        verdict: findings.some(({ verdict }) => verdict === 'refused') ? 'refused' : 'accepted',
        findings,
        time_ms: seconds === null ? null : 1e3 * seconds,
        tops: chip.tops.value,
        fits_on_chip: memory === null ? null : cost.weightBytes.int8 + cost.peakActivations <= memory,
        notes: [...chip.notes, ...formatNotes(network.isQuantized, chip)],
      }
    }),
  }
}

function formatNotes(isQuantized: boolean, { int8, takesQuantizedFiles }: ChipTarget): string[] {
  if (isQuantized || takesQuantizedFiles !== true) return []
  return [`int8 here: ${int8.value ?? 'unknown'}; this file is in float`]
}

/** The same for people. */
export function checkText(report: CheckReport): string {
  const { cost } = report
  const lines = [
    `network   ${report.model}, opset ${report.opset ?? 'not stated'}, ${report.nodes} nodes, ${report.format}`,
    `work      ${millions(cost.denseMacs + cost.depthwiseMacs)} multiply-accumulates, of them ${millions(cost.depthwiseMacs)} depthwise`,
    `weights   ${cost.parameters} parameters: ${bytes(cost.weightBytes.int8)} at int8, ${bytes(cost.weightBytes.fp32)} at fp32`,
    `memory    at most ${bytes(cost.peakActivations)} of activations at int8, ${bytes(4 * cost.peakActivations)} at fp32, at ${cost.peakAt}`,
    `assumed   ${DENSE_UTILISATION} of the stated rate in dense layers, ${DEPTHWISE_UTILISATION} in depthwise ones; no waiting for memory`,
    '',
    textTable(
      ['chip', 'verdict', 'refused', 'unknown', 'TOPS', 'time', 'fits on chip'],
      report.chips.map((chip) => [
        chip.chip,
        chip.verdict,
        countOf(chip, 'refused'),
        countOf(chip, 'unknown'),
        chip.tops ?? 'unknown',
        chip.time_ms === null ? 'unknown' : `${chip.time_ms.toPrecision(2)} ms`,
        chip.fits_on_chip === null ? 'unknown' : chip.fits_on_chip ? 'yes' : 'no',
      ]),
    ),
  ]
  for (const chip of report.chips)
    lines.push('', chip.title, ...chip.findings.map(findingText), ...chip.notes.map(note))
  return lines.join('\n')
}

function findingText({ verdict, node, op, expected, found, hint, source }: Finding): string {
  const where = node === null ? 'the network' : `${node} (${op})`
  const more = hint === null ? '' : `; instead: ${hint}`
  return `  ${verdict.padEnd(8)}${where}: expected ${expected}, found ${found}${more} [${source}]`
}

function note(text: string): string {
  return `  note    ${text}`
}

function countOf({ findings }: ChipVerdict, verdict: Finding['verdict']): number {
  return findings.filter((finding) => finding.verdict === verdict).length
}

function millions(count: number): string {
  return `${(count / 1e6).toFixed(1)} million`
}

function bytes(count: number): string {
  return count < 1e6 ? `${(count / 1024).toFixed(0)} KiB` : `${(count / 2 ** 20).toFixed(2)} MiB`
}

/** Every chip with its figures and the documents they come from; what is not published says so. */
export function chipList(chips: readonly ChipTarget[]): string {
  const row = (label: string, text: string) => `  ${label.padEnd(11)}${text}`
  const fact = (value: unknown, source: string) => `${value ?? 'unknown'} [${source}]`
  return chips
    .map((chip) => {
      const [least, most] = chip.opset.value ?? [null, null]
      const memory = chip.onChipBytes.value
      return [
        `${chip.name}: ${chip.title}`,
        row('rules', chip.source),
        row('operators', String(Object.values(chip.operators).filter((rule) => !('verdict' in rule)).length)),
        row('opset', fact(`${least ?? 'unknown'} to ${most ?? 'unknown'}`, chip.opset.source)),
        row(
          'shapes',
          fact(
            chip.staticShapes.value === null ? null : chip.staticShapes.value ? 'static' : 'any',
            chip.staticShapes.source,
          ),
        ),
        row('int8', fact(chip.int8.value, chip.int8.source)),
        row('memory', fact(memory === null ? null : `${memory / 2 ** 20} MiB on the chip`, chip.onChipBytes.source)),
        row('rate', fact(chip.tops.value === null ? null : `${chip.tops.value} TOPS`, chip.tops.source)),
        ...chip.notes.map((text) => row('note', text)),
      ].join('\n')
    })
    .join('\n\n')
}
