import type { Random } from '../../common/random/xoshiro.ts'
import { angleDifference } from '../../core/angle.ts'
import type { TruthObject } from '../../core/messages.ts'
import type { RadarObservation } from '../../core/observations.ts'
import type { ObjectView } from './object-view.ts'
import { addFalseReflections } from './radar-false-reflections.ts'
import type { RadarReceiver } from './radar-receiver.ts'
import type { RadarReflections } from './radar-reflections.ts'
import type { SensedMoment } from './sensed-moment.ts'
import { RADAR_CROSS_SECTION, type RadarSheet } from './sensor-data-sheets.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/**
 * How far the centre of reflection wanders over an object from cycle to cycle: standard deviations as shares of its
 * silhouette's width, and of its depth along the line of sight. Assumed: glint of an eighth of the extent.
 */
const WANDER_ACROSS = 0.12
const WANDER_ALONG = 0.05

/**
 * One reflection an object: at its surface on the line of sight, wandering from cycle to cycle. What nearer boxes hide
 * is missing from its cross section.
 */
export function radarTargets(
  moment: SensedMoment,
  view: ObjectView,
  placement: SensorPlacement,
  sheet: RadarSheet,
  receiver: RadarReceiver,
  reflections: RadarReflections,
  random: Random,
): Omit<RadarObservation, 'sensor' | 'sequence'> {
  reflections.clear()
  for (let i = 0; i < view.count; i++) {
    // Drawn for every object, so that one's absence does not change another's noise.
    const across = WANDER_ACROSS * random.normal()
    const along = WANDER_ALONG * random.normal()
    if (view.visible[i]! > 0) addObject(reflections, moment.objects[i]!, i, view, placement, across, along)
  }
  addFalseReflections(reflections, placement, sheet, receiver, random)
  return { kind: 'radar', stamp: moment.stamp, detections: receiver.receive(reflections, random) }
}

function addObject(
  reflections: RadarReflections,
  object: TruthObject,
  i: number,
  view: ObjectView,
  placement: SensorPlacement,
  across: number,
  along: number,
): void {
  const dx = object.position[0] - placement.x
  const dy = object.position[1] - placement.y
  const distance = view.centreDistance[i]!
  const ux = distance > 0 ? dx / distance : placement.cos
  const uy = distance > 0 ? dy / distance : placement.sin
  const width = (view.left[i]! - view.right[i]!) * distance
  const depth = surfaceDistance(object, ux, uy)
  const shift = Math.max(distance - depth + 2 * along * depth, view.nearDistance[i]!)
  const x = ux * shift - uy * across * width
  const y = uy * shift + ux * across * width
  const ground = Math.hypot(x, y)
  // The beam's middle, or the silhouette's edge next to it.
  const tangent = Math.min(Math.max(0, view.lowest[i]!), view.highest[i]!)
  const elevation = Math.atan(tangent)
  const cos = Math.cos(elevation)
  const closing = ((object.velocity[0] - placement.vx) * x + (object.velocity[1] - placement.vy) * y) / ground
  const azimuth = angleDifference(Math.atan2(y, x), placement.yaw)
  const crossSection = 10 ** (RADAR_CROSS_SECTION[object.class] / 10) * view.visible[i]!
  reflections.add(ground / cos, azimuth, elevation, closing * cos, crossSection)
}

/** m from the centre of the footprint to its edge towards the sensor; (ux, uy) is the line of sight. */
function surfaceDistance({ yaw, size: [length, width] }: TruthObject, ux: number, uy: number): number {
  const along = Math.abs(ux * Math.cos(yaw) + uy * Math.sin(yaw))
  const across = Math.abs(uy * Math.cos(yaw) - ux * Math.sin(yaw))
  return Math.min(length / (2 * Math.max(along, 1e-9)), width / (2 * Math.max(across, 1e-9)))
}
