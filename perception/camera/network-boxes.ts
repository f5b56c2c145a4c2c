import type { RgbPicture } from '../../src/common/manifest/camera-input.ts'
import type { Detections } from '../../src/common/manifest/decoders/grid-detections.ts'
import type { Crop, GridDetectionsDecoding } from '../../src/common/manifest/manifest.ts'
import { type PictureBox, toPicture } from '../../src/common/manifest/picture-boxes.ts'
import type { Lens } from '../../src/core/lens.ts'
import type { CameraBoxDetection, SensorPose } from '../../src/core/observations.ts'
import { GroundView } from './ground-view.ts'
import { measureRearView, type RearView } from './rear-view.ts'

/**
 * How far a small network's edges are off, as in the simulator's camera sheet: pixels of the network's picture, and a share
 * of the box's own height.
 */
const EDGE_PIXELS = 1.5
const EDGE_SHARE = 0.03
/**
 * What is not known of a car's width and overhang is off alike in all its pictures, and a track takes the errors of about
 * four for independent: twice the deviation, so that it does not believe to know the car better than they do.
 */
const COMMON_ERROR = 2
/** Of the cut-out: an edge that is nearer to its border is the border's and not the object's. */
const BORDER = 0.01

/**
 * A network's boxes as fusion takes them: directions in the camera's ground-aligned frame (its pitch and roll taken out),
 * by lens and mounting. Classes that are not road users, and boxes outside the picture, are left out. `pixel`: rows of the
 * picture that one row of the network's input shows.
 */
export function networkBoxes(
  { boxes }: Detections,
  { roadUsers }: GridDetectionsDecoding,
  crop: Crop,
  picture: RgbPicture,
  lens: Lens,
  mounting: SensorPose,
  pixel: number,
): CameraBoxDetection[] {
  const view = new GroundView(lens, mounting)
  const { width, height } = picture
  return boxes.flatMap((box): CameraBoxDetection[] => {
    const objectClass = roadUsers[box.class]
    if (objectClass === undefined) return []
    const { left, top, right, bottom } = toPicture(box, crop, width, height)
    const inside: PictureBox = {
      left: Math.max(0, left),
      top: Math.max(0, top),
      right: Math.min(width, right),
      bottom: Math.min(height, bottom),
    }
    if (inside.left >= inside.right || inside.top >= inside.bottom) return []
    const isTopCut = box.top < BORDER
    const isBottomCut = box.bottom > 1 - BORDER
    const angles = anglesOf(view, inside)
    const edge = Math.hypot((EDGE_PIXELS * pixel) / lens.fy, EDGE_SHARE * (angles.top - angles.bottom))
    // Of an object that is half outside nobody knows where its middle is.
    const isSideCut = box.left < BORDER || box.right > 1 - BORDER
    const beside = isSideCut ? 0.5 * (angles.left - angles.right) : 0
    const { score } = box
    const rear = objectClass === 'car' && !isSideCut ? measureRearView(picture, inside, lens, mounting) : null
    if (rear !== null) return [{ ...ofRearView(rear, mounting), class: objectClass, score }]
    return [
      {
        bearing: 0.5 * (angles.left + angles.right),
        bearingStandardDeviation: Math.hypot(Math.SQRT1_2 * edge, beside),
        groundContact: isBottomCut ? Number.NaN : -angles.bottom,
        groundContactStandardDeviation: edge,
        apparentHeight: isTopCut || isBottomCut ? Number.NaN : angles.top - angles.bottom,
        apparentHeightStandardDeviation: Math.SQRT2 * edge,
        class: objectClass,
        score,
      },
    ]
  })
}

/**
 * What is known of a car that is seen from behind or ahead, by its width and its tyres' feet: the box that holds its shadow,
 * or ends above its feet, says less. The foot of its near end as it would show on flat ground stands for the distance. The
 * height says nothing of its own then: it ends where the box does.
 */
function ofRearView(
  { bearing, bearingStandardDeviation, distance: ahead, distanceStandardDeviation }: RearView,
  { position: [, , height] }: SensorPose,
): Omit<CameraBoxDetection, 'class' | 'score'> {
  // Over the ground in the car's direction, not along the camera's view.
  const distance = ahead / Math.cos(bearing)
  return {
    bearing,
    bearingStandardDeviation,
    groundContact: Math.atan2(height, distance),
    // ∂contact/∂distance = -height / (height² + distance²).
    groundContactStandardDeviation: (height / (height * height + distance * distance)) * distanceStandardDeviation,
    apparentHeight: Number.NaN,
    apparentHeightStandardDeviation: Number.NaN,
    distance,
    distanceStandardDeviation: COMMON_ERROR * distanceStandardDeviation,
  }
}

/** rad: azimuths of the sides at half height, left positive; elevations of top and bottom at half width, up positive. */
function anglesOf(view: GroundView, { left, top, right, bottom }: PictureBox) {
  const [middleX, middleY] = [0.5 * (left + right), 0.5 * (top + bottom)]
  return {
    left: directionOf(view, left, middleY).azimuth,
    right: directionOf(view, right, middleY).azimuth,
    top: directionOf(view, middleX, top).elevation,
    bottom: directionOf(view, middleX, bottom).elevation,
  }
}

const direction = new Float64Array(3)

function directionOf(view: GroundView, x: number, y: number): { readonly azimuth: number; readonly elevation: number } {
  view.direction(direction, x, y)
  const forward = direction[0]!
  const left = direction[1]!
  return { azimuth: Math.atan2(left, forward), elevation: Math.atan2(direction[2]!, Math.hypot(forward, left)) }
}
