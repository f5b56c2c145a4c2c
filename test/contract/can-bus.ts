import { describe, expect, it } from 'vitest'
import type { CanBus, CanFrame, ReceivedCanFrame } from '../../src/io/can/can-bus.ts'

/** What every {@link CanBus} must do. `connect` gives two buses on one wire. */
export function canBusContract(name: string, connect: () => Promise<readonly [CanBus, CanBus]>): void {
  describe(`a CAN bus (${name})`, () => {
    const frame = (id: number, ...data: number[]): CanFrame => ({
      id,
      data: Uint8Array.from(data),
      remoteLength: null,
      fdFlags: null,
      isError: false,
    })

    async function withPair(body: (a: CanBus, b: CanBus) => Promise<void> | void): Promise<void> {
      const [a, b] = await connect()
      try {
        await body(a, b)
      } finally {
        a.close()
        b.close()
      }
    }

    /** The next `count` frames; batches may cut them anywhere. */
    async function receive(bus: CanBus, count: number): Promise<ReceivedCanFrame[]> {
      const received: ReceivedCanFrame[] = []
      for await (const batch of bus.frames()) {
        received.push(...batch)
        if (received.length >= count) break
      }
      return received
    }

    it('carries standard and extended frames in order, with id, bytes and time', () =>
      withPair(async (a, b) => {
        const sent = [frame(0x123, 1, 2, 3), frame(0x8000_0123), frame(0x9fff_ffff, 255, 0, 1, 2, 3, 4, 5, 6)]
        for (const each of sent) expect(a.send(each)).toBe(true)
        const received = await receive(b, 3)
        expect(received.map(({ microseconds: _, ...rest }) => rest)).toEqual(sent)
        expect(received.every(({ microseconds }) => Number.isInteger(microseconds))).toBe(true)
      }))

    it('carries remote frames', () =>
      withPair(async (a, b) => {
        a.send({ ...frame(0x7ff), remoteLength: 4 })
        expect(await receive(b, 1)).toMatchObject([{ id: 0x7ff, remoteLength: 4, data: new Uint8Array(0) }])
      }))

    it('copies what it is given: the sender may reuse its buffer', () =>
      withPair(async (a, b) => {
        const data = Uint8Array.of(1, 2)
        a.send({ ...frame(1), data })
        data.fill(0xee)
        expect((await receive(b, 1))[0]!.data).toEqual(Uint8Array.of(1, 2))
      }))

    it('does not hear itself', () =>
      withPair(async (a, b) => {
        a.send(frame(1))
        b.send(frame(2))
        expect((await receive(a, 1)).map(({ id }) => id)).toEqual([2])
      }))

    it('refuses frames that no bus can carry', () =>
      withPair((a) => {
        expect(() => a.send(frame(1, ...new Array(9).fill(0)))).toThrow(RangeError)
        expect(() => a.send({ ...frame(1, ...new Array(65).fill(0)), fdFlags: 0 })).toThrow(RangeError)
        expect(() => a.send(frame(0x800))).toThrow(RangeError)
        expect(() => a.send(frame(0xa000_0000))).toThrow(RangeError)
      }))

    it('ends its frames and refuses to send after close, which may be called twice', () =>
      withPair(async (a) => {
        const end = receive(a, 1)
        a.close()
        a.close()
        expect(await end).toEqual([])
        expect(() => a.send(frame(1))).toThrow(RangeError)
      }))
  })
}
