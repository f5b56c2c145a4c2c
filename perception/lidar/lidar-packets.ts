import type { Message, PointCloud, SensorPackets } from '../../src/core/messages.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../../src/core/time.ts'
import type { Warning } from '../../src/core/warning.ts'
import { PacketIntake } from '../packets/packet-intake.ts'
import type { PacketsOrigin } from '../packets/packets-origin.ts'
import type { LidarCalibration } from './calibration.ts'
import type { LidarModel } from './lidar-model.ts'
import type { PointBuffer, Sweep } from './point-buffer.ts'
import { SpinningDecoder } from './spinning-decoder.ts'
import { SweepCutter } from './sweep-cutter.ts'

/** Turns one lidar's packets into sweeps: messages of points as a recording would hold them. */
export class LidarPacketReader {
  readonly #nanoseconds: number
  readonly #cutter: SweepCutter
  readonly #intake: PacketIntake
  /** Completed by the message that is being read. */
  #sweeps: Message[] = []
  #message: Message | null = null
  #sensor = ''

  constructor(model: LidarModel, calibration: LidarCalibration, origin: PacketsOrigin) {
    this.#nanoseconds = origin.nanoseconds
    this.#intake = new PacketIntake({ kind: 'lidar', title: model.title, rate: packetRate(model) })
    const decoder = new SpinningDecoder(model, calibration, origin.seconds)
    this.#cutter = new SweepCutter(decoder, (sweep) => this.#keep(sweep))
  }

  /** The sweeps that these packets complete. Their points are in the maker's own frame, stamped by the lidar's clock. */
  read(message: Message, packets: SensorPackets, warnings: Warning[]): readonly Message[] {
    this.#message = message
    this.#sensor = packets.sensor
    this.#sweeps = []
    const push = (payload: Uint8Array, arrival: Stamp) => {
      const status = this.#cutter.push(payload, arrival + this.#nanoseconds)
      return status === 'ok' ? null : status
    }
    this.#intake.take(message, packets, push, warnings)
    return this.#sweeps
  }

  #keep({ index, stamp, points }: Sweep): void {
    if (this.#message === null) return
    const payload = cloudOf(points, stamp, this.#sensor)
    this.#sweeps.push({ ...this.#message, stamp: stamp - this.#nanoseconds, sequence: index, payload })
  }
}

/** Packets a second with as many returns as the model can send. */
function packetRate({ blocks, returnsByMode, timing }: LidarModel): number {
  const blocksPerFiring = Math.max(...returnsByMode.values()) * (blocks.bankMarks?.length ?? 1)
  const firings = Math.max(1, Math.floor(blocks.count / blocksPerFiring))
  return NANOSECONDS_PER_SECOND / (firings * timing.period)
}

/** Copies: the cutter's buffer is used again for the sweep after the next. */
function cloudOf({ count, x, y, z, intensity, ring, stamp }: PointBuffer, start: Stamp, sensor: string): PointCloud {
  const time = new Float32Array(count)
  for (let i = 0; i < count; i++) time[i] = (stamp[i]! - start) / NANOSECONDS_PER_SECOND
  return {
    kind: 'points',
    sensor,
    x: x.slice(0, count),
    y: y.slice(0, count),
    z: z.slice(0, count),
    intensity: Float32Array.from(intensity.subarray(0, count)),
    ring: Uint16Array.from(ring.subarray(0, count)),
    time,
  }
}
