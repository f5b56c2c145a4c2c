import { InputError } from '../../core/errors.ts'
import type { Warning } from '../../core/warning.ts'
import type { DriveReader } from '../mcap/drive.ts'
import { openDrive } from '../mcap/mcap-drive-reader.ts'
import { type Packet, ProblemCounter } from './packet.ts'

const SCHEMA = 'axdrive.v1.LidarPackets'

export interface PacketTopic {
  readonly originSeconds: number
  readonly packets: AsyncIterable<Packet>
  readonly problems: ReadonlyMap<string, number>
}

/**
 * The packets of one `/lidar/NAME/packets` or `/radar/NAME/packets` topic of a drive.
 *
 * @param topic null: the only one there is
 * @throws InputError when there is none, or several and none is named
 */
export async function openPacketTopic(path: string, topic: string | null): Promise<PacketTopic> {
  const drive = await openDrive(path)
  const topics = drive
    .info()
    .channels.filter((channel) => channel.schema === SCHEMA)
    .map((channel) => channel.topic)
  const chosen = topic ?? (topics.length === 1 ? topics[0]! : null)
  if (chosen === null || !topics.includes(chosen)) {
    const found = topics.length === 0 ? 'none' : topics.join(', ')
    const expected = topic === null ? 'one topic of packets (--topic says which)' : `a topic of packets ${topic}`
    throw new InputError(`${path}: expected ${expected}, found ${found}`)
  }
  const problems = new ProblemCounter()
  const second = 1_000_000_000n
  // Whole seconds: the rest goes into the stamps.
  const originSeconds = Number(drive.origin / second)
  const offset = Number(drive.origin % second)
  return { originSeconds, packets: packetsOf(drive, chosen, offset, problems), problems: problems.counts }
}

async function* packetsOf(
  drive: DriveReader,
  topic: string,
  offset: number,
  problems: ProblemCounter,
): AsyncGenerator<Packet> {
  const warn = (warning: Warning) => problems.add(warning.code)
  for await (const batch of drive.messages(warn, { topics: (name) => name === topic })) {
    for (const { payload } of batch) {
      if (payload.kind !== 'packets') continue
      for (const [i, stamp] of payload.stamps.entries()) {
        const bytes = payload.data.subarray(payload.offsets[i], payload.offsets[i + 1])
        yield { stamp: stamp + offset, payload: bytes, port: 0 }
      }
    }
  }
}
