import type { Message, SensorPackets } from '../../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { PacketBudget } from './packet-budget.ts'
import { sendersOf } from './packet-senders.ts'

/** What a sensor of this model sends. */
export interface PacketSender {
  /** Codes of warnings begin with it. */
  readonly kind: 'lidar' | 'radar'
  readonly title: string
  /** Packets a second at most. */
  readonly rate: number
}

/** Why a decoder refuses a payload, in kebab-case; null: it took it. */
export type Refusal = string | null

interface Refused {
  readonly code: string
  count: number
  /** Of the first one. */
  readonly bytes: number
}

/**
 * Where packets of one sensor come in. Those that its model cannot have sent, and those of a storm, are counted and told:
 * one warning a message and reason, with the name of the sensor that did send them where it is known.
 */
export class PacketIntake {
  readonly #sender: PacketSender
  readonly #budget: PacketBudget

  constructor(sender: PacketSender) {
    this.#sender = sender
    this.#budget = new PacketBudget(sender.rate)
  }

  /** Hands each packet that is no storm's to `decode`, borrowed, with its arrival. */
  take(
    message: Message,
    packets: SensorPackets,
    decode: (payload: Uint8Array, arrival: Stamp) => Refusal,
    warnings: Warning[],
  ): void {
    const { kind, title, rate } = this.#sender
    const refused = new Map<string, Refused>()
    let storm = 0
    for (const [i, arrival] of packets.stamps.entries()) {
      if (!this.#budget.take(arrival)) {
        storm++
        continue
      }
      const payload = packets.data.subarray(packets.offsets[i], packets.offsets[i + 1])
      const refusal = decode(payload, arrival)
      if (refusal === null) continue
      const others = sendersOf(payload).join(' or ')
      const reason = others === '' ? refusal : `packets of ${others}`
      const known = refused.get(reason)
      const code = others === '' ? `${kind}-packet-${refusal}` : `${kind}-other-model`
      if (known) known.count++
      else refused.set(reason, { code, count: 1, bytes: payload.length })
    }
    for (const [reason, { code, count, bytes }] of refused) {
      warnings.push(warning(code, message, `packets of ${title}`, `${reason}, ${bytes} bytes`, count))
    }
    if (storm === 0) return
    const expected = `up to ${rate.toFixed(0)} packets a second of ${title}`
    warnings.push(warning(`${kind}-packet-storm`, message, expected, `${storm} more in one message: dropped`, storm))
  }
}

function warning(code: string, { topic, stamp }: Message, expected: string, found: string, count: number): Warning {
  const at = `${topic} at ${(stamp / NANOSECONDS_PER_SECOND).toFixed(3)} s`
  return { code, stamp, detail: `${at}: expected ${expected}, found ${found}`, count }
}
