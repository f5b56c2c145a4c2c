import { SCORE_STEP } from '../common/scoring/agent-states.ts'
import type { ClosedLoopClause } from '../common/scoring/closed-loop-score.ts'
import type { InfractionKind } from '../common/scoring/drive-record.ts'
import type { WindowedScore } from '../common/scoring/drive-windows.ts'
import { STATE, STATE_STRIDE } from '../common/scoring/motion-states.ts'
import type { PlanClause } from '../common/scoring/scoring-context.ts'
import type { LatencyCounts, LatencyHistogram } from '../common/statistics/latency-histogram.ts'
import type { WarningCount } from '../core/warning.ts'
import type { JudgedPlan } from '../simulation/closed-loop/plan-judge.ts'
import { type InterventionCount, interventionsOf } from './interventions.ts'
import type { RouteResult } from './simulate-route.ts'

/** What remains of a route once it is driven, as plain data: what reports, checkpoints and worker threads pass on. */
export interface RouteOutcome {
  readonly row: RouteRow
  /** The world's name. */
  readonly drive: string
  /** What computed the planner's network; `none` without one. */
  readonly engine: string
  readonly infractions: readonly RouteInfraction[]
  readonly messages: Readonly<Record<string, number>>
  readonly commands: number
  readonly warnings: readonly WarningCount[]
  readonly stages: Readonly<Record<string, LatencyCounts>>
  /** s */
  readonly wall: number
  /** Rear axle every half second, world frame, m: x, y in turns. */
  readonly path: readonly number[]
}

export interface RouteInfraction {
  readonly kind: InfractionKind
  readonly t_s: number
  readonly x: number
  readonly y: number
}

/** One route in a report. Field names are a contract; scores are in percent, sub-scores 0..1 as in the formulas. */
export interface RouteRow {
  readonly name: string
  readonly seed: number
  /** The generator, or the recorded drive. */
  readonly road: string
  readonly light: string
  readonly weather: string
  readonly scenarios: readonly string[]
  readonly conflicts: number
  readonly conflicts_by_kind: Readonly<Record<string, number>>
  readonly end: string
  readonly duration_s: number
  readonly driving_score: number
  readonly route_completion: number
  readonly penalty: number
  readonly off_road_share: number
  readonly success: boolean
  readonly cls: number
  /** Means over the windows; null: no verdict, for want of an input. */
  readonly cls_clauses: Readonly<Record<ClosedLoopClause, number | null>>
  readonly cls_windows: readonly WindowRow[]
  readonly pdms: number | null
  readonly epdms: number | null
  /** Means over the plans. */
  readonly plan_clauses: Readonly<Record<PlanClause, number | null>>
  /** Plans that were judged, and moments at which there was none. */
  readonly plans_judged: number
  readonly plans_missing: number
  /** Every plan that fell short of something, with what and where. */
  readonly plans: readonly PlanRow[]
  /** Where the supervisor drove something else than the plan. */
  readonly interventions: readonly InterventionCount[]
  /** Over the route's commands; null where wall-clock latencies were in the loop, or nobody commanded. */
  readonly hash: string | null
}

interface WindowRow {
  readonly begin_s: number
  readonly score: number
  readonly clauses: Readonly<Record<ClosedLoopClause, number | null>>
}

interface PlanRow {
  readonly t_s: number
  readonly x: number
  readonly y: number
  readonly pdms: number
  readonly epdms: number
  /** Sub-scores below 1; the others are 1, or without a verdict where `plan_clauses` has none. */
  readonly clauses: Readonly<Partial<Record<PlanClause, number>>>
  /** Where the plan itself would go wrong; seconds since the drive's origin. */
  readonly failures: readonly {
    readonly clause: PlanClause
    readonly t_s: number
    readonly x: number
    readonly y: number
  }[]
}

export interface RouteMeasurements {
  readonly hash: string | null
  readonly stages: ReadonlyMap<string, LatencyHistogram>
  /** s */
  readonly wall: number
}

export function routeOutcome(result: RouteResult, { hash, stages, wall }: RouteMeasurements): RouteOutcome {
  const { episode, summary } = result
  return {
    row: routeRow(result, hash),
    drive: episode.world.name,
    engine: summary.engine,
    infractions: infractionsOf(result),
    messages: summary.messages,
    commands: summary.commands,
    warnings: summary.warnings,
    stages: Object.fromEntries([...stages].map(([stage, histogram]) => [stage, histogram.counts()])),
    wall,
    path: pathOf(result),
  }
}

function routeRow(result: RouteResult, hash: string | null): RouteRow {
  const { episode, end, duration, summary, driving, closedLoop, plans } = result
  const byKind: Record<string, number> = {}
  for (const { kind } of episode.conflicts) byKind[kind] = (byKind[kind] ?? 0) + 1
  return {
    name: episode.name,
    seed: episode.seed,
    road: episode.world.name,
    light: episode.conditions.light,
    weather: episode.conditions.weather,
    scenarios: episode.scenarios,
    conflicts: episode.conflicts.length,
    conflicts_by_kind: byKind,
    end,
    duration_s: duration,
    driving_score: 100 * driving.drivingScore,
    route_completion: 100 * driving.routeCompletion,
    penalty: driving.penalty,
    off_road_share: driving.offRoadShare,
    success: driving.isSuccess,
    cls: 100 * closedLoop.score,
    cls_clauses: closedLoop.clauses,
    cls_windows: windowRows(closedLoop),
    pdms: plans.pdms === null ? null : 100 * plans.pdms,
    epdms: plans.epdms === null ? null : 100 * plans.epdms,
    plan_clauses: plans.clauses,
    plans_judged: plans.plans.length,
    plans_missing: plans.missing,
    plans: plans.plans.filter(({ report }) => report.pdms < 1 || report.epdms < 1).map(planRow),
    interventions: interventionsOf(summary.warnings),
    hash,
  }
}

function windowRows({ windows }: WindowedScore): WindowRow[] {
  return windows.map(({ begin, score, clauses }) => ({ begin_s: begin, score: 100 * score, clauses }))
}

function planRow({ time, x, y, report }: JudgedPlan): PlanRow {
  const clauses: Partial<Record<PlanClause, number>> = {}
  for (const [clause, value] of Object.entries(report.clauses)) {
    if (value !== null && value < 1) Object.assign(clauses, { [clause]: value })
  }
  const failures = report.infractions.map((one) => ({
    clause: one.clause,
    t_s: time + one.time,
    x: one.x,
    y: one.y,
  }))
  return { t_s: time, x, y, pdms: 100 * report.pdms, epdms: 100 * report.epdms, clauses, failures }
}

/** What the driving score counts, and kinds that only the closed-loop score knows. */
function infractionsOf({ driving, closedLoop }: RouteResult): RouteInfraction[] {
  const told = new Set(driving.infractions.map(({ kind }) => kind))
  const others = closedLoop.windows.flatMap(({ infractions }) => infractions).filter(({ kind }) => !told.has(kind))
  return [...driving.infractions, ...others]
    .sort((a, b) => a.time - b.time)
    .map(({ kind, time, x, y }) => ({ kind, t_s: time, x, y }))
}

/** s between two points of the path. */
const PATH_STEP = 0.5

function pathOf({ record: { ego, count } }: RouteResult): number[] {
  const path: number[] = []
  const stride = Math.round(PATH_STEP / SCORE_STEP)
  for (let k = 0; k < count; k += stride) path.push(ego[k * STATE_STRIDE + STATE.x]!, ego[k * STATE_STRIDE + STATE.y]!)
  return path
}
