import type { BoxDetection } from '../../../src/core/observations.ts'

/** A box with the middle of the rectangle around its points, sensor frame, m: the box may reach far beyond what is seen. */
export interface SeenBox {
  readonly box: BoxDetection
  readonly seenX: number
  readonly seenY: number
}

/** m by which the seen part must lie inside another box: a person who touches a car stays. */
const MARGIN = 0.25

/**
 * Without the boxes that are seen inside a vehicle's box of a higher score: what shows through a car's windows, or its
 * roof behind a gap, is no road user of its own. The score grows with the points.
 */
export function dropContained(candidates: readonly SeenBox[]): readonly BoxDetection[] {
  return candidates.filter((one) => !candidates.some(({ box }) => isPartOf(one, box))).map(({ box }) => box)
}

function isPartOf({ box, seenX, seenY }: SeenBox, vehicle: BoxDetection): boolean {
  if (box.score >= vehicle.score) return false
  if (vehicle.class !== 'car' && vehicle.class !== 'truck' && vehicle.class !== 'bus') return false
  const dx = seenX - vehicle.position[0]
  const dy = seenY - vehicle.position[1]
  const [length, width] = vehicle.size
  if (Math.abs(dx) > length || Math.abs(dy) > length) return false
  const cos = Math.cos(vehicle.yaw)
  const sin = Math.sin(vehicle.yaw)
  const isInLength = Math.abs(cos * dx + sin * dy) < 0.5 * length - MARGIN
  return isInLength && Math.abs(cos * dy - sin * dx) < 0.5 * width - MARGIN
}
