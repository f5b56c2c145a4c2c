import type { RawImage } from '../images/image-file.ts'

/** `P6`, width, height and 255 in decimal, each followed by one white space: what FFmpeg writes before the pixels. */
const HEADER = /^P6\s(\d{1,5})\s(\d{1,5})\s255\s/
const LONGEST_HEADER = 32

/** Cuts a stream of binary portable pixmaps into pictures. Throws Error at bytes that are none. */
export class PortablePixmaps {
  readonly #chunks: Uint8Array[] = []
  #length = 0

  /** Takes the next bytes and gives the pictures that they complete. */
  push(chunk: Uint8Array): readonly RawImage[] {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    const images: RawImage[] = []
    for (let next = this.#next(); next !== null; next = this.#next()) images.push(next)
    return images
  }

  #next(): RawImage | null {
    if (this.#length === 0) return null
    const start = this.#peek(Math.min(LONGEST_HEADER, this.#length))
    const match = HEADER.exec(start.toString('latin1'))
    if (match === null) {
      if (start.length < LONGEST_HEADER) return null
      throw new Error(`expected a picture's header, found ${start.subarray(0, 8).toString('hex')}`)
    }
    const [header, width, height] = [match[0].length, Number(match[1]), Number(match[2])]
    const size = header + 3 * width * height
    if (this.#length < size) return null
    return { width, height, channels: 3, data: this.#take(size).subarray(header) }
  }

  #peek(count: number): Buffer {
    const first = this.#chunks[0]!
    if (first.length >= count) return Buffer.from(first.buffer, first.byteOffset, count)
    return Buffer.concat(this.#chunks).subarray(0, count)
  }

  #take(count: number): Uint8Array {
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
    this.#chunks.length = 0
    if (all.length > count) this.#chunks.push(all.subarray(count))
    this.#length -= count
    return all.subarray(0, count)
  }
}
