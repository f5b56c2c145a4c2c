import { type PairedChange, pairedBootstrap } from '../common/statistics/paired-bootstrap.ts'
import type { SimulateReport } from './simulate-report.ts'
import { textTable } from './text-table.ts'

/** What it does to a planner's driving score that a group of sensors is silent, route by route. */
export interface SensorEffect {
  readonly planner: string
  readonly scene: string
  readonly supervisor: boolean
  readonly without: string
  /** Over all routes, then over those that hold a kind of conflict. Points of driving score. */
  readonly changes: readonly (PairedChange & { readonly events: string })[]
}

/** Name of the row over all routes. */
export const ALL_ROUTES = 'all routes'

/** One effect for every report that lacks sensors, against the one of the same entrant that has them all. */
export function sensorEffects(reports: readonly SimulateReport[]): SensorEffect[] {
  return reports.flatMap((report) => {
    const { planner, scene, supervisor, without } = report
    const whole = reports.find(
      (one) => one.without === null && one.planner === planner && one.scene === scene && one.supervisor === supervisor,
    )
    if (without === null || !whole) return []
    const differences = report.routes.map((row, i) => row.driving_score - whole.routes[i]!.driving_score)
    const kinds = [...new Set(whole.routes.flatMap((row) => Object.keys(row.conflicts_by_kind)))].sort()
    const changes = [
      { events: ALL_ROUTES, ...pairedBootstrap(differences) },
      ...kinds.map((events) => ({
        events,
        ...pairedBootstrap(differences.filter((_, i) => (whole.routes[i]!.conflicts_by_kind[events] ?? 0) > 0)),
      })),
    ]
    return [{ planner, scene, supervisor, without, changes }]
  })
}

export function formatEffects(effects: readonly SensorEffect[]): string[] {
  return effects.flatMap(({ planner, supervisor, without, changes }) => [
    '',
    `${planner}${supervisor ? '' : ', without supervisor'}: driving score without ${without}, less that with it (95 % of paired bootstraps)`,
    textTable(
      ['routes with', 'routes', 'change', 'from', 'to'],
      changes.map(({ events, n, mean, low, high }) => [events, n, points(mean), points(low), points(high)]),
    ),
  ])
}

function points(value: number): string {
  return `${value > 0 ? '+' : ''}${value.toFixed(1)}`
}
