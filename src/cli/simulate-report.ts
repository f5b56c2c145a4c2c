import { createHash } from 'node:crypto'
import { LatencyHistogram, type LatencySummary } from '../common/statistics/latency-histogram.ts'
import type { WarningCount } from '../core/warning.ts'
import { formatInterventions, type InterventionCount, interventionsOf } from './interventions.ts'
import type { Entrant } from './simulate-entrants.ts'
import type { RouteInfraction, RouteOutcome, RouteRow } from './simulate-outcome.ts'
import type { TaskResult } from './simulate-tasks.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

/** What `simulate --report` writes (docs/design.md §7). Field names are a contract; scores are in percent. */
export interface SimulateReport {
  readonly drive: string
  readonly version: string
  readonly engine: string
  readonly planner: string
  readonly vehicle: string
  readonly scene: 'fused' | 'truth'
  readonly supervisor: boolean
  /** The group of sensors that was silent; null: none. */
  readonly without: string | null
  readonly latency: 'model' | 'measured'
  readonly seed: number
  /** s, simulated. */
  readonly duration_s: number
  /** s of all routes, one after the other. */
  readonly wall_s: number
  readonly realtime_factor: number
  readonly messages: Readonly<Record<string, number>>
  readonly commands: number
  /** Over the commands of all routes in order; null where wall-clock latencies were in the loop. */
  readonly hash: string | null
  readonly stages: Readonly<Record<string, LatencySummary>>
  readonly scores: SimulateScores
  readonly routes: readonly RouteRow[]
  /** What an attentive driver meets on the routes, by kind. */
  readonly conflicts: Readonly<Record<string, number>>
  /** Where the supervisor drove something else than the plan. */
  readonly interventions: readonly InterventionCount[]
  readonly warnings: readonly WarningCount[]
}

interface SimulateScores {
  readonly driving_score: number
  readonly success_rate: number
  readonly route_completion: number
  /** null without plans that could be judged. */
  readonly pdms: number | null
  readonly epdms: number | null
  readonly cls: number
  readonly infractions: readonly InfractionRow[]
}

interface InfractionRow extends RouteInfraction {
  readonly route: number
}

export interface ReportOptions {
  readonly entrant: Entrant
  readonly vehicle: string
  readonly latency: 'model' | 'measured'
  readonly seed: number
}

/** `results`: in the order of the routes. */
export function simulateReport(options: ReportOptions, results: readonly TaskResult[]): SimulateReport {
  const { entrant, vehicle, latency, seed } = options
  const outcomes = results.map(({ outcome }) => outcome)
  const duration = sum(outcomes.map(({ row }) => row.duration_s))
  const wall = sum(outcomes.map((one) => one.wall))
  const warnings = mergedWarnings(outcomes)
  return {
    drive: [...new Set(outcomes.map(({ drive }) => drive))].join(', '),
    version: VERSION,
    engine: [...new Set(outcomes.map((one) => one.engine))].join('; '),
    planner: entrant.planner,
    vehicle,
    scene: entrant.scene,
    supervisor: entrant.isSupervised,
    without: entrant.without,
    latency,
    seed,
    duration_s: duration,
    wall_s: wall,
    realtime_factor: duration / wall,
    messages: summed(outcomes.map(({ messages }) => messages)),
    commands: sum(outcomes.map(({ commands }) => commands)),
    hash: hashOf(results),
    stages: stagesOf(outcomes),
    scores: scoresOf(outcomes),
    routes: outcomes.map(({ row }) => row),
    conflicts: summed(outcomes.map(({ row }) => row.conflicts_by_kind)),
    interventions: interventionsOf(warnings),
    warnings,
  }
}

/**
 * SHA-256 over the commands of all routes in order, as of one replay, where they were kept; of a planner table's many routes,
 * over the routes' own hashes in order.
 */
function hashOf(results: readonly TaskResult[]): string | null {
  const hash = createHash('sha256')
  const [first] = results
  if (results.length === 1) return first!.outcome.row.hash
  for (const { outcome, commands } of results) {
    const own = outcome.row.hash
    if (own === null) return null
    hash.update(commands ?? Buffer.from(own, 'hex'))
  }
  return hash.digest('hex')
}

