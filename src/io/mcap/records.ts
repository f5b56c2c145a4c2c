import { McapStreamReader, type McapTypes } from '@mcap/core'

/** One byte of opcode and eight of length stand before every record. */
export const RECORD_HEADER = 9
/** Channel, sequence, log time and publish time stand before a message's data. */
export const MESSAGE_HEADER = 22
export const MAGIC = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a)

export function startsWithMagic(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, i) => bytes[i] === byte)
}

/** Little-endian u64 as a number; exact below 2^53, and any file offset or length beyond that is damage anyway. */
export function readU64(view: DataView, offset: number): number {
  return view.getUint32(offset + 4, true) * 0x1_0000_0000 + view.getUint32(offset, true)
}

/** Parses one record that is complete in `bytes`, its header included. Throws when its content contradicts itself. */
export function parseRecord(bytes: Uint8Array): McapTypes.TypedMcapRecord | undefined {
  const reader = new McapStreamReader({ noMagicPrefix: true, includeChunks: true })
  reader.append(bytes)
  return reader.nextRecord()
}

/** What of a chunk record stands before its messages. */
export interface ChunkHeader {
  readonly firstTime: bigint
  readonly lastTime: bigint
  readonly uncompressedSize: number
  /** CRC-32 of the uncompressed messages; 0 when there is none. */
  readonly crc: number
  readonly compression: string
  /** Where the messages begin, from the record's start, and how many bytes they take in the file. */
  readonly dataOffset: number
  readonly dataLength: number
}

/** Bytes of a chunk record that surely hold its header: names of compressions are short. */
export const CHUNK_HEADER_BYTES = RECORD_HEADER + 8 + 8 + 8 + 4 + 4 + 32 + 8

/** `bytes` begin with the record. Null when they are no header of a chunk. */
export function parseChunkHeader(bytes: Uint8Array): ChunkHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fixed = RECORD_HEADER + 32
  if (view.byteLength < fixed) return null
  const nameLength = view.getUint32(fixed - 4, true)
  const dataOffset = fixed + nameLength + 8
  if (nameLength > 32 || view.byteLength < dataOffset) return null
  return {
    firstTime: view.getBigUint64(RECORD_HEADER, true),
    lastTime: view.getBigUint64(RECORD_HEADER + 8, true),
    uncompressedSize: readU64(view, RECORD_HEADER + 16),
    crc: view.getUint32(RECORD_HEADER + 24, true),
    compression: new TextDecoder().decode(bytes.subarray(fixed, fixed + nameLength)),
    dataOffset,
    dataLength: readU64(view, dataOffset - 8),
  }
}
