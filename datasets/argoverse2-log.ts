import { InputError } from '../src/core/errors.ts'
import { type CsvTable, numberColumn, readCsv, textColumn } from './csv.ts'

/** Poses of the car in the city frame by time; n rows. Nanoseconds do not fit a number exactly, so they stay bigint. */
export interface ArgoversePoses {
  readonly times: readonly bigint[]
  /** x, y, z a row, m: the middle of the rear axle. */
  readonly positions: Float64Array
  /** x, y, z, w a row: city from vehicle. */
  readonly orientations: Float64Array
}

/** One labelled box in the vehicle frame of its stamp. */
export interface ArgoverseBox {
  readonly time: bigint
  readonly track: string
  readonly category: string
  /** Length, width, height, m. */
  readonly size: readonly [number, number, number]
  /** x, y, z, w: vehicle from box. */
  readonly orientation: readonly [number, number, number, number]
  /** Centre, m. */
  readonly position: readonly [number, number, number]
  /** Lidar points inside. */
  readonly pointCount: number
}

/** Throws InputError when the file is missing, empty or holds what is no number. */
export function readArgoversePoses(path: string): ArgoversePoses {
  const table = readCsv(path, ['timestamp_ns', 'qw', 'qx', 'qy', 'qz', 'tx_m', 'ty_m', 'tz_m'])
  if (table.rows.length === 0) throw new InputError(`expected poses, found none in ${path}`)
  const times = table.rows.map(timeReader(table))
  // Two clocks are interleaved; a file in another order is put in order.
  const order = [...times.keys()].sort((a, b) => (times[a]! < times[b]! ? -1 : times[a]! > times[b]! ? 1 : a - b))
  return {
    times: order.map((row) => times[row]!),
    positions: vectorColumns(table, ['tx_m', 'ty_m', 'tz_m'], order),
    orientations: vectorColumns(table, ['qx', 'qy', 'qz', 'qw'], order),
  }
}

/** In the file's order. Throws as readArgoversePoses. */
export function readArgoverseBoxes(path: string): ArgoverseBox[] {
  const names = ['length_m', 'width_m', 'height_m', 'qx', 'qy', 'qz', 'qw', 'tx_m', 'ty_m', 'tz_m']
  const table = readCsv(path, ['timestamp_ns', 'track_uuid', 'category', 'num_interior_pts', ...names])
  const values = vectorColumns(table, names, [...table.rows.keys()])
  const [time, track, category] = [timeReader(table), textColumn(table, 'track_uuid'), textColumn(table, 'category')]
  const pointCount = numberColumn(table, 'num_interior_pts')
  return table.rows.map((row, i) => {
    const value = (k: number) => values[names.length * i + k]!
    return {
      time: time(row),
      track: track(row),
      category: category(row),
      size: [value(0), value(1), value(2)],
      orientation: [value(3), value(4), value(5), value(6)],
      position: [value(7), value(8), value(9)],
      pointCount: pointCount(row),
    }
  })
}

function timeReader(table: CsvTable): (row: readonly string[]) => bigint {
  const text = textColumn(table, 'timestamp_ns')
  return (row) => {
    const cell = text(row)
    if (!/^\d{1,19}$/.test(cell)) throw new InputError(`expected integer nanoseconds, found '${cell}' in ${table.path}`)
    return BigInt(cell)
  }
}

function vectorColumns(table: CsvTable, names: readonly string[], order: readonly number[]): Float64Array {
  const values = new Float64Array(names.length * order.length)
  names.forEach((name, k) => {
    const column = numberColumn(table, name)
    order.forEach((row, i) => {
      const value = column(table.rows[row]!)
      if (!Number.isFinite(value)) throw new InputError(`expected a number in ${name}, row ${row + 2} of ${table.path}`)
      values[names.length * i + k] = value
    })
  })
  return values
}
