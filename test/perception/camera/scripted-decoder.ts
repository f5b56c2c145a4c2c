import type { DecodedPicture, PictureProblem, PictureRequest, PictureResult } from '../../../src/core/pictures.ts'
import type { PictureDecoder } from '../../../src/core/ports.ts'

/** How a scripted picture looks. */
export interface ScriptedPicture {
  readonly fill?: (pixels: Uint8Array) => void
  readonly width?: number
  readonly height?: number
  readonly problem?: PictureProblem
}

interface Pending {
  readonly request: PictureRequest
  resolve(result: PictureResult): void
}

/** A decoder whose results are given by hand, in any order; it poisons the request's bytes as soon as the call returns. */
export class ScriptedDecoder implements PictureDecoder {
  readonly pending: Pending[] = []
  readonly sizes: (PictureRequest['size'] | null)[] = []

  decode(request: PictureRequest): Promise<PictureResult> {
    this.sizes.push(request.size)
    request.payload.bytes.fill(0xee)
    return new Promise((resolve) => this.pending.push({ request, resolve }))
  }

  async close(): Promise<void> {}

  /** Answers the request at `index` of those that wait. */
  answer(index: number, picture: ScriptedPicture = {}): void {
    const [{ request, resolve }] = this.pending.splice(index, 1) as [Pending]
    resolve(resultOf(request, picture))
  }
}

function resultOf({ stamp, sequence }: PictureRequest, picture: ScriptedPicture): PictureResult {
  if (picture.problem) return { pictures: [], problems: [picture.problem], compute: 0 }
  const { width = 128, height = 72, fill = noise(sequence + 1) } = picture
  const pixels = new Uint8Array(3 * width * height)
  fill(pixels)
  const decoded: DecodedPicture = { stamp, sequence, width, height, pixels, source: { width, height } }
  return { pictures: [decoded], problems: [], compute: 0 }
}

/** Eight stripes from top to bottom, every other one brighter by `stripes`, with the noise of a sensor, another one for each seed. */
export function noise(seed: number, base = 80, stripes = 100, deviation = 3): (pixels: Uint8Array) => void {
  return (pixels) => {
    let state = seed * 2654435761
    for (let i = 0; i < pixels.length; i++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const sum = (state >>> 24) + ((state >>> 16) & 255) - 255
      const stripe = Math.floor((8 * i) / pixels.length) % 2
      pixels[i] = Math.max(0, base + stripe * stripes + (sum / 104) * deviation)
    }
  }
}
