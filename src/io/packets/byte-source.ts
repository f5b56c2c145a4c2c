import { closeSync, openSync, readSync } from 'node:fs'

/** Bytes read from front to back. */
export interface ByteSource {
  /** The next `length` bytes, a view that is valid until the next call; null, without moving on, when fewer are left. */
  take(length: number): Uint8Array | null
  /** Whether nothing is left: when a take gave null and this is false, the source ends inside a record. */
  readonly atEnd: boolean
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  let at = 0
  return {
    take(length) {
      if (at + length > bytes.length) return null
      at += length
      return bytes.subarray(at - length, at)
    },
    get atEnd() {
      return at === bytes.length
    },
  }
}

const CHUNK = 1 << 20

/** A file in chunks, so that recordings larger than the memory can be read. Closed when its end has been read. */
export class FileSource implements ByteSource {
  readonly #file: number
  #buffer = new Uint8Array(CHUNK)
  #from = 0
  #to = 0
  #isClosed = false

  /** Throws the system's error when the file cannot be opened. */
  constructor(path: string) {
    this.#file = openSync(path, 'r')
  }

  take(length: number): Uint8Array | null {
    if (!this.#fill(length)) return null
    this.#from += length
    return this.#buffer.subarray(this.#from - length, this.#from)
  }

  get atEnd(): boolean {
    return !this.#fill(1)
  }

  close(): void {
    if (!this.#isClosed) closeSync(this.#file)
    this.#isClosed = true
  }

  /** Makes `length` bytes available behind #from. */
  #fill(length: number): boolean {
    if (this.#to - this.#from >= length) return true
    if (length > this.#buffer.length - this.#from) {
      // Views of the old buffer stay as they are: it is not written to any more.
      const grown = new Uint8Array(Math.max(CHUNK, 2 * length))
      grown.set(this.#buffer.subarray(this.#from, this.#to))
      this.#buffer = grown
      this.#to -= this.#from
      this.#from = 0
    }
    while (!this.#isClosed && this.#to - this.#from < length) {
      const read = readSync(this.#file, this.#buffer, this.#to, this.#buffer.length - this.#to, null)
      if (read === 0) this.close()
      this.#to += read
    }
    return this.#to - this.#from >= length
  }
}
