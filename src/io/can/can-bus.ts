/** One frame as it stands on a bus. */
export interface CanFrame {
  /** Arbitration id, bit 31 set for extended ids (as in DBC files). */
  readonly id: number
  /** 0..8 bytes, up to 64 with CAN FD; empty for a remote frame. */
  readonly data: Uint8Array
  /** Length that a remote frame asks for; null for frames that carry data. */
  readonly remoteLength: number | null
  /** CAN FD flags (bit 0: faster data phase, bit 1: the sender is error passive); null for a classic frame. */
  readonly fdFlags: number | null
  /** A report of the controller about the bus, not a frame that somebody sent: its id is a set of error bits. */
  readonly isError: boolean
}

export interface ReceivedCanFrame extends CanFrame {
  /** When this computer received it: microseconds since 1970 (exact in a double); NaN where nobody knows. */
  readonly microseconds: number
}

/** A bus that frames come from and go to: a network interface, or a fake in tests. */
export interface CanBus {
  readonly name: string
  /**
   * Frames that others sent, from the opening of the bus on, in order, as many at once as have arrived. Ends after
   * {@link close}. For one reader.
   */
  frames(): AsyncIterable<readonly ReceivedCanFrame[]>
  /** Frames lost because nobody read them in time. */
  readonly lost: number
  /**
   * False when the bus could not take the frame (full, down). The data are copied.
   * @throws RangeError for a frame that no bus can carry, or when the bus is closed
   */
  send(frame: CanFrame): boolean
  close(): void
}

/** @throws RangeError for a payload or an id that no bus can carry */
export function checkSendable(frame: CanFrame): void {
  const longest = frame.fdFlags === null ? 8 : 64
  if (frame.data.length > longest) {
    throw new RangeError(`CAN frame: expected at most ${longest} bytes, found ${frame.data.length}`)
  }
  const id = frame.id & 0x7fff_ffff
  const largest = frame.id >= 0x8000_0000 ? 0x1fff_ffff : 0x7ff
  if (id > largest) throw new RangeError(`CAN frame: expected an id up to ${largest}, found ${id}`)
}
