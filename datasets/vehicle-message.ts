import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import type { Message } from '../src/core/messages.ts'
import type { Stamp } from '../src/core/time.ts'
import { axdrive } from '../src/io/protobuf/runtime.ts'

/** The /vehicle message of a drive: says which car recorded it, so that `replay` can take the table of that name. */
export function vehicleMessage(vehicle: VehicleTable, stamp: Stamp): Message {
  const bytes = axdrive.v1.Vehicle.encode({
    name: vehicle.name,
    geometry: vehicle.geometry,
    limits: vehicle.limits,
    buses: Object.keys(vehicle.buses).map((bus) => ({ bus, dbcName: `${vehicle.name}/${bus}` })),
    mountings: Object.entries(vehicle.mountings).map(
      ([
        sensor,
        {
          position: [x, y, z],
          yaw,
          pitch,
          roll,
        },
      ]) => ({
        sensor,
        position: { x, y, z },
        yaw,
        pitch,
        roll,
      }),
    ),
  }).finish()
  const payload = { kind: 'opaque', schema: 'axdrive.v1.Vehicle', bytes } as const
  return { topic: '/vehicle', stamp, arrival: stamp, sequence: 0, payload }
}
