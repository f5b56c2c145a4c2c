import type { OutputDrift } from '../../planning/quantize/drift.ts'
import type { TrajectoryDrift } from '../../planning/quantize/trajectory-drift.ts'
import { textTable } from './text-table.ts'

export interface QuantizeReport {
  readonly network: string
  readonly model: string
  readonly manifest: string
  readonly frames: { readonly calibration: number; readonly held_out: number }
  readonly bytes: { readonly fp32: number; readonly int8: number }
  /** Convolutions of the network, and those that onnxruntime runs on integers. */
  readonly convolutions: { readonly all: number; readonly fused: number; readonly left: readonly string[] }
  readonly nodes: {
    readonly int8: number
    readonly float: readonly { readonly node: string; readonly op: string; readonly reason: string }[]
  }
  /** Over the held-out frames. */
  readonly drift: readonly OutputDrift[]
  /** Of the plans, over the same frames; null for a network that scores no trajectories. */
  readonly trajectory: TrajectoryDrift | null
  /** Median over the held-out frames on one thread, ms. */
  readonly run_ms: { readonly fp32: number; readonly int8: number }
  readonly engine: string
  /** Whether the CPU has 8-bit dot products; null where the system does not tell. */
  readonly vnni: boolean | null
}

export function quantizeText(report: QuantizeReport): string {
  const { frames, bytes, convolutions, nodes, run_ms: run } = report
  const percent = (share: number) => `${(100 * share).toFixed(3)} %`
  const lines = [
    `network   ${report.network}`,
    `frames    ${frames.calibration} for calibration, ${frames.held_out} others for drift`,
    `fused     ${convolutions.fused} of ${convolutions.all} convolutions fused`,
    ...convolutions.left.map((name) => `  float   ${name}`),
    `nodes     ${nodes.int8} on int8, ${nodes.float.length} in float`,
    ...nodes.float.map(({ node, op, reason }) => `  float   ${node} (${op}): ${reason}`),
    `size      ${kilobytes(bytes.fp32)} to ${kilobytes(bytes.int8)}`,
    `run       ${run.fp32.toFixed(2)} ms fp32, ${run.int8.toFixed(2)} ms int8, one thread`,
    `engine    ${report.engine}; VNNI ${report.vnni === null ? 'unknown' : report.vnni ? 'yes' : 'no'}`,
    '',
    textTable(
      ['output', 'magnitude', 'mean drift', 'p99 drift', 'max drift'],
      report.drift.map(({ name, magnitude, mean, p99, max }) => [
        name,
        magnitude.toPrecision(4),
        percent(mean),
        percent(p99),
        percent(max),
      ]),
    ),
    ...(report.trajectory ? trajectoryLines(report.trajectory) : []),
    '',
    `wrote     ${report.model} and ${report.manifest}`,
  ]
  return lines.join('\n')
}

function trajectoryLines({ same_choice: same, p99_1s_m: near, p99_4s_m: far }: TrajectoryDrift): string[] {
  const metres = (value: number | null) => (value === null ? 'none' : `${value.toFixed(3)} m`)
  return [
    '',
    `plans     ${(100 * same).toFixed(1)} % choose the same; p99 apart ${metres(near)} at 1 s, ${metres(far)} at 4 s`,
  ]
}

function kilobytes(count: number): string {
  return `${(count / 1000).toFixed(0)} kB`
}
