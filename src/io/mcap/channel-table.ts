import type { Payload } from '../../core/messages.ts'
import { topicEntry } from '../../core/topics.ts'
import type { Warning } from '../../core/warning.ts'
import type { Malformed } from '../protobuf/malformed.ts'
import { decodePayload } from '../protobuf/payload-codec.ts'
import type { DriveIndex } from './drive-index.ts'

/** Which channels of a file a reader wants, decided once a channel; says once what it skips and why. */
export class ChannelTable {
  readonly #index: DriveIndex
  readonly #topics: (topic: string) => boolean
  readonly #warn: (warning: Warning) => void
  readonly #wanted = new Map<number, boolean>()
  readonly #schemas = new Map<number, string>()

  constructor(index: DriveIndex, topics: (topic: string) => boolean, warn: (warning: Warning) => void) {
    this.#index = index
    this.#topics = topics
    this.#warn = warn
  }

  /** As {@link wants}, before the channel's own record has necessarily been read. */
  mayWant(channel: number): boolean {
    return !this.#index.channels.has(channel) || this.wants(channel)
  }

  wants(channel: number): boolean {
    const known = this.#wanted.get(channel)
    if (known !== undefined) return known
    const wanted = this.#decide(channel)
    this.#wanted.set(channel, wanted)
    return wanted
  }

  topic(channel: number): string {
    return this.#index.channels.get(channel)?.topic ?? ''
  }

  decode(channel: number, data: Uint8Array): Payload | Malformed {
    return decodePayload(this.#schemas.get(channel) ?? '', data)
  }

  #decide(id: number): boolean {
    const channel = this.#index.channels.get(id)
    if (!channel)
      return this.#skip('channel-unknown', `channel ${id}: expected its record before its messages, found none`)
    const { topic, messageEncoding, schemaId } = channel
    if (!this.#topics(topic)) return false
    const schema = this.#index.schemas.get(schemaId)?.name ?? ''
    const entry = topicEntry(topic)
    if (!entry)
      return this.#skip('topic-unknown', `expected a topic of ours, found ${topic} (${schema}); it is skipped`)
    if (messageEncoding !== 'protobuf' || schema !== entry.schema) {
      const found = `found ${schema || 'no schema'} in ${messageEncoding || 'no encoding'}`
      return this.#skip('schema-mismatch', `${topic}: expected ${entry.schema} in protobuf, ${found}; it is skipped`)
    }
    this.#schemas.set(id, schema)
    return true
  }

  #skip(code: string, detail: string): false {
    this.#warn({ code, stamp: 0, detail })
    return false
  }
}
