import type { RawImage } from '../../io/images/image-file.ts'
import { type TopView, toPicture } from './top-view.ts'

/** m above the ground: colours run from the first to the last. */
const LOWEST = 0.1
const HIGHEST = 3

/** Colours of height: ground grey, then blue, green, yellow, as on a physical map turned round. */
const RAMP = [
  [88, 96, 110],
  [64, 130, 230],
  [60, 205, 190],
  [130, 225, 90],
  [250, 220, 80],
] as const

/** Points from above on a transparent ground, 2×2 pixels each, higher ones over lower ones. Columns in m. */
export function rasterOfPoints(
  view: TopView,
  x: Float32Array,
  y: Float32Array,
  z: Float32Array,
  into: RawImage & { readonly channels: 4 },
): void {
  const { width, height, data } = into
  for (let i = 0; i < x.length; i++) {
    const [u, v] = toPicture(view, x[i]!, y[i]!)
    const column = Math.round(u)
    const row = Math.round(v)
    // Written so that NaN, which marks a beam without return, is left out.
    if (!(column >= 0 && row >= 0 && column + 1 < width && row + 1 < height)) continue
    const share = Math.max(0, Math.min(1, (z[i]! - LOWEST) / (HIGHEST - LOWEST)))
    const colour = RAMP[Math.min(RAMP.length - 1, share > 0 ? 1 + Math.floor(share * (RAMP.length - 1)) : 0)]!
    const alpha = share > 0 ? 255 : 120
    for (let k = 0; k < 4; k++) {
      const at = 4 * ((row + (k >> 1)) * width + column + (k & 1))
      if (data[at + 3]! > alpha) continue
      data[at] = colour[0]
      data[at + 1] = colour[1]
      data[at + 2] = colour[2]
      data[at + 3] = alpha
    }
  }
}

export function emptyRaster({ width, height }: TopView): RawImage & { readonly channels: 4 } {
  const [columns, rows] = [Math.ceil(width), Math.ceil(height)]
  return { width: columns, height: rows, channels: 4, data: new Uint8Array(4 * columns * rows) }
}
