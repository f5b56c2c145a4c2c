import type { DetectedBox } from './decoders/grid-detections.ts'
import type { Crop, Manifest } from './manifest.ts'

/** Edges in pixels of the whole picture: pixel i covers [i, i + 1). */
export interface PictureBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const WHOLE_PICTURE: Crop = { left: 0, top: 0, right: 1, bottom: 1 }

/** The part of the picture that the network's first camera input shows, which its boxes and masks are of. */
export function shownCrop({ inputs }: Manifest): Crop {
  const camera = inputs.map(({ source }) => source).find((source) => source.kind === 'camera')
  return camera?.crop ?? WHOLE_PICTURE
}

/** A box given as shares of a crop of the picture. */
export function toPicture(box: DetectedBox, crop: Crop, width: number, height: number): PictureBox {
  const across = (share: number): number => (crop.left + share * (crop.right - crop.left)) * width
  const down = (share: number): number => (crop.top + share * (crop.bottom - crop.top)) * height
  return { left: across(box.left), top: down(box.top), right: across(box.right), bottom: down(box.bottom) }
}
