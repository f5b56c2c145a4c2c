import { CHANNEL, CHANNEL_STRIDE, FRONT_IMAGE, RASTER_CHANNELS, RASTER_SHAPE, RASTER_SIZE } from './raster-layout.ts'

/**
 * out := the raster of the world mirrored at the ego x axis: rows the other way round, speeds across with the other sign.
 * For training: left and right must be learnt alike. `out` may not be `bytes`.
 */
export function mirrorRaster(bytes: Uint8Array, out: Uint8Array): void {
  if (bytes.length !== RASTER_SIZE || out.length !== RASTER_SIZE || bytes === out) {
    throw new Error(`expected two rasters of ${RASTER_SIZE} bytes, found ${bytes.length} and ${out.length}`)
  }
  const [depths, rows, columns] = RASTER_SHAPE
  const channels = RASTER_CHANNELS.length
  for (let depth = 0; depth < depths; depth++) {
    // Even rows become odd ones: the depth changes between the upper and the lower pair of the 2×2 block.
    const from = ((depth + 2 * channels) % depths) * CHANNEL_STRIDE
    const to = depth * CHANNEL_STRIDE
    const isAcross = depth % channels === CHANNEL.trackSpeedY
    for (let row = 0; row < rows; row++) {
      const source = from + (rows - 1 - row) * columns
      const target = to + row * columns
      if (isAcross) for (let i = 0; i < columns; i++) out[target + i] = 256 - bytes[source + i]!
      else for (let i = 0; i < columns; i++) out[target + i] = bytes[source + i]!
    }
  }
}

/** out := the front picture mirrored left to right; both [3, height, width]. `out` may not be `image`. */
export function mirrorFrontImage(image: Uint8Array, out: Uint8Array): void {
  const { width, height } = FRONT_IMAGE
  for (let start = 0; start < 3 * height * width; start += width) {
    for (let i = 0; i < width; i++) out[start + i] = image[start + width - 1 - i]!
  }
}
