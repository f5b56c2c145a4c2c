import type { Lens } from '../../core/lens.ts'
import type { ImageFrame, SensorPose } from '../../core/observations.ts'
import { opticalFromEgo } from '../geometry/camera-pose.ts'
import { largestUndistortedRadius, projectPoint } from '../geometry/lens.ts'
import { FRONT_IMAGE } from './raster-layout.ts'
import { isSameView } from './same-view.ts'

/** rad; a camera that looks farther to the side is no front camera. */
const LARGEST_YAW = 0.35
const PIXELS = FRONT_IMAGE.width * FRONT_IMAGE.height
/** Fixed point of the weights: 7 bits each way, so that a sum of bytes stays an integer. */
const WEIGHT_BITS = 7
const ONE = 1 << WEIGHT_BITS
const HALF = 1 << (2 * WEIGHT_BITS - 1)
const OUTSIDE = -1

/** Of the pictures the one that looks ahead; of several the one with the longest focal length. Null where none does. */
export function frontFrame(frames: Iterable<ImageFrame>): ImageFrame | null {
  let best: ImageFrame | null = null
  for (const frame of frames) {
    if (!frame.lens || !frame.mounting || Math.abs(frame.mounting.yaw) > LARGEST_YAW) continue
    const isLonger = !best || frame.lens.fx > best.lens!.fx
    // Equal lenses by name, so that who came first does not matter.
    if (isLonger || (frame.lens.fx === best!.lens!.fx && frame.sensor < best!.sensor)) best = frame
  }
  return best
}

/** The front picture as an ideal pinhole sees it ({@link FRONT_IMAGE}), by a table per lens and mounting. */
export class FrontImage {
  #lens: Lens | null = null
  #mounting: SensorPose | null = null
  /** Offset of the upper left of four pixels, and their weights to the right and down. */
  readonly #offsets = new Int32Array(PIXELS)
  readonly #rightShare = new Uint8Array(PIXELS)
  readonly #lowerShare = new Uint8Array(PIXELS)

  /** out := [3, height, width]; black where the camera sees nothing. `frame` must have a lens and a mounting. */
  write(frame: ImageFrame, out: Uint8Array): void {
    const { lens, mounting, pixels } = frame
    if (!lens || !mounting) throw new Error(`expected a lens and a mounting, found none: ${frame.sensor}`)
    if (!this.#lens || !this.#mounting || !isSameView({ lens: this.#lens, mounting: this.#mounting }, lens, mounting)) {
      this.#prepare(lens, mounting)
    }
    const below = 3 * lens.width
    for (let i = 0; i < PIXELS; i++) {
      const at = this.#offsets[i]!
      if (at === OUTSIDE) {
        out[i] = 0
        out[PIXELS + i] = 0
        out[2 * PIXELS + i] = 0
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
      out[i] = (red + HALF) >> (2 * WEIGHT_BITS)
      out[PIXELS + i] = (green + HALF) >> (2 * WEIGHT_BITS)
      out[2 * PIXELS + i] = (blue + HALF) >> (2 * WEIGHT_BITS)
    }
  }

  #prepare(lens: Lens, mounting: SensorPose): void {
    this.#lens = lens
    this.#mounting = mounting
    const rotation = opticalFromEgo(mounting)
    const largestRadius = largestUndistortedRadius(lens)
    const { width, height, focal, centreX, horizon } = FRONT_IMAGE
    const pixel = new Float64Array(2)
    for (let row = 0, i = 0; row < height; row++) {
      for (let column = 0; column < width; column++, i++) {
        const left = (centreX - column) / focal
        const up = (horizon - row) / focal
        const x = rotation[0]! + rotation[1]! * left + rotation[2]! * up
        const y = rotation[3]! + rotation[4]! * left + rotation[5]! * up
        const z = rotation[6]! + rotation[7]! * left + rotation[8]! * up
        const isSeen = Math.hypot(x, y) < largestRadius * z && projectPoint(lens, x, y, z, pixel)
        this.#enter(i, lens, isSeen ? pixel[0]! : Number.NaN, pixel[1]!)
      }
    }
  }

  #enter(i: number, { width, height }: Lens, u: number, v: number): void {
    // Half a pixel beyond the outermost centres still belongs to the picture.
    const isInside = u >= -0.5 && u <= width - 0.5 && v >= -0.5 && v <= height - 0.5
    if (!isInside) {
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
