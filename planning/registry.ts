import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../src/core/errors.ts'
import type { Planner } from '../src/core/ports.ts'
import { createConstantVelocityPlanner } from './baselines/constant-velocity.ts'
import { createIdmPlanner } from './baselines/idm.ts'

/** The planners by the names that the command line takes. */
export const PLANNERS: Readonly<Record<string, (vehicle: VehicleTable) => Planner>> = {
  'constant-velocity': createConstantVelocityPlanner,
  idm: (vehicle) => createIdmPlanner(vehicle),
}

/** Throws {@link InputError} for a name that is not in the table. */
export function createPlanner(name: string, vehicle: VehicleTable): Planner {
  const create = Object.hasOwn(PLANNERS, name) ? PLANNERS[name] : undefined
  if (!create) throw new InputError(`expected a planner (${Object.keys(PLANNERS).join(', ')}), found '${name}'`)
  return create(vehicle)
}
