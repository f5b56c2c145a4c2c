import type { FileHandle } from 'node:fs/promises'
import { McapConstants, type McapTypes } from '@mcap/core'
import { DRIVE_METADATA } from './drive.ts'
import type { Damage, DriveIndex, Extent } from './drive-index.ts'
import { FileWindow } from './file-window.ts'
import {
  CHUNK_HEADER_BYTES,
  MAGIC,
  MESSAGE_HEADER,
  parseChunkHeader,
  parseRecord,
  RECORD_HEADER,
  readU64,
  startsWithMagic,
} from './records.ts'

const { Opcode } = McapConstants
/** Neighbouring messages outside chunks are loaded in parts of about this many bytes. */
const EXTENT_BYTES = 1024 * 1024
/** Schemas, channels and metadata are small; a longer one is damage, and is not read into memory. */
const LARGEST_DECLARATION = 16 * 1024 * 1024

/** Scans the headers of all records up to the end or the first damage. Message data are skipped, not read. */
export async function recoverIndex(file: FileHandle, size: number): Promise<DriveIndex> {
  const scan = new Scan(new FileWindow(file), size)
  const damage = await scan.run()
  return { ...scan.found(), statistics: null, isFromSummary: false, damage }
}

class Scan {
  readonly #window: FileWindow
  readonly #size: number
  readonly #extents: Extent[] = []
  readonly #channels = new Map<number, McapTypes.Channel>()
  readonly #schemas = new Map<number, McapTypes.Schema>()
  #metadata: ReadonlyMap<string, string> = new Map()
  /** Messages outside chunks that are being gathered into one extent. */
  #open: { offset: number; length: number; firstTime: bigint; lastTime: bigint; channels: Set<number> } | null = null

  constructor(window: FileWindow, size: number) {
    this.#window = window
    this.#size = size
  }

  found() {
    return {
      extents: this.#extents,
      channels: this.#channels,
      schemas: this.#schemas,
      metadata: this.#metadata,
    }
  }

  async run(): Promise<Damage | null> {
    let offset = MAGIC.length
    try {
      for (;;) {
        const header = await this.#window.read(offset, RECORD_HEADER)
        if (header.length < RECORD_HEADER) return { offset: this.#size, detail: 'expected a footer, found the end' }
        const opcode = header[0]!
        const length = readU64(new DataView(header.buffer, header.byteOffset), 1)
        if (opcode === 0) return { offset, detail: 'expected a record, found zeros' }
        const end = offset + RECORD_HEADER + length
        if (end > this.#size) {
          if (opcode === Opcode.CHUNK) await this.#chunk(offset)
          return {
            offset,
            detail: `expected a record of ${length} bytes, found ${this.#size - offset - RECORD_HEADER}`,
          }
        }
        if (opcode === Opcode.FOOTER) return await this.#footer(end)
        const detail = await this.#record(opcode, offset, length)
        if (detail) return { offset, detail }
        offset = end
      }
    } finally {
      this.#closeExtent()
    }
  }

  /** Returns what is wrong with the record, or null. */
  async #record(opcode: number, offset: number, length: number): Promise<string | null> {
    switch (opcode) {
      case Opcode.CHUNK:
        return this.#chunk(offset)
      case Opcode.MESSAGE:
        return this.#message(offset, length)
      case Opcode.SCHEMA:
      case Opcode.CHANNEL:
      case Opcode.METADATA:
        return this.#declaration(offset, length)
      default:
        return null
    }
  }

  /** A chunk that is cut off is loaded, too, as far as it goes. */
  async #chunk(offset: number): Promise<string | null> {
    this.#closeExtent()
    const header = parseChunkHeader(await this.#window.read(offset, CHUNK_HEADER_BYTES))
    if (!header) return 'expected the header of a chunk, found other bytes'
    const { firstTime, lastTime, dataOffset, dataLength } = header
    const length = Math.min(dataOffset + dataLength, this.#size - offset)
    this.#extents.push({ kind: 'chunk', offset, length, firstTime, lastTime, channels: null })
    return null
  }

  async #message(offset: number, length: number): Promise<string | null> {
    if (length < MESSAGE_HEADER) return `expected a message of at least ${MESSAGE_HEADER} bytes, found ${length}`
    const bytes = await this.#window.read(offset + RECORD_HEADER, MESSAGE_HEADER)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const time = view.getBigUint64(6, true)
    if (this.#open && this.#open.length + length > EXTENT_BYTES) this.#closeExtent()
    const open = (this.#open ??= { offset, length: 0, firstTime: time, lastTime: time, channels: new Set() })
    open.length = offset + RECORD_HEADER + length - open.offset
    if (time < open.firstTime) open.firstTime = time
    if (time > open.lastTime) open.lastTime = time
    open.channels.add(view.getUint16(0, true))
    return null
  }

  async #declaration(offset: number, length: number): Promise<string | null> {
    if (length > LARGEST_DECLARATION) return `expected a declaration, found ${length} bytes`
    try {
      const record = parseRecord(await this.#window.read(offset, RECORD_HEADER + length))
      if (record?.type === 'Channel') this.#channels.set(record.id, record)
      else if (record?.type === 'Schema') this.#schemas.set(record.id, record)
      else if (record?.type === 'Metadata' && record.name === DRIVE_METADATA) this.#metadata = record.metadata
      return null
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  async #footer(end: number): Promise<Damage | null> {
    const isWhole = startsWithMagic(await this.#window.read(end, MAGIC.length))
    return isWhole ? null : { offset: end, detail: 'expected the closing MCAP magic, found the end or other bytes' }
  }

  #closeExtent(): void {
    if (this.#open) this.#extents.push({ kind: 'messages', ...this.#open })
    this.#open = null
  }
}
