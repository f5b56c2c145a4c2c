import type { Message } from '../../core/messages.ts'
import type { Sink, Source } from '../../core/ports.ts'
import type { Stamp } from '../../core/time.ts'
import type { Warning } from '../../core/warning.ts'

/** What the drive's absolute times count: nanoseconds since 1970 (UTC), since 1980 (GPS), or since the recorder's boot. */
export const TIME_SCALES = ['unix', 'gps', 'boot'] as const
export type TimeScale = (typeof TIME_SCALES)[number]

/** Name of the MCAP metadata record that holds origin, time scale and source as strings. */
export const DRIVE_METADATA = 'axdrive.drive'

/**
 * A recorded drive, opened for reading. Messages come in order of arrival (MCAP log time). Reading opens the file and
 * closes it, also when the reader stops early; between reads no file is open.
 */
export interface DriveReader extends Source {
  /** Absolute time of stamp 0, ns in `timeScale`. Without the metadata record: the first log time of the file. */
  readonly origin: bigint
  readonly timeScale: TimeScale
  /** Who wrote the drive, free text; empty when it does not say. */
  readonly recordedBy: string
  messages(warn: (warning: Warning) => void, options?: ReadOptions): AsyncIterable<readonly Message[]>
  /** What the file says of itself without reading its messages. */
  info(): DriveInfo
}

export interface ReadOptions {
  /** Topics to read; default: all known ones but /truth. Chunks without any of them are not even decompressed. */
  readonly topics?: (topic: string) => boolean
  /** Messages a batch at most, default 256. */
  readonly batchSize?: number
  /** Bytes of messages held back to bring chunks that overlap into order, default 64 MiB; see `mergeByTime`. */
  readonly memoryBudget?: number
}

export interface DriveInfo {
  /** Bytes. */
  readonly fileSize: number
  /** True when the file has a summary with an index of its chunks. */
  readonly isIndexed: boolean
  /** True when the metadata record gave the origin. */
  readonly hasOrigin: boolean
  /** From the index; channels that only unread chunks declare are missing in a file without one. */
  readonly channels: readonly DriveChannel[]
  /** Null in an empty drive. Arrival stamps. */
  readonly span: { readonly first: Stamp; readonly last: Stamp } | null
  /** Null when the file is whole; else where it is damaged, in one line. */
  readonly damage: string | null
}

export interface DriveChannel {
  readonly topic: string
  /** Empty when the channel has none. */
  readonly schema: string
  /** Null when the file has no statistics. */
  readonly messageCount: number | null
}

/** A drive opened for writing: a sink for outputs, and for input messages when an importer or generator writes one. */
export interface DriveWriter extends Sink {
  /** Encodes the message by its topic's schema; arrival becomes the log time and the stamp the publish time. */
  writeMessage(message: Message): void | Promise<void>
  /** Messages written or waiting to be written so far. */
  readonly messageCount: number
}

export interface DriveHeader {
  /** Absolute time of stamp 0, ns. */
  readonly originNanoseconds: bigint
  readonly timeScale: TimeScale
  /** Who writes the drive, free text. */
  readonly source: string
}
