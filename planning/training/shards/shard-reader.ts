import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InputError } from '../../../src/core/errors.ts'
import { ShardRecord } from './record.ts'
import { decodeShardHeader, decodeShardPrefix, PREFIX_BYTES, type ShardHeader } from './shard-format.ts'

/** Reads records of a shard in any order; the operating system keeps what is read often in memory. */
export class ShardReader {
  readonly path: string
  readonly header: ShardHeader
  /** Records. */
  readonly count: number
  readonly #file: number
  readonly #start: number

  /** Throws InputError when the file is no shard, or longer or shorter than its header says. */
  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'r')
    try {
      const { headerBytes, count } = decodeShardPrefix(this.#bytes(0, PREFIX_BYTES), path)
      const { size } = fstatSync(this.#file)
      if (PREFIX_BYTES + headerBytes > size) {
        throw new InputError(`expected a header of ${headerBytes} bytes; found a file of ${size}: ${path}`)
      }
      this.header = decodeShardHeader(this.#bytes(PREFIX_BYTES, headerBytes), path)
      this.count = count
      this.#start = PREFIX_BYTES + headerBytes
      const expected = this.#start + count * new ShardRecord(this.header.fields).bytes.length
      if (expected !== size)
        throw new InputError(`expected ${expected} bytes for ${count} records; found ${size}: ${path}`)
    } catch (error) {
      closeSync(this.#file)
      throw error
    }
  }

  /** Fills `record`, which must be of this shard's fields, with record `index` (0..count - 1). */
  read(index: number, record: ShardRecord): void {
    const { bytes } = record
    if (!(index >= 0 && index < this.count)) {
      throw new RangeError(`expected a record of 0..${this.count - 1}, found ${index}: ${this.path}`)
    }
    const read = readSync(this.#file, bytes, 0, bytes.length, this.#start + index * bytes.length)
    if (read !== bytes.length) throw new InputError(`expected ${bytes.length} bytes; found ${read}: ${this.path}`)
    record.unpack()
  }

  close(): void {
    closeSync(this.#file)
  }

  #bytes(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length)
    const read = readSync(this.#file, bytes, 0, length, position)
    return bytes.subarray(0, read)
  }
}
