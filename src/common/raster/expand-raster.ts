import { CHANNEL_STRIDE, NETWORK_SCALE, RASTER_CHANNELS, RASTER_SHAPE, RASTER_SIZE } from './raster-layout.ts'

/** out (as {@link RASTER_SHAPE}) := what a network reads, (byte - empty) / 128. Throws when a length is not the layout's. */
export function expandRaster(bytes: Uint8Array, out: Float32Array): void {
  if (bytes.length !== RASTER_SIZE || out.length !== RASTER_SIZE) {
    throw new Error(
      `expected ${RASTER_SIZE} values of ${RASTER_SHAPE.join('×')}, found ${bytes.length} into ${out.length}`,
    )
  }
  for (let depth = 0; depth < RASTER_SHAPE[0]; depth++) {
    const { empty } = RASTER_CHANNELS[depth % RASTER_CHANNELS.length]!
    const end = (depth + 1) * CHANNEL_STRIDE
    for (let i = depth * CHANNEL_STRIDE; i < end; i++) out[i] = (bytes[i]! - empty) * NETWORK_SCALE
  }
}
