import sharp, { type Sharp } from 'sharp'
import { InputError } from '../../core/errors.ts'
import type { PictureSize } from '../../core/pictures.ts'

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
  // Tables made for each image save 6 % of the bytes and take as long as all the rest.
  return open(image).jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer()
}

/** R, G, B, and the size before scaling. */
export interface DecodedImage extends RawImage {
  readonly channels: 3
  readonly source: PictureSize
}

/** Of 8K video, the most that any camera sends: a header that claims more must not take the memory. */
const MOST_PIXELS = 7680 * 4320

/**
 * Decodes JPEG, PNG or WebP to R, G, B, as the sensor lies: a tag that asks for turning is not obeyed, for calibrations
 * do not know it. `size`: scaled to, whatever the shape. Throws InputError, naming `where`, when the bytes are no whole
 * image.
 */
export async function decodeImage(
  bytes: Uint8Array,
  where: string,
  size: PictureSize | null = null,
): Promise<DecodedImage> {
  try {
    if (imageFormat(bytes) === null) throw new Error('none of jpeg, png, webp')
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'warning' })
    const source = size === null ? null : sizeOf(await image.metadata())
    if (size !== null) image.resize(size.width, size.height, { fit: 'fill', kernel: 'linear' })
    const { data, info } = await image
      .removeAlpha()
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    const { width, height } = info
    return { width, height, channels: 3, data, source: source ?? { width, height } }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`expected an image, found ${bytes.length} bytes (${firstLine(reason)}): ${where}`)
  }
}

function sizeOf({ width, height }: PictureSize): PictureSize {
  return { width, height }
}

/** The library says the same of each attempt. */
function firstLine(text: string): string {
  return text.trim().split('\n')[0]!
}

/** By the first bytes: what a file is called says little. */
function imageFormat(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | null {
  if (startsWith(bytes, 0, 'ÿØÿ')) return 'jpeg'
  if (startsWith(bytes, 0, '\x89PNG')) return 'png'
  return startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP') ? 'webp' : null
}

function startsWith(bytes: Uint8Array, at: number, latin1: string): boolean {
  for (let i = 0; i < latin1.length; i++) if (bytes[at + i] !== latin1.charCodeAt(i)) return false
  return true
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
