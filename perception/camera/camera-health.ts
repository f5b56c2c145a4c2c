import type { Lens } from '../../src/core/lens.ts'
import type { ImageFault } from '../../src/core/observations.ts'
import type { DecodedPicture } from '../../src/core/pictures.ts'
import { NEVER, type Stamp } from '../../src/core/time.ts'
import { type PictureStatistics, pictureStatistics } from './picture-statistics.ts'

/**
 * Pictures equal to the one before that make a camera frozen. Noise makes each picture of a living camera another one; a
 * converter that doubles the frame rate shows each picture twice, so that one repetition means nothing.
 */
const FROZEN_AFTER = 3
/** Luminances, 0..255. A night behind the car, without lamps, still has places at 29; a capped lens is at 5. */
const BLACK = 16
/** 19 of 20 places are white: low sun and its flare leave more than that. */
const WHITE = 250
/**
 * From the darkest to the brightest hundredth. Rain at night behind the car has 15 and fog by day 70; a covered lens, noise
 * of 3 in a pixel included, has 5.
 */
const LEAST_CONTRAST = 10

/** What one camera's pictures are judged by: the one before. */
export interface CameraHealth {
  stamp: Stamp
  sequence: number
  hash: number
  /** Pictures on end that were equal to the one before. */
  repetitions: number
}

export function createCameraHealth(): CameraHealth {
  return { stamp: NEVER, sequence: Number.NEGATIVE_INFINITY, hash: Number.NaN, repetitions: 0 }
}

export interface FoundFault {
  readonly fault: ImageFault
  /** Expected and found, in one line. */
  readonly detail: string
}

/** Judges the next picture of a camera: each anew, so that a camera is well again with its first good picture. */
export function judgePicture(health: CameraHealth, picture: DecodedPicture, lens: Lens | null): FoundFault | null {
  const statistics = pictureStatistics(picture.pixels, picture)
  const fault =
    swapped(health, picture) ?? wrongSize(picture, lens) ?? frozen(health, statistics.hash) ?? blinded(statistics)
  health.stamp = picture.stamp
  health.sequence = picture.sequence
  health.hash = statistics.hash
  return fault
}

function swapped(health: CameraHealth, { stamp, sequence }: DecodedPicture): FoundFault | null {
  if (stamp > health.stamp && sequence > health.sequence) return null
  const seconds = ((health.stamp - stamp) / 1e9).toFixed(3)
  const found = `picture ${sequence} after ${health.sequence}, ${seconds} s before it`
  return { fault: 'swapped', detail: `expected pictures in the order they were taken, found ${found}` }
}

function wrongSize({ source }: DecodedPicture, lens: Lens | null): FoundFault | null {
  if (lens === null || (lens.width === source.width && lens.height === source.height)) return null
  const found = `${source.width} × ${source.height}`
  return { fault: 'wrong-size', detail: `expected ${lens.width} × ${lens.height} pixels as calibrated, found ${found}` }
}

function frozen(health: CameraHealth, hash: number): FoundFault | null {
  health.repetitions = hash === health.hash ? health.repetitions + 1 : 0
  if (health.repetitions < FROZEN_AFTER) return null
  const found = `the same one ${health.repetitions + 1} times on end`
  return { fault: 'frozen', detail: `expected another picture each time, found ${found}` }
}

function blinded({ darkest, dark, brightest }: PictureStatistics): FoundFault | null {
  const found = (what: string): FoundFault => ({ fault: 'blinded', detail: `expected a picture, found ${what}` })
  if (brightest < BLACK) return found(`black: luminance ${brightest} of 255 at its brightest`)
  if (dark >= WHITE) return found(`white: luminance ${dark} of 255 and more nearly everywhere`)
  const contrast = brightest - darkest
  return contrast < LEAST_CONTRAST ? found(`luminance from ${darkest} to ${brightest} of 255 only`) : null
}
