/** One UDP payload (or one radar frame) as it arrived. The bytes are borrowed until the next packet is asked for. */
export interface Packet {
  /** Arrival, ns since `originSeconds` of the file it comes from. */
  readonly stamp: number
  readonly payload: Uint8Array
  /** UDP destination port; 0 where the container does not keep it. */
  readonly port: number
}

/** A recording of packets. */
export interface PacketFile {
  /** Unix seconds of stamp 0: a whole second at or before the first packet. */
  readonly originSeconds: number
  /** In order of arrival. What is damaged or no UDP is left out and told through `problems`. */
  readonly packets: Iterable<Packet>
  /** Counted while iterating, by kebab-case code. */
  readonly problems: ReadonlyMap<string, number>
}

/** Counts what a reader had to leave out. */
export class ProblemCounter {
  readonly counts = new Map<string, number>()

  add(code: string): void {
    this.counts.set(code, (this.counts.get(code) ?? 0) + 1)
  }
}
