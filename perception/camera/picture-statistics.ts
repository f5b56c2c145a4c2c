import type { PictureSize } from '../../src/core/pictures.ts'

/** Places that are looked at, across and down: an 8 × 8 pixel patch of a picture of 512 × 288, every third of full HD. */
const COLUMNS = 64
const ROWS = 36
/** Pixels of a place to each side: their mean has a quarter of a pixel's noise. */
const PATCH = 4

/** What a picture is worth at a glance. */
export interface PictureStatistics {
  /** Luminance of the darkest hundredth of the places, of the darkest twentieth, and of the brightest hundredth, 0..255. */
  readonly darkest: number
  readonly dark: number
  readonly brightest: number
  /** Of the pixels looked at: sensor noise makes it another one in each picture of a camera that lives. */
  readonly hash: number
}

const histogram = new Uint32Array(256)

/** A glance at some 37,000 pixels of R, G, B, whatever the picture's size; small pictures are looked at as a whole. */
export function pictureStatistics(pixels: Uint8Array, { width, height }: PictureSize): PictureStatistics {
  const across = Math.min(PATCH, width)
  const down = Math.min(PATCH, height)
  histogram.fill(0)
  let hash = 0x811c9dc5
  for (let row = 0; row < ROWS; row++) {
    const top = Math.floor(((row + 0.5) * (height - down)) / ROWS)
    for (let column = 0; column < COLUMNS; column++) {
      const left = Math.floor(((column + 0.5) * (width - across)) / COLUMNS)
      let sum = 0
      for (let y = 0; y < down; y++) {
        let at = 3 * ((top + y) * width + left)
        for (let x = 0; x < across; x++, at += 3) {
          // Luma of ITU-R BT.601, in 256ths.
          const luma = 77 * pixels[at]! + 150 * pixels[at + 1]! + 29 * pixels[at + 2]!
          sum += luma
          // FNV-1a's step, on more than its eight bits.
          hash = Math.imul(hash ^ luma, 0x01000193)
        }
      }
      histogram[(sum / (across * down)) >> 8]!++
    }
  }
  return { darkest: quantile(0.01), dark: quantile(0.05), brightest: quantile(0.99), hash }
}

function quantile(share: number): number {
  const limit = share * COLUMNS * ROWS
  let count = 0
  for (let value = 0; value < 255; value++) {
    count += histogram[value]!
    if (count >= limit) return value
  }
  return 255
}
