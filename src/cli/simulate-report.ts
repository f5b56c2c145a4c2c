import { LatencyHistogram, type LatencySummary } from '../common/statistics/latency-histogram.ts'
import type { WarningCount } from '../core/warning.ts'
import type { RouteResult } from './simulate-route.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

/** What `simulate --report` writes (docs/design.md §8). Field names are a contract; scores are in percent. */
export interface SimulateReport {
  readonly drive: string
  readonly version: string
  readonly engine: string
  readonly planner: string
  readonly vehicle: string
  readonly scene: 'fused' | 'truth'
  readonly supervisor: boolean
  readonly latency: 'model' | 'measured'
  readonly seed: number
  /** s, simulated. */
  readonly duration_s: number
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

interface InfractionRow {
  readonly kind: string
  readonly t_s: number
  readonly x: number
  readonly y: number
  readonly route: number
}

interface RouteRow {
  readonly name: string
  readonly seed: number
  readonly scenarios: readonly string[]
  readonly conflicts: number
  readonly end: string
  readonly duration_s: number
  readonly driving_score: number
  readonly route_completion: number
  readonly success: boolean
  readonly cls: number
  readonly cls_clauses: Readonly<Record<string, number | null>>
  readonly pdms: number | null
  readonly epdms: number | null
}

export interface SimulateTotals
  extends Pick<SimulateReport, 'planner' | 'scene' | 'supervisor' | 'latency' | 'seed' | 'hash'> {
  readonly wall: number
  readonly vehicle: string
  readonly stages: ReadonlyMap<string, LatencyHistogram>
  readonly results: readonly RouteResult[]
}

export function simulateReport(totals: SimulateTotals): SimulateReport {
  const { planner, vehicle, scene, supervisor, latency, seed, hash, wall, stages, results } = totals
  const duration = results.reduce((sum, { duration: one }) => sum + one, 0)
  const names = [...new Set(results.map(({ episode }) => episode.world.name))]
  return {
    drive: names.join(', '),
    version: VERSION,
    engine: 'none',
    planner,
    vehicle,
    scene,
    supervisor,
    latency,
    seed,
    duration_s: duration,
    wall_s: wall,
    realtime_factor: duration / wall,
    messages: summed(results.map(({ summary }) => summary.messages)),
    commands: results.reduce((sum, { summary }) => sum + summary.commands, 0),
    hash,
    stages: Object.fromEntries([...stages].map(([stage, histogram]) => [stage, histogram.summary()])),
    scores: scoresOf(results),
    routes: results.map(routeRow),
    conflicts: summed(results.flatMap(({ episode }) => episode.conflicts.map(({ kind }) => ({ [kind]: 1 })))),
    warnings: mergedWarnings(results),
  }
}

function scoresOf(results: readonly RouteResult[]): SimulateScores {
  return {
    driving_score: mean(results.map(({ driving }) => 100 * driving.drivingScore)) ?? 0,
    success_rate: mean(results.map(({ driving }) => (driving.isSuccess ? 100 : 0))) ?? 0,
    route_completion: mean(results.map(({ driving }) => 100 * driving.routeCompletion)) ?? 0,
    pdms: mean(results.map(({ plans }) => percent(plans.pdms))),
    epdms: mean(results.map(({ plans }) => percent(plans.epdms))),
    cls: mean(results.map(({ closedLoop }) => 100 * closedLoop.score)) ?? 0,
    infractions: results.flatMap(({ driving, closedLoop }, route) => {
      const told = new Set(driving.infractions.map(({ kind }) => kind))
      const others = closedLoop.infractions.filter(({ kind }) => !told.has(kind))
      return [...driving.infractions, ...others].map(({ kind, time, x, y }) => ({ kind, t_s: time, x, y, route }))
    }),
  }
}

function routeRow({ episode, end, duration, driving, closedLoop, plans }: RouteResult): RouteRow {
  return {
    name: episode.name,
    seed: episode.seed,
    scenarios: episode.scenarios,
    conflicts: episode.conflicts.length,
    end,
    duration_s: duration,
    driving_score: 100 * driving.drivingScore,
    route_completion: 100 * driving.routeCompletion,
    success: driving.isSuccess,
    cls: 100 * closedLoop.score,
    cls_clauses: closedLoop.clauses,
    pdms: percent(plans.pdms),
    epdms: percent(plans.epdms),
  }
}

/** Durations of the stages over all routes, by name. */
export class StageTimes {
  readonly histograms = new Map<string, LatencyHistogram>()

  readonly ran = (stage: string, begin: number, end: number): void => {
    let histogram = this.histograms.get(stage)
    if (!histogram) {
      histogram = new LatencyHistogram()
      this.histograms.set(stage, histogram)
    }
    histogram.add(end - begin)
  }
}

function percent(value: number | null): number | null {
  return value === null ? null : 100 * value
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length
}

function summed(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const count of counts) for (const [key, n] of Object.entries(count)) sums[key] = (sums[key] ?? 0) + n
  return sums
}

function mergedWarnings(results: readonly RouteResult[]): WarningCount[] {
  const merged = new Map<string, WarningCount>()
  for (const { summary } of results) {
    for (const { code, count, first } of summary.warnings) {
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
  const counts = Object.entries(report.conflicts).map(([kind, n]) => `${kind} ${n}`)
  const infractions = summed(scores.infractions.map(({ kind }) => ({ [kind]: 1 })))
  return [
    textTable(['route', 'end', 's', 'driving', 'completed', 'closed loop', 'PDMS', 'conflicts', 'scenarios'], rows),
    '',
    `planner   ${report.planner}, scene ${report.scene}, ${report.supervisor ? 'supervised' : 'without supervisor'}, latency ${report.latency}`,
    `scores    driving ${scores.driving_score.toFixed(1)}, success ${scores.success_rate.toFixed(1)} %, completion ${scores.route_completion.toFixed(1)} %, closed loop ${scores.cls.toFixed(1)}, PDMS ${score(scores.pdms)}, EPDMS ${score(scores.epdms)}`,
    `conflicts ${counts.join(', ') || 'none'}`,
    `infractions ${
      Object.entries(infractions)
        .map(([kind, n]) => `${kind} ${n}`)
        .join(', ') || 'none'
    }`,
    `run       ${report.duration_s.toFixed(1)} s simulated in ${report.wall_s.toFixed(1)} s, ${report.realtime_factor.toFixed(1)} times real time`,
    ...report.warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
    `hash      ${report.hash ?? 'null (wall-clock latencies in the loop)'}`,
  ].join('\n')
}

/** Several planners over the same routes, side by side. */
export function formatPlannerTable(reports: readonly SimulateReport[]): string {
  const rows = reports.map(({ planner, scene, scores, routes }) => [
    planner,
    scene,
    routes.length,
    scores.driving_score.toFixed(1),
    scores.success_rate.toFixed(1),
    scores.route_completion.toFixed(1),
    scores.cls.toFixed(1),
    score(scores.pdms),
    score(scores.epdms),
  ])
  return textTable(
    ['planner', 'scene', 'routes', 'driving', 'success %', 'completed %', 'closed loop', 'PDMS', 'EPDMS'],
    rows,
  )
}

function score(value: number | null): string {
  return value === null ? '-' : value.toFixed(1)
}
