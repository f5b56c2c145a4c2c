import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InputError } from '../../core/errors.ts'
import type { Message } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import type { Warning } from '../../core/warning.ts'
import { ChannelTable } from './channel-table.ts'
import { type DriveInfo, type DriveReader, type ReadOptions, TIME_SCALES, type TimeScale } from './drive.ts'
import type { Damage, DriveIndex, Extent } from './drive-index.ts'
import { ExtentLoader, type LoadedExtent, type StoredMessage } from './extent-loader.ts'
import { readFully } from './file-window.ts'
import { mergeByTime, type TimedExtent } from './merge-by-time.ts'
import { readIndex } from './read-index.ts'
import { MAGIC, startsWithMagic } from './records.ts'

const BATCH_SIZE = 256
const MEMORY_BUDGET = 64 * 1024 * 1024
const isPipelineInput = (topic: string) => !topic.startsWith('/truth/')

/** Opens a drive for reading. Throws InputError when `path` is not a readable MCAP file. */
export async function openDrive(path: string): Promise<DriveReader> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const start = new Uint8Array(MAGIC.length)
    const read = await readFully(file, start, 0)
    if (!startsWithMagic(start)) throw new InputError(`expected an MCAP file, found ${describe(start, read)}: ${path}`)
    return new McapDriveReader(path, size, await readIndex(file))
  } finally {
    await file.close()
  }
}

class McapDriveReader implements DriveReader {
  readonly name: string
  readonly origin: bigint
  readonly timeScale: TimeScale
  readonly recordedBy: string
  readonly #path: string
  readonly #size: number
  readonly #index: DriveIndex
  readonly #hasOrigin: boolean

  constructor(path: string, size: number, index: DriveIndex) {
    this.name = basename(path)
    this.#path = path
    this.#size = size
    this.#index = index
    const declared = index.metadata.get('origin_ns')
    this.#hasOrigin = declared !== undefined && /^-?\d{1,19}$/.test(declared)
    this.origin = this.#hasOrigin ? BigInt(declared ?? 0) : firstTime(index.extents)
    this.timeScale = TIME_SCALES.find((scale) => scale === index.metadata.get('time_scale')) ?? 'unix'
    this.recordedBy = index.metadata.get('source') ?? ''
  }

  info(): DriveInfo {
    const { channels, schemas, statistics, damage } = this.#index
    const all = this.#timed()
    const filled = all.filter(({ extent }) => !hasNoTimes(extent))
    const timed = filled.length > 0 ? filled : all
    return {
      fileSize: this.#size,
      isIndexed: this.#index.isFromSummary,
      hasOrigin: this.#hasOrigin,
      channels: [...channels.values()].map(({ id, topic, schemaId }) => ({
        topic,
        schema: schemas.get(schemaId)?.name ?? '',
        messageCount: statistics ? Number(statistics.channelMessageCounts.get(id) ?? 0n) : null,
      })),
      span:
        timed.length === 0
          ? null
          : {
              first: timed.reduce((least, { first }) => Math.min(least, first), Number.POSITIVE_INFINITY),
              last: timed.reduce((most, { last }) => Math.max(most, last), Number.NEGATIVE_INFINITY),
            },
      damage: damage && this.#describe(damage),
    }
  }

  async *messages(warn: (warning: Warning) => void, options: ReadOptions = {}): AsyncGenerator<readonly Message[]> {
    const { topics = isPipelineInput, batchSize = BATCH_SIZE, memoryBudget = MEMORY_BUDGET } = options
    const file = await openFile(this.#path)
    try {
      const read = new Reading(file, this.#index, this.origin, topics, (damage) => this.#describe(damage), warn)
      const all = this.#timed()
      if (!isInOrder(all)) await read.learnChannels()
      const extents = all.filter(({ extent }) => read.mayHold(extent))
      for await (const stored of mergeByTime(
        extents,
        ({ extent, number }) => read.load(extent, number),
        memoryBudget,
      )) {
        for (let begin = 0; begin < stored.length; begin += batchSize) {
          const batch = read.decode(stored.slice(begin, begin + batchSize), this.#hasOrigin)
          if (batch.length > 0) yield batch
        }
      }
      const { damage } = this.#index
      if (damage)
        warn({ code: 'drive-damaged', stamp: read.newest, detail: `${this.#describe(damage)}; read up to there` })
    } finally {
      await file.close()
    }
  }

  #timed(): (TimedExtent & { extent: Extent })[] {
    return this.#index.extents.map((extent, number) => ({
      extent,
      number,
      first: Number(extent.firstTime - this.origin),
      last: Number(extent.lastTime - this.origin),
    }))
  }

  #describe({ offset, detail }: Damage): string {
    return `${detail}, at byte ${offset} of ${this.#size} in ${this.name}`
  }
}

