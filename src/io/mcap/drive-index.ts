import type { McapTypes } from '@mcap/core'

/** A part of the file that is loaded at once: a chunk, or neighbouring messages of a file without chunks. */
export interface Extent {
  readonly kind: 'chunk' | 'messages'
  /** Of its first record, bytes. */
  readonly offset: number
  /** All its records with their headers, bytes. */
  readonly length: number
  /** Log times of the earliest and the latest message, absolute ns. */
  readonly firstTime: bigint
  readonly lastTime: bigint
  /** Channels of its messages, or null when only reading it tells. */
  readonly channels: ReadonlySet<number> | null
}

export interface Damage {
  /** Bytes from the file's start. */
  readonly offset: number
  /** Expected and found. */
  readonly detail: string
}

/** Where in a file what is. Its size grows with the number of chunks, not of messages. */
export interface DriveIndex {
  /** In the order of the file. */
  readonly extents: readonly Extent[]
  /** Grows while extents are read: chunks may declare channels that the summary leaves out. */
  readonly channels: Map<number, McapTypes.Channel>
  readonly schemas: Map<number, McapTypes.Schema>
  /** Content of the drive's metadata record; empty when there is none. */
  readonly metadata: ReadonlyMap<string, string>
  readonly statistics: McapTypes.Statistics | null
  /** True when it stood in the file, false when the whole file was scanned for it. */
  readonly isFromSummary: boolean
  /** Where the file ends early or is no MCAP any more. */
  readonly damage: Damage | null
}
