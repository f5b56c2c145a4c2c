import { InputError } from '../../../src/core/errors.ts'
import type { Message, RadarScan, SensorPackets } from '../../../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../../src/core/time.ts'
import type { Warning } from '../../../src/core/warning.ts'
import { PacketIntake, type Refusal } from '../../packets/packet-intake.ts'
import type { PacketsOrigin } from '../../packets/packets-origin.ts'
import { decodeArs548 } from './ars548.ts'
import type { RadarClock } from './ars548-lists.ts'
import { scanOfArs548, scanOfSrr520 } from './radar-scan-of.ts'
import { Srr520Assembler } from './srr520.ts'

interface Outcome {
  readonly scan: RadarScan | null
  /** The radar's own time of the scan, where it says that it is synchronised. */
  readonly clock: RadarClock | null
  readonly refusal: Refusal
}

interface RadarModel {
  readonly title: string
  /** Packets a second, of all kinds together. */
  readonly packetRate: number
  /** A fresh decoder, which may hold what spans packets. */
  create(): (sensor: string, payload: Uint8Array) => Outcome
}

const NOTHING: Outcome = { scan: null, clock: null, refusal: null }
const SYNCHRONISED = 1
/** ns; a clock further from the arrival is not the car's. */
const SYNCHRONISED_WITHIN = 0.5e9

/** The radars that send datagrams, by name. Their own objects are left to those who trust them: fusion tracks itself. */
export const PACKET_RADARS: ReadonlyMap<string, RadarModel> = new Map<string, RadarModel>([
  [
    'ars548',
    {
      title: 'Continental ARS548',
      // A detection list and an object list every 50 ms and a status a second (RDI Interface Description).
      packetRate: 45,
      create: () => (sensor, payload) => {
        const list = decodeArs548(payload)
        if (list.kind === 'refused') return { ...NOTHING, refusal: list.reason }
        if (list.kind !== 'detections') return NOTHING
        const clock = list.stampSyncStatus === SYNCHRONISED ? list.sensorStamp : null
        return { scan: scanOfArs548(sensor, list), clock, refusal: null }
      },
    },
  ],
  [
    'srr520',
    {
      title: 'Continental SRR520',
      // 96 frames of three lists and some of status every 50 ms.
      packetRate: 2100,
      create: () => {
        const assembler = new Srr520Assembler()
        return (sensor, payload) => {
          const result = assembler.push(payload)
          if (result.kind === 'refused') return { ...NOTHING, refusal: result.reason }
          if (result.kind !== 'list' || result.list.kind === 'objects') return NOTHING
          return { scan: scanOfSrr520(sensor, result.list), clock: result.list.sensorStamp, refusal: null }
        }
      },
    },
  ],
])

/** The radar of that name. Throws InputError with the known names. */
export function radarModel(name: string): RadarModel {
  const model = PACKET_RADARS.get(name)
  if (model) return model
  throw new InputError(`radar model: expected one of ${[...PACKET_RADARS.keys()].join(', ')}, found '${name}'`)
}

/** Turns one radar's packets into scans: messages as a recording of its scans would hold them. */
export class RadarPacketReader {
  readonly #origin: PacketsOrigin
  readonly #intake: PacketIntake
  readonly #decode: ReturnType<RadarModel['create']>
  #sequence = 0

  constructor({ title, packetRate, create }: RadarModel, origin: PacketsOrigin) {
    this.#origin = origin
    this.#intake = new PacketIntake({ kind: 'radar', title, rate: packetRate })
    this.#decode = create()
  }

  read(message: Message, packets: SensorPackets, warnings: Warning[]): readonly Message[] {
    const scans: Message[] = []
    const decode = (payload: Uint8Array, arrival: Stamp) => {
      const { scan, clock, refusal } = this.#decode(packets.sensor, payload)
      const stamp = this.#stampOf(clock, arrival)
      if (scan) scans.push({ ...message, stamp, sequence: this.#sequence++, payload: scan })
      return refusal
    }
    this.#intake.take(message, packets, decode, warnings)
    return scans
  }

  #stampOf(clock: RadarClock | null, arrival: Stamp): Stamp {
    if (clock === null) return arrival
    const { seconds, nanoseconds } = this.#origin
    const stamp = (clock.sec - seconds) * NANOSECONDS_PER_SECOND + clock.nanosec - nanoseconds
    return Math.abs(stamp - arrival) <= SYNCHRONISED_WITHIN ? stamp : arrival
  }
}
