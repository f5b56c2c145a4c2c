import {
  boundsOf,
  EGO_BOUNDS,
  type GeneratedEvaluation,
  type ObjectBounds,
  positionBound,
} from './fusion-generated-evaluation.ts'
import { type ObjectScoreRow, ROAD_USERS } from './fusion-object-score.ts'
import { textTable } from './text-table.ts'

const HEADER = ['range, m', 'due', 'recall, %', 'precision, %', 'position, m', 'velocity, m/s', 'yaw, deg']

/** The evaluation for a terminal: each figure beside what is wanted, where something is. */
export function generatedTables({ routes, ego, objects, missed, warnings }: GeneratedEvaluation): string {
  const driven = routes.reduce((sum, { driven_s }) => sum + driven_s, 0)
  const wanted = objects.flatMap(({ sensors, rows }) =>
    rows.flatMap((row) => {
      const bounds = boundsOf(sensors, row)
      return bounds ? [[sensors, row.group, ...cells(row, bounds)]] : []
    }),
  )
  const kinds = objects
    .filter(({ sensors }) => sensors === 'all')
    .flatMap(({ rows }) => rows.filter(({ group, due }) => group !== ROAD_USERS && due > 0))
    .map((row) => [row.group, ...cells(row, null)])
  return [
    `${routes.length} routes, ${driven.toFixed(0)} s, driven by the expert: ${routes.map(({ name }) => name).join(', ')}`,
    'root mean squares; objects count from half a second in plain view on; (wanted in brackets)',
    '',
    `ego       position ${within(ego.position_m, positionBound(ego).toFixed(2), 2)} m, speed ${within(ego.speed_mps, EGO_BOUNDS.speed_mps, 3)} m/s, yaw ${within(ego.yaw_deg, EGO_BOUNDS.yaw_deg, 2)} deg`,
    '',
    textTable(['sensors', 'objects', ...HEADER], wanted),
    '',
    textTable(['all sensors', ...HEADER], kinds),
    '',
    ...warnings.map(({ code, count, first }) => `warning   ${code} ${count} times, first: ${first}`),
    ...missed.map((text) => `MISSED    ${text}`),
  ].join('\n')
}

function cells(row: ObjectScoreRow, bounds: ObjectBounds | null): (string | number)[] {
  const share = (field: 'recall' | 'precision') => percent(row[field]) + (bounds ? ` (${percent(bounds[field])})` : '')
  const error = (field: 'position_m' | 'velocity_mps', digits: number) =>
    bounds ? within(row[field], bounds[field], digits) : figure(row[field], digits)
  return [
    `${row.from_m} to ${row.to_m}`,
    row.due,
    share('recall'),
    share('precision'),
    error('position_m', 2),
    error('velocity_mps', 2),
    bounds && bounds.yaw_deg < Number.POSITIVE_INFINITY
      ? within(row.yaw_deg, bounds.yaw_deg, 1)
      : figure(row.yaw_deg, 1),
  ]
}

const within = (value: number, bound: number | string, digits: number) => `${figure(value, digits)} (${bound})`
/** Nothing of that kind happened. */
const figure = (value: number, digits: number) => (Number.isNaN(value) ? '-' : value.toFixed(digits))
const percent = (share: number) => figure(100 * share, 1)
