import type { Random } from '../../common/random/xoshiro.ts'
import type { Mounting } from '../../common/vehicle/vehicle-table.ts'
import { wrapAngle } from '../../core/angle.ts'
import type { ObjectClass, TruthObject } from '../../core/messages.ts'
import type { BoxDetection, BoxObservation } from '../../core/observations.ts'
import { poisson } from './cycle-random.ts'
import type { ObjectView } from './object-view.ts'
import { CONFUSED_WITH, type SensedMoment } from './sensed-moment.ts'
import type { SensingAir } from './sensing-air.ts'
import type { LidarBoxSheet } from './sensor-data-sheets.ts'
import type { SensorPlacement } from './sensor-placement.ts'

/** What a false box is taken for, and its size, m: bushes and posts, mostly. */
const FALSE_BOXES: readonly { readonly class: ObjectClass; readonly size: readonly [number, number, number] }[] = [
  { class: 'car', size: [4.2, 1.8, 1.5] },
  { class: 'pedestrian', size: [0.7, 0.7, 1.7] },
  { class: 'unknown', size: [1.5, 1, 1.2] },
]

/**
 * Oriented boxes of the objects that catch enough points. Points are counted from the solid angle of the visible part;
 * the chance of a box is n²/(n² + h²), n points, h the sheet's points for half.
 */
export function lidarBoxes(
  moment: SensedMoment,
  view: ObjectView,
  placement: SensorPlacement,
  mounting: Mounting,
  sheet: LidarBoxSheet,
  air: SensingAir,
  random: Random,
): Omit<BoxObservation, 'sensor' | 'sequence'> {
  const boxes: BoxDetection[] = []
  const halfField = mounting.fieldOfView?.azimuth ?? Math.PI
  for (let i = 0; i < view.count; i++) {
    if (view.visible[i] === 0 || Math.abs(view.centreAzimuth[i]!) > halfField) continue
    const columns = (view.left[i]! - view.right[i]!) / sheet.azimuthStep
    const rows = (view.highest[i]! - view.lowest[i]!) / sheet.elevationStep
    const distance = view.centreDistance[i]!
    const points = (columns * rows * view.visible[i]! * air.lidarShare(distance)) ** 2
    const chance = (sheet.detectionProbability * points) / (points + sheet.pointsForHalf ** 2)
    if (random.uniform() >= chance) continue
    boxes.push(trueBox(moment.objects[i]!, distance, placement, sheet, random))
  }
  for (let count = poisson(random, sheet.falseAlarms); count > 0; count--) boxes.push(falseBox(mounting, sheet, random))
  return { kind: 'boxes', stamp: moment.stamp, boxes }
}

function trueBox(
  object: TruthObject,
  distance: number,
  placement: SensorPlacement,
  sheet: LidarBoxSheet,
  random: Random,
): BoxDetection {
  const R = placement.rotation
  const dx = object.position[0] - placement.x
  const dy = object.position[1] - placement.y
  const dz = object.position[2] - placement.z
  const x = R[0]! * dx + R[3]! * dy + R[6]! * dz
  const y = R[1]! * dx + R[4]! * dy + R[7]! * dz
  const z = R[2]! * dx + R[5]! * dy + R[8]! * dz
  const along = sheet.along + sheet.alongPerRange * distance
  const across = sheet.across + sheet.acrossPerRange * distance
  const cos = distance > 0 ? x / Math.hypot(x, y) : 1
  const sin = distance > 0 ? y / Math.hypot(x, y) : 0
  const alongError = along * random.normal()
  const acrossError = across * random.normal()
  const reversed = random.uniform() < sheet.reversedShare ? Math.PI : 0
  const [length, width, height] = object.size
  return {
    position: [
      x + cos * alongError - sin * acrossError,
      y + sin * alongError + cos * acrossError,
      z + sheet.height * random.normal(),
    ],
    yaw: wrapAngle(object.yaw - placement.yaw + reversed + sheet.yaw * random.normal()),
    size: [length * stretch(sheet, random), width * stretch(sheet, random), height * stretch(sheet, random)],
    class: random.uniform() < sheet.wrongClass ? CONFUSED_WITH[object.class] : object.class,
    score: 1 - 0.5 * random.uniform() ** 2,
    covariance: covariance(cos, sin, along, across, sheet),
  }
}

function falseBox(mounting: Mounting, sheet: LidarBoxSheet, random: Random): BoxDetection {
  const { class: objectClass, size } = FALSE_BOXES[random.integer(FALSE_BOXES.length)]!
  const distance = random.between(3, 0.6 * sheet.range)
  const halfField = mounting.fieldOfView?.azimuth ?? Math.PI
  const azimuth = random.between(-halfField, halfField)
  const cos = Math.cos(azimuth)
  const sin = Math.sin(azimuth)
  const along = sheet.along + sheet.alongPerRange * distance
  const across = sheet.across + sheet.acrossPerRange * distance
  return {
    position: [distance * cos, distance * sin, size[2] / 2 - mounting.position[2]],
    yaw: random.between(-Math.PI, Math.PI),
    size,
    class: objectClass,
    score: 0.2 + 0.5 * random.uniform(),
    covariance: covariance(cos, sin, along, across, sheet),
  }
}

/** At least a tenth of the true size: a box never has none. */
function stretch(sheet: LidarBoxSheet, random: Random): number {
  return Math.max(0.1, 1 + sheet.size * random.normal())
}

/** 4×4 of x, y, z, yaw: the errors along and across the line of sight, turned into the sensor's axes. */
function covariance(cos: number, sin: number, along: number, across: number, sheet: LidarBoxSheet): Float64Array {
  const C = new Float64Array(16)
  C[0] = cos * cos * along * along + sin * sin * across * across
  C[5] = sin * sin * along * along + cos * cos * across * across
  C[1] = C[4] = cos * sin * (along * along - across * across)
  C[10] = sheet.height ** 2
  C[15] = sheet.yaw ** 2
  return C
}