function stagesOf(outcomes: readonly RouteOutcome[]): Record<string, LatencySummary> {
  const merged = new Map<string, LatencyHistogram>()
  for (const { stages } of outcomes) {
    for (const [stage, counts] of Object.entries(stages)) {
      const histogram = merged.get(stage) ?? new LatencyHistogram()
      histogram.addAll(counts)
      merged.set(stage, histogram)
    }
  }
  return Object.fromEntries([...merged].map(([stage, histogram]) => [stage, histogram.summary()]))
}

function scoresOf(outcomes: readonly RouteOutcome[]): SimulateScores {
  const meanOf = (value: (row: RouteRow) => number | null) => mean(outcomes.map(({ row }) => value(row)))
  return {
    driving_score: meanOf((row) => row.driving_score) ?? 0,
    success_rate: meanOf((row) => (row.success ? 100 : 0)) ?? 0,
    route_completion: meanOf((row) => row.route_completion) ?? 0,
    pdms: meanOf((row) => row.pdms),
    epdms: meanOf((row) => row.epdms),
    cls: meanOf((row) => row.cls) ?? 0,
    infractions: outcomes.flatMap(({ infractions }, route) => infractions.map((one) => ({ ...one, route }))),
  }
}

/** Of those that are known; null where none is. */
export function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : sum(known) / known.length
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

export function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const count of counts) for (const [key, n] of Object.entries(count)) sums[key] = (sums[key] ?? 0) + n
  return sums
}

function mergedWarnings(outcomes: readonly RouteOutcome[]): WarningCount[] {
  const merged = new Map<string, WarningCount>()
  for (const { warnings } of outcomes) {
    for (const { code, count, first } of warnings) {
      const known = merged.get(code)
      merged.set(code, { code, count: count + (known?.count ?? 0), first: known?.first ?? first })
    }
  }
  return [...merged.values()]
}

/** One planner's results as a person reads them. */
export function formatSimulation(report: SimulateReport): string {
  const { scores } = report
  const rows = report.routes.map((row) => [
    row.name,
    row.end,
    row.duration_s.toFixed(1),
    row.driving_score.toFixed(1),
    row.route_completion.toFixed(1),
    row.cls.toFixed(1),
    score(row.pdms),
    row.conflicts,
    row.scenarios.join(' '),
  ])
  return [
    textTable(['route', 'end', 's', 'driving', 'completed', 'closed loop', 'PDMS', 'conflicts', 'scenarios'], rows),
    '',
    `planner   ${report.planner}, scene ${report.scene}, ${report.supervisor ? 'supervised' : 'without supervisor'}, latency ${report.latency}`,
    `scores    driving ${scores.driving_score.toFixed(1)}, success ${scores.success_rate.toFixed(1)} %, completion ${scores.route_completion.toFixed(1)} %, closed loop ${scores.cls.toFixed(1)}, PDMS ${score(scores.pdms)}, EPDMS ${score(scores.epdms)}`,
    `sub-scores ${clauseMeans(report.routes)}`,
    `conflicts ${counted(report.conflicts)}`,
    `infractions ${counted(summed(scores.infractions.map(({ kind }) => ({ [kind]: 1 }))))}`,
    `taken over ${formatInterventions(report.interventions)}`,
    `run       ${report.duration_s.toFixed(1)} s simulated in ${report.wall_s.toFixed(1)} s, ${report.realtime_factor.toFixed(1)} times real time`,
    ...report.warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
    `hash      ${report.hash ?? 'null (nothing commanded, or wall-clock latencies in the loop)'}`,
  ].join('\n')
}

/** Means over the routes of the plans' sub-scores and the closed loop's; null where the world does not say. */
export function clauseMeans(routes: readonly RouteRow[]): string {
  const list = (clausesOf: (row: RouteRow) => Readonly<Record<string, number | null>>) =>
    Object.keys(routes[0] ? clausesOf(routes[0]) : {})
      .map((clause) => `${clause} ${mean(routes.map((row) => clausesOf(row)[clause] ?? null))?.toFixed(3) ?? 'null'}`)
      .join(' ')
  return `plans: ${list((row) => row.plan_clauses)}; closed loop: ${list((row) => row.cls_clauses)}`
}

export function counted(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a)
  return entries.map(([name, n]) => `${name} ${n}`).join(', ') || 'none'
}

export function score(value: number | null): string {
  return value === null ? '-' : value.toFixed(1)
}
