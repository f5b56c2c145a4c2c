import type { Message } from '../../core/messages.ts'
import type { Stamp } from '../../core/time.ts'
import { PacketBatch } from './packet-batch.ts'
import { openUdpSource, type UdpSourceOptions } from './udp-source.ts'

export interface UdpMessagesOptions extends UdpSourceOptions {
  /** By its name in observations: `lidar/roof`. */
  readonly sensor: string
  /** As the decoders name it. */
  readonly model: string
}

/** A sensor's datagrams as messages on its `packets` topic, from the opening on. */
export interface UdpMessages {
  readonly topic: string
  readonly address: string
  /** The port listened on. */
  readonly port: number
  /** For one reader. Ends after {@link close}. */
  readonly messages: AsyncIterable<readonly Message[]>
  /** Datagrams lost because nobody read them in time; those that the kernel lost are not among them. */
  lost(): number
  close(): void
}

/**
 * ms that datagrams are collected for one message: a small share of a turn, and a hundred messages a second instead of
 * thousands.
 */
const COLLECTING = 10

/** Rejects with InputError when the port cannot be listened on. `arrival`: the stamp of now. */
export async function openUdpMessages(options: UdpMessagesOptions, arrival: () => Stamp): Promise<UdpMessages> {
  const { sensor, model } = options
  const topic = `/${sensor}/packets`
  const name = sensor.split('/')[1] ?? ''
  const batch = new PacketBatch()
  let isClosed = false
  let wake = () => {}
  const source = await openUdpSource(options, arrival, (payload, stamp) => {
    batch.push(payload, stamp)
    wake()
  })
  async function* messages(): AsyncGenerator<readonly Message[]> {
    for (let sequence = 0; ; sequence++) {
      while (batch.isEmpty && !isClosed) await new Promise<void>((resolve) => (wake = resolve))
      if (!isClosed) await new Promise<void>((resolve) => setTimeout(resolve, COLLECTING))
      if (batch.isEmpty) return
      const payload = batch.take(name, model)
      // The newest datagram dates the message.
      yield [{ topic, stamp: payload.stamps.at(-1)!, arrival: arrival(), sequence, payload }]
    }
  }
  return {
    topic,
    address: source.address,
    port: source.port,
    messages: messages(),
    lost: () => batch.lost,
    close() {
      if (isClosed) return
      isClosed = true
      wake()
      void source.close()
    },
  }
}
