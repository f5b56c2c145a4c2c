import type { RgbPicture } from '../../src/common/manifest/camera-input.ts'
import type { PictureBox } from '../../src/common/manifest/picture-boxes.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { SensorPose } from '../../src/core/observations.ts'
import { GroundView } from './ground-view.ts'
import { LuminancePatch } from './luminance-patch.ts'
import { tyreContact } from './tyre-contact.ts'
import { type VehicleSides, vehicleSides } from './vehicle-sides.ts'

/** A car, bus or lorry ahead, as its picture measures it. */
export interface RearView {
  /** m along the camera's view over the ground, from the camera to the vehicle's near end. */
  readonly distance: number
  readonly distanceStandardDeviation: number
  /** The same by the width of such vehicles alone, and by the foot of the tyres alone, m; NaN where that does not show. */
  readonly byWidth: number
  readonly byContact: number
  /** m to the left of the camera's view, of the middle. */
  readonly lateral: number
  /** The same as a direction, rad, left positive, and its standard deviation. */
  readonly bearing: number
  readonly bearingStandardDeviation: number
  readonly sides: VehicleSides
  /** Row of the tyres' feet in the picture; NaN where they do not show. */
  readonly contactRow: number
}

/** What is known of a kind of vehicle before it is seen. */
export interface VehicleBuild {
  /** m, of the body without mirrors, and its standard deviation. */
  readonly width: number
  readonly widthDeviation: number
  /** m from the rear axle, where the body is at its widest and the tyres stand, to the near end. */
  readonly overhang: number
  readonly overhangDeviation: number
}

/**
 * Width: new cars in Europe had 1.778 m in 2018 and 1.803 m in 2023, half a centimetre more each year (Transport &
 * Environment 2024), so that those on the road had about 1.75 m. Overhang: data sheets, from 0.6 m of small hatchbacks to 1.1 m of
 * estates.
 */
export const CAR_BUILD: VehicleBuild = { width: 1.75, widthDeviation: 0.09, overhang: 0.85, overhangDeviation: 0.15 }

/** Standard deviations: pixels of an edge; rad of the camera's pitch, as a car's body moves on its springs. */
const EDGE_PIXELS = 2
const PITCH = 0.5 * (Math.PI / 180)
/** Of the distance by width: rows between which the feet are looked for. */
const NEAREST = 0.75
const FARTHEST = 1.3
/** Standard deviations; two measures that are farther apart are not of one vehicle's rear. */
const LARGEST_DISAGREEMENT = 3
/** Pixels of the box's margin that is looked at, as a share of its width. */
const MARGIN = 0.3

/**
 * Measures how far ahead the vehicle in a detector's box is. The box says where to look; the sides are found again in the
 * picture, for a box that holds a shadow or a mirror is too large, and so are the feet. Distance by width and by the feet on
 * flat ground are independent, and weighed by their variances. Null where no vehicle's end is seen.
 */
export function measureRearView(
  picture: RgbPicture,
  box: PictureBox,
  lens: Lens,
  mounting: SensorPose,
  build: VehicleBuild = CAR_BUILD,
): RearView | null {
  const boxWidth = box.right - box.left
  const margin = MARGIN * boxWidth
  // Nothing is known of the lower edge: the picture's.
  const around = { left: box.left - margin, top: box.top, right: box.right + margin, bottom: picture.height }
  const patch = new LuminancePatch(picture, around)
  const sides = vehicleSides(patch, box)
  if (sides === null) return null
  const view = new GroundView(lens, mounting)
  const height = mounting.position[2]
  const axle = axleByWidth(view, sides, box.top + 0.5 * boxWidth, build)
  const nearRow = rowOfGround(view, sides, height, NEAREST * axle.distance, picture.height)
  const farRow = rowOfGround(view, sides, height, FARTHEST * axle.distance, picture.height)
  const contactRow = tyreContact(patch, sides, farRow, nearRow)
  // Feet that should be in the picture and are not: it is no vehicle of this width.
  if (Number.isNaN(contactRow) && nearRow < picture.height - 1) return null
  const contact = axleByContact(view, sides, contactRow, height, lens)
  const fused = weigh(axle, contact)
  if (fused === null) return null
  const distance = fused.distance - build.overhang
  return {
    distance,
    distanceStandardDeviation: Math.hypot(fused.deviation, build.overhangDeviation),
    byWidth: axle.distance - build.overhang,
    byContact: contact === null ? Number.NaN : contact.distance - build.overhang,
    lateral: axle.slope * distance,
    bearing: Math.atan(axle.slope),
    bearingStandardDeviation: (Math.SQRT1_2 * EDGE_PIXELS) / lens.fx,
    sides,
    contactRow,
  }
}

interface Measured {
  /** m along the view to the axle. */
  readonly distance: number
  readonly deviation: number
}

/** width = distance · (left - right), by the tangents of the directions to the sides. */
function axleByWidth(
  view: GroundView,
  { left, right }: VehicleSides,
  row: number,
  { width, widthDeviation }: VehicleBuild,
): Measured & { readonly slope: number } {
  const direction = new Float64Array(3)
  view.direction(direction, left, row)
  const leftSlope = direction[1]! / direction[0]!
  view.direction(direction, right, row)
  const rightSlope = direction[1]! / direction[0]!
  const distance = width / (leftSlope - rightSlope)
  const edges = (Math.SQRT2 * EDGE_PIXELS) / (right - left)
  const deviation = distance * Math.hypot(widthDeviation / width, edges)
  return { distance, deviation, slope: 0.5 * (leftSlope + rightSlope) }
}

/** height = distance · fall, by the tangent below the horizon. */
function axleByContact(
  view: GroundView,
  { left, right }: VehicleSides,
  row: number,
  height: number,
  { fy }: Lens,
): Measured | null {
  if (Number.isNaN(row)) return null
  const direction = new Float64Array(3)
  view.direction(direction, 0.5 * (left + right), row)
  const fall = -direction[2]! / direction[0]!
  if (!(fall > 0)) return null
  const distance = height / fall
  // ∂distance/∂fall = -distance² / height.
  const deviation = ((distance * distance) / height) * Math.hypot(PITCH, EDGE_PIXELS / fy)
  return { distance, deviation }
}

function weigh(width: Measured, contact: Measured | null): Measured | null {
  if (contact === null) return width
  const [a, b] = [width.deviation ** -2, contact.deviation ** -2]
  const apart = Math.abs(width.distance - contact.distance) / Math.hypot(width.deviation, contact.deviation)
  if (apart > LARGEST_DISAGREEMENT) return null
  return { distance: (a * width.distance + b * contact.distance) / (a + b), deviation: 1 / Math.sqrt(a + b) }
}

/** The picture's row that shows the ground at a distance, by bisection: rows go down as distances shrink. */
function rowOfGround(
  view: GroundView,
  { left, right }: VehicleSides,
  height: number,
  distance: number,
  rows: number,
): number {
  const direction = new Float64Array(3)
  let [above, below] = [0, rows]
  while (below - above > 0.5) {
    const middle = 0.5 * (above + below)
    view.direction(direction, 0.5 * (left + right), middle)
    const isBelow = -direction[2]! * distance > height * direction[0]!
    if (isBelow) below = middle
    else above = middle
  }
  return above
}
