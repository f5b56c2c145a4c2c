import { pointOnArc } from '../src/common/motion/arc.ts'
import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Scene } from '../src/core/scene.ts'
import { halfExtents } from './half-extents.ts'

/** The road user that the ego car follows, measured along its path. */
export interface Lead {
  readonly id: number
  /** Bumper to bumper, m. */
  readonly gap: number
  /** Along the path, m/s. */
  readonly speed: number
}

/** m on each side of the ego car's body that must be free. */
const SIDE_MARGIN = 0.3
/** m more for the lead already followed, so that it is not lost and found again at the corridor's edge. */
const FOLLOWED_MARGIN = 0.4
/** m. Farther ones do not change what IDM does at road speeds, and the curvature does not say where they are. */
const REACH = 150

/** The nearest confirmed object ahead that reaches into the corridor swept along the arc of `curvature`, or null. */
export function findLead(
  scene: Scene,
  curvature: number,
  vehicle: VehicleTable,
  followedId: number | null,
): Lead | null {
  const { width, rearAxleToFront } = vehicle.geometry
  let nearest: Lead | null = null
  for (const object of scene.objects) {
    if (!object.isConfirmed) continue
    const { station, offset } = pointOnArc(curvature, object.position[0], object.position[1])
    if (!(station > rearAxleToFront && station < REACH)) continue
    const heading = curvature * station
    const { alongHalf, acrossHalf } = halfExtents(object, heading)
    const corridorHalf = width / 2 + SIDE_MARGIN + (object.id === followedId ? FOLLOWED_MARGIN : 0)
    if (Math.abs(offset) - acrossHalf > corridorHalf) continue
    const gap = Math.max(0, station - alongHalf - rearAxleToFront)
    if (nearest && gap >= nearest.gap) continue
    const speed = object.velocity[0] * Math.cos(heading) + object.velocity[1] * Math.sin(heading)
    nearest = { id: object.id, gap, speed }
  }
  return nearest
}
