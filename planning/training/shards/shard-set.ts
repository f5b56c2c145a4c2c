import { InputError } from '../../../src/core/errors.ts'
import { ShardRecord } from './record.ts'
import type { ShardHeader } from './shard-format.ts'
import { ShardReader } from './shard-reader.ts'

/** A shard's path, and how often an epoch goes through it: 2 for what is rare and matters. */
export interface ShardSource {
  readonly path: string
  /** Whole number, default 1. */
  readonly repeat?: number
}

/** Shards of one layout as one sequence of samples: sample `index` is a record of one of them. */
export class ShardSet {
  readonly header: ShardHeader
  /** Samples, repetitions counted. */
  readonly count: number
  /** What `read` fills. */
  readonly record: ShardRecord
  readonly #readers: readonly ShardReader[]
  /** First index of each reader's samples. */
  readonly #starts: readonly number[]

  /** Throws InputError when there is none, or one has other fields than the first. */
  constructor(sources: readonly ShardSource[]) {
    this.#readers = sources.map(({ path }) => new ShardReader(path))
    const [first] = this.#readers
    if (!first) throw new InputError('expected at least one shard; found none')
    const fields = JSON.stringify(first.header.fields)
    for (const { header, path } of this.#readers) {
      if (JSON.stringify(header.fields) !== fields) {
        throw new InputError(`expected the fields of ${first.path}; found others: ${path}`)
      }
    }
    let count = 0
    this.#starts = this.#readers.map((reader, i) => {
      const start = count
      count += reader.count * (sources[i]?.repeat ?? 1)
      return start
    })
    if (count === 0) throw new InputError(`expected samples in ${first.path}; found none`)
    this.header = first.header
    this.count = count
    this.record = new ShardRecord(first.header.fields)
  }

  /** Fills `record` with sample `index` (0..count - 1). */
  read(index: number): void {
    let shard = this.#starts.length - 1
    while (this.#starts[shard]! > index) shard--
    const reader = this.#readers[shard]!
    reader.read((index - this.#starts[shard]!) % reader.count, this.record)
  }

  close(): void {
    for (const reader of this.#readers) reader.close()
  }
}
