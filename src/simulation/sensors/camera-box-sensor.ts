import type { Random } from '../../common/random/xoshiro.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import type { CameraBoxDetection, CameraBoxObservation } from '../../core/observations.ts'
import { poisson } from './cycle-random.ts'
import type { ObjectView } from './object-view.ts'
import { CONFUSED_WITH, type SensedMoment } from './sensed-moment.ts'
import type { SensingAir } from './sensing-air.ts'
import type { CameraBoxSheet } from './sensor-data-sheets.ts'

/** Least share of a silhouette's width inside the image; less is no box. */
const LEAST_INSIDE = 0.5

/**
 * 2D boxes of what a camera sees, as angles in its ground-aligned frame. Edges that the image cuts off give NaN. The
 * chance of a box is n²/(n² + h²), n visible pixels of height, h the sheet's pixels for half; lost contrast counts like lost pixels.
 */
export function cameraBoxes(
  moment: SensedMoment,
  view: ObjectView,
  mounting: Mounting,
  sheet: CameraBoxSheet,
  air: SensingAir,
  random: Random,
): Omit<CameraBoxObservation, 'sensor' | 'sequence'> {
  const field = mounting.fieldOfView ?? { azimuth: Math.PI / 4, elevation: Math.PI / 8, range: 150 }
  const focal = (0.5 * sheet.width) / Math.tan(field.azimuth)
  const boxes: CameraBoxDetection[] = []
  for (let i = 0; i < view.count; i++) {
    if (view.visible[i] === 0) continue
    const right = Math.max(view.centreAzimuth[i]! + view.right[i]!, -field.azimuth)
    const left = Math.min(view.centreAzimuth[i]! + view.left[i]!, field.azimuth)
    if (left - right < LEAST_INSIDE * (view.left[i]! - view.right[i]!)) continue
    const top = Math.atan(view.highest[i]!)
    const bottom = Math.atan(view.lowest[i]!)
    const contrast = air.cameraShare(view.centreDistance[i]!)
    const pixels = (focal * (top - bottom) * view.visible[i]! * contrast) ** 2
    const chance = (sheet.detectionProbability * pixels) / (pixels + sheet.pixelsForHalf ** 2)
    if (random.uniform() >= chance) continue
    const { class: objectClass } = moment.objects[i]!
    const detected = random.uniform() < sheet.wrongClass ? CONFUSED_WITH[objectClass] : objectClass
    const score = 1 - 0.5 * random.uniform() ** 2
    // The camera's own pitch moves the image's edges, not the angles to the horizon.
    const highest = field.elevation - mounting.pitch
    const lowest = -field.elevation - mounting.pitch
    boxes.push(measured(left, right, top, bottom, highest, lowest, focal, sheet, random, detected, score))
  }
  for (let count = poisson(random, sheet.falseAlarms); count > 0; count--) {
    const bearing = random.between(-0.9 * field.azimuth, 0.9 * field.azimuth)
    const bottom = -random.between(0.02, 0.1)
    const top = bottom + random.between(0.02, 0.1)
    const score = 0.2 + 0.5 * random.uniform()
    boxes.push(measured(bearing, bearing, top, bottom, Infinity, -Infinity, focal, sheet, random, 'pedestrian', score))
  }
  return { kind: 'camera-boxes', stamp: moment.stamp, boxes }
}

/** Edges in rad (left and up positive), each with the sheet's error; `highest` and `lowest` are the image's own. */
function measured(
  left: number,
  right: number,
  top: number,
  bottom: number,
  highest: number,
  lowest: number,
  focal: number,
  sheet: CameraBoxSheet,
  random: Random,
  objectClass: CameraBoxDetection['class'],
  score: number,
): CameraBoxDetection {
  const edge = Math.hypot(sheet.edge / focal, sheet.edgeShare * (top - bottom))
  const isBottomCut = bottom < lowest
  const isTopCut = top > highest
  const bottomMeasured = bottom + edge * random.normal()
  const topMeasured = top + edge * random.normal()
  return {
    // The mean of two edges.
    bearing: 0.5 * (left + right) + Math.SQRT1_2 * edge * random.normal(),
    bearingStandardDeviation: Math.SQRT1_2 * edge,
    groundContact: isBottomCut ? Number.NaN : -bottomMeasured,
    groundContactStandardDeviation: edge,
    apparentHeight: isBottomCut || isTopCut ? Number.NaN : topMeasured - bottomMeasured,
    apparentHeightStandardDeviation: Math.SQRT2 * edge,
    class: objectClass,
    score,
  }
}
