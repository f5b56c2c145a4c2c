import { Random } from '../../../src/common/random/xoshiro.ts'
import type { PictureRequest } from '../../../src/core/pictures.ts'
import { encodeJpeg, encodePng, type RawImage } from '../../../src/io/images/image-file.ts'

/** A picture with edges and noise, another one for each seed. */
export function noisyImage(seed: number, width = 320, height = 180): RawImage {
  const random = new Random(seed)
  const data = new Uint8Array(3 * width * height)
  for (let i = 0; i < data.length; i++) {
    const x = Math.floor(i / 3) % width
    const stripe = (x >> 4) % 2 === 0 ? 60 : 170
    data[i] = stripe + 20 * random.uniform() + (i % 3) * 10
  }
  return { width, height, channels: 3, data }
}

export const noisyJpeg = (seed: number, width?: number, height?: number): Promise<Uint8Array> =>
  encodeJpeg(noisyImage(seed, width, height))

export const noisyPng = (seed: number, width?: number, height?: number): Promise<Uint8Array> =>
  encodePng(noisyImage(seed, width, height))

export function imageRequest(bytes: Uint8Array, sequence = 0, changes: Partial<PictureRequest> = {}): PictureRequest {
  const payload = { kind: 'image', sensor: 'front', format: 'jpeg', bytes } as const
  return { sensor: 'camera/front', stamp: sequence * 50e6, sequence, payload, size: null, ...changes }
}

export function filmRequest(
  bytes: Uint8Array,
  sequence: number,
  format = 'h264',
  changes: Partial<PictureRequest> = {},
): PictureRequest {
  const payload = { kind: 'video', sensor: 'front', format, bytes } as const
  return { sensor: 'camera/front', stamp: sequence * 50e6, sequence, payload, size: null, ...changes }
}
