import { InputError } from '../../../core/errors.ts'
import { elementCount, formatTensorType, type Tensor } from '../../../core/tensor.ts'
import type { WaypointFrame, WaypointsDecoding } from '../manifest.ts'
import { realValues } from './output-values.ts'

/** A path as the network gave it, in its own frame. */
export interface Waypoints {
  readonly kind: 'waypoints'
  readonly frame: WaypointFrame
  readonly points: readonly Waypoint[]
}

export interface Waypoint {
  /** s after the picture. */
  readonly time: number
  /** m, forward and left. */
  readonly x: number
  readonly y: number
  /** rad, counter-clockwise; null where the network does not say. */
  readonly yaw: number | null
  /** m/s; null where the network does not say. */
  readonly speed: number | null
}

/** See {@link WaypointsDecoding}. Not-a-number stays not-a-number: planner and supervisor refuse such a path. */
export function decodeWaypoints(output: Tensor, decoding: WaypointsDecoding, name: string): Waypoints {
  const { times, columns, frame } = decoding
  const values = realValues(output, name)
  if (elementCount(output.shape) !== times.length * columns.length) {
    const expected = `${times.length} points of ${columns.length} columns`
    throw new InputError(
      `expected ${expected} in the output ${name}, found ${formatTensorType(output.type, output.shape)}`,
    )
  }
  const column = (quantity: 'x' | 'y' | 'yaw' | 'speed') => {
    const index = columns.findIndex((one) => one.quantity === quantity)
    const { scale, offset } = columns[index] ?? { scale: 1, offset: 0 }
    return (row: number): number | null => (index < 0 ? null : values[row * columns.length + index]! * scale + offset)
  }
  const [x, y, yaw, speed] = [column('x'), column('y'), column('yaw'), column('speed')]
  const points = times.map((time, row) => ({
    time,
    x: x(row) ?? Number.NaN,
    y: y(row) ?? Number.NaN,
    yaw: yaw(row),
    speed: speed(row),
  }))
  return { kind: 'waypoints', frame, points }
}
