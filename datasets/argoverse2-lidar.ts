import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { PointCloud } from '../src/core/messages.ts'
import { numberColumn, readCsv } from './csv.ts'

/** Where the beams of the two stacked lidars start, vehicle frame, m: calibration of the log's vehicle, rounded. */
export const ARGOVERSE_LIDAR_ORIGIN = [1.35, 0, 1.64] as const

/** Stamps of the sweeps of a log that are there as tables, ns, ascending. */
export function listArgoverseSweeps(log: string): readonly bigint[] {
  const folder = join(log, 'lidar')
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.csv$/.test(name)) : []
  return names.map((name) => BigInt(name.slice(0, -'.csv'.length))).sort((a, b) => Number(a - b))
}

/** One sweep in the vehicle frame (origin in the rear axle), all points moved to the stamp. Throws InputError. */
export function readArgoverseSweep(log: string, time: bigint): PointCloud {
  const table = readCsv(join(log, 'lidar', `${time}.csv`), ['x', 'y', 'z', 'intensity', 'laser_number'])
  const column = (name: string) => Float32Array.from(table.rows, numberColumn(table, name))
  const ring = Uint16Array.from(table.rows, numberColumn(table, 'laser_number'))
  const [x, y, z, intensity] = [column('x'), column('y'), column('z'), column('intensity')]
  return { kind: 'points', sensor: 'top', x, y, z, intensity, ring, time: null }
}
