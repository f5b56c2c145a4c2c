import { createSocket } from 'node:dgram'
import { InputError } from '../../core/errors.ts'
import type { OutputRecord, Sink } from '../../core/ports.ts'

/**
 * Sends the records of one topic as datagrams, each one length-delimited protobuf message: a varint of the length, then
 * the bytes. A datagram that cannot be sent is dropped: the next command is 10 ms away, an old one is worth nothing.
 */
export function createUdpSink(topic: string, host: string, port: number): Sink {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('error', () => {})
  let pending = Promise.resolve()
  return {
    write(record: OutputRecord) {
      if (record.topic !== topic) return
      pending = new Promise((resolve) => socket.send(lengthDelimited(record.bytes), port, host, () => resolve()))
    },
    async close() {
      await pending
      await new Promise<void>((resolve) => socket.close(() => resolve()))
    },
  }
}

/** `host:port`, the host defaulting to loopback. */
export function parseEndpoint(text: string): { host: string; port: number } {
  const match = /^(?:\[?([^\]]*?)\]?:)?(\d+)$/.exec(text)
  const port = Number(match?.[2])
  if (!match || !(port > 0 && port < 65536)) {
    throw new InputError(`expected [host:]port with a port of 1 to 65535, found '${text}'`)
  }
  return { host: match[1] || '127.0.0.1', port }
}

/** Protobuf's length-delimited framing: base-128 varint of the length, least significant group first. */
export function lengthDelimited(bytes: Uint8Array): Uint8Array {
  const header: number[] = []
  let rest = bytes.length
  while (rest > 127) {
    header.push((rest & 127) | 128)
    rest >>>= 7
  }
  header.push(rest)
  const framed = new Uint8Array(header.length + bytes.length)
  framed.set(header)
  framed.set(bytes, header.length)
  return framed
}
