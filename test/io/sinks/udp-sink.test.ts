import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import fc from 'fast-check'
import protobuf from 'protobufjs/minimal.js'
import { describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { createUdpSink, lengthDelimited, parseEndpoint } from '../../../src/io/sinks/udp-sink.ts'

describe('the UDP sink', () => {
  it('sends each record of its topic as one length-delimited datagram, and no other topic', async () => {
    const receiver = createSocket('udp4')
    receiver.bind(0, '127.0.0.1')
    await once(receiver, 'listening')
    const warnings: Warning[] = []
    const sink = await createUdpSink('/control/command', '127.0.0.1', receiver.address().port, (one) =>
      warnings.push(one),
    )
    const received = once(receiver, 'message')
    const record = { stamp: 0, sequence: 0 }
    await sink.write({ ...record, topic: '/planner/plan', bytes: Uint8Array.of(9) })
    await sink.write({ ...record, topic: '/control/command', bytes: Uint8Array.of(1, 2, 3) })
    const [datagram]: Buffer[] = await received
    expect([...datagram!]).toEqual([3, 1, 2, 3])
    await sink.close()
    receiver.close()
    expect(warnings).toEqual([])
  })

  it('refuses a host without an address in one line', async () => {
    await expect(createUdpSink('/x', 'no.such.host.invalid', 5005, () => {})).rejects.toThrow(InputError)
  })

  it('frames as protobuf readers expect it, whatever the length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40_000, size: 'max' }), (bytes) => {
        const reader = protobuf.Reader.create(lengthDelimited(bytes))
        expect([...reader.bytes()]).toEqual([...bytes])
        expect(reader.pos).toBe(reader.len)
      }),
      { numRuns: 50 },
    )
  })

  it('takes a port, a host with a port and a bracketed IPv6 address, and nothing else', () => {
    expect(parseEndpoint('5005')).toEqual({ host: '127.0.0.1', port: 5005 })
    expect(parseEndpoint('car.local:5005')).toEqual({ host: 'car.local', port: 5005 })
    expect(parseEndpoint('[::1]:5005')).toEqual({ host: '::1', port: 5005 })
    for (const wrong of ['', 'x', '1:2:3:', 'host:0', 'host:70000'])
      expect(() => parseEndpoint(wrong)).toThrow(InputError)
  })
})
