import { type CanBus, type CanFrame, checkSendable, type ReceivedCanFrame } from '../../../src/io/can/can-bus.ts'
import { FrameQueue } from '../../../src/io/can/frame-queue.ts'

/** A wire in memory: what one of its buses sends, all others receive. Time counts up by one microsecond a frame. */
export class FakeWire {
  readonly #taps = new Set<FakeCanBus>()
  #microseconds = 0

  connect(name: string): CanBus {
    const bus = new FakeCanBus(name, this)
    this.#taps.add(bus)
    return bus
  }

  carry(from: FakeCanBus, frame: CanFrame): void {
    const microseconds = this.#microseconds++
    for (const bus of this.#taps) {
      if (bus !== from) bus.queue.push({ ...frame, data: frame.data.slice(), microseconds })
    }
  }

  disconnect(bus: FakeCanBus): void {
    this.#taps.delete(bus)
  }
}

class FakeCanBus implements CanBus {
  readonly name: string
  readonly queue = new FrameQueue()
  readonly #wire: FakeWire

  constructor(name: string, wire: FakeWire) {
    this.name = name
    this.#wire = wire
  }

  get lost(): number {
    return this.queue.lost
  }

  frames(): AsyncIterable<readonly ReceivedCanFrame[]> {
    return this.queue.batches()
  }

  send(frame: CanFrame): boolean {
    if (this.queue.isClosed) throw new RangeError(`${this.name}: expected an open bus, found a closed one`)
    checkSendable(frame)
    this.#wire.carry(this, frame)
    return true
  }

  close(): void {
    this.queue.close()
    this.#wire.disconnect(this)
  }
}
