import { existsSync, readFileSync } from 'node:fs'
import {
  KITTI_RAW_LIDAR,
  kittiRawCamera,
  kittiRawPicture,
  listKittiRawFrames,
  readKittiRawCalibration,
} from '../../datasets/kitti-raw.ts'
import { NetworkDetector } from '../../perception/camera/network-detector.ts'
import { measureRearView, type RearView } from '../../perception/camera/rear-view.ts'
import type { RgbPicture } from '../common/manifest/camera-input.ts'
import type { ManifestNetwork } from '../common/manifest/manifest-network.ts'
import { type PictureBox, shownCrop, toPicture } from '../common/manifest/picture-boxes.ts'
import type { Mounting } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { Lens } from '../core/lens.ts'
import type { CameraBoxDetection } from '../core/observations.ts'
import { decodeImage } from '../io/images/image-file.ts'
import { openDetector } from './camera-distance-network.ts'

/** The vehicle ahead in one picture. */
export interface CameraLead {
  readonly frame: string
  /** m, from the lidar's origin to the vehicle's rear, as the lidar measures it; NaN where the camera found none. */
  readonly distance: number
  readonly standardDeviation: number
  /** The same by the vehicle's width and by the feet of its tyres alone. */
  readonly byWidth: number
  readonly byContact: number
  /** The same as fusion gets it from the detector of the line; NaN where it gets none or none ahead. */
  readonly observed: number
  readonly observedDeviation: number
}

/** Vehicles for which a rear view is measured, by their classes for fusion. */
const VEHICLES: ReadonlySet<string> = new Set(['car', 'truck', 'bus'])
/** m to each side of the camera's view. */
const AHEAD = 1
/** m; of the frames' car ahead. */
const NEAR = 7
/** ns */
const PERIOD = 100e6

/** Finds and measures the vehicle ahead in every picture of a KITTI raw recording. `network`: see {@link openDetector}. */
export async function measureLead(
  path: string,
  root: string,
  network: string | undefined,
): Promise<readonly CameraLead[]> {
  const calibration = readKittiRawCalibration(path)
  const { lens, mounting } = kittiRawCamera(calibration)
  const beforeLidar = mounting.position[0] - KITTI_RAW_LIDAR.position[0]
  const detector = await openDetector(network, root, calibration)
  const line = new NetworkDetector(detector)
  try {
    const leads: CameraLead[] = []
    for (const [i, frame] of listKittiRawFrames(path).entries()) {
      const file = kittiRawPicture(path, frame)
      if (!existsSync(file)) continue
      const { width, height, data } = await decodeImage(readFileSync(file), file)
      const picture = { width, height, pixels: Uint8Array.from(data) }
      const view = await vehicleAhead(detector, picture, lens, mounting)
      const taken = { stamp: i * PERIOD, sequence: i, sensor: line.sensor }
      const { observation } = await line.detect({ kind: 'image', ...taken, ...picture, lens, mounting, fault: null })
      const seen = observedAhead(observation?.boxes ?? [], mounting)
      leads.push({
        frame,
        distance: beforeLidar + (view?.distance ?? Number.NaN),
        standardDeviation: view?.distanceStandardDeviation ?? Number.NaN,
        byWidth: beforeLidar + (view?.byWidth ?? Number.NaN),
        byContact: beforeLidar + (view?.byContact ?? Number.NaN),
        observed: beforeLidar + (seen?.distance ?? Number.NaN),
        observedDeviation: seen?.deviation ?? Number.NaN,
      })
    }
    return leads
  } finally {
    await detector.engine.close()
  }
}

/** Of the detections in the camera's own path the surest one: m to its near end along the view, as its edges or rear say. */
function observedAhead(boxes: readonly CameraBoxDetection[], { position: [, , height] }: Mounting) {
  const ahead = boxes
    .filter((box) => VEHICLES.has(box.class))
    .map((box) => {
      const { groundContact, groundContactStandardDeviation, bearing, score } = box
      const byContact = height / Math.tan(groundContact)
      // ∂distance/∂contact = -(distance² + height²) / height.
      const byContactDeviation = ((byContact ** 2 + height ** 2) / height) * groundContactStandardDeviation
      const { distance = byContact, distanceStandardDeviation = byContactDeviation } = box
      return { distance: distance * Math.cos(bearing), deviation: distanceStandardDeviation, bearing, score }
    })
    // One whose foot does not show is where its direction says, at a distance that such pictures have.
    .filter(({ distance, bearing }) => Math.abs(Math.tan(bearing)) * (distance || NEAR) < AHEAD)
  return ahead.reduce<(typeof ahead)[number] | null>((best, one) => (one.score > (best?.score ?? 0) ? one : best), null)
}

/** Of the vehicles in the camera's own path the one that network and symmetry are surest of; null without one. */
async function vehicleAhead(
  network: ManifestNetwork,
  picture: RgbPicture,
  lens: Lens,
  mounting: Mounting,
): Promise<RearView | null> {
  let best: RearView | null = null
  let highest = 0
  for (const { box, score } of await vehicleBoxes(network, picture)) {
    const view = measureRearView(picture, box, lens, mounting)
    if (view === null || Math.abs(view.lateral) > AHEAD) continue
    const confidence = score * view.sides.symmetry
    if (confidence <= highest) continue
    highest = confidence
    best = view
  }
  return best
}

async function vehicleBoxes(
  network: ManifestNetwork,
  picture: RgbPicture,
): Promise<{ readonly box: PictureBox; readonly score: number }[]> {
  const { manifest } = network
  const crop = shownCrop(manifest)
  const result = await network.run({ stamp: 0, picture: () => picture })
  if ('missing' in result) throw new InputError(`expected ${result.missing}, found none: network ${manifest.name}`)
  return result.outputs.flatMap(({ decoded }, i) => {
    const { decode } = manifest.outputs[i]!
    if (decoded.kind !== 'grid-detections' || decode.kind !== 'grid-detections') return []
    return decoded.boxes
      .filter((box) => VEHICLES.has(decode.roadUsers[box.class] ?? ''))
      .map((box) => ({ box: toPicture(box, crop, picture.width, picture.height), score: box.score }))
  })
}
