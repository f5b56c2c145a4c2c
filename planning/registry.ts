import type { ManifestNetwork } from '../src/common/manifest/manifest-network.ts'
import type { PrivilegedWorld } from '../src/common/map/privileged-world.ts'
import type { VehicleTable } from '../src/common/vehicle/vehicle-table.ts'
import { InputError } from '../src/core/errors.ts'
import type { Planner } from '../src/core/ports.ts'
import { createConstantVelocityPlanner } from './baselines/constant-velocity.ts'
import { createExpertPlanner } from './baselines/expert.ts'
import { createIdmPlanner } from './baselines/idm.ts'
import { createRouteIdmPlanner } from './baselines/idm-route.ts'
import { createPdmClosedPlanner } from './baselines/pdm-closed.ts'
import { createNetworkPlanner } from './e2e/network-planner.ts'

/** The planners by the names that the command line takes. */
export const PLANNERS: Readonly<Record<string, (vehicle: VehicleTable) => Planner>> = {
  'constant-velocity': createConstantVelocityPlanner,
  idm: (vehicle) => createIdmPlanner(vehicle),
}

/** Planners that are told map, route and lights: only where there is a world to ask. They go before those of one name. */
export const PRIVILEGED_PLANNERS: Readonly<
  Record<string, (vehicle: VehicleTable, world: () => PrivilegedWorld) => Planner>
> = {
  idm: createRouteIdmPlanner,
  'pdm-closed': createPdmClosedPlanner,
  expert: createExpertPlanner,
}

/**
 * Throws {@link InputError} for a name that is not in the tables, or that needs a world and has none. A `network` that a
 * manifest describes is a planner of its own, whatever it is called.
 */
export function createPlanner(
  name: string,
  vehicle: VehicleTable,
  world?: () => PrivilegedWorld,
  network: ManifestNetwork | null = null,
): Planner {
  if (network) return createNetworkPlanner(network, vehicle)
  if (world && Object.hasOwn(PRIVILEGED_PLANNERS, name)) return PRIVILEGED_PLANNERS[name]!(vehicle, world)
  if (Object.hasOwn(PLANNERS, name)) return PLANNERS[name]!(vehicle)
  const names = Object.keys(PLANNERS).join(', ')
  if (Object.hasOwn(PRIVILEGED_PLANNERS, name)) {
    throw new InputError(
      `expected a planner that needs no map (${names}), found '${name}', which drives in simulation only`,
    )
  }
  throw new InputError(`expected a planner (${names}), found '${name}'`)
}
