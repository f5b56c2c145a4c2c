import { createPerception, perceive } from '../../perception/perceive.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { CanFrames, GnssFix, PoseTruth } from '../core/messages.ts'
import type { Observation, SteeringObservation, WheelSpeedObservation } from '../core/observations.ts'
import { NANOSECONDS_PER_SECOND, type Stamp } from '../core/time.ts'
import { type WarningCount, WarningCounter } from '../core/warning.ts'
import type { DriveReader } from '../io/mcap/drive.ts'

/** All of a drive that the comma2k19 checks look at, in stamp order. */
export interface CheckedDrive {
  /** s of the boot clock at stamp 0. */
  readonly origin: number
  readonly frames: CanFrameLog
  /** What the perceive stage made of the CAN frames. */
  readonly wheelSpeeds: readonly WheelSpeedObservation[]
  readonly steering: readonly SteeringObservation[]
  readonly scans: number
  readonly detections: number
  readonly fixes: readonly { readonly stamp: Stamp; readonly fix: GnssFix }[]
  readonly poses: readonly { readonly stamp: Stamp; readonly pose: PoseTruth }[]
  readonly warnings: readonly WarningCount[]
}

/** Reads the drive once and runs perceive over it. Throws InputError when it has no CAN at all. */
export async function readCheckedDrive(drive: DriveReader, vehicle: VehicleTable): Promise<CheckedDrive> {
  const warnings = new WarningCounter()
  const frames = new CanFrameLog()
  const state = createPerception(vehicle)
  const observations: Observation[] = []
  const fixes: { stamp: Stamp; fix: GnssFix }[] = []
  const poses: { stamp: Stamp; pose: PoseTruth }[] = []
  const topics = (topic: string) => topic.startsWith('/can/') || topic === '/gnss/fix' || topic === '/truth/ego'
  for await (const batch of drive.messages((warning) => warnings.add(warning), { topics })) {
    for (const message of batch) {
      const { stamp, payload } = message
      if (payload.kind === 'gnss') fixes.push({ stamp, fix: payload })
      if (payload.kind === 'pose-truth') poses.push({ stamp, pose: payload })
      if (payload.kind !== 'can') continue
      frames.add(payload, stamp)
      const { output, warnings: noticed } = perceive(state, message, stamp)
      observations.push(...output)
      warnings.addAll(noticed)
    }
  }
  if (frames.count === 0) throw new InputError(`${drive.name}: expected CAN frames on /can/BUS; found none`)
  const scans = observations.filter((observation) => observation.kind === 'radar')
  return {
    origin: Number(drive.origin) / NANOSECONDS_PER_SECOND,
    frames,
    wheelSpeeds: observations.filter((observation) => observation.kind === 'wheel-speeds'),
    steering: observations.filter((observation) => observation.kind === 'steering'),
    scans: scans.length,
    detections: scans.reduce((sum, scan) => sum + scan.detections.length, 0),
    fixes,
    poses,
    warnings: warnings.list(),
  }
}

/** One frame, its payload in full. */
export interface LoggedFrame {
  readonly stamp: Stamp
  readonly id: number
  readonly data: Uint8Array
}

/** Every frame of the drive by bus and id, in the order of the drive. */
export class CanFrameLog {
  readonly #frames = new Map<string, Map<number, LoggedFrame[]>>()
  count = 0

  add(frames: CanFrames, stamp: Stamp): void {
    const bus = this.#frames.get(frames.bus) ?? new Map<number, LoggedFrame[]>()
    this.#frames.set(frames.bus, bus)
    for (const [i, id] of frames.ids.entries()) {
      const data = frames.data.slice(frames.offsets[i], frames.offsets[i + 1])
      const frame = { stamp: frames.stamps?.[i] ?? stamp, id, data }
      const list = bus.get(id)
      if (list) list.push(frame)
      else bus.set(id, [frame])
      this.count++
    }
  }

  /** By id, empty when there is none. */
  of(bus: string, id: number): readonly LoggedFrame[] {
    return this.#frames.get(bus)?.get(id) ?? []
  }

  countOf(bus: string): number {
    return [...(this.#frames.get(bus)?.values() ?? [])].reduce((sum, list) => sum + list.length, 0)
  }
}
