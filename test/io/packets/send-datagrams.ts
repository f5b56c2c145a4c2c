import { createSocket } from 'node:dgram'

/** Sends datagrams over the loopback at a pace that its socket's buffer holds. */
export async function sendDatagrams(port: number, payloads: Iterable<Uint8Array>): Promise<void> {
  const socket = createSocket('udp4')
  let sent = 0
  for (const payload of payloads) {
    await new Promise<void>((resolve, reject) => {
      socket.send(payload, port, '127.0.0.1', (error) => (error ? reject(error) : resolve()))
    })
    if (++sent % 16 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await new Promise<void>((resolve) => socket.close(() => resolve()))
}
