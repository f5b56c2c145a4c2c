import { createSocket } from 'node:dgram'
import { InputError } from '../../core/errors.ts'

export interface UdpSourceOptions {
  readonly port: number
  /** Address to listen on; the loopback unless told otherwise. */
  readonly address?: string
  /** Multicast group to join. */
  readonly group?: string
  /** Receive buffer asked of the kernel, bytes: a lidar's burst must fit while the event loop is busy. */
  readonly receiveBuffer?: number
}

export interface UdpSource {
  readonly address: string
  /** The port listened on: the one asked for, or a free one where that was 0. */
  readonly port: number
  close(): Promise<void>
}

const DEFAULT_RECEIVE_BUFFER = 4 << 20

/**
 * Listens for the datagrams of a sensor. `receive` gets each payload, borrowed, with its arrival by `clock`; it must not
 * throw. Throws InputError when the port cannot be listened on.
 */
export async function openUdpSource(
  options: UdpSourceOptions,
  clock: () => number,
  receive: (payload: Uint8Array, arrival: number) => void,
): Promise<UdpSource> {
  const address = options.address ?? '127.0.0.1'
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', reuseAddr: options.group !== undefined })
  socket.on('message', (payload) => receive(payload, clock()))
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close()
      reject(new InputError(`udp: expected to listen on ${address}:${options.port}, found ${error.message}`))
    })
    socket.bind(options.port, address, resolve)
  })
  socket.removeAllListeners('error')
  // After binding an error concerns one datagram (an unreachable peer, say): the socket goes on.
  socket.on('error', () => {})
  if (options.group !== undefined) socket.addMembership(options.group)
  try {
    socket.setRecvBufferSize(options.receiveBuffer ?? DEFAULT_RECEIVE_BUFFER)
  } catch {
    // The kernel's limit stays: less room, not no reception.
  }
  return {
    address,
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}
