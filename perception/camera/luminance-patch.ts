import type { RgbPicture } from '../../src/common/manifest/camera-input.ts'
import type { PictureBox } from '../../src/common/manifest/picture-boxes.ts'

/** A part of a picture as luminance; reads beyond it give the nearest pixel. */
export class LuminancePatch {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly #values: Uint8Array

  /** The part of `box` that lies inside the picture, which must be at least one pixel. */
  constructor({ width, height, pixels }: RgbPicture, box: PictureBox) {
    this.left = Math.max(0, Math.min(width - 1, Math.floor(box.left)))
    this.top = Math.max(0, Math.min(height - 1, Math.floor(box.top)))
    this.width = Math.max(1, Math.min(width, Math.ceil(box.right)) - this.left)
    this.height = Math.max(1, Math.min(height, Math.ceil(box.bottom)) - this.top)
    this.#values = new Uint8Array(this.width * this.height)
    for (let y = 0, to = 0; y < this.height; y++) {
      let at = 3 * ((this.top + y) * width + this.left)
      for (let x = 0; x < this.width; x++, at += 3, to++) {
        // ITU-R BT.601, in 256ths.
        this.#values[to] = (77 * pixels[at]! + 150 * pixels[at + 1]! + 29 * pixels[at + 2]!) >> 8
      }
    }
  }

  /** 0..255, by the picture's own coordinates. */
  at(x: number, y: number): number {
    const column = Math.max(0, Math.min(this.width - 1, x - this.left))
    const row = Math.max(0, Math.min(this.height - 1, y - this.top))
    return this.#values[row * this.width + column]!
  }
}
