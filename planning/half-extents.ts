import type { TrackedObject } from '../src/core/scene.ts'

/** Half of an object's extent along and across a heading (rad, in the frame of its yaw), m. */
export function halfExtents(
  { size, yaw }: Pick<TrackedObject, 'size' | 'yaw'>,
  heading: number,
): { alongHalf: number; acrossHalf: number } {
  const [length, width] = size
  const cos = Math.abs(Math.cos(yaw - heading))
  const sin = Math.abs(Math.sin(yaw - heading))
  return { alongHalf: 0.5 * (length * cos + width * sin), acrossHalf: 0.5 * (length * sin + width * cos) }
}
