import { createSocket } from 'node:dgram'
import { expect, it } from 'vitest'
import { openUdpSource } from '../../../src/io/packets/udp-source.ts'

it('hands over each datagram with its arrival, on the loopback unless told otherwise', async () => {
  let now = 100
  let arrived: () => void = () => {}
  const both = new Promise<void>((resolve) => {
    arrived = resolve
  })
  const received: { bytes: number[]; arrival: number }[] = []
  const source = await openUdpSource(
    { port: 0 },
    () => now++,
    (payload, arrival) => {
      received.push({ bytes: [...payload], arrival })
      if (received.length === 2) arrived()
    },
  )
  const sender = createSocket('udp4')
  sender.send(Uint8Array.of(1, 2, 3), source.port, '127.0.0.1')
  sender.send(Uint8Array.of(4), source.port, '127.0.0.1')
  await both
  expect(received).toEqual([
    { bytes: [1, 2, 3], arrival: 100 },
    { bytes: [4], arrival: 101 },
  ])
  sender.close()
  await source.close()
})

it('says which port it could not have', async () => {
  const first = await openUdpSource(
    { port: 0 },
    () => 0,
    () => {},
  )
  await expect(
    openUdpSource(
      { port: first.port },
      () => 0,
      () => {},
    ),
  ).rejects.toThrow(new RegExp(`expected to listen on 127.0.0.1:${first.port}, found .*EADDRINUSE`))
  await first.close()
})
