import type { FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { McapConstants } from '@mcap/core'
import { loadDecompressHandlers } from '@mcap/support'
import type { Stamp } from '../../core/time.ts'
import type { Damage, DriveIndex, Extent } from './drive-index.ts'
import { readFully } from './file-window.ts'
import { MESSAGE_HEADER, parseChunkHeader, parseRecord, RECORD_HEADER, readU64 } from './records.ts'

const { Opcode } = McapConstants
/** A chunk is held in memory as a whole. Writers make chunks of megabytes; a larger size than this is damage. */
const LARGEST_CHUNK = 512 * 1024 * 1024

/** A message as it stands in the file, times made relative to the drive's origin. */
export interface StoredMessage {
  readonly channel: number
  readonly sequence: number
  /** Log time and publish time; NaN when farther from the origin than a stamp can say. */
  readonly arrival: Stamp
  readonly stamp: Stamp
  /** A view of the extent's bytes. */
  readonly data: Uint8Array
  /** Where the message stands: number of its extent in the file and offset in there. Breaks ties of arrival. */
  readonly extent: number
  readonly offset: number
}

export interface LoadedExtent {
  /** In file order. */
  readonly messages: StoredMessage[]
  /** Set when the rest of the extent could not be read. */
  readonly damage: Damage | null
}

export class ExtentLoader {
  readonly #file: FileHandle
  readonly #index: DriveIndex
  readonly #origin: SplitTime

  /** `origin`: absolute time of stamp 0, ns. */
  constructor(file: FileHandle, index: DriveIndex, origin: bigint) {
    this.#file = file
    this.#index = index
    this.#origin = splitTime(origin)
  }

  /** All messages of the extent's channels that `wants` asks for, up to the first damage in it. Never throws for bad bytes. */
  async load(extent: Extent, number: number, wants: (channel: number) => boolean): Promise<LoadedExtent> {
    if (extent.length > LARGEST_CHUNK) {
      const detail = `expected a chunk of at most ${LARGEST_CHUNK} bytes, found ${extent.length}`
      return { messages: [], damage: { offset: extent.offset, detail } }
    }
    const bytes = new Uint8Array(extent.length)
    const read = await readFully(this.#file, bytes, extent.offset)
    if (extent.kind === 'messages') return this.#messages(extent, number, bytes.subarray(0, read), wants)
    const chunk = await unpack(bytes.subarray(0, read))
    if (typeof chunk === 'string') return { messages: [], damage: { offset: extent.offset, detail: chunk } }
    const loaded = this.#messages(extent, number, chunk.records, wants)
    if (!chunk.damage) return loaded
    return { messages: loaded.messages, damage: { offset: extent.offset, detail: chunk.damage } }
  }

  #messages(extent: Extent, number: number, bytes: Uint8Array, wants: (channel: number) => boolean): LoadedExtent {
    const messages: StoredMessage[] = []
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let offset = 0
    const stop = (detail: string): LoadedExtent => ({
      messages,
      damage: { offset: extent.offset, detail: `${detail} after ${messages.length} messages of this part` },
    })
    while (offset < bytes.length) {
      if (offset + RECORD_HEADER > bytes.length) return stop('expected a record, found the end')
      const opcode = bytes[offset]!
      const length = readU64(view, offset + 1)
      const begin = offset + RECORD_HEADER
      if (begin + length > bytes.length)
        return stop(`expected a record of ${length} bytes, found ${bytes.length - begin}`)
      if (opcode === Opcode.MESSAGE) {
        if (length < MESSAGE_HEADER) return stop(`expected a message, found ${length} bytes`)
        if (wants(view.getUint16(begin, true))) messages.push(this.#message(view, begin, length, number))
      } else if (opcode === Opcode.CHANNEL || opcode === Opcode.SCHEMA) {
        const detail = this.#declare(bytes.subarray(offset, begin + length))
        if (detail) return stop(detail)
      }
      offset = begin + length
    }
    return { messages, damage: null }
  }

  #message(view: DataView, begin: number, length: number, extent: number): StoredMessage {
    return {
      channel: view.getUint16(begin, true),
      sequence: view.getUint32(begin + 2, true),
      arrival: stampAt(view, begin + 6, this.#origin),
      stamp: stampAt(view, begin + 14, this.#origin),
      data: new Uint8Array(view.buffer, view.byteOffset + begin + MESSAGE_HEADER, length - MESSAGE_HEADER),
      extent,
      offset: begin,
    }
  }

  #declare(record: Uint8Array): string | null {
    try {
      const parsed = parseRecord(record)
      if (parsed?.type === 'Channel') this.#index.channels.set(parsed.id, parsed)
      else if (parsed?.type === 'Schema') this.#index.schemas.set(parsed.id, parsed)
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
}

/** The messages of a chunk record, decompressed; a string when there are none to be had. */
async function unpack(record: Uint8Array): Promise<{ records: Uint8Array; damage: string | null } | string> {
  const header = parseChunkHeader(record)
  if (!header) return 'expected the header of a chunk, found other bytes'
  const { compression, uncompressedSize, crc, dataOffset, dataLength } = header
  if (uncompressedSize > LARGEST_CHUNK || dataLength > LARGEST_CHUNK) {
    return `expected a chunk of at most ${LARGEST_CHUNK} bytes, found ${uncompressedSize}`
  }
  const data = record.subarray(dataOffset, dataOffset + dataLength)
  const isCutOff = data.length < dataLength
  const missing = `expected a chunk of ${dataLength} bytes, found ${data.length}`
  if (compression === '') {
    if (isCutOff) return { records: data, damage: missing }
    return crc !== 0 && crc32(data) !== crc
      ? 'expected the CRC of the chunk, found another one'
      : { records: data, damage: null }
  }
  if (isCutOff) return missing
  const handlers = await loadDecompressHandlers()
  const decompress = handlers[compression]
  if (!decompress) return `expected a chunk compressed with ${Object.keys(handlers)}, found '${compression}'`
  if (data.length === 0) return { records: data, damage: null }
  try {
    const records = decompress(data, BigInt(uncompressedSize))
    if (crc !== 0 && crc32(records) !== crc) return 'expected the CRC of the chunk, found another one'
    return { records, damage: null }
  } catch (error) {
    return `expected ${compression} data, found other bytes: ${error instanceof Error ? error.message : error}`
  }
}

/** A 64-bit time as two 32-bit halves: differences of nearby times are exact in numbers, without a BigInt a message. */
interface SplitTime {
  readonly high: number
  readonly low: number
}

function splitTime(time: bigint): SplitTime {
  return { high: Number(time >> 32n), low: Number(time & 0xffffffffn) }
}

function stampAt(view: DataView, offset: number, origin: SplitTime): Stamp {
  const high = view.getUint32(offset + 4, true) - origin.high
  const stamp = high * 0x1_0000_0000 + (view.getUint32(offset, true) - origin.low)
  return Number.isSafeInteger(stamp) ? stamp : Number.NaN
}
