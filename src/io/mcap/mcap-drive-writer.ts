import { type FileHandle, open } from 'node:fs/promises'
import { compress, isLoaded } from '@foxglove/wasm-zstd'
import { McapWriter } from '@mcap/core'
import { FileHandleWritable } from '@mcap/nodejs'
import { DESCRIPTORS } from '../../../proto/gen/descriptors.js'
import { InputError } from '../../core/errors.ts'
import type { Message } from '../../core/messages.ts'
import type { OutputRecord } from '../../core/ports.ts'
import type { Stamp } from '../../core/time.ts'
import { topicEntry } from '../../core/topics.ts'
import { AbsoluteTime } from '../protobuf/absolute-time.ts'
import { encodePayload, payloadSchema } from '../protobuf/payload-codec.ts'
import { DRIVE_METADATA, type DriveHeader, type DriveWriter } from './drive.ts'

/** Fastest level: level 3 makes a real minute of CAN, IMU and GNSS 3 % smaller (comma2k19: 3.81 instead of 3.93 MB). */
const COMPRESSION_LEVEL = 1
/** Bytes waiting for the file from which on `write` asks its caller to wait. */
const WAITING_BYTES = 8 * 1024 * 1024

/**
 * Bytes of messages a chunk, before compression. A chunk that is cut off in the middle is lost whole: small ones lose
 * little when power fails, and cost 1 % of the file against the library's 1 MiB.
 */
const CHUNK_SIZE = 128 * 1024

/** Creates (or truncates) a drive. Throws InputError when `path` cannot be written. */
export async function createDrive(path: string, header: DriveHeader): Promise<DriveWriter> {
  await isLoaded
  const file = await openFile(path)
  const writer = new McapWriter({
    writable: new FileHandleWritable(file),
    chunkSize: CHUNK_SIZE,
    compressChunk: (chunk) => ({ compression: 'zstd', compressedData: compress(chunk, COMPRESSION_LEVEL) }),
  })
  await writer.start({ profile: '', library: 'axdrive' })
  // First in the file, so that a file that is cut off later still knows its origin.
  await writer.addMetadata({
    name: DRIVE_METADATA,
    metadata: new Map([
      ['origin_ns', header.originNanoseconds.toString()],
      ['time_scale', header.timeScale],
      ['source', header.source],
    ]),
  })
  return new McapDriveWriter(file, writer, header.originNanoseconds)
}

interface Pending {
  readonly topic: string
  readonly schema: string
  readonly sequence: number
  readonly arrival: Stamp
  readonly stamp: Stamp
  readonly bytes: Uint8Array
}

class McapDriveWriter implements DriveWriter {
  readonly #file: FileHandle
  readonly #writer: McapWriter
  readonly #origin: bigint
  readonly #time: AbsoluteTime
  readonly #channels = new Map<string, number>()
  readonly #schemas = new Map<string, number>()
  #queue: Pending[] = []
  #waitingBytes = 0
  #writing: Promise<void> | null = null
  messageCount = 0

  constructor(file: FileHandle, writer: McapWriter, origin: bigint) {
    this.#file = file
    this.#writer = writer
    this.#origin = origin
    this.#time = new AbsoluteTime(origin)
  }

  write({ topic, stamp, sequence, bytes }: OutputRecord): void | Promise<void> {
    return this.#push({ topic, schema: schemaOf(topic), sequence, arrival: stamp, stamp, bytes })
  }

  writeMessage({ topic, stamp, arrival, sequence, payload }: Message): void | Promise<void> {
    const schema = schemaOf(topic)
    const found = payloadSchema(payload)
    if (found !== schema) throw new Error(`expected ${schema} on ${topic}, found ${found}`)
    return this.#push({ topic, schema, sequence, arrival, stamp, bytes: encodePayload(payload, stamp, this.#time) })
  }

  async close(): Promise<void> {
    try {
      await this.#writing
      await this.#writer.end()
    } finally {
      await this.#file.close()
    }
  }

  /** Returns at once while little is waiting; else a promise that resolves when all of it is written. */
  #push(pending: Pending): void | Promise<void> {
    this.messageCount++
    this.#queue.push(pending)
    this.#waitingBytes += pending.bytes.length
    if (!this.#writing) {
      this.#writing = this.#drain()
      // A failed write is told to whoever waits next, at the latest to `close`; until then it is not unhandled.
      this.#writing.catch(() => {})
    }
    return this.#waitingBytes > WAITING_BYTES ? this.#writing : undefined
  }

  /** Writes one after the other, as the MCAP writer demands. After an error nothing more is written. */
  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      const queue = this.#queue
      this.#queue = []
      for (const pending of queue) {
        await this.#add(pending)
        this.#waitingBytes -= pending.bytes.length
      }
    }
    this.#writing = null
  }

  async #add({ topic, schema, sequence, arrival, stamp, bytes }: Pending): Promise<void> {
    const channelId = this.#channels.get(topic) ?? (await this.#register(topic, schema))
    const publishTime = this.#origin + BigInt(stamp)
    const logTime = arrival === stamp ? publishTime : this.#origin + BigInt(arrival)
    if (publishTime < 0n || logTime < 0n) {
      throw new Error(`expected times after 0, found stamp ${stamp} ns with origin ${this.#origin} ns on ${topic}`)
    }
    await this.#writer.addMessage({ channelId, sequence, logTime, publishTime, data: bytes })
  }

  async #register(topic: string, schema: string): Promise<number> {
    const schemaId = this.#schemas.get(schema) ?? (await this.#registerSchema(schema))
    const channel = await this.#writer.registerChannel({
      topic,
      schemaId,
      messageEncoding: 'protobuf',
      metadata: new Map(),
    })
    this.#channels.set(topic, channel)
    return channel
  }

  async #registerSchema(name: string): Promise<number> {
    const data = Buffer.from(DESCRIPTORS[name] ?? '', 'base64')
    const id = await this.#writer.registerSchema({ name, encoding: 'protobuf', data })
    this.#schemas.set(name, id)
    return id
  }
}

function schemaOf(topic: string): string {
  const entry = topicEntry(topic)
  if (!entry) throw new Error(`expected a topic of the topic table, found ${topic}`)
  return entry.schema
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'w')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new InputError(`expected a path where a drive can be written, found ${code}: ${path}`)
  }
}
