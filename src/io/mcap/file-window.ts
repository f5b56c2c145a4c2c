import type { FileHandle } from 'node:fs/promises'

const WINDOW = 256 * 1024

/** Small reads at rising offsets of a file, from a window that moves along: a scan costs few system calls. */
export class FileWindow {
  readonly #file: FileHandle
  #start = 0
  #bytes: Uint8Array = new Uint8Array(0)
  #buffer = new Uint8Array(WINDOW)

  constructor(file: FileHandle) {
    this.#file = file
  }

  /** A view of `length` bytes at `offset`, fewer at the end of the file. Valid until the next call. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const begin = offset - this.#start
    if (begin >= 0 && begin + length <= this.#bytes.length) return this.#bytes.subarray(begin, begin + length)
    if (length > this.#buffer.length) this.#buffer = new Uint8Array(length)
    this.#start = offset
    this.#bytes = this.#buffer.subarray(0, await readFully(this.#file, this.#buffer, offset))
    return this.#bytes.subarray(0, length)
  }
}

/**
 * Fills `buffer` from `offset` on and returns how many bytes there were; fewer only at the end of the file.
 * Offsets out of a damaged file may be anything: beyond 2^53 Node 20 aborts the process instead of throwing.
 */
export async function readFully(file: FileHandle, buffer: Uint8Array, offset: number): Promise<number> {
  if (!Number.isSafeInteger(offset + buffer.length)) return 0
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return filled
}
