import { extname } from 'node:path'
import { InputError } from '../core/errors.ts'
import type { Packet } from '../io/packets/packet.ts'
import { openPacketFile } from '../io/packets/packet-file.ts'
import { openPacketTopic } from '../io/packets/packet-topic.ts'

/** Packets from any recording that the commands take. */
export interface PacketInput {
  /** Unix seconds of stamp 0. */
  readonly originSeconds: number
  readonly packets: Iterable<Packet> | AsyncIterable<Packet>
  /** What the recording had wrong so far, by code. */
  readonly problems: ReadonlyMap<string, number>
}

export interface PacketInputOptions {
  readonly port?: string
  readonly topic?: string
}

/** Opens .pkts, pcap, pcapng or a drive. Throws InputError when it is none of them or an option does not fit. */
export async function openPackets(path: string, options: PacketInputOptions): Promise<PacketInput> {
  const port = options.port === undefined ? null : Number(options.port)
  if (port !== null && !(Number.isInteger(port) && port > 0 && port < 65536))
    throw new InputError(`--port: expected a UDP port, found '${options.port}'`)
  if (extname(path).toLowerCase() === '.mcap') return openPacketTopic(path, options.topic ?? null)
  return openPacketFile(path, port)
}
