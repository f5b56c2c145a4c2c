import { InputError } from '../../core/errors.ts'
import { FileSource } from './byte-source.ts'
import { type PacketRecording, ProblemCounter, type RawPacket, recordingOf } from './packet.ts'
import { isPcap, readPcap } from './pcap.ts'
import { isPcapng, readPcapng } from './pcapng.ts'
import { looksLikePkts, readPkts } from './pkts.ts'

/** Told by their content, so that a wrong extension does no harm. The container without a magic number comes last. */
const FORMATS: readonly {
  readonly recognise: (start: Uint8Array) => boolean
  readonly read: (source: FileSource, problems: ProblemCounter) => Generator<RawPacket>
}[] = [
  { recognise: isPcap, read: readPcap },
  { recognise: isPcapng, read: readPcapng },
  { recognise: looksLikePkts, read: readPkts },
]

/**
 * Opens a recording of packets: pcap, pcapng, or the plain container .pkts.
 *
 * @param port take only datagrams to this UDP port; null: all
 * @throws InputError when the file is none of these; the system's error when it cannot be opened
 */
export function openPacketFile(path: string, port: number | null = null): PacketRecording {
  const probe = new FileSource(path)
  const start = probe.take(12)?.slice() ?? probe.take(4)?.slice() ?? new Uint8Array()
  probe.close()
  const format = FORMATS.find(({ recognise }) => recognise(start))
  if (!format) throw new InputError(`${path}: expected pcap, pcapng, .pkts or .mcap, found none of them`)
  const problems = new ProblemCounter()
  const raw = format.read(new FileSource(path), problems)
  return recordingOf(port === null ? raw : onlyPort(raw, port, problems), problems)
}

function* onlyPort(raw: Iterable<RawPacket>, port: number, problems: ProblemCounter): Generator<RawPacket> {
  for (const packet of raw) {
    if (packet.port === port) yield packet
    else problems.add('other-port')
  }
}
