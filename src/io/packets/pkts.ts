import { type Packet, type PacketFile, ProblemCounter } from './packet.ts'

const HEADER = 12

/**
 * The plain container of the test data: [u32 seconds][u32 nanoseconds][u32 length][payload], little-endian, no header. A
 * file that ends inside a record is read up to there (`truncated-file`).
 */
export function readPkts(bytes: Uint8Array): PacketFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const originSeconds = bytes.length >= 4 ? view.getUint32(0, true) : 0
  const problems = new ProblemCounter()
  function* packets(): Generator<Packet> {
    let at = 0
    while (at < bytes.length) {
      if (at + HEADER > bytes.length) return problems.add('truncated-file')
      const stamp = (view.getUint32(at, true) - originSeconds) * 1e9 + view.getUint32(at + 4, true)
      const end = at + HEADER + view.getUint32(at + 8, true)
      if (end > bytes.length) return problems.add('truncated-file')
      yield { stamp, payload: bytes.subarray(at + HEADER, end), port: 0 }
      at = end
    }
  }
  return { originSeconds, packets: { [Symbol.iterator]: packets }, problems: problems.counts }
}

/** True when the bytes read as records of the container from the start: enough to tell it from a foreign file. */
export function looksLikePkts(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  // A payload does not exceed a UDP datagram, nor nanoseconds a second.
  return view.getUint32(4, true) < 1e9 && view.getUint32(8, true) <= 65535
}
