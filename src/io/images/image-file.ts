import sharp, { type Sharp } from 'sharp'
import { InputError } from '../../core/errors.ts'

/** An image as packed 8-bit samples, row by row: 3 channels are R, G, B; 4 have alpha after them. */
export interface RawImage {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly data: Uint8Array | Uint8ClampedArray
}

/** JPEG quality of generated camera images: no visible blocks at a tenth of the size of PNG. */
const DEFAULT_QUALITY = 88

export function encodePng(image: RawImage): Promise<Uint8Array> {
  return open(image).png({ compressionLevel: 6 }).toBuffer()
}

/** `quality`: 1..100. The chroma is not thinned out: lamps are a few pixels small. */
export function encodeJpeg(image: RawImage, quality = DEFAULT_QUALITY): Promise<Uint8Array> {
  return open(image).jpeg({ quality, chromaSubsampling: '4:4:4' }).toBuffer()
}

/** Decodes JPEG, PNG or WebP to R, G, B. Throws InputError, naming `where`, when the bytes are no image. */
export async function decodeImage(bytes: Uint8Array, where: string): Promise<RawImage> {
  try {
    const { data, info } = await sharp(bytes)
      .removeAlpha()
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, channels: 3, data }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`expected an image, found ${bytes.length} bytes (${reason}): ${where}`)
  }
}

/** Whether the bytes begin like an image that can be decoded. */
export async function isImage(bytes: Uint8Array): Promise<boolean> {
  try {
    const { width } = await sharp(bytes).metadata()
    return width > 0
  } catch {
    return false
  }
}

function open({ width, height, channels, data }: RawImage): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}
