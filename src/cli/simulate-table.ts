import { LEAST_CONFLICTS } from '../simulation/scenarios/build-episode.ts'
import { formatEffects, type SensorEffect, sensorEffects } from './simulate-effects.ts'
import { clauseMeans, counted, type SimulateReport, score, summed } from './simulate-report.ts'
import { textTable } from './text-table.ts'
import { VERSION } from './version.ts'

/** Several planners over the same routes (`simulate --table`). */
export interface TableReport {
  readonly version: string
  readonly seed: number
  /** Over generated routes, one a row of the table. */
  readonly planners: readonly SimulateReport[]
  /** Over the recorded drive. */
  readonly recorded: readonly SimulateReport[]
  /** What the generated routes hold, by name. */
  readonly events: RouteEvents
  readonly verdict: readonly VerdictRow[]
  /** What each group of sensors of `--without` does, over the generated routes. */
  readonly effects: readonly SensorEffect[]
}

interface RouteEvents {
  readonly routes: number
  readonly conflicts: Readonly<Record<string, number>>
  readonly scenarios: Readonly<Record<string, number>>
  readonly roads: Readonly<Record<string, number>>
  readonly weathers: Readonly<Record<string, number>>
  readonly lights: Readonly<Record<string, number>>
  /** Routes by how many conflicts they have. */
  readonly conflicts_a_route: Readonly<Record<string, number>>
  /** Routes with fewer than two: there should be none. */
  readonly too_easy: number
}

interface VerdictRow {
  readonly planner: string
  readonly scene: string
  readonly supervisor: boolean
  readonly driving_score: number
  readonly expected: string
  readonly is_met: boolean
}

/** Routes are hard enough when these drive them no better, and the expert no worse (driving score). */
const MOST: Readonly<Record<string, number>> = { 'constant-velocity': 30, idm: 85 }
const LEAST: Readonly<Record<string, number>> = { expert: 95 }

export function tableReport(
  seed: number,
  planners: readonly SimulateReport[],
  recorded: readonly SimulateReport[],
): TableReport {
  return {
    version: VERSION,
    seed,
    planners,
    recorded,
    events: eventsOf(planners),
    verdict: planners.flatMap(verdictOf),
    effects: sensorEffects(planners),
  }
}

/** All entrants drive the same routes: those of the first are everybody's. */
function eventsOf(planners: readonly SimulateReport[]): RouteEvents {
  const routes = planners[0]?.routes ?? []
  const count = (names: readonly string[]) => summed(names.map((name) => ({ [name]: 1 })))
  return {
    routes: routes.length,
    conflicts: summed(routes.map((row) => row.conflicts_by_kind)),
    scenarios: count(routes.flatMap(({ scenarios }) => scenarios)),
    roads: count(routes.map(({ road }) => road)),
    weathers: count(routes.map(({ weather }) => weather)),
    lights: count(routes.map(({ light }) => light)),
    conflicts_a_route: count(routes.map(({ conflicts }) => String(conflicts))),
    too_easy: routes.filter(({ conflicts }) => conflicts < LEAST_CONFLICTS).length,
  }
}

function verdictOf({ planner, scene, supervisor, without, scores }: SimulateReport): VerdictRow[] {
  if (without !== null) return []
  const row = { planner, scene, supervisor, driving_score: scores.driving_score }
  const [most, least] = [MOST[planner], LEAST[planner]]
  if (most !== undefined) return [{ ...row, expected: `at most ${most}`, is_met: scores.driving_score <= most }]
  if (least !== undefined) return [{ ...row, expected: `at least ${least}`, is_met: scores.driving_score >= least }]
  return []
}

export function formatTable(report: TableReport): string {
  const parts: string[] = []
  if (report.planners.length > 0) {
    const { events } = report
    parts.push(
      `${events.routes} generated routes, seeds ${report.seed} to ${report.seed + events.routes - 1}`,
      '',
      ...section(report.planners),
      '',
      ...formatEvents(events),
      '',
      ...report.verdict.map(formatVerdict),
      ...formatEffects(report.effects),
    )
  }
  if (report.recorded.length > 0) {
    if (parts.length > 0) parts.push('')
    parts.push(`recorded drive ${report.recorded[0]!.drive}`, '', ...section(report.recorded))
  }
  return parts.join('\n')
}

function section(reports: readonly SimulateReport[]): string[] {
  const rows = reports.map((report) => {
    const { scores, routes, supervisor } = report
    return [
      report.without === null ? report.planner : `${report.planner} - ${report.without}`,
      report.scene,
      supervisor ? 'yes' : 'no',
      routes.length,
      score(scores.pdms),
      score(scores.epdms),
      scores.cls.toFixed(1),
      scores.driving_score.toFixed(1),
      scores.success_rate.toFixed(1),
      scores.route_completion.toFixed(1),
      scores.infractions.length,
    ]
  })
  const heads = ['planner', 'scene', 'supervised', 'routes', 'PDMS', 'EPDMS', 'closed loop', 'driving', 'success %']
  return [
    textTable([...heads, 'completed %', 'infractions'], rows),
    '',
    ...reports.map((report) => {
      const infractions = summed(report.scores.infractions.map(({ kind }) => ({ [kind]: 1 })))
      return `${rowName(report)}: infractions ${counted(infractions)}\n  ${clauseMeans(report.routes)}`
    }),
    ...missingClauses(reports),
    ...hashes(reports),
  ]
}

function rowName({ planner, scene, supervisor, without }: SimulateReport): string {
  return `${planner}, ${scene}${without === null ? '' : `, without ${without}`}${supervisor ? '' : ', without supervisor'}`
}

/** A clause without a verdict leaves sum and divisor: that is said, not hidden. */
function missingClauses(reports: readonly SimulateReport[]): string[] {
  const missing = new Set<string>()
  for (const { plan_clauses, cls_clauses } of reports.flatMap(({ routes }) => routes)) {
    for (const [clause, value] of Object.entries(plan_clauses)) if (value === null) missing.add(`plans' ${clause}`)
    for (const [clause, value] of Object.entries(cls_clauses))
      if (value === null) missing.add(`closed loop's ${clause}`)
  }
  if (missing.size === 0) return []
  return [
    `null on some routes, for the world does not say, and left out of sum and divisor: ${[...missing].join(', ')}`,
  ]
}

function hashes(reports: readonly SimulateReport[]): string[] {
  return reports.filter(({ hash }) => hash !== null).map((report) => `hash ${report.hash} ${rowName(report)}`)
}

function formatEvents(events: RouteEvents): string[] {
  return [
    `road types          ${counted(events.roads)}`,
    `weathers            ${counted(events.weathers)}`,
    `lights              ${counted(events.lights)}`,
    `scenarios           ${counted(events.scenarios)}`,
    `conflicts           ${counted(events.conflicts)}`,
    `conflicts a route   ${counted(events.conflicts_a_route)} (conflicts, routes)`,
    `routes with fewer than ${LEAST_CONFLICTS} conflicts: ${events.too_easy}`,
  ]
}

function formatVerdict(row: VerdictRow): string {
  const verdict = row.is_met ? 'yes' : 'NO'
  const name = `${row.planner} (${row.scene}${row.supervisor ? '' : ', raw'})`
  return `hard enough: ${verdict}, ${name} drives ${row.driving_score.toFixed(1)}, expected ${row.expected}`
}