/** One pass of a consumer over the file: what it wants, and what it has been told. */
class Reading {
  readonly #index: DriveIndex
  readonly #loader: ExtentLoader
  readonly #table: ChannelTable
  readonly #describe: (damage: Damage) => string
  readonly #warn: (warning: Warning) => void
  /** Extents whose damage has been reported: a second pass of the merge meets them again. */
  readonly #reported = new Set<number>()
  newest: Stamp = 0

  constructor(
    file: FileHandle,
    index: DriveIndex,
    origin: bigint,
    topics: (topic: string) => boolean,
    describe: (damage: Damage) => string,
    warn: (warning: Warning) => void,
  ) {
    this.#index = index
    this.#loader = new ExtentLoader(file, index, origin)
    this.#table = new ChannelTable(index, topics, warn)
    this.#describe = describe
    this.#warn = warn
  }

  /**
   * A channel is declared before its messages in the file, but perhaps in a chunk of later messages. Where neither
   * summary nor scan has told all channels, a pass over the chunks in file order must do so before one in time order.
   */
  async learnChannels(): Promise<void> {
    const { extents, channels } = this.#index
    const isKnown = ({ kind, channels: ids }: Extent) =>
      kind === 'messages' || (ids !== null && [...ids].every((id) => channels.has(id)))
    if (extents.every(isKnown)) return
    for (const [number, extent] of extents.entries()) await this.#loader.load(extent, number, () => false)
  }

  mayHold({ channels }: Extent): boolean {
    return channels === null || [...channels].some((channel) => this.#table.mayWant(channel))
  }

  async load(extent: Extent, number: number): Promise<LoadedExtent> {
    const loaded = await this.#loader.load(extent, number, (channel) => this.#table.wants(channel))
    const valid = loaded.messages.filter(({ arrival }) => !Number.isNaN(arrival))
    if (this.#reported.has(number)) return { messages: valid, damage: null }
    this.#reported.add(number)
    const { damage } = loaded
    // The part at which the whole file ends is reported as the file's damage.
    if (damage && !this.#isAtEnd(extent)) {
      this.#warn({
        code: 'chunk-damaged',
        stamp: this.newest,
        detail: `${this.#describe(damage)}; its rest is skipped`,
      })
    }
    const lost = loaded.messages.length - valid.length
    if (lost > 0) this.#warnOfTime(`${lost} messages in the chunk at byte ${extent.offset}`)
    return { messages: valid, damage }
  }

  #isAtEnd({ offset }: Extent): boolean {
    return this.#index.damage !== null && offset === this.#index.damage.offset
  }

  decode(stored: readonly StoredMessage[], hasOrigin: boolean): Message[] {
    const batch: Message[] = []
    for (const message of stored) {
      const { arrival, sequence } = message
      // Writers that know no publish time leave it 0, which is no time of ours while the origin is a log time.
      const stamp = !hasOrigin && Number.isNaN(message.stamp) ? arrival : message.stamp
      this.newest = arrival
      if (Number.isNaN(stamp)) {
        this.#warnOfTime(`message ${sequence} of ${this.#table.topic(message.channel)}`)
        continue
      }
      const payload = this.#table.decode(message.channel, message.data)
      const topic = this.#table.topic(message.channel)
      if (payload.kind === 'malformed') {
        this.#warn({ code: 'message-malformed', stamp, detail: `${topic}, message ${sequence}: ${payload.reason}` })
        continue
      }
      batch.push({ topic, stamp, arrival, sequence, payload })
    }
    return batch
  }

  #warnOfTime(what: string): void {
    const detail = `expected times within 104 days of the drive's origin, found others: ${what}`
    this.#warn({ code: 'stamp-out-of-range', stamp: this.newest, detail })
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    if (code === 'ENOENT') throw new InputError(`expected an MCAP file, found nothing: ${path}`)
    throw new InputError(`expected a readable MCAP file, found ${code}: ${path}`)
  }
  throw new InputError(`expected an MCAP file, found a folder or device: ${path}`)
}

function describe(start: Uint8Array, read: number): string {
  if (read === 0) return 'an empty file'
  const bytes = Array.from(start.subarray(0, read), (byte) => byte.toString(16).padStart(2, '0'))
  return `the bytes ${bytes.join(' ')} at its start`
}

function isInOrder(extents: readonly TimedExtent[]): boolean {
  return extents.every(({ first }, i) => i === 0 || extents[i - 1]!.first <= first)
}

/** A chunk without messages has times of 0 by the format's rules; so has one whose messages all stand at time 0. */
function hasNoTimes({ firstTime, lastTime }: Extent): boolean {
  return firstTime === 0n && lastTime === 0n
}

function firstTime(extents: readonly Extent[]): bigint {
  let first: bigint | null = null
  for (const extent of extents) {
    if (!hasNoTimes(extent) && (first === null || extent.firstTime < first)) first = extent.firstTime
  }
  return first ?? 0n
}
