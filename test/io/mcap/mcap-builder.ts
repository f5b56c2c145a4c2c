import { open } from 'node:fs/promises'
import { McapWriter, type McapWriterOptions } from '@mcap/core'
import { FileHandleWritable } from '@mcap/nodejs'
import { DESCRIPTORS } from '../../../proto/gen/descriptors.js'
import type { Message } from '../../../src/core/messages.ts'
import type { Warning } from '../../../src/core/warning.ts'
import type { ReadOptions } from '../../../src/io/mcap/drive.ts'
import { openDrive } from '../../../src/io/mcap/mcap-drive-reader.ts'
import { AbsoluteTime } from '../../../src/io/protobuf/absolute-time.ts'
import { encodePayload } from '../../../src/io/protobuf/payload-codec.ts'

export const ORIGIN = 1_533_246_000_123_456_789n
const TIME = new AbsoluteTime(ORIGIN)

/** A message on a topic of opaque content: the number is its arrival and its content, so that order can be checked. */
export function numbered(arrival: number, bytes = 16, topic = '/tf/static'): Message {
  const content = new Uint8Array(bytes)
  new DataView(content.buffer).setFloat64(0, arrival)
  const payload = { kind: 'opaque', schema: 'foxglove.FrameTransforms', bytes: content } as const
  return { topic, stamp: arrival, arrival, sequence: arrival >>> 0, payload }
}

/**
 * Writes messages in the given order through the format's reference writer, with whatever options: a file as other
 * tools make them. `metadata: false` leaves our record out.
 */
export async function writeMcap(
  path: string,
  messages: Iterable<Message>,
  options: Omit<McapWriterOptions, 'writable'> = {},
  metadata = true,
): Promise<void> {
  const file = await open(path, 'w')
  const writer = new McapWriter({ writable: new FileHandleWritable(file), ...options })
  await writer.start({ profile: '', library: 'test' })
  if (metadata) {
    const entries = { origin_ns: ORIGIN.toString(), time_scale: 'gps', source: 'test' }
    await writer.addMetadata({ name: 'axdrive.drive', metadata: new Map(Object.entries(entries)) })
  }
  const channels = new Map<string, number>()
  for (const { topic, stamp, arrival, sequence, payload } of messages) {
    const name = payload.kind === 'opaque' ? payload.schema : 'axdrive.v1.CanFrames'
    const known = channels.get(topic)
    const channelId = known ?? (await register(writer, topic, name))
    channels.set(topic, channelId)
    const data = encodePayload(payload, stamp, TIME)
    const [logTime, publishTime] = [ORIGIN + BigInt(arrival), ORIGIN + BigInt(stamp)]
    await writer.addMessage({ channelId, sequence, logTime, publishTime, data })
  }
  await writer.end()
  await file.close()
}

async function register(writer: McapWriter, topic: string, name: string): Promise<number> {
  const data = Buffer.from(DESCRIPTORS[name] ?? '', 'base64')
  const schemaId = await writer.registerSchema({ name, encoding: 'protobuf', data })
  return writer.registerChannel({ topic, schemaId, messageEncoding: 'protobuf', metadata: new Map() })
}

/** All of a drive's messages, and what the reader had to say. */
export async function readAll(path: string, options?: ReadOptions) {
  const drive = await openDrive(path)
  const messages: Message[] = []
  const warnings: Warning[] = []
  for await (const batch of drive.messages((warning) => warnings.push(warning), options)) messages.push(...batch)
  return { drive, messages, warnings }
}
