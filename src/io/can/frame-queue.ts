import type { ReceivedCanFrame } from './can-bus.ts'

/** Frames kept for a reader that is busy: about 8 s of a full 1 Mbit/s bus. */
const CAPACITY = 65_536

/** Hands frames that arrive in callbacks to one asynchronous reader, in batches. Bounded: the newest ones are lost. */
export class FrameQueue {
  lost = 0
  #waiting: ReceivedCanFrame[] = []
  #isClosed = false
  #wake: () => void = () => {}

  get isClosed(): boolean {
    return this.#isClosed
  }

  push(frame: ReceivedCanFrame): void {
    if (this.#isClosed) return
    if (this.#waiting.length >= CAPACITY) this.lost++
    else this.#waiting.push(frame)
    this.#wake()
  }

  /** What has arrived is still read; then the batches end. */
  close(): void {
    this.#isClosed = true
    this.#wake()
  }

  async *batches(): AsyncGenerator<readonly ReceivedCanFrame[]> {
    while (true) {
      if (this.#waiting.length > 0) {
        const batch = this.#waiting
        this.#waiting = []
        yield batch
      } else if (this.#isClosed) {
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
      }
    }
  }
}
