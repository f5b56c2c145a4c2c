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
  const field = mounting.fieldOfView ?? DEFAULT_FIELD
  const focal = (0.5 * sheet.width) / Math.tan(field.azimuth)
  // The camera's own pitch moves the image's edges, not the angles to the horizon.
  const highest = field.elevation - mounting.pitch
  const lowest = -field.elevation - mounting.pitch
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
    const angles = { bearing: 0.5 * (left + right), top, bottom, isTopCut: top > highest, isBottomCut: bottom < lowest }
    boxes.push(measured(angles, detected, 1 - 0.5 * random.uniform() ** 2, focal, sheet, random))
  }
  for (let count = poisson(random, sheet.falseAlarms); count > 0; count--) {
    const bottom = -random.between(0.02, 0.1)
    const angles = {
      bearing: random.between(-0.9 * field.azimuth, 0.9 * field.azimuth),
      top: bottom + random.between(0.02, 0.1),
      bottom,
      isTopCut: false,
      isBottomCut: false,
    }
    boxes.push(measured(angles, 'pedestrian', 0.2 + 0.5 * random.uniform(), focal, sheet, random))
  }
  return { kind: 'camera-boxes', stamp: moment.stamp, boxes }
}

/** For cameras whose mounting does not say. */
const DEFAULT_FIELD = { azimuth: Math.PI / 4, elevation: Math.PI / 8 }

/** A true or invented box: rad, left and up positive, and which edges lie outside the image. */
interface BoxAngles {
  readonly bearing: number
  readonly top: number
  readonly bottom: number
  readonly isTopCut: boolean
  readonly isBottomCut: boolean
}

/** Each edge with the sheet's error; the bearing is the mean of two. */
function measured(
  { bearing, top, bottom, isTopCut, isBottomCut }: BoxAngles,
  objectClass: CameraBoxDetection['class'],
  score: number,
  focal: number,
  sheet: CameraBoxSheet,
  random: Random,
): CameraBoxDetection {
  const edge = Math.hypot(sheet.edge / focal, sheet.edgeShare * (top - bottom))
  const bottomMeasured = bottom + edge * random.normal()
  const topMeasured = top + edge * random.normal()
  return {
    bearing: bearing + Math.SQRT1_2 * edge * random.normal(),
    bearingStandardDeviation: Math.SQRT1_2 * edge,
    groundContact: isBottomCut ? Number.NaN : -bottomMeasured,
    groundContactStandardDeviation: edge,
    apparentHeight: isBottomCut || isTopCut ? Number.NaN : topMeasured - bottomMeasured,
    apparentHeightStandardDeviation: Math.SQRT2 * edge,
    class: objectClass,
    score,
  }
}
