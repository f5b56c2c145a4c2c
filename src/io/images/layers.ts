import sharp, { type OverlayOptions } from 'sharp'
import type { RawImage } from './image-file.ts'

/** One layer of a picture, drawn over the ones before; its left upper corner in pixels. */
export type Layer =
  | { readonly kind: 'svg'; readonly left: number; readonly top: number; readonly text: string }
  | { readonly kind: 'raw'; readonly left: number; readonly top: number; readonly image: RawImage }
  /** An encoded image, fitted into a box without changing its shape; a damaged one as far as it goes. */
  | {
      readonly kind: 'encoded'
      readonly left: number
      readonly top: number
      readonly width: number
      readonly height: number
      readonly bytes: Uint8Array
    }

/** The layers over each other as PNG. Throws when a layer's bytes are no image. */
export async function composePng(
  width: number,
  height: number,
  background: string,
  layers: readonly Layer[],
): Promise<Uint8Array> {
  const inputs = await Promise.all(layers.map(overlay))
  return sharp({ create: { width, height, channels: 3, background } })
    .composite(inputs)
    .png()
    .toBuffer()
}

async function overlay(layer: Layer): Promise<OverlayOptions> {
  const { left, top } = layer
  switch (layer.kind) {
    case 'svg':
      return { input: Buffer.from(layer.text), left, top }
    case 'raw': {
      const { width, height, channels, data } = layer.image
      return {
        input: Buffer.from(data.buffer, data.byteOffset, data.length),
        raw: { width, height, channels },
        left,
        top,
      }
    }
    case 'encoded': {
      const { width, height } = layer
      const input = await sharp(layer.bytes, { failOn: 'none' })
        .resize(width, height, { fit: 'contain', background: '#101316' })
        .png()
        .toBuffer()
      return { input, left, top }
    }
  }
}
