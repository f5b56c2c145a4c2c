import type { Stamp } from '../../core/time.ts'
import type { AbsoluteTime } from './absolute-time.ts'
import { foxglove } from './runtime.ts'

export const COMPRESSED_IMAGE_SCHEMA = 'foxglove.CompressedImage'

export interface CompressedImage {
  /** jpeg, png, webp. */
  readonly format: string
  readonly data: Uint8Array
}

/** /camera/NAME/image. */
export function encodeCompressedImage(
  name: string,
  { format, data }: CompressedImage,
  stamp: Stamp,
  time: AbsoluteTime,
): Uint8Array {
  const image = { timestamp: time.timestamp(stamp), frameId: `camera/${name}`, format, data }
  return foxglove.CompressedImage.encode(image).finish()
}

/** Throws on bytes that are no image message; what the image's own bytes are worth is not looked at. */
export function decodeCompressedImage(bytes: Uint8Array): CompressedImage {
  const { format, data } = foxglove.CompressedImage.decode(bytes)
  return { format, data }
}
