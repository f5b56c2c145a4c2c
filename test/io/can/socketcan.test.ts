import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { InputError } from '../../../src/core/errors.ts'
import { openSocketCan } from '../../../src/io/can/socketcan.ts'
import { canBusContract } from '../../contract/can-bus.ts'
import { FakeWire } from './fake-can-bus.ts'

canBusContract('fake', async () => {
  const wire = new FakeWire()
  return [wire.connect('a'), wire.connect('b')]
})

/** A Linux machine with a virtual CAN: `ip link add vcan0 type vcan && ip link set vcan0 up`. */
const INTERFACE = process.env['AXDRIVE_TEST_CAN'] ?? 'vcan0'
const reason = await openSocketCan(INTERFACE).then(
  (bus) => bus.close(),
  (error: Error) => error.message,
)
if (reason !== undefined) console.warn(`skipped: the CAN bus contract on SocketCAN: ${reason}`)
describe.skipIf(reason !== undefined)('on a real interface', () => {
  canBusContract(`SocketCAN ${INTERFACE}`, async () => [await openSocketCan(INTERFACE), await openSocketCan(INTERFACE)])
})

interface Sent {
  id: number
  ext: boolean
  rtr: boolean
  data: Buffer
  fd_brs?: boolean
}

/** Behaves as the native channel of the package does. */
class FakeChannel {
  readonly sent: Sent[] = []
  readonly sentFd: Sent[] = []
  readonly listeners = new Map<string, (message: unknown) => void>()
  result = 16
  addListener(event: string, callback: (message: unknown) => void): void {
    this.listeners.set(event, callback)
  }
  start(): void {}
  stop(): void {}
  send(message: Sent): number {
    this.sent.push(message)
    return this.result
  }
  sendFD(message: Sent): number {
    this.sentFd.push(message)
    return this.result
  }
}

/** A folder like /sys/class/net. */
const interfaces = mkdtempSync(join(tmpdir(), 'axdrive-net-'))
afterAll(() => rmSync(interfaces, { recursive: true }))
for (const [name, type, flags] of [
  ['can0', 280, '0x40c1'],
  ['can1', 280, '0x40c0'],
  ['eth0', 1, '0x1003'],
] as const) {
  mkdirSync(join(interfaces, name))
  writeFileSync(join(interfaces, name, 'type'), `${type}\n`)
  writeFileSync(join(interfaces, name, 'flags'), `${flags}\n`)
}

describe('the SocketCAN adapter', () => {
  const open = (name: string, channel = new FakeChannel()) =>
    openSocketCan(name, async () => ({ default: { createRawChannelWithOptions: () => channel } }), interfaces)
  const message = async (promise: Promise<unknown>) => {
    const error = await promise.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(InputError)
    return String(error).replace('InputError: ', '')
  }

  it('says in one line that the package is missing', async () => {
    const load = () => Promise.reject(new Error("Cannot find module '../build/Release/can.node'\nRequire stack:\n- x"))
    expect(await message(openSocketCan('can0', load, interfaces))).toBe(
      "expected the optional package socketcan (Linux; npm install socketcan, or npm rebuild socketcan), found: Cannot find module '../build/Release/can.node'",
    )
    expect(await message(openSocketCan('can0', async () => ({}), interfaces))).toMatch(/found a package without it/)
  })

  it('says in one line that the interface is missing, no CAN interface, down, or cannot be opened', async () => {
    expect(await message(open('can7'))).toBe('expected the network interface can7, found can0, can1, eth0')
    expect(await message(open('eth0'))).toBe('expected a CAN interface, found eth0 of device type 1 (CAN is 280)')
    expect(await message(open('can1'))).toMatch(/to be up, found it down/)
    const load = async () => ({
      createRawChannelWithOptions: () => {
        throw new Error('Error while creating channel')
      },
    })
    expect(await message(openSocketCan('can0', load, interfaces))).toMatch(/found: Error while creating channel$/)
  })

  it('translates what the package receives', async () => {
    const channel = new FakeChannel()
    const bus = await open('can0', channel)
    const emit = channel.listeners.get('onMessage')!
    emit({ id: 0x44, data: Buffer.of(1, 2), ts_sec: 1436509052, ts_usec: 249713 })
    emit({ id: 0x44, ext: true, data: Buffer.alloc(12) })
    emit({ id: 0x44, rtr: true, data: Buffer.alloc(3) })
    emit({ id: 4, err: true, data: Buffer.alloc(8) })
    channel.listeners.get('onStopped')!(undefined)
    const received = []
    for await (const batch of bus.frames()) received.push(...batch)
    expect(received).toMatchObject([
      { id: 0x44, data: Uint8Array.of(1, 2), microseconds: 1436509052249713, fdFlags: null, isError: false },
      { id: 0x8000_0044, fdFlags: 0, microseconds: Number.NaN },
      { id: 0x44, remoteLength: 3, data: new Uint8Array(0) },
      { id: 4, isError: true },
    ])
  })

  it('sends classic and FD frames by the two ways of the package, and says when the kernel refuses', async () => {
    const channel = new FakeChannel()
    const bus = await open('can0', channel)
    const frame = { id: 0x8000_0044, data: Uint8Array.of(1), remoteLength: null, fdFlags: null, isError: false }
    expect(bus.send(frame)).toBe(true)
    bus.send({ ...frame, data: new Uint8Array(12), fdFlags: 1 })
    bus.send({ ...frame, data: new Uint8Array(0), remoteLength: 4 })
    expect(channel.sent).toEqual([
      { id: 0x44, ext: true, rtr: false, data: Buffer.of(1) },
      { id: 0x44, ext: true, rtr: true, data: Buffer.alloc(4) },
    ])
    expect(channel.sentFd).toEqual([{ id: 0x44, ext: true, rtr: false, data: Buffer.alloc(12), fd_brs: true }])
    channel.result = -1
    expect(bus.send(frame)).toBe(false)
  })

  it('loses the newest frames, and counts them, when nobody reads', async () => {
    const channel = new FakeChannel()
    const bus = await open('can0', channel)
    for (let i = 0; i < 65_540; i++) channel.listeners.get('onMessage')!({ id: i & 0x7ff, data: Buffer.alloc(0) })
    expect(bus.lost).toBe(4)
    bus.close()
  })
})
