import type { RunSummary } from '../runtime/line-runner.ts'
import { formatInterventions, type InterventionCount } from './interventions.ts'
import { textTable } from './text-table.ts'

/** What `replay --report` writes (docs/design.md §8). Field names are a contract. */
export interface ReplayReport {
  readonly drive: string
  readonly version: string
  readonly engine: string
  readonly planner: string
  readonly vehicle: string
  readonly order: 'measurement' | 'arrival'
  readonly pace: 'fast' | 'realtime'
  readonly duration_s: number
  /** Spent on compiling before the measured run; 0 with --no-warm-up. */
  readonly warm_up_s: number
  readonly wall_s: number
  readonly realtime_factor: number
  readonly messages: Readonly<Record<string, number>>
  readonly can_frames: number
  readonly commands: number
  readonly modes: Readonly<Record<string, number>>
  /** Commands on which each limit acted. */
  readonly limits: Readonly<Record<string, number>>
  readonly hash: string | null
  readonly stages: RunSummary['latency']['stages']
  /** Compute of one control tick, sensor to encoded command, without waiting. */
  readonly compute: RunSummary['latency']['line']
  /** From arrival to encoded command, by topic; empty unless paced in real time. */
  readonly end_to_end: RunSummary['latency']['end_to_end']
  /** From arrival to the first command by a plan that has seen it, by topic. */
  readonly through_plan: RunSummary['latency']['through_plan']
  /** Commands over the budget: end to end in real time, compute alone at full speed. */
  readonly deadline: RunSummary['latency']['deadline']
  readonly accuracy: Readonly<Record<string, unknown>>
  /** Where the supervisor drove something else than the plan. */
  readonly interventions: readonly InterventionCount[]
  readonly warnings: RunSummary['warnings']
}

/** The report as tables that a person reads. */
export function formatReport(report: ReplayReport): string {
  const ms = (value: number) => (Number.isFinite(value) ? value.toFixed(3) : '-')
  const latency = [
    ...Object.entries(report.stages),
    ['line (one tick)', report.compute] as const,
    ...Object.entries(report.end_to_end).map(([topic, summary]) => [`end to end ${topic}`, summary] as const),
    ...Object.entries(report.through_plan).map(([topic, summary]) => [`through a plan ${topic}`, summary] as const),
  ].map(([name, s]) => [name, s.n, ms(s.p50_ms), ms(s.p90_ms), ms(s.p99_ms), ms(s.p999_ms), ms(s.max_ms)])
  const counts = (record: Readonly<Record<string, number>>) =>
    Object.entries(record)
      .map(([name, n]) => `${name} ${n}`)
      .join(', ') || 'none'
  const lines = [
    `drive     ${report.drive} (${report.duration_s.toFixed(1)} s, vehicle ${report.vehicle})`,
    `run       planner ${report.planner}, ${report.order} order, ${report.pace} pace: ${report.wall_s.toFixed(2)} s, ${report.realtime_factor.toFixed(1)} times real time after ${report.warm_up_s.toFixed(1)} s of warm-up`,
    `messages  ${counts(report.messages)}; ${report.can_frames} CAN frames`,
    `commands  ${report.commands} (${counts(report.modes)}); limits that acted: ${counts(report.limits)}`,
    '',
    textTable(['stage, ms', 'n', 'p50', 'p90', 'p99', 'p99.9', 'max'], latency),
    '',
  ]
  for (const [topic, { attribution_ms }] of Object.entries(report.end_to_end)) {
    const parts = Object.entries(attribution_ms).map(([stage, mean]) => `${stage} ${mean.toFixed(3)}`)
    lines.push(`${topic}, mean ms: ${parts.join(' + ')}`)
  }
  lines.push(`deadline  ${report.deadline.budget_ms} ms, missed by ${report.deadline.misses} commands`)
  const accuracy = Object.entries(report.accuracy).map(([name, value]) => [
    name,
    typeof value === 'number' ? value.toPrecision(4) : String(value),
  ])
  if (accuracy.length > 0) lines.push(textTable(['accuracy against ground truth', 'value'], accuracy), '')
  lines.push(`taken over ${formatInterventions(report.interventions)}`)
  for (const { code, count, first } of report.warnings) lines.push(`warning   ${code} ${count} times, first: ${first}`)
  lines.push(`hash      ${report.hash ?? 'null (wall-clock latencies in the loop)'}`)
  return lines.join('\n')
}
