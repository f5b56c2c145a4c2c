import type { Stamp } from '../../core/time.ts'

/** Pictures of a camera that stay valid after they have been handed out (see `DecodedPicture`). */
const KEPT = 4

interface Held {
  readonly stamp: Stamp
  readonly sequence: number
  readonly memory: SharedArrayBuffer
}

/** Memory for one camera's pictures: used again once four newer pictures have come. */
export class PictureMemory {
  readonly #free: SharedArrayBuffer[] = []
  /** The newest ones, oldest first. */
  readonly #held: Held[] = []

  /** Empty where none is free yet: whoever writes makes some and hands it to {@link keep}. */
  take(): SharedArrayBuffer {
    return this.#free.pop() ?? new SharedArrayBuffer(0)
  }

  /** Holds a picture that goes out, and frees the oldest where there are more than four. */
  keep(stamp: Stamp, sequence: number, memory: SharedArrayBuffer): void {
    let place = this.#held.length
    while (place > 0 && isNewer(this.#held[place - 1]!, stamp, sequence)) place--
    this.#held.splice(place, 0, { stamp, sequence, memory })
    if (this.#held.length <= KEPT) return
    const { memory: oldest } = this.#held.shift()!
    // One that is late already when it comes is being looked at: its memory is left to the garbage collector.
    if (oldest !== memory) this.#free.push(oldest)
  }

  /** For memory that was taken and holds no picture. */
  giveBack(memory: SharedArrayBuffer): void {
    if (memory.byteLength > 0) this.#free.push(memory)
  }
}

function isNewer(held: Held, stamp: Stamp, sequence: number): boolean {
  return held.stamp > stamp || (held.stamp === stamp && held.sequence > sequence)
}
