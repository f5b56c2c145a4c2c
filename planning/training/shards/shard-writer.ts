import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { ShardRecord } from './record.ts'
import { encodeShardStart, type ShardHeader } from './shard-format.ts'

/** Bytes that are written at once. */
const BLOCK = 1 << 20

/**
 * Writes a shard record by record. It appears under its name when it is closed; what is interrupted leaves a file with
 * the ending `.partial`.
 */
export class ShardWriter {
  /** To be filled before each `append`. */
  readonly record: ShardRecord
  readonly #path: string
  readonly #header: ShardHeader
  readonly #file: number
  readonly #block: Uint8Array
  #filled = 0
  #count = 0
  #isOpen = true

  constructor(path: string, header: ShardHeader) {
    this.record = new ShardRecord(header.fields)
    this.#path = path
    this.#header = header
    this.#block = new Uint8Array(Math.max(BLOCK, this.record.bytes.length))
    this.#file = openSync(`${path}.partial`, 'w')
    const start = encodeShardStart(header, 0)
    writeSync(this.#file, start)
  }

  /** Records so far. */
  get count(): number {
    return this.#count
  }

  /** Adds what stands in `record`. */
  append(): void {
    const { bytes } = this.record
    this.record.pack()
    if (this.#filled + bytes.length > this.#block.length) this.#flush()
    this.#block.set(bytes, this.#filled)
    this.#filled += bytes.length
    this.#count++
  }

  /** Writes the number of records and gives the file its name. */
  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#flush()
    writeSync(this.#file, encodeShardStart(this.#header, this.#count), 0, undefined, 0)
    fsyncSync(this.#file)
    closeSync(this.#file)
    renameSync(`${this.#path}.partial`, this.#path)
  }

  /** Gives up: nothing is left behind. */
  discard(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    closeSync(this.#file)
    rmSync(`${this.#path}.partial`)
  }

  #flush(): void {
    let written = 0
    while (written < this.#filled) written += writeSync(this.#file, this.#block, written, this.#filled - written)
    this.#filled = 0
  }
}
