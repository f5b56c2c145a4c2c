import sharp from 'sharp'
import type { PictureSize } from '../../core/pictures.ts'
import type { RawImage } from '../images/image-file.ts'

/** A picture of a film, scaled where `size` says so, as R, G, B. */
export async function toRgb(image: RawImage, size: PictureSize | null): Promise<RawImage> {
  if (size === null || (size.width === image.width && size.height === image.height)) return image
  const { width, height, channels, data } = image
  const scaled = await sharp(data, { raw: { width, height, channels } })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    .removeAlpha()
    .raw()
    .toBuffer()
  return { ...size, channels: 3, data: scaled }
}

/**
 * Writes the picture's R, G, B to the beginning of `memory`, or to new memory where it has no room. Returns the new
 * memory, else null.
 */
export function writeRgb(image: RawImage, memory: SharedArrayBuffer): SharedArrayBuffer | null {
  const { width, height, channels, data } = image
  const length = 3 * width * height
  const made = memory.byteLength < length ? new SharedArrayBuffer(length) : null
  const rgb = new Uint8Array(made ?? memory)
  if (channels === 3) rgb.set(data)
  else dropAlpha(rgb, data, width * height)
  return made
}

function dropAlpha(rgb: Uint8Array, rgba: Uint8Array | Uint8ClampedArray, pixels: number): void {
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel++, from += 4, to += 3) {
    rgb[to] = rgba[from]!
    rgb[to + 1] = rgba[from + 1]!
    rgb[to + 2] = rgba[from + 2]!
  }
}
