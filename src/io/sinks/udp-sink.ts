import { createSocket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { InputError } from '../../core/errors.ts'
import type { OutputRecord, Sink } from '../../core/ports.ts'
import { NEVER, type Stamp } from '../../core/time.ts'
import type { Warning } from '../../core/warning.ts'

/**
 * Sends the records of one topic as datagrams, each one length-delimited protobuf message: a varint of the length, then
 * the bytes. A datagram that cannot be sent is dropped: the next command is 10 ms away, an old one is worth
 * nothing; the loss is told through `warn`. Throws InputError when the host has no address.
 */
export async function createUdpSink(
  topic: string,
  host: string,
  port: number,
  warn: (warning: Warning) => void,
): Promise<Sink> {
  const { address, family } = await resolve(host)
  const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
  const lost = (stamp: Stamp, problem: Error) =>
    warn({ code: 'udp-lost', stamp, detail: `${host}:${port}: a datagram could not be sent: ${problem.message}` })
  socket.on('error', (problem) => lost(NEVER, problem))
  let pending = Promise.resolve()
  return {
    write(record: OutputRecord) {
      if (record.topic !== topic) return
      pending = new Promise((done) =>
        socket.send(lengthDelimited(record.bytes), port, address, (problem) => {
          if (problem) lost(record.stamp, problem)
          done()
        }),
      )
    },
    async close() {
      await pending
      await new Promise<void>((done) => socket.close(() => done()))
    },
  }
}

async function resolve(host: string): Promise<{ address: string; family: number }> {
  try {
    return await lookup(host)
  } catch (error) {
    throw new InputError(
      `expected a host that can be resolved, found '${host}' (${error instanceof Error ? error.message : error})`,
    )
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
