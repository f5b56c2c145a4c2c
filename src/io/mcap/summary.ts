import type { FileHandle } from 'node:fs/promises'
import { McapIndexedReader, type McapTypes } from '@mcap/core'
import { DRIVE_METADATA } from './drive.ts'
import type { DriveIndex, Extent } from './drive-index.ts'
import { readFully } from './file-window.ts'
import { MAGIC, RECORD_HEADER, readU64 } from './records.ts'

const FOOTER_BYTES = RECORD_HEADER + 20
/** A summary of this size indexes terabytes; a larger one is damage, and is not read into memory. */
const LARGEST_SUMMARY = 256 * 1024 * 1024

/** The index that the file carries, or null when there is none, it is incomplete, or it is damaged. */
export async function readSummary(file: FileHandle, size: number): Promise<DriveIndex | null> {
  if (!(await hasSummary(file, size))) return null
  try {
    const reader = await McapIndexedReader.Initialize({ readable: readable(file, size) })
    if (!isComplete(reader)) return null
    return {
      extents: reader.chunkIndexes.map(extent).sort((a, b) => a.offset - b.offset),
      channels: new Map(reader.channelsById),
      schemas: new Map(reader.schemasById),
      metadata: await driveMetadata(reader),
      statistics: reader.statistics ?? null,
      isFromSummary: true,
      damage: null,
    }
  } catch {
    // Whatever is wrong with the summary, the scan finds the messages and says what is wrong with the file.
    return null
  }
}

async function hasSummary(file: FileHandle, size: number): Promise<boolean> {
  const end = new Uint8Array(FOOTER_BYTES + MAGIC.length)
  if (size < end.length || (await readFully(file, end, size - end.length)) < end.length) return false
  const summaryStart = readU64(new DataView(end.buffer), RECORD_HEADER)
  return summaryStart > 0 && summaryStart < size && size - summaryStart <= LARGEST_SUMMARY
}

/** Refuses to read beyond the file, where lengths of a damaged one may point: it would allocate as many bytes. */
function readable(file: FileHandle, size: number): McapTypes.IReadable {
  return {
    size: async () => BigInt(size),
    read: async (offset, length) => {
      if (offset + length > BigInt(size)) throw new Error(`expected ${length} bytes at ${offset}, found the end`)
      const bytes = new Uint8Array(Number(length))
      await readFully(file, bytes, Number(offset))
      return bytes
    },
  }
}

/** Chunks without an index, and messages outside chunks, are only found by a scan. */
function isComplete({ chunkIndexes, statistics }: McapIndexedReader): boolean {
  if (!statistics) return chunkIndexes.length > 0
  return statistics.chunkCount === chunkIndexes.length && (chunkIndexes.length > 0 || statistics.messageCount === 0n)
}

function extent(index: McapIndexedReader['chunkIndexes'][number]): Extent {
  const { messageIndexOffsets } = index
  return {
    kind: 'chunk',
    offset: Number(index.chunkStartOffset),
    length: Number(index.chunkLength),
    firstTime: index.messageStartTime,
    lastTime: index.messageEndTime,
    channels: messageIndexOffsets.size > 0 ? new Set(messageIndexOffsets.keys()) : null,
  }
}

async function driveMetadata(reader: McapIndexedReader): Promise<ReadonlyMap<string, string>> {
  for await (const { metadata } of reader.readMetadata({ name: DRIVE_METADATA })) return metadata
  return new Map()
}
