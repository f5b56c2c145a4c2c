import type { Lens } from '../../core/lens.ts'
import { largestUndistortedRadius, pixelRay, projectPoint } from '../geometry/lens.ts'

/** Fixed point of the weights: 7 bits each way, so that a sum of bytes stays an integer. */
const WEIGHT_BITS = 7
const ONE = 1 << WEIGHT_BITS
const HALF = 1 << (2 * WEIGHT_BITS - 1)
const OUTSIDE = -1

/** How the channels of a target lie: [3, height, width], or [height, width, 3]. */
export type ChannelLayout = 'planar' | 'interleaved'

/**
 * What one lens sees as another would show it: undistorted, resized, cut out or turned, by a table that is made once.
 * Between the four pixels around each place values are interpolated; a target much smaller than its source should be of a
 * picture that was scaled while it was decoded, for nothing is smoothed.
 */
export class ImageRemap {
  readonly #sourceWidth: number
  readonly #sourceHeight: number
  /** Offset of the upper left of four pixels, and their weights to the right and down. */
  readonly #offsets: Int32Array
  readonly #rightShare: Uint8Array
  readonly #lowerShare: Uint8Array

  /**
   * `sourceFromTarget`: row-major 3×3, from the target's optical frame (x right, y down, z forward) to the source's; null
   * where both look the same way. Throws RangeError for a source of less than two pixels each way.
   */
  constructor(source: Lens, target: Lens, sourceFromTarget: Float64Array | null = null) {
    if (!(source.width >= 2 && source.height >= 2)) {
      throw new RangeError(`expected a source of 2 × 2 pixels or more, found ${source.width} × ${source.height}`)
    }
    this.#sourceWidth = source.width
    this.#sourceHeight = source.height
    const pixels = target.width * target.height
    this.#offsets = new Int32Array(pixels)
    this.#rightShare = new Uint8Array(pixels)
    this.#lowerShare = new Uint8Array(pixels)
    const seen = new SourcePixel(source, target, sourceFromTarget)
    for (let v = 0, i = 0; v < target.height; v++) {
      for (let u = 0; u < target.width; u++, i++) this.#enter(i, seen.find(u, v), seen.pixel)
    }
  }

  /**
   * out := the picture, black where the source sees nothing. `pixels` are R, G, B of the source's size; `out` has room for
   * the target's. Throws RangeError for arrays that are too short.
   */
  write(pixels: Uint8Array, out: Uint8Array, layout: ChannelLayout): void {
    const count = this.#offsets.length
    const needed = 3 * this.#sourceWidth * this.#sourceHeight
    if (pixels.length < needed || out.length < 3 * count) {
      const found = `${pixels.length} and ${out.length}`
      throw new RangeError(`expected ${needed} bytes of picture and ${3 * count} for the target, found ${found}`)
    }
    const [step, plane] = layout === 'planar' ? [1, count] : [3, 1]
    const below = 3 * this.#sourceWidth
    for (let i = 0, to = 0; i < count; i++, to += step) {
      const at = this.#offsets[i]!
      if (at === OUTSIDE) {
        out[to] = 0
        out[to + plane] = 0
        out[to + 2 * plane] = 0
        continue
      }
      const right = this.#rightShare[i]!
      const lower = this.#lowerShare[i]!
      const a = (ONE - right) * (ONE - lower)
      const b = right * (ONE - lower)
      const c = (ONE - right) * lower
      const d = right * lower
      const under = at + below
      // Written out: a loop over the channels takes twice as long.
      const red = a * pixels[at]! + b * pixels[at + 3]! + c * pixels[under]! + d * pixels[under + 3]!
      const green = a * pixels[at + 1]! + b * pixels[at + 4]! + c * pixels[under + 1]! + d * pixels[under + 4]!
      const blue = a * pixels[at + 2]! + b * pixels[at + 5]! + c * pixels[under + 2]! + d * pixels[under + 5]!
      out[to] = (red + HALF) >> (2 * WEIGHT_BITS)
      out[to + plane] = (green + HALF) >> (2 * WEIGHT_BITS)
      out[to + 2 * plane] = (blue + HALF) >> (2 * WEIGHT_BITS)
    }
  }

  #enter(i: number, isSeen: boolean, pixel: Float64Array): void {
    const [width, height] = [this.#sourceWidth, this.#sourceHeight]
    const u = pixel[0]!
    const v = pixel[1]!
    // Half a pixel beyond the outermost centres still belongs to the picture.
    if (!isSeen || !(u >= -0.5 && u <= width - 0.5 && v >= -0.5 && v <= height - 0.5)) {
      this.#offsets[i] = OUTSIDE
      return
    }
    const column = Math.max(0, Math.min(width - 2, Math.floor(u)))
    const row = Math.max(0, Math.min(height - 2, Math.floor(v)))
    this.#offsets[i] = 3 * (row * width + column)
    this.#rightShare[i] = Math.round(ONE * Math.max(0, Math.min(1, u - column)))
    this.#lowerShare[i] = Math.round(ONE * Math.max(0, Math.min(1, v - row)))
  }
}

/** Where a target's pixel lies in the source. */
class SourcePixel {
  readonly pixel = new Float64Array(2)
  readonly #source: Lens
  readonly #target: Lens
  readonly #rotation: Float64Array | null
  readonly #largestRadius: number
  readonly #ray = new Float64Array(2)

  constructor(source: Lens, target: Lens, rotation: Float64Array | null) {
    this.#source = source
    this.#target = target
    this.#rotation = rotation
    this.#largestRadius = largestUndistortedRadius(source)
  }

  /** Sets `pixel`; false where the source does not look that way. */
  find(u: number, v: number): boolean {
    pixelRay(this.#target, u, v, this.#ray)
    let x = this.#ray[0]!
    let y = this.#ray[1]!
    let z = 1
    const r = this.#rotation
    if (r) {
      const [tx, ty] = [x, y]
      x = r[0]! * tx + r[1]! * ty + r[2]!
      y = r[3]! * tx + r[4]! * ty + r[5]!
      z = r[6]! * tx + r[7]! * ty + r[8]!
    }
    return Math.hypot(x, y) < this.#largestRadius * z && projectPoint(this.#source, x, y, z, this.pixel)
  }
}
