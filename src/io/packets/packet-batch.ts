import type { SensorPackets } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'

/** Bytes that wait for a busy reader before more are lost: a second of a lidar with 128 beams. */
const MOST_BYTES = 16 << 20
const INITIAL_BYTES = 1 << 18
const INITIAL_COUNT = 256

/** Datagrams collected into one payload. Its memory is bounded, and used again: what is taken is a copy. */
export class PacketBatch {
  /** Datagrams that found no room any more. */
  lost = 0
  #bytes = new Uint8Array(INITIAL_BYTES)
  #stamps = new Float64Array(INITIAL_COUNT)
  #offsets = new Uint32Array(INITIAL_COUNT + 1)
  #count = 0

  get isEmpty(): boolean {
    return this.#count === 0
  }

  push(payload: Uint8Array, arrival: Stamp): void {
    const begin = this.#offsets[this.#count]!
    const end = begin + payload.length
    // Datagrams without content must not fill the memory with their stamps either.
    if (end > MOST_BYTES || this.#count >= MOST_BYTES / 64) {
      this.lost++
      return
    }
    this.#reserve(end)
    this.#bytes.set(payload, begin)
    this.#stamps[this.#count] = arrival
    this.#count++
    this.#offsets[this.#count] = end
  }

  take(sensor: string, model: string): SensorPackets {
    const count = this.#count
    const data = this.#bytes.slice(0, this.#offsets[count])
    const [stamps, offsets] = [this.#stamps.slice(0, count), this.#offsets.slice(0, count + 1)]
    this.#count = 0
    return { kind: 'packets', sensor, model, stamps, offsets, data }
  }

  #reserve(bytes: number): void {
    if (bytes > this.#bytes.length) {
      const grown = new Uint8Array(Math.min(MOST_BYTES, 2 * Math.max(bytes, this.#bytes.length)))
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    if (this.#count < this.#stamps.length) return
    const [stamps, offsets] = [this.#stamps, this.#offsets]
    this.#stamps = new Float64Array(2 * stamps.length)
    this.#stamps.set(stamps)
    this.#offsets = new Uint32Array(2 * stamps.length + 1)
    this.#offsets.set(offsets)
  }
}
