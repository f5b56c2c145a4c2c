import { InputError } from '../../core/errors.ts'
import type { PointTable } from './point-table.ts'

const VALUES = 4

/**
 * Reads a velodyne .bin of the KITTI raw data: x, y, z (m), reflectance (0..1) as float32 little-endian (Geiger et al.
 * 2013, "Vision meets Robotics: The KITTI Dataset", §III). Throws InputError when the length is no whole number of points.
 */
export function readKittiBin(bytes: Uint8Array, where: string): PointTable {
  const stride = 4 * VALUES
  if (bytes.length % stride !== 0)
    throw new InputError(`${where}: expected a multiple of ${stride} bytes, found ${bytes.length}`)
  const count = bytes.length / stride
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const columns = ['x', 'y', 'z', 'intensity'].map((name, field) => {
    const column = new Float32Array(count)
    for (let i = 0; i < count; i++) column[i] = view.getFloat32(i * stride + 4 * field, true)
    return [name, column] as const
  })
  return { count, columns: new Map(columns) }
}
