import { findVehicle } from '../common/vehicle/registry.ts'
import type { VehicleTable } from '../common/vehicle/vehicle-table.ts'
import { InputError } from '../core/errors.ts'
import type { DriveReader } from '../io/mcap/drive.ts'
import { axdrive } from '../io/protobuf/runtime.ts'

/** The table of the car that recorded the drive: the one named on the command line, else by the drive's /vehicle. */
export async function driveVehicle(drive: DriveReader, named: string | undefined): Promise<VehicleTable> {
  if (named !== undefined) return findVehicle(named)
  for await (const batch of drive.messages(() => {}, { topics: (topic) => topic === '/vehicle', batchSize: 1 })) {
    const payload = batch[0]?.payload
    if (payload?.kind === 'opaque') return findVehicle(axdrive.v1.Vehicle.decode(payload.bytes).name)
  }
  const { damage } = drive.info()
  const reason = damage === null ? '' : ` (${damage})`
  throw new InputError(`${drive.name}: expected the topic /vehicle or the option --vehicle, found neither${reason}`)
}

/** Throws unless the drive has what the planners need: the car's own speed, which comes over CAN. */
export function requireTopics(drive: DriveReader, vehicle: VehicleTable): readonly string[] {
  const needed = [...new Set(vehicle.signals.map(({ bus }) => `/can/${bus}`))]
  const found = drive.info().channels.map(({ topic }) => topic)
  // A file without an index names its channels only while it is read; then health reports what is missing.
  const missing = drive.info().isIndexed ? needed.filter((topic) => !found.includes(topic)) : []
  if (missing.length > 0) {
    const list = found.length > 0 ? [...found].sort().join(', ') : 'no topics'
    throw new InputError(`${drive.name}: expected ${missing.join(', ')} for the planner, found ${list}`)
  }
  return needed
}
