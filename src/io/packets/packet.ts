/** One datagram as a container holds it, with absolute time. The bytes are borrowed until the next one is asked for. */
export interface RawPacket {
  /** Unix time of arrival. */
  readonly seconds: number
  readonly nanoseconds: number
  readonly payload: Uint8Array
  /** UDP destination port; 0 where the container does not keep it. */
  readonly port: number
}

/** One UDP payload (or one frame of a radar). The bytes are borrowed until the next one is asked for. */
export interface Packet {
  /** Arrival, ns since `originSeconds` of the recording. */
  readonly stamp: number
  readonly payload: Uint8Array
  readonly port: number
}

/** A recording of packets, to be read once. */
export interface PacketRecording {
  /** Unix seconds of stamp 0: the second in which the first packet came. */
  readonly originSeconds: number
  /** In the order of the file. */
  readonly packets: Iterable<Packet>
  /** What the reader had to leave out so far, by kebab-case code. */
  readonly problems: ReadonlyMap<string, number>
}

/** Counts what a reader had to leave out. */
export class ProblemCounter {
  readonly counts = new Map<string, number>()

  add(code: string): void {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1)
  }
}

/** Puts the origin at the first packet's second. */
export function recordingOf(raw: Iterable<RawPacket>, problems: ProblemCounter): PacketRecording {
  const iterator = raw[Symbol.iterator]()
  const first = iterator.next()
  const originSeconds = first.done ? 0 : first.value.seconds
  function* packets(): Generator<Packet> {
    for (let next = first; !next.done; next = iterator.next()) {
      const { seconds, nanoseconds, payload, port } = next.value
      yield { stamp: (seconds - originSeconds) * 1e9 + nanoseconds, payload, port }
    }
  }
  return { originSeconds, packets: packets(), problems: problems.counts }
}
